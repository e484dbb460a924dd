import Atomik.Thm.Table.Step
/-!
# Batches

A batch is its steps in turn or nothing at all; for batches of deltas the order does not matter.
-/
namespace Atomik.Table

universe u

variable {α : Type u} [DeltaGroup α] [DecidableEq α] {n : Nat}

/-- A batch whose first step is refused is refused for the same reason. -/
theorem batch_cons_of_error (t : Table α n) (i : Nat) (op : Op α) (rest : List (Nat × Op α)) (why : TableReject)
    (h : t.step i op = .error why) : t.batch ((i, op) :: rest) = .error why := by
  rw [batch, h]

example : (fresh : Table (BitVec 8) 2).batch [(2, .read), (0, .accum 1#8)] = .error .addressOutOfRange :=
  batch_cons_of_error fresh 2 .read [(0, .accum 1#8)] _ rfl

/-- A batch whose first step is accepted goes on from the next table. -/
theorem batch_cons_of_ok (t next : Table α n) (i : Nat) (op : Op α) (result : Option α)
    (rest : List (Nat × Op α)) (h : t.step i op = .ok (next, result)) :
    t.batch ((i, op) :: rest) = (next.batch rest).map fun last => (last.1, result :: last.2) := by
  rw [batch, h]
  dsimp only
  cases next.batch rest <;> rfl

example : (fresh : Table (BitVec 8) 2).batch [(0, .read)] = .ok (fresh, [some 0#8]) :=
  batch_cons_of_ok fresh fresh 0 .read (some 0#8) [] rfl

/-- A batch is refused exactly if, all before it being accepted, one of its steps is, and for that step's reason; no
table results, so nothing is half applied (T12). -/
theorem batch_eq_error_iff (t : Table α n) (ops : List (Nat × Op α)) (why : TableReject) :
    t.batch ops = .error why ↔
      ∃ before i op rest mid results, ops = before ++ (i, op) :: rest ∧ t.batch before = .ok (mid, results) ∧
        mid.step i op = .error why := by
  induction ops generalizing t with
  | nil =>
    constructor
    · intro e
      cases e
    · intro ⟨before, _, _, _, _, _, e, _⟩
      cases before <;> cases e
  | cons head rest ih =>
    obtain ⟨i, op⟩ := head
    match s : t.step i op with
    | .error reason =>
      rw [batch_cons_of_error t i op rest reason s]
      constructor
      · intro e
        injection e with e
        exact ⟨[], i, op, rest, t, [], rfl, rfl, e ▸ s⟩
      · intro ⟨before, i', op', rest', mid, results, e, accepted, refused⟩
        cases before with
        | nil =>
          cases e
          cases accepted
          rw [s] at refused
          injection refused with refused
          rw [refused]
        | cons b bs =>
          cases e
          rw [batch_cons_of_error t i op bs reason s] at accepted
          cases accepted
    | .ok (next, result) =>
      rw [batch_cons_of_ok t next i op result rest s]
      constructor
      · intro e
        match b : next.batch rest with
        | .ok _ =>
          rw [b] at e
          cases e
        | .error reason =>
          rw [b] at e
          cases e
          obtain ⟨before, i', op', rest', mid, results, e, accepted, refused⟩ := (ih next).mp b
          refine ⟨(i, op) :: before, i', op', rest', mid, result :: results, ?_, ?_, refused⟩
          · rw [e, List.cons_append]
          · rw [batch_cons_of_ok t next i op result before s, accepted]
            rfl
      · intro ⟨before, i', op', rest', mid, results, e, accepted, refused⟩
        cases before with
        | nil =>
          cases e
          cases accepted
          rw [s] at refused
          cases refused
        | cons b bs =>
          cases e
          rw [batch_cons_of_ok t next i op result bs s] at accepted
          match m : next.batch bs with
          | .error _ =>
            rw [m] at accepted
            cases accepted
          | .ok (mid', results') =>
            rw [m] at accepted
            cases accepted
            rw [(ih next).mpr ⟨bs, i', op', rest', _, _, rfl, m, refused⟩]
            rfl

/-- The deltas of a batch that are meant for address `i`, in their order. -/
def deltasAt (ds : List (Nat × α)) (i : Nat) : List α := (ds.filter fun d => d.1 = i).map (·.2)

/-- The table after a batch of deltas: every context with its own deltas accumulated. -/
def accumAll (t : Table α n) (ds : List (Nat × α)) : Table α n :=
  Vector.ofFn fun i : Fin n => t[i].accumAll (deltasAt ds i)

/-- A batch of deltas is accepted exactly if all addresses are in range, and then every context accumulates its own. -/
theorem batch_accums (t : Table α n) (ds : List (Nat × α)) :
    t.batch (accums ds) =
      if ∀ d ∈ ds, d.1 < n then .ok (t.accumAll ds, ds.map fun _ => none) else .error .addressOutOfRange := by
  induction ds generalizing t with
  | nil =>
    rw [if_pos (fun d h => by cases h)]
    have same : t.accumAll [] = t := by
      apply Vector.ext
      intro i h
      rw [accumAll, Vector.getElem_ofFn]
      rfl
    rw [same]
    rfl
  | cons d ds ih =>
    obtain ⟨i, d⟩ := d
    by_cases h : i < n
    · have s : t.step i (.accum d) = .ok (t.set i (t[i].accum d), none) := by
        rw [step, dif_pos h]
        rfl
      have after : accumAll (t.set i (t[i].accum d)) ds = t.accumAll ((i, d) :: ds) := by
        apply Vector.ext
        intro j hj
        rw [accumAll, accumAll, Vector.getElem_ofFn, Vector.getElem_ofFn]
        by_cases e : i = j
        · subst e
          have mine : deltasAt ((i, d) :: ds) i = d :: deltasAt ds i := by
            rw [deltasAt, List.filter_cons, if_pos (decide_eq_true rfl), List.map_cons, deltasAt]
          rw [mine]
          have got : (t.set i (t[i].accum d))[(⟨i, hj⟩ : Fin n)] = t[i].accum d := Vector.getElem_set_self _
          rw [got]
          rfl
        · have others : deltasAt ((i, d) :: ds) j = deltasAt ds j := by
            rw [deltasAt, List.filter_cons, if_neg (by rw [decide_eq_true_iff]; exact e), deltasAt]
          rw [others]
          have got : (t.set i (t[i].accum d))[(⟨j, hj⟩ : Fin n)] = t[j] := Vector.getElem_set_ne _ _ e
          rw [got]
          rfl
      have split : (∀ e ∈ (i, d) :: ds, e.1 < n) ↔ ∀ e ∈ ds, e.1 < n := by
        rw [List.forall_mem_cons]
        exact and_iff_right h
      have cons : accums ((i, d) :: ds) = (i, .accum d) :: accums ds := rfl
      rw [cons, batch_cons_of_ok t _ i _ none _ s, ih, after]
      by_cases all : ∀ e ∈ ds, e.1 < n
      · rw [if_pos all, if_pos (split.mpr all)]
        rfl
      · rw [if_neg all, if_neg (mt split.mp all)]
        rfl
    · have s : t.step i (.accum d) = .error .addressOutOfRange := by
        rw [step, dif_neg h]
      have cons : accums ((i, d) :: ds) = (i, .accum d) :: accums ds := rfl
      rw [cons, batch_cons_of_error t i _ _ _ s, if_neg fun all => h (all (i, d) List.mem_cons_self)]

/-- A batch of deltas in any other order has the same verdict, the same results and the same table (T12). -/
theorem batch_accums_perm (t : Table α n) {ds es : List (Nat × α)} (h : ds.Perm es) :
    t.batch (accums ds) = t.batch (accums es) := by
  have verdict : (∀ d ∈ ds, d.1 < n) ↔ ∀ d ∈ es, d.1 < n :=
    ⟨fun a d m => a d (h.mem_iff.mpr m), fun a d m => a d (h.mem_iff.mp m)⟩
  have table : t.accumAll ds = t.accumAll es := by
    apply Vector.ext
    intro i hi
    rw [accumAll, accumAll, Vector.getElem_ofFn, Vector.getElem_ofFn]
    exact Context.accumAll_perm _ ((h.filter _).map _)
  have results : (ds.map fun _ => (none : Option α)) = es.map fun _ => none := by
    rw [List.map_const', List.map_const', h.length_eq]
  rw [batch_accums, batch_accums, table, results]
  by_cases all : ∀ d ∈ ds, d.1 < n
  · rw [if_pos all, if_pos (verdict.mp all)]
  · rw [if_neg all, if_neg (mt verdict.mpr all)]

example (t : Table (BitVec 8) 2) : t.batch (accums [(0, 1#8), (1, 2#8)]) = t.batch (accums [(1, 2#8), (0, 1#8)]) :=
  batch_accums_perm t (.swap _ _ _)

end Atomik.Table
