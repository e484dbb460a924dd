import Atomik.Thm.Delivery.Valid
/-!
# One replica changes

The world stays valid if one replica changes to a valid one and adds to the log and to the epochs what is its own.
-/
namespace Atomik.Delivery

universe u
variable {α : Type u} [DeltaGroup α]

namespace World.Valid

/-- The replica `name` becomes `r'` and adds `ms` to the log and `es` to the epochs. -/
theorem update {w : World α} (h : w.Valid) {name : Nat} {r r' : Replica α} {ms : List (Message α)}
    {es : List (Epoch × α)} (hr : w.replicas.lookup name = some r)
    (later : r.epoch < r'.epoch ∨ r.epoch = r'.epoch ∧ r.next ≤ r'.next)
    (fresh : ∀ m ∈ ms, m.id.origin = name ∧ m.id.epoch = r.epoch ∧ r.next ≤ m.id.sequence)
    (counted : ∀ m ∈ ms, m.id.epoch = r'.epoch ∧ m.id.sequence < r'.next) (distinct : (ms.map (·.id)).Nodup)
    (opens : ∀ e ∈ es, 0 < e.1.number ∧ e.1.opener = name ∧ r.epoch < e.1 ∧ e.1 = r'.epoch)
    (single : (es.map (·.1)).Nodup)
    (valid : r'.Valid name ⟨put name r' w.replicas, w.sent, w.opened ++ es, w.log ++ ms⟩) :
    World.Valid ⟨put name r' w.replicas, w.sent, w.opened ++ es, w.log ++ ms⟩ where
  ids := by
    rw [List.map_append]
    refine List.nodup_append.mpr ⟨h.ids, distinct, fun a ha b hb eq => ?_⟩
    obtain ⟨m, mem, rfl⟩ := List.mem_map.mp ha
    obtain ⟨m', mem', rfl⟩ := List.mem_map.mp hb
    obtain ⟨s, hs, past⟩ := h.past m mem
    have ⟨origin, epoch, sequence⟩ := fresh m' mem'
    rw [eq, origin, hr] at hs
    cases hs
    rw [eq, epoch] at past
    rcases past with lt | ⟨_, lt⟩
    · exact Epoch.not_lt_self _ lt
    · omega
  epochs := by
    rw [List.map_append]
    refine List.nodup_append.mpr ⟨h.epochs, single, fun a ha b hb eq => ?_⟩
    obtain ⟨e, mem, rfl⟩ := List.mem_map.mp hb
    have ⟨positive, opener, lt, _⟩ := opens e mem
    rcases h.openers a ha with number | ⟨s, hs, past⟩
    · rw [eq] at number
      omega
    · rw [eq, opener, hr] at hs
      cases hs
      rw [eq] at past
      rcases past with lt' | same
      · exact Epoch.not_lt_self _ (Epoch.lt_trans _ _ _ lt lt')
      · exact Epoch.not_lt_self _ (same ▸ lt)
  sent m hm := List.mem_append_left _ (h.sent m hm)
  past m hm := by
    dsimp only at hm ⊢
    rw [lookup_put]
    rcases List.mem_append.mp hm with mem | mem
    · obtain ⟨s, hs, past⟩ := h.past m mem
      by_cases same : m.id.origin = name
      · rw [same, hr] at hs
        cases hs
        refine ⟨r', if_pos same, ?_⟩
        rcases past with lt | ⟨eq, lt⟩ <;> rcases later with lt' | ⟨eq', le⟩
        · exact .inl (Epoch.lt_trans _ _ _ lt lt')
        · exact .inl (eq' ▸ lt)
        · exact .inl (eq ▸ lt')
        · exact .inr ⟨eq.trans eq', by omega⟩
      · exact ⟨s, (if_neg same).trans hs, past⟩
    · exact ⟨r', if_pos (fresh m mem).1, .inr (counted m mem)⟩
  openers e he := by
    dsimp only at he ⊢
    rw [lookup_put]
    rw [List.map_append, List.mem_append] at he
    rcases he with mem | mem
    · rcases h.openers e mem with number | ⟨s, hs, past⟩
      · exact .inl number
      · by_cases same : e.opener = name
        · rw [same, hr] at hs
          cases hs
          refine .inr ⟨r', if_pos same, ?_⟩
          rcases past with lt | eq <;> rcases later with lt' | ⟨eq', _⟩
          · exact .inl (Epoch.lt_trans _ _ _ lt lt')
          · exact .inl (eq' ▸ lt)
          · exact .inl (eq ▸ lt')
          · exact .inr (eq.trans eq')
        · exact .inr ⟨s, (if_neg same).trans hs, past⟩
    · obtain ⟨p, hp, rfl⟩ := List.mem_map.mp mem
      have ⟨_, opener, _, eq⟩ := opens p hp
      exact .inr ⟨r', if_pos opener, .inr eq⟩
  replicas n s hs := by
    dsimp only at hs
    rw [lookup_put] at hs
    by_cases same : n = name
    · rw [if_pos same] at hs
      cases hs
      exact same ▸ valid
    · rw [if_neg same] at hs
      refine (h.replicas n s hs).mono ms rfl (fun m hm eq => same (eq.symm.trans (fresh m hm).1)) (fun m hm => ?_)
        (fun _ => id) (fun _ => List.mem_append_left _)
      refine Bool.eq_false_iff.mpr fun has => ?_
      rw [Replica.has, Bool.and_eq_true, decide_eq_true_iff] at has
      obtain ⟨m', mem', id⟩ := (h.replicas n s hs).marked _ _ has.2
      obtain ⟨t, ht, past⟩ := h.past m' mem'
      have ⟨origin, epoch, sequence⟩ := fresh m hm
      rw [id, origin, hr] at ht
      cases ht
      rw [id, ← has.1, epoch] at past
      rcases past with lt | ⟨_, lt⟩
      · exact Epoch.not_lt_self _ lt
      · dsimp only at lt
        omega

example : World.Valid ⟨put 1 (.starting World.firstEpoch 0#8) (World.initial [1] 0#8).replicas, [],
    [(World.firstEpoch, 0#8)] ++ [], [] ++ []⟩ :=
  World.Valid.update (World.valid_initial [1] 0#8) (ms := []) (es := []) rfl (.inr ⟨rfl, Nat.le_refl _⟩) nofun nofun
    List.nodup_nil nofun List.nodup_nil ((World.valid_initial [1] 0#8).replicas 1 _ rfl)

end World.Valid
end Atomik.Delivery
