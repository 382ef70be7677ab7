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
    target = Path(output) if output else None
    try:
        how = _manner(locale, expand)
        base, chosen = _chosen(Path(path), how, source, target)
        made = _made(base, chosen, how)
    except ModuleNotFoundError as error:
        message = f"pseudo-localisation needs {error.name}, which is not installed"
        raise UsageIsWrong(message, "run: pip install 'checkmarket[localisation]'") from None
    files = {_place(Path(path), base, target, one): one for one in made}
    _write({place: one.data for place, one in files.items()}, force=force)
    put(_shown(files, chosen, how, base))
    return 1 if chosen.unreadable else 0


def _manner(locale: str, expand: int | None) -> Manner:
    from checkmarket.localisation.pseudo.writer import manner  # noqa: PLC0415 - `--help` needs none

    found = manner(locale, None if expand is None else expand / 100)
    if found is None:
        raise UsageIsWrong(f"'{locale}' is no locale", "write a language tag, such as ar, pt-BR or en-XA")
    return found


def _chosen(path: Path, how: Manner, source: str, target: Path | None) -> tuple[Path, Chosen]:
    """The folder that all paths begin at, and the files to start from: none of the locale itself or from `target`."""
    from checkmarket.library.resources import list_files, read_bytes  # noqa: PLC0415
    from checkmarket.localisation.finder import ENDINGS, SKIPPED, find  # noqa: PLC0415
    from checkmarket.localisation.pseudo.writer import choose  # noqa: PLC0415

    files = list_files(path, ENDINGS, SKIPPED)
    is_single = path.is_file()
    base, named = _single(path) if is_single else (path, find(files, path.resolve().name))
    kept = [one for one in named if one.locale != how.locale or one.format == "xcstrings"]
    if not is_single and target:
        kept = [one for one in kept if not (base / one.path).resolve().is_relative_to(target.resolve())]
    found = choose(kept, lambda one: read_bytes(base / one.path), how.locale, source)
    if is_single and found.unreadable:
        raise FilesAreWrong([Diagnostic("CM001", one.reason, _where(one, base)) for one in found.unreadable])
    if not found.files and not found.unreadable:
        hint = "checkmarket scan lists what it finds; --source names the language of the texts to start from"
        raise UsageIsWrong(f"no source texts in {path}", hint)
    return base, found


def _single(path: Path) -> tuple[Path, list[Named]]:
    """The file, whatever it is called; the folders above it may say its locale."""
    from checkmarket.localisation.naming import name  # noqa: PLC0415

    whole = path.resolve()
    named = name(whole.relative_to(whole.anchor).as_posix())
    if named is None:
        raise UsageIsWrong(f"{path} is no resource file of a known format", "checkmarket scan lists what it finds")
    return Path(whole.anchor), [named]


def _place(path: Path, base: Path, target: Path | None, one: Written) -> Path:
    """Where a file is to stand.  Of a single file, what `target` is to hold begins where its locales part."""
    if target is None:
        return base / one.path
    if not path.is_file():
        return target / one.path
    new, old = (PurePosixPath(each).parts for each in (one.path, one.source))
    same = next((n for n, (a, b) in enumerate(zip(new, old, strict=False)) if a != b), len(new) - 1)
    return target.joinpath(*new[same:])


def _where(one: Kept, base: Path) -> Place:
    from checkmarket.library.files import shown_path  # noqa: PLC0415

    return Place(shown_path(base / one.path, Path.cwd()), one.line, one.column)


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


def _write(files: Mapping[Path, bytes], *, force: bool) -> None:
    from checkmarket.library.files import write_together  # noqa: PLC0415

    try:
        write_together(files, replace=force)
    except FileExistsError as error:
        raise UsageIsWrong(f"{error.filename} exists", "--force replaces it; -o DIR writes elsewhere") from None


def _shown(files: Mapping[Path, Written], chosen: Chosen, how: Manner, base: Path) -> str:
    from checkmarket.library.files import shown_path  # noqa: PLC0415

    kept = [one for each in files.values() for one in each.kept]
    lines = [
        f"{how.locale}: {_STYLES[how.style]}; from {chosen.source}, {chosen.why}",
        *(f"  {shown_path(place, Path.cwd())}  {counted(one.texts, 'text')}" for place, one in files.items()),
        *_told("left as they are, since their placeholders cannot be read", kept, base),
        *_told("not read", chosen.unreadable, base),
        f"{counted(len(files), 'file')} written.",
    ]
    return "\n".join(lines) + "\n"


def _told(what: str, found: Sequence[Kept], base: Path) -> list[str]:
    if not found:
        return []
    rest = len(found) - _SHOWN
    lines = [f"  {_where(one, base)}: {one.reason}" for one in found[:_SHOWN]]
    return [f"{what}:", *lines, *([f"  and {rest} more"] if rest > 0 else [])]
