"""`checkmarket pseudo PATH --locale ar`: write resources in a made-up translation, to try a user interface with."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import counted, put
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong, UsageIsWrong
from checkmarket.model.document import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checkmarket.localisation.naming import Named
    from checkmarket.localisation.pseudo.writer import Chosen, Kept, Manner, Written

_SHOWN = 10
_STYLES: Mapping[str, str] = {
    "accented": "accented Latin letters",
    "arabic": "Arabic letters, right to left",
    "hebrew": "Hebrew letters, right to left",
    "wide": "full-width letters",
}


@click.command("pseudo", context_settings={"auto_envvar_prefix": "CHECKMARKET"})
@click.argument("path", metavar="PATH")
@click.option("--locale", required=True, metavar="TAG", help="For which locale, such as ar, de, ja or en-XA.")
@click.option("-o", "--output", metavar="DIR", help="Where to write.  [default: beside the sources]")
@click.option("--source", default="", metavar="TAG", help="The locale of the source texts.  [default: found out]")
@click.option(
    "--expand",
    type=click.IntRange(0, 400),
    metavar="PERCENT",
    help="How much longer texts become.  [default: 30 to 100 by their length; 0 for full-width letters]",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def pseudo_command(path: str, locale: str, output: str | None, source: str, expand: int | None, force: bool) -> int:
    """Write resources in a made-up translation: longer, in other letters, in brackets, placeholders as they are.

    PATH is a resource file or a folder that holds some.  All files are written, or none.
    Exits with 1 where a file could not be read.
    """
    try:
        how = _manner(locale, expand)
        base, chosen = _chosen(Path(path), how, source)
        made = _made(base, chosen, how)
    except ModuleNotFoundError as error:
        message = f"pseudo-localisation needs {error.name}, which is not installed"
        raise UsageIsWrong(message, "run: pip install 'checkmarket[localisation]'") from None
    _write(made, Path(output) if output else base, force=force)
    put(_shown(made, chosen, how, Path(output) if output else base))
    return 1 if chosen.unreadable else 0


def _manner(locale: str, expand: int | None) -> Manner:
    from checkmarket.localisation.pseudo.writer import manner  # noqa: PLC0415 - `--help` needs none

    found = manner(locale, None if expand is None else expand / 100)
    if found is None:
        raise UsageIsWrong(f"'{locale}' is no locale", "write a language tag, such as ar, pt-BR or en-XA")
    return found


def _chosen(path: Path, how: Manner, source: str) -> tuple[Path, Chosen]:
    """The folder that all paths begin at, and the files to start from."""
    from checkmarket.library.resources import list_files, read_bytes  # noqa: PLC0415
    from checkmarket.localisation.finder import ENDINGS, SKIPPED, find  # noqa: PLC0415
    from checkmarket.localisation.pseudo.writer import choose  # noqa: PLC0415

    files = list_files(path, ENDINGS, SKIPPED)
    if path.is_file():
        base, named = _single(path)
    else:
        base, named = path, find(files, path.resolve().name)
    kept = [one for one in named if one.locale != how.locale or one.format == "xcstrings"]
    found = choose(kept, lambda one: read_bytes(base / one.path), how.locale, source)
    if path.is_file() and found.unreadable:
        raise FilesAreWrong([_diagnostic(one, base) for one in found.unreadable])
    if not found.files and not found.unreadable:
        hint = "checkmarket scan lists what it finds; --source names the language of the texts to start from"
        raise UsageIsWrong(f"no source texts in {path}", hint)
    return base, found


def _single(path: Path) -> tuple[Path, list[Named]]:
    """The file, whatever it is called; paths begin at the folder in which the files of all locales lie."""
    from checkmarket.localisation.naming import name  # noqa: PLC0415

    whole = path.resolve()
    named = name(whole.as_posix())
    if named is None:
        raise UsageIsWrong(f"{path} is no resource file of a known format", "see checkmarket scan --help")
    stem = named.domain.partition("*")[0] if "*" in named.domain else named.path
    base = Path(stem[: stem.rfind("/") + 1])
    named = name(whole.relative_to(base).as_posix()) or named
    return base, [named]


def _diagnostic(one: Kept, base: Path) -> Diagnostic:
    return Diagnostic("CM001", one.reason, Place(str(base / one.path), one.line, one.column))


def _made(base: Path, chosen: Chosen, how: Manner) -> list[Written]:
    from checkmarket.library.resources import read_bytes  # noqa: PLC0415
    from checkmarket.localisation.pseudo.writer import pseudo_localised  # noqa: PLC0415

    made = []
    for named, path in chosen.files:
        try:
            made.append(pseudo_localised(read_bytes(base / named.path), named, path, how))
        except UnicodeEncodeError as error:
            hint = "save the source file as UTF-8"
            raise UsageIsWrong(f"{named.path}: its encoding {error.encoding} has no such letters", hint) from None
    return made


def _write(made: Sequence[Written], folder: Path, *, force: bool) -> None:
    from checkmarket.library.files import write_together  # noqa: PLC0415

    try:
        write_together({folder / PurePosixPath(one.path): one.data for one in made}, replace=force)
    except FileExistsError as error:
        raise UsageIsWrong(f"{error.filename} exists", "--force replaces it; -o DIR writes elsewhere") from None


def _shown(made: Sequence[Written], chosen: Chosen, how: Manner, folder: Path) -> str:
    lines = [
        f"{how.locale}: {_STYLES[how.style]}; from {chosen.source}, {chosen.why}",
        *(f"  {(folder / one.path).as_posix()}  {counted(one.texts, 'text')}" for one in made),
        *_told("left as they are, since their placeholders cannot be read", [kept for one in made for kept in one.kept]),
        *_told("not read", chosen.unreadable),
        f"{counted(len(made), 'file')} written.",
    ]
    return "\n".join(lines) + "\n"


def _told(what: str, found: Sequence[Kept]) -> list[str]:
    if not found:
        return []
    rest = len(found) - _SHOWN
    lines = [f"  {one.path}:{one.line}:{one.column}: {one.reason}" for one in found[:_SHOWN]]
    return [f"{what}:", *lines, *([f"  and {rest} more"] if rest > 0 else [])]
