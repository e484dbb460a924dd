import Atomik.Spec.Digest.Field
import Atomik.Spec.Word
/-!
# Keyed digest

Each word times the key of its place, all XORed. The keys are secret words, one for each place, chosen uniformly and
independently of each other and of the buffers. Whoever sees digests of buffers of his choice learns the keys: this
detects accidents, it authenticates nothing.
-/
namespace Atomik.Digest

/-- The keyed digest of a buffer: the XOR of `mul key word` over all places. There must be as many keys as words; words
without a key would not count. -/
def keyed (keys buffer : List (BitVec 64)) : BitVec 64 :=
  DeltaGroup.combineAll (List.zipWith Field.mul keys buffer)

end Atomik.Digest
