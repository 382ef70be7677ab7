"""A DSSE envelope: a text, and the signature over it and what kind of text it is.

Enters and leaves: text.  Source: secure-systems-lab/dsse, protocol and envelope, v1.0.  Needs the extra `signing`.
"""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from checkmarket.authoring import keys

PAYLOAD_TYPE = "application/vnd.in-toto+json"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was in it, and the signatures, base64, over that."""

    payload: str
    signatures: tuple[str, ...]


def sealed(payload: str, private: bytes, *, passphrase: str = "") -> str:
    """The envelope as JSON.  Raises PassphraseNeeded, and UsageIsWrong where this is no private key."""
    signature = keys.sign(private, _authenticated(payload), passphrase=passphrase)
    found = {
        "payloadType": PAYLOAD_TYPE,
        "payload": b64encode(payload.encode()).decode("ascii"),
        "signatures": [{"keyid": "", "sig": signature}],  # unset: some readers want the field all the same
    }
    return json.dumps(found, indent=2) + "\n"


def opened(text: str) -> Envelope | None:
    """What is in an envelope; None where this is none.  Raises ValueError where it is a broken one."""
    found = json.loads(text)
    if not isinstance(found, dict) or "payload" not in found:
        return None
    if found.get("payloadType") != PAYLOAD_TYPE:
        raise ValueError(f"what it holds is not {PAYLOAD_TYPE}")
    try:
        payload = b64decode(found["payload"], validate=True).decode()
        return Envelope(payload, tuple(_signature(one) for one in found["signatures"]))
    except (binascii.Error, UnicodeDecodeError, KeyError, TypeError):
        raise ValueError("the envelope is broken") from None


def is_signed(envelope: Envelope, public: bytes) -> bool:
    """One of the signatures was made with the private half of this key.  Raises UsageIsWrong for no key."""
    return any(keys.verify(public, _authenticated(envelope.payload), one) for one in envelope.signatures)


def _signature(entry: Any) -> str:
    if not isinstance(entry["sig"], str):
        raise TypeError
    return entry["sig"]


def _authenticated(payload: str, kind: str = PAYLOAD_TYPE) -> str:
    """PAE: lengths are in bytes, so that no other pair of a kind and a text gives the same."""
    return f"DSSEv1 {len(kind.encode())} {kind} {len(payload.encode())} {payload}"
