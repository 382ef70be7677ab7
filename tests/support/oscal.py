"""NIST's own schemas, in the one form of regular expressions that Python knows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator

_SCHEMAS = Path(__file__).parents[1] / "schemas" / "oscal"


@cache
def schema(kind: str) -> Draft7Validator:
    r"""kind: assessment-results or poam.  Python's expressions have no \p{L} and \p{N}."""
    text = (_SCHEMAS / f"oscal_{kind}_schema.json").read_text("utf-8")
    return Draft7Validator(json.loads(text.replace(r"\\p{L}", r"[^\\W\\d_]").replace(r"\\p{N}", r"\\d")))
