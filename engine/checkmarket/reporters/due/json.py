"""The machine form `checkmarket-rules-due/1`."""

from __future__ import annotations

import json

from checkmarket.model.due import Agenda, Due


def render(agenda: Agenda) -> str:
    """The agenda, two spaces deep."""
    found = {
        "schema": "checkmarket-rules-due/1",
        "as_of": agenda.as_of.isoformat(),
        "until": agenda.until.isoformat(),
        "items": [_item(one, agenda) for one in agenda.items],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _item(one: Due, agenda: Agenda) -> dict[str, object]:
    place = one.place
    return {
        "day": one.day.isoformat(),
        "overdue": one.day < agenda.as_of,
        "kind": one.kind.value,
        "what": one.what,
        "words": one.words,
        "path": place.path if place else None,
        "line": place.line if place else None,
    }
