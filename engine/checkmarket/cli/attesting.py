"""Attest a verdict: the in-toto statement of a run, with all that a second run must be told, signed if asked for."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.library import Sources
    from checkmarket.model.report import Report


def settings_of(report: Report, markets: tuple[str, ...], options: Mapping[str, Any], sources: Sources) -> Any:
    """What a second run must be told; `reporters.statement` reads it back.

    The folder of the library is told where it is found from here: another machine has its own places.
    """
    from checkmarket.library.locking import lock_of  # noqa: PLC0415 - `--help` needs no library

    folder = options["root"] or ""
    return {
        "product": report.product_file,
        "waivers": options["waivers"] or "",
        "baseline": options["baseline"] or "",
        "library": {"folder": "" if Path(folder).is_absolute() else folder, "files": lock_of(sources).files},
        "markets": list(markets),
        "members": members_of(options),
        "rules": list(options["rules"]),
        "skipRules": list(options["skip_rules"]),
    }


def members_of(options: Mapping[str, Any]) -> str | tuple[str, ...]:
    """Which members to judge, as `session.check` takes it."""
    members: str = options["members"]
    return members if members in ("stated", "all", "none") else tuple(members.split(","))


def statement(report: Report, settings: Any) -> str:
    """The statement, with the digests of the files that the settings name as they are now."""
    from checkmarket.reporters import in_toto  # noqa: PLC0415

    files = [settings[name] for name in ("product", "waivers", "baseline") if settings[name]]
    return in_toto.render(report, digests={one: file_digest(one) for one in files}, settings=settings)


def file_digest(name: str) -> str:
    """The SHA-256 of a file, 64 hexadecimal digits.  Raises OSError."""
    return sha256(Path(name).read_bytes()).hexdigest()


def read_key(name: str) -> bytes:
    """The bytes of a key.  Raises FilesAreWrong."""
    from checkmarket.library.files import read_file  # noqa: PLC0415

    data, faults = read_file(Path(name), name)
    if data is None:
        raise FilesAreWrong(faults)
    return data


def sealed(text: str, private: bytes) -> str:
    """The statement in a signed envelope; a locked key is asked for its passphrase."""
    from checkmarket.authoring import envelope  # noqa: PLC0415
    from checkmarket.authoring.keys import PassphraseNeeded  # noqa: PLC0415

    try:
        return envelope.sealed(text, private)
    except PassphraseNeeded:
        try:
            passphrase = click.prompt("Passphrase", hide_input=True, default="", show_default=False, err=True)
        except click.Abort:
            passphrase = ""
        if not passphrase:
            raise UsageIsWrong("the key is locked", "a pipeline needs one without a passphrase") from None
        return envelope.sealed(text, private, passphrase=passphrase)
