"""`checkmarket verify ATTESTATION`: do the digests and the verdict still hold?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.cli.attesting import file_digest, read_key, statement
from checkmarket.cli.shared import library_option, put
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.library import Sources
    from checkmarket.model.library import Library
    from checkmarket.reporters.statement import StatementRead

_LARGEST = 64 * 1024 * 1024
_MARKS = {True: "✓", False: "✗", None: "–"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """One thing that was looked at.  holds: None where there is only something to say; said: in words, each a line."""

    name: str
    holds: bool | None
    said: tuple[str, ...] = ()


@click.command("verify", context_settings={"auto_envvar_prefix": "CHECKMARKET"})
@click.argument("attestation")
@library_option()
@click.option("--key", metavar="PUBLIC.pem", help="It must be signed with the private half of this ed25519 key.")
def verify_command(attestation: str, root: str | None, key: str | None) -> int:
    """Judge again what `-f in-toto` attested, and say whether every digest and the verdict still hold.

    Run it in the folder where the attestation was made: the files are looked for by the paths they had there.
    Exit code 0: all holds; 1: something does not; 2: this is no attestation, or the usage is wrong.
    """
    public = read_key(key) if key else None
    text, signatures = _read(attestation, public)
    answers = [*signatures]
    head = f"{attestation}\n"
    if not _fails(answers):  # what nobody signed is not even looked into
        stated = _statement(attestation, text)
        head = _head(stated)
        answers.extend(_answers(stated, root))
    put(_shown(head, answers))
    return 1 if _fails(answers) else 0


def _fails(answers: list[_Answer]) -> bool:
    return any(one.holds is False for one in answers)


def _read(name: str, public: bytes | None) -> tuple[str, list[_Answer]]:
    """The statement, out of its envelope, and what its signature is worth."""
    from checkmarket.authoring.envelope import is_signed, opened  # noqa: PLC0415 - `--help` needs none
    from checkmarket.library.files import read_file  # noqa: PLC0415

    data, faults = read_file(Path(name), name, most=_LARGEST)
    if data is None:
        raise FilesAreWrong(faults)
    try:
        text = data.decode()
        found = opened(text)
    except (ValueError, RecursionError) as error:
        raise _no_attestation(name, str(error)) from None
    if public is None:
        said = "not checked; --key PUBLIC.pem does" if found else "there is none"
        return found.payload if found else text, [_Answer("signature", None, (said,))]
    if found is None:
        return text, [_Answer("signature", False, ("there is none",))]
    if is_signed(found, public):
        return found.payload, [_Answer("signature", True, ("made with this key",))]
    return found.payload, [_Answer("signature", False, ("not made over this statement with this key",))]


def _statement(name: str, text: str) -> StatementRead:
    from checkmarket.reporters.statement import read_statement  # noqa: PLC0415

    try:
        return read_statement(text)
    except ValueError as error:
        raise _no_attestation(name, str(error)) from None


def _no_attestation(name: str, why: str) -> UsageIsWrong:
    from checkmarket.reporters.plain_text import line  # noqa: PLC0415

    return UsageIsWrong(f"{name} is no attestation of checkmarket: {line(why, 300)}", "`-f in-toto -o FILE` writes one")


def _answers(stated: StatementRead, root: str | None) -> Iterator[_Answer]:
    from checkmarket.library import assets_root, read_sources  # noqa: PLC0415

    folder = root or stated.predicate.settings.library.folder
    sources = read_sources(Path(folder) if folder else assets_root())
    for name in stated.files:
        yield _file(name, stated.digests[name])
    yield _library(stated, sources)
    yield from _judged(stated, sources)


def _file(name: str, digest: str) -> _Answer:
    try:
        same = file_digest(name) == digest
    except (OSError, ValueError) as error:
        return _Answer(name, False, ((getattr(error, "strerror", None) or str(error)).lower(),))
    return _Answer(name, same, () if same else ("changed since",))


def _library(stated: StatementRead, sources: Sources) -> _Answer:
    from checkmarket.library.locking import lock_of  # noqa: PLC0415
    from checkmarket.model.lock import Lock, differences  # noqa: PLC0415
    from checkmarket.reporters.in_toto import LIBRARY  # noqa: PLC0415

    before = Lock(library=f"sha256:{stated.digests[LIBRARY]}", files=stated.predicate.settings.library.files)
    found = differences(before, lock_of(sources))
    return _Answer("rulebooks", not found, found)


def _judged(stated: StatementRead, sources: Sources) -> Iterator[_Answer]:
    """The verdict and the result, as they come out today by the settings of then."""
    from checkmarket.reporters.in_toto import RESULT  # noqa: PLC0415
    from checkmarket.reporters.statement import differences  # noqa: PLC0415
    from checkmarket.session.loading import library_of  # noqa: PLC0415

    try:
        found = _again(stated, sources)
    except FilesAreWrong as error:
        yield _Answer("verdict", False, ("it cannot be judged again", *map(str, error.diagnostics)))
        return
    except UsageIsWrong as error:
        yield _Answer("verdict", False, ("it cannot be judged again", str(error)))
        return
    own = _own_thresholds(stated, library_of(sources))
    yield _Answer(
        "thresholds", None, (f"not those of the profile: {', '.join(own)}" if own else "those of the profile",)
    )
    then, now = stated.predicate.verdict, found.predicate.verdict
    yield _Answer("verdict", then == now, (then,) if then == now else (f"{then} was stated, {now} is found",))
    others = tuple(differences(stated, found))
    same = stated.digests[RESULT] == found.digests[RESULT]
    yield _Answer(
        "result",
        same and not others,
        others or (() if same else ("the report differs, though nothing at the gate does",)),
    )


def _own_thresholds(stated: StatementRead, library: Library) -> list[str]:
    """What was set for the run: nobody should take a loosened gate for that of the profile."""
    from checkmarket.reporters.statement import profile_of  # noqa: PLC0415

    told, known = profile_of(stated), library.profiles.get(stated.predicate.profile.id)
    if known is None:
        return ["there is none of this name now"]
    names = [one.name for one in fields(told) if one.name != "title"]
    return [one.replace("_", "-") for one in names if getattr(told, one) != getattr(known, one)]


def _again(stated: StatementRead, sources: Sources) -> StatementRead:
    """The statement as it would be made today.  Raises FilesAreWrong and UsageIsWrong."""
    from checkmarket.library.project import load_baseline, load_waivers  # noqa: PLC0415
    from checkmarket.reporters.statement import profile_of, read_statement  # noqa: PLC0415
    from checkmarket.session import check, load_product  # noqa: PLC0415
    from checkmarket.session.loading import library_of  # noqa: PLC0415

    settings = stated.predicate.settings
    library = library_of(sources)
    report = check(
        library,
        load_product(settings.product, library),
        *settings.markets,
        as_of=stated.predicate.as_of,
        members=settings.members if isinstance(settings.members, str) else tuple(settings.members),
        profile=profile_of(stated),
        rules=tuple(settings.rules),
        skip_rules=tuple(settings.skip_rules),
        waivers=load_waivers(Path(settings.waivers)) if settings.waivers else (),
        baseline=load_baseline(Path(settings.baseline)) if settings.baseline else (),
    )
    told: dict[str, Any] = settings.model_dump(by_alias=True)
    return read_statement(statement(report, told))


def _head(stated: StatementRead) -> str:
    told = stated.predicate
    settings = told.settings
    lines = [f"{told.product} → {', '.join(settings.markets)} · as of {told.as_of} · profile {told.profile.id}"]
    lines += [f"only the rules {', '.join(settings.rules)}"] * bool(settings.rules)
    lines += [f"without the rules {', '.join(settings.skip_rules)}"] * bool(settings.skip_rules)
    return "\n".join(lines) + "\n"


def _shown(head: str, answers: list[_Answer]) -> str:
    from checkmarket.reporters.plain_text import line, passage  # noqa: PLC0415

    width = max(len(one.name) for one in answers)
    rows = []
    for one in answers:
        said = [*map(line, one.said)] or ["as attested"]
        rows.append(f"{_MARKS[one.holds]} {line(one.name).ljust(width)}  {said[0]}")
        rows += [f"  {' ' * width}  {more}" for more in said[1:]]
    last = "It does not hold." if _fails(answers) else "It holds."
    return "\n".join([passage(head), *rows, last]) + "\n"
