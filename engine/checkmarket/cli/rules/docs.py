"""`checkmarket rules docs OUT`: the rulebooks as a book of static pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, put

MARKER = ".checkmarket-book"
"""The file in which a book lists its own files, so that the next one may take its place."""


@click.command("docs")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@as_of_option()
@library_option()
def command(out: Path, as_of: date, root: str | None) -> int:
    """Write all rulebooks as a book of web pages into the folder OUT: checkmarket rules docs book

    Open OUT/index.html in a browser; no server and no network is needed.
    """
    from checkmarket.authoring import book  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.authoring.signer import signature_states  # noqa: PLC0415
    from checkmarket.library.folders import check_target, read_texts, write_folder  # noqa: PLC0415
    from checkmarket.session import load_with_cases  # noqa: PLC0415

    check_target(out, MARKER)
    library, cases = load_with_cases(library_root(root))
    templates = read_texts(Path(book.__file__).parent / "templates")
    files = book.pages(book.contents(library, cases, signature_states(library, as_of), as_of), templates)
    write_folder(out, files, MARKER)
    pages = sum(name.endswith(".html") for name in files)
    put(f"{len(library.rules)} rules on {pages} pages: {out / 'index.html'}\n")
    return 0
