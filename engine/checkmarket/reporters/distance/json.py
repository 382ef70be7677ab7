"""The machine form `checkmarket-distance/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checkmarket.markets.distance import Comparison
from checkmarket.markets.indicators import AnswerTable, IndicatorTable


def render(comparisons: Sequence[Comparison], table: IndicatorTable | AnswerTable) -> str:
    """The comparisons and what is known of the table, two spaces deep.  What is unknown is null, with its reason."""
    found = {
        "schema": "checkmarket-distance/1",
        "table": {
            "name": table.name,
            "year": table.year,
            "source": table.source or None,
            "licence": table.licence or None,
            "countries": len(table.countries),
            "left_out": list(table.left_out),
        },
        "comparisons": [_comparison(one) for one in comparisons],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _comparison(one: Comparison) -> dict[str, object]:
    return {
        "measure": one.measure,
        "from": one.one,
        "to": one.other,
        "value": one.value,
        "reason": one.reason or None,
        "similarity": one.similarity,
        "similarity_means": one.similarity_means,
        "evidence": one.evidence,
        "reference": list(one.reference),
        "ddof": one.ddof,
        "pairs": one.pairs,
        "used": list(one.used),
        "unused": [{"name": name, "reason": reason} for name, reason in one.unused],
    }
