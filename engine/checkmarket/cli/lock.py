"""`checkmarket lock`: pin the rulebooks that a gate is decided with."""

from __future__ import annotations

from pathlib import Path

import click

from checkmarket.cli.shared import counted, library_option, put


@click.command("lock", context_settings={"auto_envvar_prefix": "CHECKMARKET"})
@library_option()
@click.option(
    "-o",
    "--output",
    "target",
    default="",
    metavar="FILE",
    help="The file to write; - is the terminal.  [default: library.lock beside .checkmarket.yaml, or here]",
)
def lock_command(root: str | None, target: str) -> int:
    """Pin the rulebooks as they are now: a digest of each file, for `checkmarket gate --locked`."""
    from checkmarket.library import assets_root, read_sources  # noqa: PLC0415 - `--help` needs no library
    from checkmarket.library.locking import LOCK, lock_of  # noqa: PLC0415
    from checkmarket.reporters.lock import render_lock  # noqa: PLC0415
    from checkmarket.session.loading import library_of  # noqa: PLC0415

    settled_root, beside = _settled()
    root, target = root or settled_root, target or str(beside / LOCK)
    sources = read_sources(Path(root) if root else assets_root())
    library_of(sources)  # what cannot be judged with is not worth a lock
    put(render_lock(lock_of(sources)), target)
    if target != "-":
        click.echo(f"{target}: {counted(len(sources), 'file')} of the rulebooks are pinned")
    return 0


def _settled() -> tuple[str, Path]:
    """The library that .checkmarket.yaml names, and the folder of that file: there its gate looks for both."""
    from checkmarket.library.project import find_settings, load_settings  # noqa: PLC0415

    path = find_settings(Path())
    if path is None:
        return "", Path()
    library = load_settings(path).library
    return str(path.parent / library) if library else "", path.parent
