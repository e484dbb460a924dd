/-!
# Witnesses in the source text

An `example` leaves no constant behind, so the audit reads the file. A theorem with hypotheses needs, in its own file,
an example that
* applies the theorem by name: `read_swap`, `Context.read_swap`, `c.read_swap`, `read_swap.symm`;
* assumes nothing itself: before the colon only data such as `(c : Context (BitVec 8))`, behind it neither `→` nor `∀`.
So Lean has accepted a proof that the hypotheses hold for some values. The rule judges by signs (a binder that states
something has a relation in it, `=` or `<` or `∀`) and is meant for oversights: a hypothesis can be hidden from it.

An example begins with the word `example` at the margin and ends before the next line that begins at the margin.
-/
namespace Audit

private partial def stripped (kept : List Char) (depth : Nat) : List Char → List Char
  | '/' :: '-' :: rest => stripped kept (depth + 1) rest
  | '-' :: '/' :: rest => if depth > 0 then stripped kept (depth - 1) rest else stripped ('/' :: '-' :: kept) 0 rest
  | '-' :: '-' :: rest => stripped kept depth (if depth > 0 then rest else rest.dropWhile (· != '\n'))
  | c :: rest => stripped (if depth > 0 then kept else c :: kept) depth rest
  | [] => kept.reverse

/-- The text without comments and docstrings. -/
def withoutComments (text : String) : String :=
  String.ofList (stripped [] 0 text.toList)

/-- What follows the word `example` in each example of a text without comments. -/
def examplesIn (code : String) : Array String := Id.run do
  let mut found := #[]
  let mut current : Option String := none
  for line in code.splitOn "\n" ++ ["end"] do
    let text := line.trimAscii.toString
    let begins := text == "example" || text.startsWith "example "
    if begins || !(line.isEmpty || line.startsWith " ") then
      found := found ++ current.toArray
      current := if begins then some (text.drop 7).toString else none
    else current := current.map (s!"{·}\n{line}")
  return found

private def opening : List Char := ['(', '[', '{', '⟨']
private def closing : List Char := [')', ']', '}', '⟩']

/-- Text before the first `stop` that is in no bracket, and the text from there on. -/
private partial def splitBefore (stop : List Char) (seen : List Char) (depth : Nat) :
    List Char → List Char × List Char
  | [] => (seen.reverse, [])
  | c :: rest =>
    if depth == 0 && stop.isPrefixOf (c :: rest) then (seen.reverse, c :: rest)
    else
      let depth := if opening.contains c then depth + 1 else if closing.contains c then depth - 1 else depth
      splitBefore stop (c :: seen) depth rest

/-- Signs by which a binder would state something. -/
private def relations : List Char := "=≠<>≤≥∣∧∨¬∈∉↔∀∃".toList

/-- Does an example assume nothing? -/
def isClosed (text : String) : Bool :=
  let (binders, rest) := splitBefore [':'] [] 0 text.toList
  let (statement, _) := splitBefore [':', '='] [] 0 rest
  !binders.any relations.contains && !statement.any ['→', '∀'].contains

private def isNameChar (c : Char) : Bool :=
  c.isAlphanum || ['_', '\'', '.', '!', '?'].contains c ||
    (c.toNat > 0x7f && !(relations ++ opening ++ closing ++ "→←λ▸·∔⊕×∘".toList).contains c)

/-- The dotted names in a text, in their parts. -/
private def namesIn (text : String) : List (List String) :=
  (text.split (!isNameChar ·)).toList.map (·.toString.splitOn ".")

/-- Do the parts of a name in the text name the theorem? Its namespace may be cut off, a variable may take the place of
the namespace, and `.symm` or the like may follow. -/
private def isMention (theorem_ : List String) (parts : List String) : Bool :=
  let afterVariable := if (parts.headD "").toList.head?.any Char.isUpper then [] else parts.drop 1
  [parts, afterVariable].any fun parts =>
    (List.range parts.length).any fun n => (parts.take (n + 1)).isSuffixOf theorem_

/-- Is there a witness for the theorem among the examples? -/
def hasWitness (examples : Array String) (theorem_ : String) : Bool :=
  examples.any fun text => isClosed text && (namesIn text).any (isMention (theorem_.splitOn "."))

end Audit
