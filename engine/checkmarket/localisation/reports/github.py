"""A scan as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.judging import Judged
from checkmarket.localisation.reports.words import short_of
from checkmarket.model.document import Place
from checkmarket.reporters.workflow_commands import Kind, annotation

_KINDS: dict[str, Kind] = {"error": "error", "warning": "warning", "note": "notice"}


def render(judged: Judged) -> str:
    """One command a line, and nothing else; locales that fall short are without a place."""
    lines = [annotation("error", "checkmarket coverage", short_of(one, judged)) for one in judged.short]
    lines += [_command(one) for one in judged.scan.flaws]
    return "".join(f"{line}\n" for line in lines)


def _command(one: Flaw) -> str:
    message = f"{one.message}\n{one.hint}" if one.hint else one.message
    place = Place(one.path, one.line, one.column)
    return annotation(_KINDS[one.severity], f"checkmarket {one.code}", message, place)
