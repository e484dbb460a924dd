import Atomik.Thm.Hardware.Ports
/-!
# Claims about banks and ports
-/
namespace Atomik.Claims
open DeltaGroup (zero combineAll)

universe u

local infixl:65 " ∔ " => DeltaGroup.combine

section Banks
variable {α : Type u} [DeltaGroup α] {n : Nat}

/-- Deltas shared out among any number of banks, in any way, and combined by a tree of any shape, give what applying
them one by one gives.

Claims: C106 C108.

Does not say: that banks are of any use; one accumulator behind a tree over as many ports does the same. -/
theorem claim_banks {tree : MergeTree (Fin n)} (h : tree.IsOver) (assign : Nat → Fin n) (s : α) (ds : List α) :
    s ∔ tree.merge (Banks.fresh.accumAll assign ds) = ds.foldl DeltaGroup.combine s :=
  Banks.combine_merge_accumAll h assign s ds

/-- Three banks in turn. -/
example :
    9#8 ∔ (MergeTree.node (.leaf 0) (.node (.leaf 2) (.leaf 1))).merge
        (Banks.fresh.accumAll (Banks.roundRobin 3 (by omega)) [1#8, 2#8, 4#8, 8#8]) =
      [1#8, 2#8, 4#8, 8#8].foldl DeltaGroup.combine 9#8 :=
  claim_banks (by decide) _ _ _

/-- What the banks get, all together, is the stream in another order: every delta is counted exactly once.

Claims: C106.

Does not say: that a delta which never reached a bank is missed by anybody. -/
theorem claim_banks_once {β : Type u} (assign : Nat → Fin n) (ds : List β) :
    ((List.finRange n).flatMap (Banks.share assign ds)).Perm ds :=
  Banks.flatMap_share_perm assign ds

/-- With one bank for each port, every delta at every port of every cycle is counted once.

Claims: C106.

Does not say: that this is better than one accumulator behind a tree over the ports. -/
theorem claim_bank_per_port {tree : MergeTree (Fin n)} (h : tree.IsOver) (cycles : List (Cycle α n))
    (banks : Banks α n) :
    tree.merge (cycles.foldl (fun banks cycle => Banks.accumEach banks cycle.words) banks) =
      tree.merge banks ∔ combineAll (cycles.flatMap Cycle.valid) :=
  Banks.merge_foldl_accumEach h cycles banks

example (banks : Banks (BitVec 8) 2) :
    (MergeTree.node (.leaf 1) (.leaf 0)).merge
        ([fun port => if port = 0 then none else some 5#8].foldl
          (fun banks cycle => Banks.accumEach banks (Cycle.words cycle)) banks) =
      (MergeTree.node (.leaf 1) (.leaf 0)).merge banks ∔ 5#8 :=
  claim_bank_per_port (by decide) [fun port => if port = 0 then none else some 5#8] banks

/-- A tree of any shape over any number of ports, before one accumulator, does in one cycle what as many accums do in
any order; an idle port drives zero and is no accum.

Claims: C106.

Does not say: how deep or fast such a tree is. -/
theorem claim_input_tree {tree : MergeTree (Fin n)} (h : tree.IsOver) (c : Context α) (cycle : Cycle α n) (ds : List α)
    (order : ds.Perm cycle.valid) : c.accum (tree.merge cycle.words) = c.accumAll ds :=
  Context.accum_merge_words h c cycle ds order

example (c : Context (BitVec 8)) :
    c.accum ((MergeTree.node (.leaf 1) (.leaf 0)).merge
        (Cycle.words fun port : Fin 2 => if port = 0 then none else some 5#8)) = c.accumAll [5#8] :=
  claim_input_tree (by decide) c _ [5#8] (by decide)

end Banks

section Ports
variable {α : Type u} [DeltaGroup α] {p : Nat}

/-- In `t` cycles a machine with `p` ports counts at most `p` times `t` deltas, whatever it has inside: any number of
banks, any registers. To count the first `k` deltas of every stream it needs `k ≤ p * t`.

Claims: C40 C77 C108.

Does not say: that a given machine reaches the bound, or that deltas combined outside are counted inside. -/
theorem claim_ports {m : PortMachine α p} {schedule : Schedule p} {k : Nat} {d : α} (ne : d ≠ zero)
    (counts : m.Counts schedule k) : k ≤ p * schedule.length :=
  PortMachine.Counts.le_mul ne counts

example : 64 ≤ 1 * (Schedule.full 1 64).length :=
  claim_ports (m := .behindOnePort (n := 2) (by omega) (.node (.leaf 0) (.leaf 1))) (d := 1#64) (by decide)
    (PortMachine.counts_behindOnePort (by omega) (by decide) 64)

/-- A tree over `n` ports before one accumulator reaches the bound: `n` deltas in every cycle.

Claims: C40 C106.

Does not say: at which clock rate, or where so many deltas come from. -/
theorem claim_ports_reached {n : Nat} {tree : MergeTree (Fin n)} (h : tree.IsOver) (cycles : Nat) :
    (PortMachine.beforeOneAccumulator (α := α) tree).Counts (Schedule.full n cycles) (n * cycles) :=
  PortMachine.counts_beforeOneAccumulator h cycles

example : (PortMachine.beforeOneAccumulator (α := BitVec 64) (n := 3)
    (.node (.leaf 0) (.node (.leaf 2) (.leaf 1)))).Counts (Schedule.full 3 4) 12 :=
  claim_ports_reached (by decide) 4

/-- Any number of banks behind one port count one delta in every cycle, and by `claim_ports` no more.

Claims: C40 C77 C108.

Does not say: that the banks are wrong; they are as fast as one. -/
theorem claim_banks_behind_one_port {n : Nat} (pos : 0 < n) {tree : MergeTree (Fin n)} (h : tree.IsOver)
    (cycles : Nat) : (PortMachine.behindOnePort (α := α) pos tree).Counts (Schedule.full 1 cycles) cycles :=
  PortMachine.counts_behindOnePort pos h cycles

example : (PortMachine.behindOnePort (α := BitVec 64) (n := 3) (by omega)
    (.node (.leaf 0) (.node (.leaf 2) (.leaf 1)))).Counts (Schedule.full 1 64) 64 :=
  claim_banks_behind_one_port (by omega) (by decide) 64

/-- The published 69.7 Gdeltas a second are 512 banks times 136.1 MHz. No machine with one port counts that many deltas
in the 136,100,000 cycles of a second.

Claims: C40 C77 C108.

Does not say: anything about a machine with 512 ports, which would have to be fed 4 KiB in every cycle. -/
theorem claim_published_rate (m : PortMachine (BitVec 64) 1) (schedule : Schedule 1)
    (second : schedule.length = 136100000) : ¬m.Counts schedule (512 * 136100000) :=
  PortMachine.not_counts_banks_mul_clock m schedule second

example : ¬(PortMachine.behindOnePort (α := BitVec 64) (n := 1) (by omega) (.leaf 0)).Counts
    (Schedule.full 1 136100000) (512 * 136100000) :=
  claim_published_rate _ _ (by rw [Schedule.full, List.length_map, List.length_range])

end Ports

end Atomik.Claims
