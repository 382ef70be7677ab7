"""Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.linting import Linted
from checkmarket.reporters.workflow_commands import annotation


def render(found: Linted) -> str:
    """One command a line, and nothing else; errors in files that were not asked about are one line of their own."""
    lines = [_command(one) for one in found.diagnostics]
    if found.elsewhere:
        lines.append(annotation("error", "checkmarket", f"{found.elsewhere} more in files that were not asked about"))
    return "".join(f"{line}\n" for line in lines)


def _command(one: Diagnostic) -> str:
    message = f"{one.message}\n{one.hint}" if one.hint else one.message
    return annotation("warning" if one.is_warning else "error", f"checkmarket {one.code}", message, one.place)
