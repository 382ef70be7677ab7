"""Make keys, sign a text and check a signature: ed25519 (RFC 8032), keys as PEM (PKCS 8, SubjectPublicKeyInfo).

Enters and leaves: bytes; files are read and written by `cli` through `library`.  Needs the extra `signing`.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class PassphraseNeeded(Exception):
    """The key is locked."""


def need_cryptography() -> None:
    """Raises UsageIsWrong, with what to install, where the library is missing."""
    try:
        import cryptography  # noqa: F401, PLC0415 - an extra: only who signs with keys needs it
    except ImportError:
        hint = "pip install 'checkmarket[signing]'"
        raise UsageIsWrong("signing with keys needs the library cryptography", hint) from None


def new_key() -> tuple[bytes, bytes]:
    """A fresh pair: the private key and the public one."""
    need_cryptography()
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    return private, public


def sign(private: bytes, text: str, *, passphrase: str = "") -> str:
    """The signature of a text, base64.  Raises PassphraseNeeded, and UsageIsWrong where this is no such key."""
    need_cryptography()
    key = _private(private, passphrase.encode() or None)
    return b64encode(key.sign(text.encode())).decode("ascii")


def verify(public: bytes, text: str, signature: str) -> bool:
    """The signature was made over this text with the private half of this key.  Raises UsageIsWrong for no key."""
    need_cryptography()
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        key = load_pem_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise UsageIsWrong("this is no public ed25519 key", "`rules sign --new-key FILE` writes one to FILE.pub")
    try:
        key.verify(b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def key_name(person: str) -> str:
    """How the public key of a person is called: zoë-müller for Zoë Müller."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", person).casefold()).strip("-")


def _private(private: bytes, passphrase: bytes | None) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        key = load_pem_private_key(private, passphrase)
    except TypeError:
        raise PassphraseNeeded from None
    except (ValueError, UnsupportedAlgorithm):
        hint = "`rules sign --new-key FILE` makes one" if passphrase is None else "is the passphrase right?"
        raise UsageIsWrong("this is no private ed25519 key", hint) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageIsWrong("this is a key of another kind", "signatures are ed25519")
    return key
