"""DSSE envelopes, held against another implementation of them."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from checkmarket.authoring import keys
from checkmarket.authoring.envelope import is_signed, opened, sealed

TEXTS = ["", "{}", "naïve → 日本 😀\n", "DSSEv1 1 a 1 b"]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_sealed_comes_out_signed(text: str) -> None:
    private, public = keys.new_key()
    found = opened(sealed(text, private))
    assert found is not None
    assert found.payload == text
    assert is_signed(found, public)
    assert not is_signed(found, keys.new_key()[1])


@pytest.mark.parametrize("text", TEXTS)
def test_another_implementation_takes_the_signature(text: str) -> None:
    private, public = keys.new_key()
    envelope = json.loads(sealed(text, private))
    envelope["signatures"][0]["keyid"] = "it"
    key = SSlibKey.from_crypto(load_pem_public_key(public), keyid="it")  # type: ignore[arg-type]
    assert Envelope.from_dict(envelope).verify([key], 1)


def test_another_kind_of_payload_is_refused() -> None:
    envelope = json.loads(sealed("{}", keys.new_key()[0]))
    with pytest.raises(ValueError, match=r"is not application/vnd\.in-toto"):
        opened(json.dumps({**envelope, "payloadType": "text/plain"}))


@pytest.mark.parametrize("broken", [{"payload": "?"}, {"payload": "/w=="}, {"signatures": [{}]}, {"signatures": 1}])
def test_a_broken_envelope_is_refused(broken: dict[str, object]) -> None:
    envelope = json.loads(sealed("{}", keys.new_key()[0]))
    with pytest.raises(ValueError, match="the envelope is broken"):
        opened(json.dumps({**envelope, **broken}))


def test_what_is_no_envelope_is_left_alone() -> None:
    assert opened('{"_type": "x"}') is None
