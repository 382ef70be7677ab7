"""A group of commands that imports one when it is called, so that none waits for the libraries of another."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean


class LazyGroup(click.Group):
    """package: where the modules of the commands lie; modules: a command's name, and the module that holds it."""

    def __init__(self, *args: Any, package: str, modules: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._package, self._modules = package, modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in self._modules:
            return None
        found = import_module(f"{self._package}.{self._modules[cmd_name]}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self._modules and not args[0].startswith("-"):
            hint = did_you_mean(args[0], self._modules, otherwise=f"there is {', '.join(self._modules)}")
            raise UsageIsWrong(f"no command `{self.name} {args[0]}`", hint)
        return super().resolve_command(ctx, args)
