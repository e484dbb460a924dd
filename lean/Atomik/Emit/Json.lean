/-!
# A small JSON printer

Fields keep the order they are given in. A value that fits the line is printed on one line, otherwise one
line an item, two spaces an indent.
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

namespace Json

private def quoteChar (c : Char) : String :=
  if c = '"' then "\\\"" else if c = '\\' then "\\\\" else if c = '\n' then "\\n" else String.singleton c

/-- A JSON string literal. Control characters other than a line feed do not occur in what is emitted. -/
def quote (s : String) : String :=
  if s.any fun c => c = '"' || c = '\\' || c = '\n' then
    "\"" ++ s.foldl (fun t c => t ++ quoteChar c) "" ++ "\""
  else "\"" ++ s ++ "\""

private def spaced (opening closing : String) : List String → String
  | [] => opening ++ closing
  | items => opening ++ " " ++ ", ".intercalate items ++ " " ++ closing

mutual
/-- The value on one line. -/
def flat : Json → String
  | null => "null"
  | bool b => toString b
  | num n => toString n
  | str s => quote s
  | arr items => "[" ++ ", ".intercalate (flatItems items) ++ "]"
  | obj fields => spaced "{" "}" (flatFields fields)

private def flatItems : List Json → List String
  | [] => []
  | j :: js => flat j :: flatItems js

private def flatFields : List (String × Json) → List String
  | [] => []
  | (k, j) :: fs => (quote k ++ ": " ++ flat j) :: flatFields fs
end

/-- `items`, one line each, between brackets that stand at `margin`. -/
private def broken (opening closing margin : String) (items : List String) : String :=
  opening ++ "\n" ++ ",\n".intercalate (items.map (margin ++ "  " ++ ·)) ++ "\n" ++ margin ++ closing

mutual
/-- The value printed at `margin`, where `used` further columns of its first line are taken. -/
private def layout (columns : Nat) (margin : String) (used : Nat) (j : Json) : String :=
  let line := flat j
  if margin.utf8ByteSize + used + line.utf8ByteSize ≤ columns then line
  else match j with
    | arr items => broken "[" "]" margin (layoutItems columns (margin ++ "  ") items)
    | obj fields => broken "{" "}" margin (layoutFields columns (margin ++ "  ") fields)
    | _ => line

private def layoutItems (columns : Nat) (margin : String) : List Json → List String
  | [] => []
  | j :: js => layout columns margin 1 j :: layoutItems columns margin js

private def layoutFields (columns : Nat) (margin : String) : List (String × Json) → List String
  | [] => []
  | (k, j) :: fs =>
    let key := quote k ++ ": "
    (key ++ layout columns margin (key.utf8ByteSize + 1) j) :: layoutFields columns margin fs
end

/-- The text of a file: at most `columns` bytes a line where possible, and a line feed at the end. The
outermost value is always broken into lines. -/
def file (columns : Nat) (j : Json) : String := layout columns "" columns j ++ "\n"

def strs (xs : List String) : Json := arr (xs.map str)

end Json
end Atomik.Emit
