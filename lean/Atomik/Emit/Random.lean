/-!
# Words from labels

A random word is a hash of the seed and of the label it appears under, so that adding a case shifts no other.
FNV-1a turns the label into 64 bits, the splitmix64 finaliser spreads them.
-/
namespace Atomik.Emit

/-- FNV-1a, 64 bits, over the bytes of `s`. -/
def fnv1a (s : String) : UInt64 :=
  s.toUTF8.foldl (fun h b => (h ^^^ b.toUInt64) * 0x100000001b3) 0xcbf29ce484222325

/-- The splitmix64 finaliser. -/
def mix (x : UInt64) : UInt64 :=
  let x := (x ^^^ (x >>> 30)) * 0xbf58476d1ce4e5b9
  let x := (x ^^^ (x >>> 27)) * 0x94d049bb133111eb
  x ^^^ (x >>> 31)

/-- 64 bits for a label under a seed. -/
def hashLabel (seed : UInt64) (label : String) : UInt64 := mix (fnv1a label + mix (seed + 0x9e3779b97f4a7c15))

end Atomik.Emit
