import Atomik.Spec.Hardware.Ports
import Atomik.Thm.Context.Accum
import Atomik.Thm.Hardware.Banks
/-!
# Ports

A tree over ports before one accumulator takes every delta of a cycle; and no machine, whatever it has inside, counts
more deltas than have come through its ports (T14).
-/
namespace Atomik

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

open DeltaGroup (zero combineAll)

namespace Cycle

/-- Idle ports drive zero, so all words of a cycle combine to its deltas. -/
theorem combineAll_words {α : Type u} [DeltaGroup α] {n : Nat} (cycle : Cycle α n) :
    combineAll ((List.finRange n).map cycle.words) = combineAll cycle.valid := by
  have general : ∀ ports : List (Fin n),
      combineAll (ports.map cycle.words) = combineAll (ports.filterMap cycle) := by
    intro ports
    induction ports with
    | nil => rfl
    | cons port ports ih =>
      rw [List.map_cons, DeltaGroup.combineAll_cons, ih, words]
      match h : cycle port with
      | none => rw [List.filterMap_cons_none h, Option.getD_none, DeltaGroup.zero_combine]
      | some d => rw [List.filterMap_cons_some h, Option.getD_some, DeltaGroup.combineAll_cons]
  exact general _

/-- A cycle of `p` ports has at most `p` values. -/
theorem length_valid_le {β : Type u} {p : Nat} (cycle : Cycle β p) : cycle.valid.length ≤ p :=
  Nat.le_trans (List.length_filterMap_le _ _) (Nat.le_of_eq List.length_finRange)

end Cycle

/-- One bank for each port: every delta at every port of every cycle is counted once (T14). -/
theorem Banks.merge_foldl_accumEach {α : Type u} [DeltaGroup α] {n : Nat} {tree : MergeTree (Fin n)} (h : tree.IsOver)
    (cycles : List (Cycle α n)) (banks : Banks α n) :
    tree.merge (cycles.foldl (fun banks cycle => accumEach banks cycle.words) banks) =
      tree.merge banks ∔ combineAll (cycles.flatMap Cycle.valid) := by
  induction cycles generalizing banks with
  | nil => exact (DeltaGroup.combine_zero _).symm
  | cons cycle cycles ih =>
    rw [List.foldl_cons, ih, merge_accumEach h, Cycle.combineAll_words, List.flatMap_cons, DeltaGroup.combineAll_append,
      DeltaGroup.combine_assoc]

