"""The machine form `checkmarket-signatures/1`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from checkmarket.model.signatures import JudgedSignOff, SignatureState


def render(states: Iterable[SignatureState], as_of: date) -> str:
    """Every rule with its state and its sign-offs, two spaces deep."""
    found = {
        "schema": "checkmarket-signatures/1",
        "as_of": as_of.isoformat(),
        "rules": [
            {
                "rule": one.rule,
                "state": one.word.value,
                "sign_offs": [_entry(entry) for entry in (*one.entries, *one.elsewhere)],
            }
            for one in states
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _entry(judged: JudgedSignOff) -> dict[str, object]:
    one = judged.entry
    return {
        "market": one.market,
        "state": judged.word.value,
        "why": judged.why,
        "changed": list(one.changed),
        "by": one.by,
        "role": one.role,
        "on": one.on.isoformat(),
        "expires": one.expires.isoformat() if one.expires else None,
        "note": one.note,
        "digest": one.digest,
    }
