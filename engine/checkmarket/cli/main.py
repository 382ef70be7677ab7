"""The entry point: run a command, and turn whatever happens into a message and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from checkmarket.cli.check import check_command
from checkmarket.cli.gate import gate_command
from checkmarket.cli.lock import lock_command
from checkmarket.cli.markets import markets_command
from checkmarket.cli.pseudo import pseudo_command
from checkmarket.cli.rules import rules_command
from checkmarket.cli.scan import scan_command
from checkmarket.cli.verify import verify_command
from checkmarket.cli.waive import waive_command
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong
from checkmarket.model.version import VERSION

WRONG, BUG, INTERRUPTED = 2, 4, 130


class _Commands(click.Group):
    """`checkmarket EU …` means `checkmarket check EU …`: the main job needs no name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version"}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="The main job needs no command: checkmarket EU --product my-product.yaml",
)
@click.version_option(VERSION, prog_name="checkmarket")
def commands() -> None:
    """What the law and the culture of a market ask of a product, how far it is, and what to do next."""


commands.add_command(check_command)
commands.add_command(gate_command)
commands.add_command(lock_command)
commands.add_command(markets_command)
commands.add_command(pseudo_command)
commands.add_command(rules_command)
commands.add_command(scan_command)
commands.add_command(verify_command)
commands.add_command(waive_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit.  arguments: those of the process where left out."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run the command line; returns the exit code, whatever happens."""
    _never_choke_on_characters()
    try:
        code = commands.main(arguments, prog_name="checkmarket", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return WRONG
    except UsageIsWrong as error:
        _say(str(error), error.hint)
        return WRONG
    except FilesAreWrong as error:
        click.echo("\n".join(str(one) for one in error.diagnostics), err=True)
        _say(
            f"{len(error.diagnostics)} mistakes; nothing was judged"
            if len(error.diagnostics) > 1
            else "nothing was judged"
        )
        return WRONG
    except BrokenPipeError:
        _close_stdout()
        return WRONG
    except OSError as error:
        _say(f"{error.filename or 'output'}: {error.strerror or error}", "nothing was written there")
        return WRONG
    except Exception:
        traceback.print_exc()
        _say("this is a bug in checkmarket, not in your files; please report it with the lines above")
        return BUG


def _say(message: str, hint: str = "") -> None:
    click.echo(f"checkmarket: {message}" + (f"\n  hint: {hint}" if hint else ""), err=True)


def _never_choke_on_characters() -> None:
    """A terminal that cannot show a character gets a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _close_stdout() -> None:
    """Nobody reads any more: say nothing, and keep the interpreter from trying again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
