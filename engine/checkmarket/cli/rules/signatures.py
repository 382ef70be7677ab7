"""`checkmarket rules signatures [RULE…]`: what every sign-off is worth."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, put
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong
from checkmarket.model.signatures import SignatureState, SignatureWord

if TYPE_CHECKING:
    from checkmarket.authoring.signer import Check

_FINE = frozenset({SignatureWord.SIGNED, SignatureWord.UNSIGNED})


@click.command("signatures")
@click.argument("rules", nargs=-1, metavar="[RULE...]")
@click.option("--keys", metavar="DIR", help="A folder of public keys, one a person: jane-doe.pub for Jane Doe.")
@click.option(
    "--require",
    type=click.Choice(["all", "valid"]),
    help="Exit with 1 unless all of the rules are signed, or unless all sign-offs of them hold.",
)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option()
@library_option()
def command(
    rules: tuple[str, ...], keys: str | None, require: str | None, form: str, as_of: date, root: str | None
) -> int:
    """What every sign-off is worth: signed, broken by a change, expired, forged, unverified; and what is unsigned.

    A forged signature gives exit code 1.  RULE may be a pattern.
    """
    from checkmarket.authoring.selection import chosen_rules  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.authoring.signer import signature_states  # noqa: PLC0415
    from checkmarket.session import load_library  # noqa: PLC0415

    library = load_library(library_root(root))
    check = _key_check(Path(keys)) if keys else None
    states = signature_states(library, as_of, check=check)
    shown = [states[rule.id] for rule in chosen_rules(library, rules or ("*",))]
    put(_render(shown, form, as_of, unsigned=bool(rules) or require == "all"))
    return 1 if _fails(shown, require) else 0


def _fails(states: list[SignatureState], require: str | None) -> bool:
    words = {judged.word for one in states for judged in (*one.entries, *one.elsewhere)}
    if SignatureWord.FORGED in words or (require == "valid" and not words <= _FINE):
        return True
    return require == "all" and any(one.word is not SignatureWord.SIGNED for one in states)


def _render(states: list[SignatureState], form: str, as_of: date, *, unsigned: bool) -> str:
    if form == "json":
        from checkmarket.reporters.signatures import json  # noqa: PLC0415

        return json.render(states, as_of)
    from checkmarket.reporters.signatures import text  # noqa: PLC0415

    return text.render(states, unsigned=unsigned)


def _key_check(folder: Path) -> Check:
    from checkmarket.authoring.signer import checked_by  # noqa: PLC0415
    from checkmarket.library.files import read_file  # noqa: PLC0415

    if not folder.is_dir():
        raise UsageIsWrong(f"{folder} is no folder", "--keys takes a folder of public keys")
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.pub")):
        data, faults = read_file(path, str(path))
        if data is None:
            raise FilesAreWrong(faults)
        found[unicodedata.normalize("NFC", path.stem)] = data
    return checked_by(found)
