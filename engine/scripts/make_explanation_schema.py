"""Write rules/schema/explanation.v1.schema.json from its models: python engine/scripts/make_explanation_schema.py"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checkmarket.authoring.explainer.json_v1 import ExplanationsV1

TARGET = Path(__file__).resolve().parents[2] / "rules" / "schema" / "explanation.v1.schema.json"


def schema() -> dict[str, Any]:
    """The published schema of the explanation contract."""
    made = ExplanationsV1.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
