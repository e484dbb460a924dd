import Audit.Allow
import Audit.Docstring
import Audit.Source
/-!
# Checks of the audit's readers of text

Evaluated while this module is elaborated: a wrong answer is an error.
-/
namespace Audit

/-! `axioms.allow` -/
private def entries (text : String) : Option (List String) :=
  (parseAllowed text).toOption.map fun all => all.toList.map fun a => s!"{a.name}={a.reason}"

#guard entries "# comment\n\npropext  two words \nQuot.sound because" == some ["propext=two words", "Quot.sound=because"]
#guard entries "propext" == none
#guard entries "propext a\npropext b" == none
#guard entries "sorryAx a" == none

/-! docstrings of claims -/
private def parts (text : String) : Option (String × Option (Array String) × Option String) :=
  (parseDocstring text).toOption.map fun d => (d.english, d.claimIds, d.doesNotSay)

#guard parts "So it\nis.\n\nClaims: C8\nC31.\n\nDoes not say: much\nelse." ==
  some ("So it is.", some #["C8", "C31"], some "much else.")
#guard parts "So it is." == some ("So it is.", none, none)
#guard parts "So it is. Claims: none. Does not say: more." == some ("So it is.", some #[], some "more.")
#guard parts "So it is. Claims: ." == none
#guard parts "So it is. Claims: non." == none
#guard parts "So it is. Claims: none C8." == none
#guard parts "So it is. Claims: None." == none

/-! examples -/
private def witnessed (source name : String) : Bool := hasWitness (examplesIn (withoutComments source)) name

#guard witnessed "example : 1 < 2 := lt 1" "A.lt"
#guard witnessed "/-- doc -/\nexample :\n    1 < 2 :=\n  by exact (A.lt 1).trans rfl" "A.lt"
#guard witnessed "example (c : Fin 3 → Nat) : f c = c 0 := c.lt.symm" "A.lt"
#guard !witnessed "example : 1 < 2 := B.A.lt 1" "C.A.lt"
#guard !witnessed "example : 1 < 2 := lt' 1" "A.lt"
#guard !witnessed "example (h : 1 < 2) : 1 < 2 := lt h" "A.lt"
#guard !witnessed "example : 1 < 2 → 1 < 2 := lt" "A.lt"
#guard !witnessed "example : 1 < 2 := by decide -- lt 1" "A.lt"
#guard !witnessed "/- example : 1 < 2 := /- nested -/ lt 1 -/" "A.lt"
#guard !witnessed "example : 1 < 2 := by decide\ntheorem other := lt 1" "A.lt"

end Audit
