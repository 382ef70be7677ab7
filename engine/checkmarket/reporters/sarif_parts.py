"""What every SARIF 2.1.0 log here has in common.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from __future__ import annotations

import json
from typing import Any

from checkmarket.model.document import Place
from checkmarket.reporters.addresses import is_absolute, of_file
from checkmarket.reporters.plain_text import line, passage

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_READ = frozenset({"text", "markdown"})
_LONGEST = 20_000  # a help text; what it is made of is cut before


def log(run: dict[str, Any]) -> str:
    """A log of one run, two spaces deep, a line end at the end; its texts hold nothing that could do harm."""
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(_cleaned(data), indent=2, ensure_ascii=False) + "\n"


def physical(place: Place, base: str) -> dict[str, Any]:
    """A physicalLocation.  base: the uriBaseId that relative paths start from."""
    artifact = {"uri": of_file(place.path)}
    if not is_absolute(place.path):
        artifact["uriBaseId"] = base
    return {"artifactLocation": artifact, "region": {"startLine": place.line, "startColumn": place.column}}


def _cleaned(data: Any, key: str = "") -> Any:
    """Only texts to be read may have lines: an id with a line end could start a command in somebody's build log."""
    match data:
        case dict():
            return {name: _cleaned(value, name) for name, value in data.items()}
        case list():
            return [_cleaned(one, key) for one in data]
        case str():
            return passage(data, _LONGEST) if key in _READ else line(data, _LONGEST)
        case _:
            return data
