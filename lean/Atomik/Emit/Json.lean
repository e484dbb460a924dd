/-!
# A small JSON printer

Fields keep the order they are given in. Whether a value stands on one line is said by its constructor, not
guessed from its length: `arr` and `obj` do, `rows` and `block` take one line an item, two spaces an indent.
-/
namespace Atomik.Emit

/-- A JSON value; numbers are natural. -/
inductive Json where
  | null
  | bool (b : Bool)
  | num (n : Nat)
  | str (s : String)
  | arr (items : List Json)
  | obj (fields : List (String × Json))
  | rows (items : List Json)
  | block (fields : List (String × Json))

namespace Json

/-- A JSON string literal. Control characters do not occur in what is emitted. -/
private def quote (s : String) : String :=
  "\"" ++ ((s.replace "\\" "\\\\").replace "\"" "\\\"") ++ "\""

/-- `items`, one line each, between brackets of which the second stands at `margin`. -/
private def broken (opening closing margin : String) : List String → String
  | [] => opening ++ closing
  | items =>
    let inner := "\n" ++ margin ++ "  "
    opening ++ inner ++ ("," ++ inner).intercalate items ++ "\n" ++ margin ++ closing

mutual
/-- The value; lines behind the first are indented by `margin`. -/
private def text (margin : String) : Json → String
  | null => "null"
  | bool b => toString b
  | num n => toString n
  | str s => quote s
  | arr items => "[" ++ ", ".intercalate (itemTexts margin items) ++ "]"
  | obj [] => "{}"
  | obj fields => "{ " ++ ", ".intercalate (fieldTexts margin fields) ++ " }"
  | rows items => broken "[" "]" margin (itemTexts (margin ++ "  ") items)
  | block fields => broken "{" "}" margin (fieldTexts (margin ++ "  ") fields)

private def itemTexts (margin : String) : List Json → List String
  | [] => []
  | j :: js => text margin j :: itemTexts margin js

private def fieldTexts (margin : String) : List (String × Json) → List String
  | [] => []
  | (k, j) :: fs => (quote k ++ ": " ++ text margin j) :: fieldTexts margin fs
end

/-- The text of a file, with a line feed at the end. -/
def file (j : Json) : String := text "" j ++ "\n"

/-- Strings on one line. -/
def strs (xs : List String) : Json := arr (xs.map str)

end Json
end Atomik.Emit
