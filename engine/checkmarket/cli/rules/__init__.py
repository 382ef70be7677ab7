"""`checkmarket rules …`: what legal teams do with rulebooks, one module a command."""

from __future__ import annotations

import click

from checkmarket.cli.lazy_group import LazyGroup

_COMMANDS: dict[str, str] = {
    "lint": "lint",
    "fmt": "fmt",
    "test": "test",
    "new": "new",
    "new-jurisdiction": "new_jurisdiction",
    "explain": "explain",
    "explain-code": "explain_code",
    "diff": "diff",
    "due": "due",
    "sign": "sign",
    "signatures": "signatures",
    "docs": "docs",
    "schema": "schema",
}
"""The name of each command and its module here, in the order of the help."""


@click.command("rules", cls=LazyGroup, package=__name__, modules=_COMMANDS)
def rules_command() -> None:
    """Write, test, review and sign rulebooks."""
