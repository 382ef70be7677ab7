"""Signing with and without keys, the files it writes, and what every sign-off is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring import keys
from checkmarket.authoring.formatter import Formatter
from checkmarket.authoring.signer import (
    checked_by,
    sign_off,
    sign_off_file,
    signature_states,
    signed_text,
    signed_with,
    with_new,
)
from checkmarket.compiler.entries import Problems
from checkmarket.compiler.index import Index
from checkmarket.compiler.signatures import compile_signatures, file_of
from checkmarket.library.schemas import read_schemas
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong
from checkmarket.model.library import Library
from checkmarket.model.signatures import SignatureWord, SignOff
from checkmarket.reader import read
from tests.support.law import TODAY, a_fact, a_library, a_rule, is_
from tests.support.layout import relaid

PRIVATE, PUBLIC = keys.new_key()
OTHER_PRIVATE, OTHER_PUBLIC = keys.new_key()
SIGNED, UNVERIFIED, FORGED = SignatureWord.SIGNED, SignatureWord.UNVERIFIED, SignatureWord.FORGED
BROKEN, EXPIRED, UNSIGNED = SignatureWord.BROKEN, SignatureWord.EXPIRED, SignatureWord.UNSIGNED


def the_library(title: str = "one") -> Library:
    rule = replace(a_rule("EU.tax.one", is_("sample.flag", True)), title=title)
    return a_library([a_fact("sample.flag")], [rule, a_rule("EU.tax.two")])


def an_entry(**more: object) -> SignOff:
    found = sign_off(the_library(), "EU.tax.one", market="EU", by="Zoë Müller", role="Counsel", on=TODAY)
    return replace(found, **more)


def word(entry: SignOff, **public: bytes) -> SignatureWord:
    library = replace(the_library(), sign_offs=(entry,))
    check = checked_by({name.replace("_", "-"): key for name, key in public.items()})
    return signature_states(library, TODAY, check=check)["EU.tax.one"].word


def test_a_key_vouches_for_the_entry_of_its_person() -> None:
    (signed,) = signed_with([an_entry()], PRIVATE)
    assert word(signed, zoë_müller=PUBLIC) is SIGNED


def test_without_its_persons_key_an_entry_is_unverified_and_leaving_the_signature_out_wins_nothing() -> None:
    (signed,) = signed_with([an_entry()], PRIVATE)
    assert word(signed, jim_roe=PUBLIC) is UNVERIFIED
    assert word(an_entry(), zoë_müller=PUBLIC) is UNVERIFIED


def test_anothers_key_is_forgery() -> None:
    (signed,) = signed_with([an_entry()], OTHER_PRIVATE)
    assert word(signed, zoë_müller=PUBLIC) is FORGED


TAMPERED: dict[str, dict[str, object]] = {
    "another role": {"role": "Chief Counsel"},
    "another day": {"on": date(2026, 11, 21)},
    "a later end": {"expires": date(2099, 1, 1)},
    "a note": {"note": "All is well."},
    "another digest": {"digest": "meaning-1:" + 64 * "0"},
    "other parts": {"parts": {"kind": 16 * "0"}},
    "another market": {"market": "DE"},
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
def test_an_entry_that_was_tampered_with_is_found(change: dict[str, object]) -> None:
    (signed,) = signed_with([an_entry()], PRIVATE)
    found = replace(the_library(), sign_offs=(replace(signed, **change),))
    state = signature_states(found, TODAY, check=checked_by({"zoë-müller": PUBLIC}))["EU.tax.one"]
    (judged,) = (*state.entries, *state.elsewhere)
    assert judged.word is FORGED
    assert judged.why == "the key of Zoë Müller did not sign this entry as it stands"


def test_each_field_of_an_entry_is_under_the_signature() -> None:
    loose = {"place", "changed", "signature"}
    assert {name for name in SignOff.__dataclass_fields__ if name not in loose} == TEXT_FIELDS


TEXT_FIELDS = {"rule", "market", "digest", "parts", "by", "role", "on", "expires", "note"}


def test_a_person_may_be_any_name() -> None:
    assert keys.key_name("  Zoë  Müller-Łuk ") == "zoë-müller-łuk"
    assert keys.key_name("Zoe\u0308") == "zoë"
    assert keys.key_name("王芳") == "王芳"


def test_what_is_no_key_is_said() -> None:
    with pytest.raises(UsageIsWrong, match="no private ed25519 key"):
        keys.sign(b"nonsense", "text")
    with pytest.raises(UsageIsWrong, match="no private ed25519 key"):
        keys.sign(PUBLIC, "text")
    with pytest.raises(UsageIsWrong, match="no public ed25519 key"):
        keys.verify(b"nonsense", "text", "")
    assert not keys.verify(PUBLIC, "text", "no base64")


def test_the_best_sign_off_counts() -> None:
    library = the_library()
    entries = {
        "signed": an_entry(by="A B"),
        "expired": an_entry(by="C D", expires=date(2026, 11, 21)),
        "broken": an_entry(by="E F", changed=("dates",)),
    }
    for names, wanted in [
        (("signed", "expired", "broken"), SIGNED),
        (("broken", "expired"), EXPIRED),
        (("broken",), BROKEN),
        ((), UNSIGNED),
    ]:
        found = replace(library, sign_offs=tuple(entries[name] for name in names))
        states = signature_states(found, TODAY)
        assert states["EU.tax.one"].word is wanted
        assert states["EU.tax.two"].word is UNSIGNED


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufeff"), min_size=2, max_size=30)


@settings(max_examples=40)
@given(NAMES, NAMES, NAMES, st.sampled_from([None, date(2027, 1, 1)]), st.randoms(use_true_random=False))
def test_a_file_says_what_was_signed_in_any_layout(
    by: str, role: str, note: str, expires: date | None, random: Random
) -> None:
    library = the_library()
    entry = an_entry(by=by, role=role, note=note, expires=expires)
    entries = signed_with([entry], PRIVATE)
    ((key, found),) = with_new(library, entries).items()
    text = sign_off_file(key, found, read_schemas())
    for laid_out in (text, relaid(text, random)):
        document, problems = read(laid_out.encode(), file_of(*key))
        assert document is not None
        assert problems == []
        (back,) = compile_signatures(document, library, Index(), Problems())
        assert back == entries[0]
        assert keys.verify(PUBLIC, signed_text(back), back.signature)


def test_fmt_leaves_a_file_of_sign_offs_as_it_is() -> None:
    ((key, found),) = with_new(
        the_library(), signed_with([an_entry(note="Read “it” with care: twice.")], PRIVATE)
    ).items()
    text = sign_off_file(key, found, read_schemas())
    assert Formatter(read_schemas()).format(text.encode(), file_of(*key)) == (text, [])


def test_a_name_that_is_none_is_said_and_nothing_written() -> None:
    with pytest.raises(FilesAreWrong, match="the text has 1 characters, not at least 2"):
        sign_off_file(("EU", "tax"), [an_entry(by="J")], read_schemas())
