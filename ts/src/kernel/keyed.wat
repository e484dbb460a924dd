;; The keyed digest: the sum of the products of words and keys in the field of 2^64 elements, polynomials over GF(2) modulo
;; x^64 + x^4 + x^3 + x + 1. There is no multiplication without carries here, so an ordinary one does it: of each operand,
;; every fourth bit at a time, so that the carries, of at most 8 ones at a place, fall into the three holes behind it.
;; The holes are masked away, and the sum reduced, once at the end, as both are linear over XOR. Words and keys are two
;; halves each: the low ones, the high ones, and the sums of both are multiplied (Karatsuba).
(module
  (import "host" "memory" (memory 0))

  ;; The sum of the products of `count` words from `words` on and as many keys from `keys` on, places in bytes. `count` is
  ;; even.
  (func (export "keyed") (param $words i32) (param $keys i32) (param $count i32) (result i64)
    (local $x v128) (local $x0 v128) (local $x1 v128) (local $x2 v128) (local $x3 v128)
    (local $y v128) (local $y0 v128) (local $y1 v128) (local $y2 v128) (local $y3 v128)
    ;; Sums of products whose true bits are at the places 0, 1, 2 or 3 modulo 4: of low halves in lane 0 and high halves in
    ;; lane 1; and of the sums of both halves, of even words in lane 0 and odd words in lane 1.
    (local $z0 v128) (local $z1 v128) (local $z2 v128) (local $z3 v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128)
    (local $lo i64) (local $hi i64) (local $middle i64)
    (block $done
      (loop $two
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $x (v128.load align=1 (local.get $words)))
        (local.set $y (v128.load align=1 (local.get $keys)))
        (local.set $x0 (v128.and (local.get $x) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111)))
        (local.set $x1 (v128.and (local.get $x) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (local.set $x2 (v128.and (local.get $x) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444)))
        (local.set $x3 (v128.and (local.get $x) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))
        (local.set $y0 (v128.and (local.get $y) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111)))
        (local.set $y1 (v128.and (local.get $y) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (local.set $y2 (v128.and (local.get $y) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444)))
        (local.set $y3 (v128.and (local.get $y) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y0))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_high_i32x4_u (local.get $x0) (local.get $y0))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y3))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_high_i32x4_u (local.get $x1) (local.get $y3))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y2))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_high_i32x4_u (local.get $x2) (local.get $y2))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y1))))
        (local.set $z0 (v128.xor (local.get $z0) (i64x2.extmul_high_i32x4_u (local.get $x3) (local.get $y1))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y1))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_high_i32x4_u (local.get $x0) (local.get $y1))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y0))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_high_i32x4_u (local.get $x1) (local.get $y0))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y3))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_high_i32x4_u (local.get $x2) (local.get $y3))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y2))))
        (local.set $z1 (v128.xor (local.get $z1) (i64x2.extmul_high_i32x4_u (local.get $x3) (local.get $y2))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y2))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_high_i32x4_u (local.get $x0) (local.get $y2))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y1))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_high_i32x4_u (local.get $x1) (local.get $y1))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y0))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_high_i32x4_u (local.get $x2) (local.get $y0))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y3))))
        (local.set $z2 (v128.xor (local.get $z2) (i64x2.extmul_high_i32x4_u (local.get $x3) (local.get $y3))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y3))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_high_i32x4_u (local.get $x0) (local.get $y3))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y2))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_high_i32x4_u (local.get $x1) (local.get $y2))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y1))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_high_i32x4_u (local.get $x2) (local.get $y1))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y0))))
        (local.set $z3 (v128.xor (local.get $z3) (i64x2.extmul_high_i32x4_u (local.get $x3) (local.get $y0))))
        ;; The sums of both halves, of the two words in the lanes 0 and 1.
        (local.set $x
          (v128.xor
            (i8x16.shuffle 0 1 2 3 8 9 10 11 0 1 2 3 8 9 10 11 (local.get $x) (local.get $x))
            (i8x16.shuffle 4 5 6 7 12 13 14 15 4 5 6 7 12 13 14 15 (local.get $x) (local.get $x))))
        (local.set $y
          (v128.xor
            (i8x16.shuffle 0 1 2 3 8 9 10 11 0 1 2 3 8 9 10 11 (local.get $y) (local.get $y))
            (i8x16.shuffle 4 5 6 7 12 13 14 15 4 5 6 7 12 13 14 15 (local.get $y) (local.get $y))))
        (local.set $x0 (v128.and (local.get $x) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111)))
        (local.set $x1 (v128.and (local.get $x) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (local.set $x2 (v128.and (local.get $x) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444)))
        (local.set $x3 (v128.and (local.get $x) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))
        (local.set $y0 (v128.and (local.get $y) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111)))
        (local.set $y1 (v128.and (local.get $y) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (local.set $y2 (v128.and (local.get $y) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444)))
        (local.set $y3 (v128.and (local.get $y) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))
        (local.set $m0 (v128.xor (local.get $m0) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y0))))
        (local.set $m0 (v128.xor (local.get $m0) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y3))))
        (local.set $m0 (v128.xor (local.get $m0) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y2))))
        (local.set $m0 (v128.xor (local.get $m0) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y1))))
        (local.set $m1 (v128.xor (local.get $m1) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y1))))
        (local.set $m1 (v128.xor (local.get $m1) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y0))))
        (local.set $m1 (v128.xor (local.get $m1) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y3))))
        (local.set $m1 (v128.xor (local.get $m1) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y2))))
        (local.set $m2 (v128.xor (local.get $m2) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y2))))
        (local.set $m2 (v128.xor (local.get $m2) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y1))))
        (local.set $m2 (v128.xor (local.get $m2) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y0))))
        (local.set $m2 (v128.xor (local.get $m2) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y3))))
        (local.set $m3 (v128.xor (local.get $m3) (i64x2.extmul_low_i32x4_u (local.get $x0) (local.get $y3))))
        (local.set $m3 (v128.xor (local.get $m3) (i64x2.extmul_low_i32x4_u (local.get $x1) (local.get $y2))))
        (local.set $m3 (v128.xor (local.get $m3) (i64x2.extmul_low_i32x4_u (local.get $x2) (local.get $y1))))
        (local.set $m3 (v128.xor (local.get $m3) (i64x2.extmul_low_i32x4_u (local.get $x3) (local.get $y0))))
        (local.set $words (i32.add (local.get $words) (i32.const 16)))
        (local.set $keys (i32.add (local.get $keys) (i32.const 16)))
        (local.set $count (i32.sub (local.get $count) (i32.const 2)))
        (br $two)))
    (local.set $z0
      (v128.xor
        (v128.xor
          (v128.and (local.get $z0) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111))
          (v128.and (local.get $z1) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (v128.xor
          (v128.and (local.get $z2) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444))
          (v128.and (local.get $z3) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))))
    (local.set $m0
      (v128.xor
        (v128.xor
          (v128.and (local.get $m0) (v128.const i32x4 0x11111111 0x11111111 0x11111111 0x11111111))
          (v128.and (local.get $m1) (v128.const i32x4 0x22222222 0x22222222 0x22222222 0x22222222)))
        (v128.xor
          (v128.and (local.get $m2) (v128.const i32x4 0x44444444 0x44444444 0x44444444 0x44444444))
          (v128.and (local.get $m3) (v128.const i32x4 0x88888888 0x88888888 0x88888888 0x88888888)))))
    (local.set $lo (i64x2.extract_lane 0 (local.get $z0)))
    (local.set $hi (i64x2.extract_lane 1 (local.get $z0)))
    (local.set $middle
      (i64.xor
        (i64.xor (i64x2.extract_lane 0 (local.get $m0)) (i64x2.extract_lane 1 (local.get $m0)))
        (i64.xor (local.get $lo) (local.get $hi))))
    (local.set $lo (i64.xor (local.get $lo) (i64.shl (local.get $middle) (i64.const 32))))
    (local.set $hi (i64.xor (local.get $hi) (i64.shr_u (local.get $middle) (i64.const 32))))
    ;; x^64 is x^4 + x^3 + x + 1: of the bits that this shifts out at the top, once more.
    (local.set $middle
      (i64.xor
        (i64.xor (local.get $hi) (i64.shr_u (local.get $hi) (i64.const 63)))
        (i64.xor (i64.shr_u (local.get $hi) (i64.const 61)) (i64.shr_u (local.get $hi) (i64.const 60)))))
    (i64.xor
      (local.get $lo)
      (i64.xor
        (i64.xor (local.get $middle) (i64.shl (local.get $middle) (i64.const 1)))
        (i64.xor
          (i64.shl (local.get $middle) (i64.const 3))
          (i64.shl (local.get $middle) (i64.const 4)))))))
