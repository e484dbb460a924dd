;; XOR over arrays of 64-bit words, on a memory that the caller provides. Places are in bytes, lengths in words; no place
;; need be aligned. Four accumulators of 128 bits: one alone waits for itself, as each step needs the one before.
(module
  (import "host" "memory" (memory 0))

  ;; The XOR of `words` words from `from` on. Of many words, four quarters are read side by side: memory was measured to
  ;; give a third more to four streams than to one.
  (func (export "fold") (param $from i32) (param $words i32) (result i64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $fold i64)
    (local $quarter i32) (local $second i32) (local $third i32) (local $fourth i32)
    (if (i32.ge_u (local.get $words) (i32.const 32768))
      (then
        ;; In bytes: a quarter of the words, rounded down to a multiple of 8 words.
        (local.set $quarter (i32.shl (i32.shr_u (local.get $words) (i32.const 5)) (i32.const 6)))
        (local.set $second (i32.add (local.get $from) (local.get $quarter)))
        (local.set $third (i32.add (local.get $second) (local.get $quarter)))
        (local.set $fourth (i32.add (local.get $third) (local.get $quarter)))
        (local.set $words (i32.sub (local.get $words) (i32.shr_u (local.get $quarter) (i32.const 1))))
        (loop $quarters
          (local.set $a (v128.xor (local.get $a) (v128.load align=1 (local.get $from))))
          (local.set $b (v128.xor (local.get $b) (v128.load align=1 (local.get $second))))
          (local.set $c (v128.xor (local.get $c) (v128.load align=1 (local.get $third))))
          (local.set $d (v128.xor (local.get $d) (v128.load align=1 (local.get $fourth))))
          (local.set $a (v128.xor (local.get $a) (v128.load offset=16 align=1 (local.get $from))))
          (local.set $b (v128.xor (local.get $b) (v128.load offset=16 align=1 (local.get $second))))
          (local.set $c (v128.xor (local.get $c) (v128.load offset=16 align=1 (local.get $third))))
          (local.set $d (v128.xor (local.get $d) (v128.load offset=16 align=1 (local.get $fourth))))
          (local.set $a (v128.xor (local.get $a) (v128.load offset=32 align=1 (local.get $from))))
          (local.set $b (v128.xor (local.get $b) (v128.load offset=32 align=1 (local.get $second))))
          (local.set $c (v128.xor (local.get $c) (v128.load offset=32 align=1 (local.get $third))))
          (local.set $d (v128.xor (local.get $d) (v128.load offset=32 align=1 (local.get $fourth))))
          (local.set $a (v128.xor (local.get $a) (v128.load offset=48 align=1 (local.get $from))))
          (local.set $b (v128.xor (local.get $b) (v128.load offset=48 align=1 (local.get $second))))
          (local.set $c (v128.xor (local.get $c) (v128.load offset=48 align=1 (local.get $third))))
          (local.set $d (v128.xor (local.get $d) (v128.load offset=48 align=1 (local.get $fourth))))
          (local.set $from (i32.add (local.get $from) (i32.const 64)))
          (local.set $second (i32.add (local.get $second) (i32.const 64)))
          (local.set $third (i32.add (local.get $third) (i32.const 64)))
          (local.set $fourth (i32.add (local.get $fourth) (i32.const 64)))
          (local.set $quarter (i32.sub (local.get $quarter) (i32.const 64)))
          (br_if $quarters (local.get $quarter)))
        (local.set $from (local.get $fourth))))
    (block $rest
      (loop $eight
        (br_if $rest (i32.lt_u (local.get $words) (i32.const 8)))
        (local.set $a (v128.xor (local.get $a) (v128.load align=1 (local.get $from))))
        (local.set $b (v128.xor (local.get $b) (v128.load offset=16 align=1 (local.get $from))))
        (local.set $c (v128.xor (local.get $c) (v128.load offset=32 align=1 (local.get $from))))
        (local.set $d (v128.xor (local.get $d) (v128.load offset=48 align=1 (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 64)))
        (local.set $words (i32.sub (local.get $words) (i32.const 8)))
        (br $eight)))
    (local.set $a
      (v128.xor
        (v128.xor (local.get $a) (local.get $b))
        (v128.xor (local.get $c) (local.get $d))))
    (local.set $fold (i64.xor (i64x2.extract_lane 0 (local.get $a)) (i64x2.extract_lane 1 (local.get $a))))
    (block $done
      (loop $one
        (br_if $done (i32.eqz (local.get $words)))
        (local.set $fold (i64.xor (local.get $fold) (i64.load align=1 (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $words (i32.sub (local.get $words) (i32.const 1)))
        (br $one)))
    (local.get $fold))

  ;; Each of `words` words from `into` on becomes its XOR with the word at the same place from `from` on. The two
  ;; stretches must be the same or have no byte in common.
  (func (export "xor") (param $into i32) (param $from i32) (param $words i32)
    (block $rest
      (loop $eight
        (br_if $rest (i32.lt_u (local.get $words) (i32.const 8)))
        (v128.store align=1 (local.get $into)
          (v128.xor (v128.load align=1 (local.get $into)) (v128.load align=1 (local.get $from))))
        (v128.store offset=16 align=1 (local.get $into)
          (v128.xor (v128.load offset=16 align=1 (local.get $into)) (v128.load offset=16 align=1 (local.get $from))))
        (v128.store offset=32 align=1 (local.get $into)
          (v128.xor (v128.load offset=32 align=1 (local.get $into)) (v128.load offset=32 align=1 (local.get $from))))
        (v128.store offset=48 align=1 (local.get $into)
          (v128.xor (v128.load offset=48 align=1 (local.get $into)) (v128.load offset=48 align=1 (local.get $from))))
        (local.set $into (i32.add (local.get $into) (i32.const 64)))
        (local.set $from (i32.add (local.get $from) (i32.const 64)))
        (local.set $words (i32.sub (local.get $words) (i32.const 8)))
        (br $eight)))
    (block $done
      (loop $one
        (br_if $done (i32.eqz (local.get $words)))
        (i64.store align=1 (local.get $into)
          (i64.xor (i64.load align=1 (local.get $into)) (i64.load align=1 (local.get $from))))
        (local.set $into (i32.add (local.get $into) (i32.const 8)))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $words (i32.sub (local.get $words) (i32.const 1)))
        (br $one)))))
