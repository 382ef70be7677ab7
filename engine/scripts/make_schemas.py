"""Write the schemas of what checkmarket prints as JSON from their models: python engine/scripts/make_schemas.py"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from checkmarket.authoring.explainer.json_v1 import ExplanationsV1
from checkmarket.authoring.tester.json_v1 import RunV1
from checkmarket.localisation.reports.json_v1 import ScanV1
from checkmarket.reporters.json_v1 import ReportV1

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "schema"
CONTRACTS: dict[str, type[BaseModel]] = {
    "explanation.v1": ExplanationsV1,
    "report.v1": ReportV1,
    "scan.v1": ScanV1,
    "test.v1": RunV1,
}


def schema(contract: str) -> dict[str, Any]:
    """The published schema of a contract."""
    made = CONTRACTS[contract].model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


if __name__ == "__main__":
    for contract in CONTRACTS:
        text = json.dumps(schema(contract), indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{contract}.schema.json").write_text(text, encoding="utf-8")
