"""Workflow commands: lines on standard output that GitHub turns into annotations beside the lines of a pull request.

Source: github.com/actions/toolkit, packages/core/src/command.ts: how data and properties are escaped.
"""

from __future__ import annotations

from typing import Literal

from checkmarket.model.document import Place
from checkmarket.reporters.plain_text import line, passage

Kind = Literal["error", "warning", "notice"]


def annotation(kind: Kind, title: str, message: str, place: Place | None = None) -> str:
    """One command, without a line end.  message: may have lines."""
    where: dict[str, object] = {"file": place.path, "line": place.line, "col": place.column} if place else {}
    shown = ",".join(f"{key}={_property(line(str(value)))}" for key, value in {**where, "title": title}.items())
    return f"::{kind} {shown}::{_data(passage(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
