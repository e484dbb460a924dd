import Atomik.Emit.Names
import Atomik.Ir.Table
/-!
# Spelling of tables
-/
namespace Atomik.Emit.Table

def name : String := "table"
def english : String := "contexts over words with XOR, each at an address from 0 on"

/-- The spelling of a reason to refuse a request. -/
def rejectName : TableReject → String
  | .addressOutOfRange => "address_out_of_range"
  | .context why => Emit.rejectName why

/-- All reasons, first priority first. -/
def rejects : List TableReject := .addressOutOfRange :: Emit.rejects.map .context

def countName : Ir.Count → String
  | .address => "address"
  | .contexts => "contexts"

end Atomik.Emit.Table
