"""The JSON Schemas of the rule language.  They always come from the package: a rulebook folder cannot bend it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from checkmarket.library.assets import assets_root

_ENDING = ".schema.json"


@cache
def read_schemas() -> dict[str, dict[str, Any]]:
    """Every schema in rules/schema by its short name: rulebook, cases, facts …"""
    folder = assets_root() / "rules" / "schema"
    return {path.name.removesuffix(_ENDING): json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
