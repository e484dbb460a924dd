/-!
# The framed protocol: numbers and names

Its texts are in `spec/README.md`; reading and answering frames is `Atomik.Emit.Frame`.
-/
namespace Atomik.Emit.Protocol

def version : Nat := 1
/-- most ops in a program -/
def maxOps : Nat := 1024
/-- most programs in a frame -/
def maxPrograms : Nat := 4096
/-- most bytes of payload in a frame -/
def maxPayload : Nat := 4194304

/-- Why a frame is refused; the order is the order of the checks. -/
inductive Error where
  | badMagic | badVersion | badWidth | badCount | oversized | wrongHash | truncated | unknownOp | badLength
deriving DecidableEq, Repr

def errors : List Error :=
  [.badMagic, .badVersion, .badWidth, .badCount, .oversized, .wrongHash, .truncated, .unknownOp, .badLength]

/-- The status of a reply that refuses. -/
def status (e : Error) : Nat := errors.findIdx (· = e) + 1

def errorName : Error → String
  | .badMagic => "bad_magic"
  | .badVersion => "bad_version"
  | .badWidth => "bad_width"
  | .badCount => "bad_count"
  | .oversized => "oversized"
  | .wrongHash => "wrong_hash"
  | .truncated => "truncated"
  | .unknownOp => "unknown_op"
  | .badLength => "bad_length"

end Atomik.Emit.Protocol
