"""PROVE NOTHING CHANGED: canonical bytes, signatures, a Merkle tree, signed checkpoints.

This room knows bytes and public keys only; it has never heard of a weapon. It is pure: it reads
no file, no clock and no source of randomness. It may import `coldset.errors`, PyNaCl and msgspec,
and nothing else of the project.

| file | what it settles | after |
| --- | --- | --- |
| `canonical` | which JSON may be signed, and its one encoding | RFC 8785, narrowed |
| `keys` | Ed25519 keys, which of them may be enrolled, and their ids | RFC 8032 |
| `envelope` | payload and signatures in one piece, in one encoding | DSSE v1 |
| `merkle` | the tree over all entries, and its proofs | RFC 9162, section 2 |
| `note` | a short text with signature lines | C2SP signed-note |
| `checkpoint` | the signed statement "so many entries, this root" | C2SP tlog-checkpoint |
| `tiles` | the log cut into files that never change | C2SP tlog-tiles |
| `tile_reader` | every proof from tiles and a checkpoint, each tile verified | the same |
| `cosignature` | a witness's signature on a checkpoint, with the time | C2SP tlog-cosignature |
| `witness` | whether a witness may cosign | C2SP tlog-witness |
| `proof_file` | one file that proves one entry offline | C2SP tlog-proof |
| `genesis` | what a book is called and whose key speaks for it | |
| `proof_lines` | a proof as lines of base64 | C2SP tlog-witness, tlog-proof |
| `strict_decimal` | a number of which there is only one spelling | C2SP |
| `strict_base64` | base64 of which there is only one spelling | RFC 4648, section 4 |

Bytes that are not of the expected form are bad input (`ColdsetError`); bytes of the right form
whose proof does not hold are an `IntegrityError`.
"""
