"""`checkmarket rules sign RULE… --by NAME --role ROLE`: vouch for rules as they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import Day, counted, library_option, library_to_write, put, today
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.model.library import Library
    from checkmarket.model.signatures import SignOff


@click.command("sign")
@click.argument("rules", nargs=-1, metavar="[RULE...]")
@click.option("--by", metavar="NAME", help="Who signs.")
@click.option("--role", metavar="ROLE", help="In which role, such as Counsel.")
@click.option("--market", metavar="CODE", help="Sign the rules as they stand there.  [default: each in its own place]")
@click.option("--on", type=Day(), default=today, metavar="DAY", help="The day of the signature.  [default: today]")
@click.option("--expires", type=Day(), metavar="DAY", help="The last day it counts.")
@click.option("--note", default="", metavar="TEXT", help="What it rests on, or what it leaves open.")
@click.option("--key", metavar="FILE", help="Sign with this private ed25519 key as well.")
@click.option("--new-key", metavar="FILE", help="Make a key: the private half in FILE, the public one in FILE.pub.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@library_option()
def command(
    rules: tuple[str, ...],
    by: str | None,
    role: str | None,
    market: str | None,
    on: date,
    expires: date | None,
    note: str,
    key: str | None,
    new_key: str | None,
    yes: bool,
    root: str | None,
) -> int:
    """Vouch for rules as they stand now: rules sign 'EU.ai.*' --by 'Jane Doe' --role Counsel

    The sign-off is bound to what the rule means, with its terms, parameters and citations; it falls away when that
    changes, and only then.  RULE may be a pattern.
    """
    if new_key:
        if rules:
            raise UsageIsWrong("make the key first, then sign with it", "leave the rules out beside --new-key")
        return _make_key(Path(new_key))
    if not rules or not by or not role:
        raise UsageIsWrong("who signs which rules?", "rules sign RULE --by NAME --role ROLE")
    _check_days(on, expires)
    from checkmarket.authoring.selection import chosen_rules  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.authoring.signer import sign_off  # noqa: PLC0415
    from checkmarket.session import load_library  # noqa: PLC0415

    folder = library_to_write(root)
    library = load_library(folder)
    chosen = chosen_rules(library, rules, market=market)
    entries = [
        sign_off(
            library,
            one.id,
            market=market or one.jurisdiction,
            by=by.strip(),
            role=role.strip(),
            on=on,
            expires=expires,
            note=note.strip(),
        )
        for one in chosen
    ]
    if not yes and not _is_meant(library, entries):
        click.echo("Nothing was signed.")
        return 1
    _write(folder, library, _with_key(entries, key) if key else entries)
    return 0


def _check_days(on: date, expires: date | None) -> None:
    if on > today():
        raise UsageIsWrong(f"{on} lies ahead", "nobody signs before the day has come")
    if expires is not None and expires < on:
        raise UsageIsWrong(f"--expires {expires} lies before --on {on}", "swap the days")


def _make_key(path: Path) -> int:
    from checkmarket.authoring.keys import new_key  # noqa: PLC0415
    from checkmarket.library.files import write_new  # noqa: PLC0415

    private, public = new_key()
    public_path = path.with_name(f"{path.name}.pub")
    for one in (path, public_path):
        if one.exists():
            raise UsageIsWrong(f"{one} is there already, and a key is never overwritten", "name another file")
    write_new(path, private, secret=True)
    write_new(public_path, public)
    click.echo(
        f"{path}: the private key.  Keep it to yourself; whoever has it can sign in your name.\n"
        f"{public_path}: the public key.  Put it into the folder of keys, as your-name.pub."
    )
    return 0


def _is_meant(library: Library, entries: list[SignOff]) -> bool:
    """Show what is to be signed, and ask."""
    from checkmarket.reporters.signatures.text import to_sign  # noqa: PLC0415

    click.echo(to_sign(library, entries), nl=False)
    try:
        return click.confirm(f"Sign as {entries[0].by}, {entries[0].role}?")
    except click.Abort:
        click.echo()
        raise UsageIsWrong("nothing was signed: there was no answer", "add --yes to sign without being asked") from None


def _with_key(entries: list[SignOff], key: str) -> list[SignOff]:
    from checkmarket.authoring.keys import PassphraseNeeded  # noqa: PLC0415
    from checkmarket.authoring.signer import signed_with  # noqa: PLC0415
    from checkmarket.library.files import read_file  # noqa: PLC0415
    from checkmarket.model.diagnostics import FilesAreWrong  # noqa: PLC0415

    private, faults = read_file(Path(key), key)
    if private is None:
        raise FilesAreWrong(faults)
    try:
        return signed_with(entries, private)
    except PassphraseNeeded:
        passphrase = click.prompt("Passphrase of the key", hide_input=True, default="", show_default=False)
        if not passphrase:
            raise UsageIsWrong("the key is locked", "its passphrase is needed") from None
        return signed_with(entries, private, passphrase=passphrase)


def _write(folder: Path, library: Library, entries: list[SignOff]) -> None:
    """All files are made before the first is written, so that a mistake leaves all as they were."""
    from checkmarket.authoring.signer import sign_off_file, with_new  # noqa: PLC0415
    from checkmarket.compiler.signatures import file_of  # noqa: PLC0415
    from checkmarket.library.schemas import read_schemas  # noqa: PLC0415

    files = with_new(library, entries).items()
    texts = {file_of(*key): sign_off_file(key, found, read_schemas()) for key, found in files}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        put(text, str(path))
    click.echo(f"{counted(len(entries), 'rule')} signed in {', '.join(texts)}")
