import Atomik.Spec.Digest.Count
import Atomik.Spec.Digest.Fold
import Atomik.Spec.Digest.Tree
/-!
# Digests

A digest is a short value that changes when a buffer changes, as a rule. `Digest/Fold`: the XOR of all words, the form
compatible with atomik-core 0.4; it misses changes that cancel. `Digest/Keyed`: a linear form with secret keys over the
field of 2^64 elements (`Digest/Field`); a change is missed by one in 2^64 keys. `Digest/Tree`: a buffer in chunks, and which of them has changed.
`Digest/Count`: lists of all words and buffers, to count with.
-/
