import Atomik.Thm.Table.Batch
/-!
# Tables

Contexts of a table are independent, and what `entries` and `snapshot` show. Main results beside the ones below:
`Table.getElem_step_ne` (frame), `Table.step_eq_ok_iff` (`Atomik.Thm.Table.Step`), `Table.batch_eq_error_iff`
(all or nothing), `Table.batch_accums`, `Table.batch_accums_perm` (`Atomik.Thm.Table.Batch`).
-/
namespace Atomik.Table

universe u

variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- `entries` lists an address with a state exactly if the address is in range and the state there is that one. -/
theorem mem_entries_iff (t : Table α n) (i : Nat) (s : α) : (i, s) ∈ t.entries ↔ ∃ h : i < n, t[i].read = s := by
  rw [entries, List.mem_ofFn]
  constructor
  · intro ⟨k, e⟩
    injection e with e₁ e₂
    subst e₁
    exact ⟨k.isLt, e₂⟩
  · intro ⟨h, e⟩
    exact ⟨⟨i, h⟩, by rw [← e]; rfl⟩

/-- `entries` lists every address once. -/
theorem length_entries (t : Table α n) : t.entries.length = n :=
  List.length_ofFn

variable [DecidableEq α]

/-- Accepted steps at different addresses may change places: same table, same results (T12). -/
theorem step_comm (t t₁ t₂ : Table α n) {i j : Nat} (ne : i ≠ j) (a b : Op α) (ra rb : Option α)
    (first : t.step i a = .ok (t₁, ra)) (second : t₁.step j b = .ok (t₂, rb)) :
    ∃ t₃, t.step j b = .ok (t₃, rb) ∧ step t₃ i a = .ok (t₂, ra) := by
  obtain ⟨hi, c, sa, e₁⟩ := (step_eq_ok_iff t t₁ i a ra).mp first
  obtain ⟨hj, d, sb, e₂⟩ := (step_eq_ok_iff t₁ t₂ j b rb).mp second
  subst e₁
  rw [Vector.getElem_set_ne _ _ ne] at sb
  refine ⟨t.set j d, (step_eq_ok_iff t _ j b rb).mpr ⟨hj, d, sb, rfl⟩, ?_⟩
  refine (step_eq_ok_iff (t.set j d) t₂ i a ra).mpr ⟨hi, c, ?_, ?_⟩
  · rw [Vector.getElem_set_ne _ _ (Ne.symm ne)]
    exact sa
  · rw [e₂]
    exact Vector.set_comm _ _ ne

example : ∃ t₃, (fresh : Table (BitVec 8) 2).step 1 .read = .ok (t₃, some 0#8) ∧
    step t₃ 0 (.accum 1#8) = .ok (#v[⟨0#8, 1#8⟩, ⟨0#8, 0#8⟩], none) :=
  step_comm fresh #v[⟨0#8, 1#8⟩, ⟨0#8, 0#8⟩] _ (by omega) (.accum 1#8) .read none (some 0#8) rfl rfl

/-- A raw step is refused for its address exactly if the address is out of range, whatever its operands are. -/
theorem stepRaw_eq_addressOutOfRange_iff {w : Nat} (t : Table (BitVec w) n) (address : Nat) (raw : RawOp) :
    t.stepRaw address raw = .error .addressOutOfRange ↔ n ≤ address := by
  unfold stepRaw
  split
  · next h =>
    constructor
    · intro e
      split at e
      · cases e
      · exact (step_eq_addressOutOfRange_iff t address _).mp e
    · intro e
      exact absurd h (Nat.not_lt.mpr e)
  · next h => exact ⟨fun _ => Nat.not_lt.mp h, fun _ => rfl⟩

/-- At an address in range, a raw step is refused, or moves the context there, exactly as that context alone. -/
theorem stepRaw_eq_map {w : Nat} (t : Table (BitVec w) n) (address : Nat) (h : address < n) (raw : RawOp) :
    t.stepRaw address raw =
      match t[address].stepRaw raw with
      | .error why => .error (.context why)
      | .ok (next, result) => .ok (t.set address next, result) := by
  rw [stepRaw, if_pos h, Context.stepRaw]
  cases raw.check w with
  | error why => rfl
  | ok op =>
    have pure_step : (Except.ok op >>= fun o => t[address].step o) = t[address].step op := rfl
    rw [pure_step]
    dsimp only
    rw [step, dif_pos h]
    cases t[address].step op <;> rfl

example : (fresh : Table (BitVec 8) 2).stepRaw 1 ⟨.load, [256]⟩ = .error (.context .wordOutOfRange) :=
  stepRaw_eq_map fresh 1 (by omega) ⟨.load, [256]⟩

/-- `snapshot` lists an address with a state exactly if that is the state there and it is not zero. -/
theorem mem_snapshot_iff (t : Table α n) (i : Nat) (s : α) :
    (i, s) ∈ t.snapshot ↔ (∃ h : i < n, t[i].read = s) ∧ s ≠ DeltaGroup.zero := by
  rw [snapshot, List.mem_filter, mem_entries_iff, decide_eq_true_iff]

/-- Two tables of the same size have the same snapshot exactly if they have the same state at every address: what
`snapshot` leaves out is zero. -/
theorem snapshot_eq_iff (t u : Table α n) : t.snapshot = u.snapshot ↔ ∀ i, (h : i < n) → t[i].read = u[i].read := by
  constructor
  · intro e i h
    by_cases z : t[i].read = DeltaGroup.zero
    · by_cases z' : u[i].read = DeltaGroup.zero
      · rw [z, z']
      · have m := (mem_snapshot_iff u i u[i].read).mpr ⟨⟨h, rfl⟩, z'⟩
        rw [← e] at m
        exact ((mem_snapshot_iff t i _).mp m).1.2
    · have m := (mem_snapshot_iff t i t[i].read).mpr ⟨⟨h, rfl⟩, z⟩
      rw [e] at m
      exact (((mem_snapshot_iff u i _).mp m).1.2).symm
  · intro same
    have entries_eq : t.entries = u.entries := by
      rw [entries, entries]
      exact congrArg List.ofFn (funext fun i => by rw [show t[i].read = u[i].read from same i.val i.isLt])
    rw [snapshot, snapshot, entries_eq]

end Atomik.Table