example (banks : Banks (BitVec 8) 2) :
    (MergeTree.node (.leaf 1) (.leaf 0)).merge
        ([fun port => if port = 0 then none else some 5#8].foldl
          (fun banks cycle => Banks.accumEach banks (Cycle.words cycle)) banks) =
      (MergeTree.node (.leaf 1) (.leaf 0)).merge banks ∔ 5#8 :=
  Banks.merge_foldl_accumEach (by decide) [fun port => if port = 0 then none else some 5#8] banks

/-- A tree of any shape over `n` ports before one accumulator is `n` accums, in any order of the deltas that are there;
an idle port is none (T14). -/
theorem Context.accum_merge_words {α : Type u} [DeltaGroup α] {n : Nat} {tree : MergeTree (Fin n)} (h : tree.IsOver)
    (c : Context α) (cycle : Cycle α n) (ds : List α) (order : ds.Perm cycle.valid) :
    c.accum (tree.merge cycle.words) = c.accumAll ds := by
  rw [h.merge_eq, Cycle.combineAll_words, c.accumAll_perm order, accumAll_eq_accum]

example (c : Context (BitVec 8)) :
    c.accum ((MergeTree.node (.leaf 1) (.leaf 0)).merge
        (Cycle.words fun port : Fin 2 => if port = 0 then none else some 5#8)) = c.accumAll [5#8] :=
  c.accum_merge_words (by decide) _ [5#8] (by decide)

namespace PortMachine
variable {α : Type u} {p : Nat}

/-- A list that contains every number below `k` has at least `k` elements. -/
private theorem le_length_of_forall_mem (k : Nat) (is : List Nat) (h : ∀ i, i < k → i ∈ is) : k ≤ is.length := by
  induction k generalizing is with
  | zero => exact Nat.zero_le _
  | succ k ih =>
    have mem := h k (Nat.lt_succ_self k)
    have rest : k ≤ (is.erase k).length :=
      ih (is.erase k) fun i hi => (List.mem_erase_of_ne (Nat.ne_of_lt hi)).mpr (h i (Nat.lt_succ_of_lt hi))
    rw [List.length_erase_of_mem mem] at rest
    have := List.length_pos_of_mem mem
    omega

example : 2 ≤ [1, 5, 0].length := le_length_of_forall_mem 2 _ (by decide)

/-- A schedule of `t` cycles has places for at most `p * t` deltas. -/
private theorem length_flatMap_valid_le (schedule : Schedule p) :
    (schedule.flatMap Cycle.valid).length ≤ p * schedule.length := by
  induction schedule with
  | nil => exact Nat.zero_le _
  | cons cycle schedule ih =>
    rw [List.flatMap_cons, List.length_append, List.length_cons, Nat.mul_succ, Nat.add_comm]
    exact Nat.add_le_add ih cycle.length_valid_le

/-- What a machine says depends only on the deltas that were brought to its ports. -/
theorem totalAfter_congr (m : PortMachine α p) (schedule : Schedule p) (f g : Nat → α)
    (h : ∀ i ∈ schedule.flatMap Cycle.valid, f i = g i) : m.totalAfter schedule f = m.totalAfter schedule g := by
  have same : (schedule.map fun cycle port => (cycle port).map f) =
      schedule.map fun cycle port => (cycle port).map g := by
    refine List.map_congr_left fun cycle hc => funext fun port => ?_
    match e : cycle port with
    | none => rfl
    | some i =>
      have mem : i ∈ schedule.flatMap Cycle.valid :=
        List.mem_flatMap.mpr ⟨cycle, hc, List.mem_filterMap.mpr ⟨port, List.mem_finRange port, e⟩⟩
      exact congrArg some (h i mem)
  rw [totalAfter, totalAfter, same]

example (m : PortMachine (BitVec 8) 1) :
    m.totalAfter [fun _ => some 0] (fun _ => 5#8) =
      m.totalAfter [fun _ => some 0] (fun i => if i = 0 then 5#8 else 0#8) :=
  m.totalAfter_congr _ _ _ (by decide)

/-- Deltas counted per cycle are at most the ports: a machine with `p` ports that counts the first `k` deltas of every
stream in `t` cycles has `k ≤ p * t`, whatever it has inside (T14). The one hypothesis is that some delta is not
zero. -/
theorem Counts.le_mul [DeltaGroup α] {m : PortMachine α p} {schedule : Schedule p} {k : Nat} {d : α} (ne : d ≠ zero)
    (counts : m.Counts schedule k) : k ≤ p * schedule.length := by
  refine Nat.le_trans (le_length_of_forall_mem k _ fun j below => Classical.byContradiction fun absent => ne ?_)
    (length_flatMap_valid_le schedule)
  have same := m.totalAfter_congr schedule (fun i => if i = j then d else zero) (fun _ => zero) fun i hi =>
    if_neg fun e : i = j => absent (e ▸ hi)
  rw [counts, counts, DeltaGroup.combineAll_map_zero,
    DeltaGroup.combineAll_map_ite _ List.nodup_range j (List.mem_range.mpr below)] at same
  exact same

/-- One more cycle of a full schedule. -/
private theorem foldl_full_succ {Registers : Type u} (next : Registers → Cycle α p → Registers) (start : Registers)
    (stream : Nat → α) (t : Nat) :
    ((Schedule.full p (t + 1)).map fun cycle port => (cycle port).map stream).foldl next start =
      next (((Schedule.full p t).map fun cycle port => (cycle port).map stream).foldl next start)
        fun port => some (stream (t * p + port.val)) := by
  rw [Schedule.full, List.range_succ, List.map_append, List.map_append, List.foldl_append]
  rfl

/-- The ports of a cycle, lowest first, carry the next `p` deltas of the stream. -/
private theorem map_finRange (stream : Nat → α) (t : Nat) :
    (List.finRange p).map (fun port => stream (t * p + port.val)) =
      ((List.range p).map (t * p + ·)).map stream := by
  apply List.ext_getElem
  · rw [List.length_map, List.length_map, List.length_map, List.length_finRange, List.length_range]
  · intro i _ _
    rw [List.getElem_map, List.getElem_map, List.getElem_map, List.getElem_finRange, List.getElem_range]
    rfl

/-- A tree over `n` ports before one accumulator reaches the bound: `n * t` deltas in `t` cycles. -/
theorem counts_beforeOneAccumulator [DeltaGroup α] {n : Nat} {tree : MergeTree (Fin n)} (h : tree.IsOver)
    (cycles : Nat) : (beforeOneAccumulator (α := α) tree).Counts (Schedule.full n cycles) (n * cycles) := by
  intro stream
  induction cycles with
  | zero => rfl
  | succ t ih =>
    have words : Cycle.words (fun port : Fin n => some (stream (t * n + port.val))) =
        fun port => stream (t * n + port.val) := rfl
    rw [totalAfter, foldl_full_succ]
    refine (congrArg (· ∔ _) ih).trans ?_
    rw [words, h.merge_eq, map_finRange, Nat.mul_succ, List.range_add, List.map_append, DeltaGroup.combineAll_append,
      Nat.mul_comm n t]

example : (beforeOneAccumulator (α := BitVec 64) (n := 3) (.node (.leaf 0) (.node (.leaf 2) (.leaf 1)))).Counts
    (Schedule.full 3 4) 12 :=
  counts_beforeOneAccumulator (by decide) 4

/-- The bound for that machine: 12 deltas, 3 ports, 4 cycles. -/
example : 12 ≤ 3 * (Schedule.full 3 4).length :=
  Counts.le_mul (d := 1#64) (by decide)
    (counts_beforeOneAccumulator (tree := .node (.leaf 0) (.node (.leaf 2) (.leaf 1))) (by decide) 4)

/-- Banks behind one port reach the bound of one port: one delta a cycle, whatever their number. -/
theorem counts_behindOnePort [DeltaGroup α] {n : Nat} (pos : 0 < n) {tree : MergeTree (Fin n)} (h : tree.IsOver)
    (cycles : Nat) : (behindOnePort (α := α) pos tree).Counts (Schedule.full 1 cycles) cycles := by
  intro stream
  induction cycles with
  | zero => exact Banks.merge_fresh h
  | succ t ih =>
    have word : Cycle.words (fun port : Fin 1 => some (stream (t * 1 + port.val))) 0 = stream t := by
      rw [Nat.mul_one]
      rfl
    rw [totalAfter, foldl_full_succ]
    refine (Banks.merge_accum h _ _ _).trans ((congrArg (· ∔ _) ih).trans ?_)
    rw [word, List.range_succ, List.map_append, DeltaGroup.combineAll_append, List.map_singleton,
      DeltaGroup.combineAll_singleton]

example : (behindOnePort (α := BitVec 64) (n := 3) (by omega) (.node (.leaf 0) (.node (.leaf 2) (.leaf 1)))).Counts
    (Schedule.full 1 64) 64 :=
  counts_behindOnePort (by omega) (by decide) 64

/-- The published figure of 69.7 Gdeltas a second is 512 banks times 136.1 MHz. No machine with one port counts that
many 64-bit deltas in the 136,100,000 cycles of a second, with 512 banks or any number. -/
theorem not_counts_banks_mul_clock (m : PortMachine (BitVec 64) 1) (schedule : Schedule 1)
    (second : schedule.length = 136100000) : ¬m.Counts schedule (512 * 136100000) := by
  intro counts
  have := counts.le_mul (d := 1#64) (by decide)
  omega

example : ¬(behindOnePort (α := BitVec 64) (n := 1) (by omega) (.leaf 0)).Counts (Schedule.full 1 136100000)
    (512 * 136100000) :=
  not_counts_banks_mul_clock _ _ (by rw [Schedule.full, List.length_map, List.length_range])

end PortMachine
end Atomik
