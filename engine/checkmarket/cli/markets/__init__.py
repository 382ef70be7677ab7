"""`checkmarket markets …`: what is known of a market before anybody asks its law, one module a command."""

from __future__ import annotations

import click

from checkmarket.cli.lazy_group import LazyGroup

_COMMANDS: dict[str, str] = {
    "list": "list_markets",
    "show": "show",
    "distance": "distance",
}
"""The name of each command and its module here, in the order of the help."""


@click.command("markets", cls=LazyGroup, package=__name__, modules=_COMMANDS)
def markets_command() -> None:
    """What is known of a market: languages and people, formats, holidays, addresses."""
