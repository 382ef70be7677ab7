"""`checkmarket rules …`: what legal teams do with rulebooks, one module a command."""

from __future__ import annotations

from importlib import import_module

import click

from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean

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
"""The name of each command and its module here, in the order of the help.  A module is imported when it is called."""


class _Commands(click.Group):
    """Imports a command when it is asked for, so that none waits for the libraries of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in _COMMANDS:
            return None
        found = import_module(f"checkmarket.cli.rules.{_COMMANDS[cmd_name]}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], _COMMANDS, otherwise=f"there is {', '.join(_COMMANDS)}")
            raise UsageIsWrong(f"no command `rules {args[0]}`", hint)
        return super().resolve_command(ctx, args)


@click.command("rules", cls=_Commands)
def rules_command() -> None:
    """Write, test, review and sign rulebooks."""
