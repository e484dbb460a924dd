import Atomik.Emit.Names
/-!
# Reject codes

Every reason to refuse anything has one name and one number, whichever machine gives it. Numbers are positions, counted
from 1, and never change: a new reason goes to the end. Which reason goes first when several hold is said by each
machine's own list.
-/
namespace Atomik.Emit

/-- Names with what they mean, in the order of their numbers. -/
def codes : List (String × String) := rejects.map (fun r => (rejectName r, rejectEnglish r)) ++ [
  ("address_out_of_range", "an address is not below the number of contexts")]

/-- The number of a name. -/
def codeOf (name : String) : Nat := codes.findIdx (·.1 = name) + 1

end Atomik.Emit
