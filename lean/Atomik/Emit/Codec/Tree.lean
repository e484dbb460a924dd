import Atomik.Emit.Codec.Digest
import Atomik.Ir.Sound.Tree
import Atomik.Thm.Digest
/-!
# The tree of digests as JSON, and its cases

A case is a buffer of words in chunks and changes of its words; the tree behind them is built anew from the whole buffer.
-/
namespace Atomik.Emit.Codec
open Digest
open Json (str num strs)

private def pair (first second : String) : Ir.Pair → Json
  | .first => str first
  | .second => str second
  | .xor a b => .obj [("xor", .arr [pair first second a, pair first second b])]

/-- `spec/ir/digest/tree.json`. -/
def treeFile : String :=
  Json.file <| .block <| head "ir.tree" "tree" ++ [
    ("english", str ("A full binary tree of the least depth over the digests of a buffer's chunks. The root is the " ++
      "digest of the whole buffer; descending from two roots that differ ends at a chunk that has changed.")),
    ("leaves", .rows [
      .obj [("digest", str "fold"), ("widths", .arr (widths.map num))],
      .obj [("digest", str "keyed"), ("widths", .arr [num 64])]]),
    ("padding", num Ir.tree.padding),
    ("node", pair "left" "right" Ir.tree.node),
    ("update", pair "digest" "change" Ir.tree.update),
    ("compared", str (match Ir.tree.compared with | .left => "left" | .right => "right")),
    ("laws", lawRows [``Ir.tree_ofList, ``Ir.tree_change, ``Ir.tree_locate, ``Tree.update_build, ``Tree.root_keyedChunks,
      ``Tree.root_foldChunks, ``Tree.changed_build, ``Tree.ne_of_changed_eq_some, ``Tree.changed_eq_none])]

/-- A word of a buffer, zero-based, and what is XORed into it. -/
private abbrev Changes (w : Nat) := List (Nat × BitVec w)

private def changed {w : Nat} (changes : Changes w) (buffer : List (BitVec w)) : List (BitVec w) :=
  changes.foldl (fun words (i, xor) => words.modify i (· ^^^ xor)) buffer

/-- The case of a buffer whose chunks have the digests `leaves`. -/
private def case {w : Nat} (flag id leaf : String) (keys : Json) (leaves : List (BitVec w) → List (BitVec w)) (n : Nat)
    (buffer : List (BitVec w)) (changes : Changes w) : Case :=
  let before := leaves buffer
  let after := leaves (changed changes buffer)
  let depth := Tree.depthFor before.length
  let tree (digests : List (BitVec w)) := Tree.ofList depth digests
  let shown (digests : List (BitVec w)) : List (String × Json) :=
    [("leaves", .arr (digests.map word)), ("root", word (tree digests).root)]
  ⟨id, flag, [("digest", str leaf), ("widthBits", num w), ("chunkWords", num n), ("keys", keys),
    ("words", .arr (buffer.map word)),
    ("changes", .arr (changes.map fun (i, xor) => .obj [("index", num i), ("xor", word xor)])),
    ("expect", .obj ([("depth", num depth)] ++ shown before ++ [("after", .obj (shown after ++
      [("changed", ((tree before).changed (tree after)).elim .null num)]))])),
    ("result", str "ok")]⟩

private def folded {w : Nat} (flag id : String) (n : Nat) (buffer : List (BitVec w)) (changes : Changes w := []) : Case :=
  case flag s!"fold/w{w}/{id}" "fold" .null (foldChunks n) n buffer changes

private def keyedTree (flag id : String) (n : Nat) (keys buffer : List (BitVec 64)) (changes : Changes 64 := []) : Case :=
  case flag s!"keyed/{id}" "keyed" (.arr (keys.map word)) (keyedChunks n keys) n buffer changes

private def many (s : Settings) (w n : Nat) (label : String) : List (BitVec w) :=
  (List.range n).map fun i => random s w s!"tree/{label}/{i}"

/-- Lengths around whole chunks and around numbers of chunks that fill a tree. -/
private def lengths : List (Nat × Nat) :=
  [(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (2, 3), (2, 4), (3, 8), (3, 9), (3, 10), (4, 16), (4, 17), (9, 5)]

private def foldTrees (s : Settings) (w : Nat) : List Case :=
  let buffer (n : Nat) := many s w n s!"fold/w{w}/words"
  [folded "length" "2x5" 2 (buffer 5), folded "length" "3x9" 3 (buffer 9),
    folded "one" "0" 2 (buffer 5) [(0, random s w s!"tree/fold/w{w}/0")],
    folded "one" "4" 2 (buffer 5) [(4, random s w s!"tree/fold/w{w}/4")],
    folded "missed" "one_chunk" 2 (buffer 5) [(2, 1#w), (3, 1#w)],
    folded "missed" "two_chunks" 2 (buffer 5) [(0, 1#w), (4, 1#w)],
    folded "missed" "smallest" 1 [1#w, 2#w] [(0, 3#w), (1, 3#w)],
    folded "several" "cancel_left" 2 (buffer 8) [(0, 1#w), (2, 1#w), (6, 1#w)]]

private def keyedTrees (s : Settings) : List Case :=
  let keys (n : Nat) := many s 64 n "keyed/key"
  let buffer (n : Nat) := many s 64 n "keyed/word"
  let at_ (i : Nat) : Nat × BitVec 64 := (i, random s 64 s!"tree/keyed/change/{i}")
  lengths.map (fun (n, len) => keyedTree "length" s!"{n}x{len}" n (keys len) (buffer len)) ++
  (List.range 11).map (fun i => keyedTree "one" (toString i) 2 (keys 11) (buffer 11) [at_ i]) ++
  [keyedTree "several" "first_last" 2 (keys 11) (buffer 11) [at_ 0, at_ 10],
    keyedTree "several" "right_half" 2 (keys 11) (buffer 11) [at_ 9, at_ 7],
    keyedTree "several" "same_chunk" 3 (keys 11) (buffer 11) [at_ 4, at_ 5],
    keyedTree "several" "same_word" 3 (keys 11) (buffer 11) [at_ 4, (4, 1#64)],
    keyedTree "several" "all" 3 (keys 10) (buffer 10) ((List.range 10).map at_),
    keyedTree "missed" "same_word_back" 3 (keys 11) (buffer 11) [at_ 4, at_ 4],
    keyedTree "missed" "zero_key" 1 [0#64, 2#64] [5#64, 7#64] [(0, 1#64)],
    -- 2 · 3 = 3 · 2 in the field
    keyedTree "missed" "two_chunks" 1 [2#64, 3#64] [5#64, 7#64] [(0, 3#64), (1, 2#64)],
    keyedTree "several" "cancel_left" 1 [2#64, 3#64, 1#64] [5#64, 7#64, 1#64] [(0, 3#64), (1, 2#64), (2, 1#64)]]

/-- All cases of the tree. -/
def trees (s : Settings) : Suite where
  folder := "digest"
  name := "tree"
  flags := [
    ("length", "words in a chunk, and words of the buffer, as the id says; nothing has changed"),
    ("one", "one word has changed, at the place that the id says"),
    ("several", "several words have changed; the first half that shows it is entered"),
    ("missed", "the buffer has changed or not, and the root is the same: nothing is found")]
  cases := widths.flatMap (foldTrees s) ++ keyedTrees s

end Atomik.Emit.Codec
