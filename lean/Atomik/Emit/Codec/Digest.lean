import Atomik.Emit.Codec.Message
import Atomik.Ir.Sound.Digest
/-!
# The digests as JSON, and their cases

A change is bytes or words XORed in; the digest behind it is computed anew from the whole buffer, so that an
implementation that follows changes one by one is compared with one that does not.
-/
namespace Atomik.Emit.Codec
open Wire Digest
open Json (str num)

private def term : Ir.Term → Json
  | .word => .obj [("word", .bool true)]
  | .product reduction =>
    .obj [("product", .obj [("factors", Json.strs ["key", "word"]), ("reduction", word reduction)])]

private def digestFile (name english : String) (widths_ : List Nat) (t : Ir.Term) (laws : List Lean.Name) : String :=
  Json.file <| .block <| head "ir.digest" name ++ [
    ("english", str english),
    ("widths", .arr (widths_.map num)),
    ("byteOrder", str (match Ir.foldOrder with | .little => "little" | .big => "big")),
    ("padding", num 0),
    ("term", term t),
    ("combine", str "xor"),
    ("laws", lawRows laws)]

/-- `spec/ir/digest/fold.json`. -/
def foldFile : String :=
  digestFile "fold" "The XOR of all words; the last word is filled up with zero bytes." widths Ir.fold
    [``Ir.combineAll_fold, ``Ir.wordAt_eq_read]

/-- `spec/ir/digest/keyed.json`. -/
def keyedFile : String :=
  digestFile "keyed" ("The XOR of each word times the secret key of its place, in the field of 2^64 elements: " ++
    "polynomials over GF(2), bit i the coefficient of x^i, modulo x^64 plus the reduction.") [64] Ir.keyed
    [``Ir.combineAll_keyed]

/-- Bytes with others XORed in from byte `offset`. -/
private def xorAt (offset : Nat) (change bytes : List Byte) : List Byte :=
  bytes.zipIdx.map fun (b, i) => if offset ≤ i then b ^^^ change.getD (i - offset) 0#8 else b

/-- A digest, and the one behind a change if there is one. -/
private def expect {w : Nat} (digest : BitVec w) (after : Option (BitVec w)) : List (String × Json) :=
  [("expect", .obj [("digest", word digest), ("after", after.elim .null word)]), ("result", str "ok")]

private def foldCase (flag id : String) (w : Nat) (bytes : List Byte) (change : Option (Nat × List Byte) := none) :
    Case :=
  ⟨id, flag, [("widthBits", num w), ("bytes", hexBytes bytes),
    ("change", change.elim .null fun (offset, xor) => .obj [("offset", num offset), ("xor", hexBytes xor)])] ++
    expect (foldBytes w bytes) (change.map fun (offset, xor) => foldBytes w (xorAt offset xor bytes))⟩

private def foldCases (s : Settings) (w : Nat) : List Case :=
  let n := w / 8
  let bytes (label : String) (length : Nat) := randomBytes s length s!"fold/w{w}/{label}"
  let buffer := bytes "buffer" 29
  (List.range 18 ++ [31, 32, 33, 63, 64, 65, 100]).map (fun length =>
    foldCase "length" s!"w{w}/{length}" w (bytes s!"length/{length}" length)) ++
  ((List.range (3 * n)).map fun i => foldCase "place" s!"w{w}/{i}" w (List.replicate i 0#8 ++ [0x81#8])) ++
  ((List.range 18).map fun offset =>
    foldCase "change" s!"w{w}/at_{offset}" w buffer (some (offset, bytes s!"change/at_{offset}" (1 + offset % 11)))) ++
  [foldCase "change" s!"w{w}/empty" w buffer (some (3, [])),
    foldCase "change" s!"w{w}/last_byte" w buffer (some (28, [0xff#8])),
    foldCase "change" s!"w{w}/all" w buffer (some (0, buffer)),
    foldCase "collision" s!"w{w}/two_words" w buffer (some (0, let c := bytes "collision" n; c ++ c)),
    foldCase "collision" s!"w{w}/apart" w buffer (some (n, [0x80#8] ++ List.replicate (n - 1) 0#8 ++ [0x80#8])),
    foldCase "collision" s!"w{w}/swapped" w buffer
      (some (0, let d := List.zipWith (· ^^^ ·) (buffer.take n) ((buffer.drop n).take n); d ++ d)),
    foldCase "collision" s!"w{w}/zero_word_more" w (bytes "buffer" n ++ List.replicate n 0#8)]

/-- All cases of the fold digest. -/
def folds (s : Settings) : Suite where
  folder := "digest"
  name := "fold"
  flags := [
    ("length", "random bytes, as many as the id says"),
    ("place", "one byte that is not zero, at the place that the id says"),
    ("change", "random bytes XORed into a buffer, aligned or not"),
    ("collision", "a buffer that is not the same and has the same digest")]
  cases := widths.flatMap (foldCases s)

private def keyedCase (flag id : String) (keys words_ : List (BitVec 64)) (change : Option (Nat × BitVec 64) := none) :
    Case :=
  ⟨id, flag, [("widthBits", num 64), ("keys", .arr (keys.map word)), ("words", .arr (words_.map word)),
    ("change", change.elim .null fun (i, xor) => .obj [("index", num i), ("xor", word xor)])] ++
    expect (keyed keys words_) (change.map fun (i, xor) => keyed keys (words_.modify i (· ^^^ xor)))⟩

/-- All cases of the keyed digest. -/
def keyeds (s : Settings) : Suite where
  folder := "digest"
  name := "keyed"
  flags := [
    ("boundary", "one key and one word, each of every boundary class"),
    ("power", "a power of x times another, so that each step of the reduction is taken"),
    ("length", "as many random keys and words as the id says"),
    ("change", "a word XORed into one place"),
    ("swapped", "two words change places, which the fold digest misses")]
  cases :=
    (words s 64 "keyed/key").flatMap (fun (k, key) => (words s 64 "keyed/word").map fun (n, v) =>
      keyedCase "boundary" s!"{k}/{n}" [key] [v]) ++
    ((List.range 64).map fun i => keyedCase "power" (toString i) [1#64 <<< i] [1#64 <<< (64 - i)]) ++
    ((List.range 10 ++ [16, 33]).map fun n => keyedCase "length" (toString n) (many n s!"keyed/length/{n}/key")
      (many n s!"keyed/length/{n}/word")) ++
    ((List.range 8).map fun i =>
      keyedCase "change" (toString i) (many 8 "keyed/change/key") (many 8 "keyed/change/word")
        (some (i, random s 64 s!"keyed/change/{i}"))) ++
    [keyedCase "swapped" "before" (many 2 "keyed/swapped/key") (many 2 "keyed/swapped/word"),
      keyedCase "swapped" "behind" (many 2 "keyed/swapped/key") (many 2 "keyed/swapped/word").reverse]
where
  many (n : Nat) (label : String) : List (BitVec 64) := (List.range n).map fun i => random s 64 s!"{label}/{i}"

end Atomik.Emit.Codec
