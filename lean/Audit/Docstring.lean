/-!
# Docstrings of claims

`English. Claims: C8 C31. Does not say: …`, with line breaks anywhere. `Claims: none.` says that the theorem answers no
published sentence.
-/
namespace Audit

/-- A docstring in its parts. -/
structure Docstring where
  english : String
  /-- none if it says nothing of claims, empty if it says that there are none -/
  claimIds : Option (Array String) := none
  doesNotSay : Option String := none

private def words (text : String) : List String :=
  (text.split (·.isWhitespace)).toList.map (·.toString) |>.filter (!·.isEmpty)

private def isClaimId (word : String) : Bool :=
  word.startsWith "C" && word.length > 1 && (word.drop 1).all Char.isDigit

/-- The parts of a docstring; words that are no claim ids are errors. -/
def parseDocstring (text : String) : Except String Docstring :=
  let text := " ".intercalate (words text)
  let (said, doesNotSay) := match text.splitOn "Does not say: " with
    | [said] => (said, none)
    | said :: rest => (said, some ("Does not say: ".intercalate rest))
    | [] => ("", none)
  match said.splitOn "Claims: " with
  | [english] => .ok { english := english.trimAscii.toString, doesNotSay }
  | [english, ids] =>
    let ids := words (ids.dropEndWhile (fun c => c.isWhitespace || c == '.') |>.toString)
    let read (ids : Array String) : Docstring := { english := english.trimAscii.toString, claimIds := some ids, doesNotSay }
    match ids with
    | [] => .error "expected claim ids such as C8, or none, got nothing"
    | ["none"] => .ok (read #[])
    | _ =>
      match ids.find? (!isClaimId ·) with
      | some word => .error s!"expected claim ids such as C8, or none alone, got {word}"
      | none => .ok (read ids.toArray)
  | _ => .error "expected \"Claims:\" once, got it again"

end Audit
