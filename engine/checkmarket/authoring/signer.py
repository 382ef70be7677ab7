"""Sign rules, and tell what every sign-off is worth.

Enters: a Library, and who signs what when.  Leaves: SignOffs, the text of their files, SignatureStates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from checkmarket.authoring import keys
from checkmarket.authoring.formatter import Formatter
from checkmarket.compiler import canonical
from checkmarket.compiler.meaning import digest, digests_of_parts, meaning
from checkmarket.compiler.signatures import file_of
from checkmarket.model.diagnostics import FilesAreWrong
from checkmarket.model.document import Place
from checkmarket.model.library import Library
from checkmarket.model.signatures import JudgedSignOff, SignatureState, SignatureWord, SignOff, best
from checkmarket.reader import read
from checkmarket.reader.scalars import Ambiguous, NoSuchDay, resolve
from checkmarket.validator import Validator

_PLAIN = re.compile(r"[^\W\d_][\w .,/()-]*[\w.)]")

Check = Callable[[SignOff], tuple[SignatureWord, str]]
"""What the keys say of an entry: signed, unverified or forged, and why."""

FileKey = tuple[str, str]
"""Market and domain: there is one sign-off file for each."""


def signature_states(library: Library, as_of: date, *, check: Check | None = None) -> dict[str, SignatureState]:
    """The state of every rule's signature on a day, by rule id.  check: asks keys; without it nobody is asked."""
    entries: dict[str, list[JudgedSignOff]] = {}
    for one in library.sign_offs:
        entries.setdefault(one.rule, []).append(_judged(one, as_of, check))
    return {
        ident: _state(ident, rule.jurisdiction, entries.get(ident, [])) for ident, rule in sorted(library.rules.items())
    }


def _state(rule: str, home: str, entries: list[JudgedSignOff]) -> SignatureState:
    own = tuple(one for one in entries if one.entry.market == home)
    elsewhere = tuple(one for one in entries if one.entry.market != home)
    return SignatureState(rule=rule, word=best([one.word for one in own]), entries=own, elsewhere=elsewhere)


def _judged(one: SignOff, as_of: date, check: Check | None) -> JudgedSignOff:
    """Forgery outweighs everything, then a change of the rule, then time, then a missing key."""
    said, why = check(one) if check else (SignatureWord.SIGNED, "")
    if said is SignatureWord.FORGED:
        return JudgedSignOff(one, said, why)
    match one.word_on(as_of):
        case SignatureWord.BROKEN:
            return JudgedSignOff(one, SignatureWord.BROKEN, f"changed since: {'; '.join(one.changed)}")
        case SignatureWord.EXPIRED:
            return JudgedSignOff(one, SignatureWord.EXPIRED, f"ran out after {one.expires}")
        case _:
            return JudgedSignOff(one, said, why)


def sign_off(
    library: Library,
    rule: str,
    *,
    market: str,
    by: str,
    role: str,
    on: date,
    expires: date | None = None,
    note: str = "",
) -> SignOff:
    """A sign-off of a rule as it stands in a market now."""
    found = meaning(library, rule, market)
    return SignOff(
        rule=rule,
        market=market,
        digest=digest(found),
        parts=digests_of_parts(found),
        by=by,
        role=role,
        on=on,
        expires=expires,
        note=note,
        place=Place(""),
    )


def signed_text(one: SignOff) -> str:
    """What an ed25519 signature is made over: all of the entry but itself, in a form without layout."""
    return canonical.packed(
        {
            "form": "checkmarket-sign-off/1",
            "rule": one.rule,
            "market": one.market,
            "digest": one.digest,
            "parts": dict(one.parts),
            "by": one.by,
            "role": one.role,
            "on": one.on.isoformat(),
            "expires": canonical.day(one.expires),
            "note": one.note,
        }
    )


def signed_with(entries: Iterable[SignOff], private: bytes, *, passphrase: str = "") -> list[SignOff]:
    """The entries with an ed25519 signature each.  Raises what keys.sign raises."""
    return [replace(one, signature=keys.sign(private, signed_text(one), passphrase=passphrase)) for one in entries]


def checked_by(public_keys: Mapping[str, bytes]) -> Check:
    """Ask the keys of the people who sign.  public_keys: by key_name.

    An entry without a signature is unverified like one of a person without a key: leaving it out must win nothing.
    """
    keys.need_cryptography()

    def check(one: SignOff) -> tuple[SignatureWord, str]:
        name = keys.key_name(one.by)
        if not one.signature:
            return SignatureWord.UNVERIFIED, "signed without a key"
        if name not in public_keys:
            return SignatureWord.UNVERIFIED, f"there is no key {name}.pub"
        if keys.verify(public_keys[name], signed_text(one), one.signature):
            return SignatureWord.SIGNED, ""
        return SignatureWord.FORGED, f"the key of {one.by} did not sign this entry as it stands"

    return check


def with_new(library: Library, new: Iterable[SignOff]) -> Mapping[FileKey, tuple[SignOff, ...]]:
    """The files to write: each whole, the new sign-offs in place of the same person's older ones."""
    fresh = {(one.rule, one.market, one.by): replace(one, changed=()) for one in new}
    kept = {(one.rule, one.market, one.by): one for one in library.sign_offs}
    touched = {_file_key(library, one) for one in fresh.values()}
    files: dict[FileKey, list[SignOff]] = {key: [] for key in sorted(touched)}
    for one in (kept | fresh).values():
        if (key := _file_key(library, one)) in files:
            files[key].append(one)
    return {key: tuple(sorted(found, key=lambda one: (one.rule, one.by))) for key, found in files.items()}


def _file_key(library: Library, one: SignOff) -> FileKey:
    return one.market, library.rules[one.rule].domain


_HEAD = """\
# yaml-language-server: $schema=../../../rules/schema/signatures.schema.json
# Kept by `checkmarket rules sign`.  A sign-off holds as long as its rule means what it meant: decisions/0011.
"""


def sign_off_file(key: FileKey, entries: Iterable[SignOff], schemas: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a sign-off file, laid out as `rules fmt` lays it out.

    Raises FilesAreWrong where what was to be signed does not fit the schema, such as a name of one letter.
    """
    path = file_of(*key)
    raw = _HEAD + f"signatures: {'.'.join(key)}\nitems:\n" + "".join(map(_item, entries))
    text, problems = Formatter(schemas).format(raw.encode(), path)
    document, more = read(raw.encode(), path)
    problems = [*problems, *more, *(Validator(schemas).validate(document, "signatures") if document else ())]
    if problems:
        raise FilesAreWrong(problems)
    return text


def _item(one: SignOff) -> str:
    fields = {
        "rule": one.rule,
        "by": _written(one.by),
        "role": _written(one.role),
        "on": one.on.isoformat(),
        "expires": one.expires.isoformat() if one.expires else "",
        "note": _written(one.note) if one.note else "",
        "digest": one.digest,
    }
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    lines += ["parts:", *(f'  {_written(name)}: "{short}"' for name, short in sorted(one.parts.items()))]
    lines += [f"signature: {one.signature}"] if one.signature else []
    return "  - " + "\n    ".join(lines) + "\n"


def _written(text: str) -> str:
    """As it stands where every reader takes it for text, else in double quotes, which YAML reads as JSON does."""
    if _PLAIN.fullmatch(text):
        with suppress(Ambiguous, NoSuchDay):
            if resolve(text) == text:
                return text
    return json.dumps(text, ensure_ascii=False)
