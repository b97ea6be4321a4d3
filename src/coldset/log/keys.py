"""Ed25519 keys: making them from a seed, signing, verifying, and which may be enrolled.

Randomness is an argument: whoever makes a key brings 32 secret bytes from the operating system.

A key id is the first 16 bytes of the SHA-256 of the public key, in lower-case hex. It only says
which key to try; the signature decides. 128 bits keep anybody from finding a second key for an
id that is already enrolled.
"""

import hashlib
from typing import Final

import nacl.bindings
import nacl.exceptions
import nacl.signing

from coldset.errors import ColdsetError, IntegrityError

SEED_BYTES: Final = 32
PUBLIC_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
KEY_ID_BYTES: Final = 16


class KeyPair:
    """A private key that signs, with its public half; it never shows the private one."""

    __slots__ = ("_signing", "key_id", "public")

    key_id: Final[str]
    public: Final[bytes]

    def __init__(self, seed: bytes) -> None:
        """Make the pair that belongs to `seed`, 32 secret bytes (RFC 8032, section 5.1.5).

        Raises:
            ColdsetError: `seed-malformed` when `seed` has another length.
        """
        if len(seed) != SEED_BYTES:
            raise ColdsetError(
                "seed-malformed",
                f"the seed has `{len(seed)}` bytes: expected {SEED_BYTES} random bytes",
                bytes=len(seed),
            )
        self._signing = nacl.signing.SigningKey(seed)
        self.public = bytes(self._signing.verify_key)
        self.key_id = key_id(self.public)

    def __repr__(self) -> str:
        return f"KeyPair({self.key_id})"

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature over `message` (RFC 8032, section 5.1.6)."""
        return self._signing.sign(message).signature


def key_id(public: bytes) -> str:
    """Return the id of a public key: 32 lower-case hex digits."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES].hex()


def check_public_key(public: bytes) -> None:
    """Refuse a public key that must not be enrolled.

    Refused are points of low order (anybody can sign for them), points with a low-order
    component, encodings that are not canonical, and what is no point at all (RFC 8032,
    section 5.1.3). OpenSSL and browsers accept some of these.

    Raises:
        ColdsetError: `key-refused`.
    """
    if len(public) == PUBLIC_BYTES and nacl.bindings.crypto_core_ed25519_is_valid_point(public):
        return
    raise ColdsetError(
        "key-refused",
        f"`{public.hex()[:64]}` is not a safe ed25519 public key: expected 32 bytes of a canonical "
        "point of prime order; make a new key on the device",
        key=public.hex()[:64],
    )


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Return if `signature` is by `public` over `message`; raise if not.

    Strict: small-order keys, small-order or non-canonical R and S not below the group order are
    refused, so a valid signature has one encoding.

    Raises:
        IntegrityError: `signature-invalid`.
    """
    if len(public) == PUBLIC_BYTES and len(signature) == SIGNATURE_BYTES:
        try:
            nacl.bindings.crypto_sign_open(signature + message, public)
        except nacl.exceptions.CryptoError:
            pass
        else:
            return
    raise IntegrityError(
        "signature-invalid",
        f"the signature by key `{key_id(public)}` does not hold for these bytes",
        key_id=key_id(public),
    )
