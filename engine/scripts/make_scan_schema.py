"""Write rules/schema/scan.v1.schema.json from the contract's models: python engine/scripts/make_scan_schema.py"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checkmarket.localisation.reports.json_v1 import ScanV1

TARGET = Path(__file__).resolve().parents[2] / "rules" / "schema" / "scan.v1.schema.json"


def schema() -> dict[str, Any]:
    """The published schema of the scan contract."""
    made = ScanV1.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
