"""The verdict as an in-toto statement: what was judged, against what, and how it came out, bound by digests.

The statement is not signed; whoever signs it signs these bytes.  Source: in-toto Attestation Framework, Statement v1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from hashlib import sha256
from typing import Any

from checkmarket.model.findings import Finding
from checkmarket.model.fingerprints import fingerprint
from checkmarket.model.report import MarketResult, Report, Score
from checkmarket.model.vocabulary import Profile
from checkmarket.reporters import json_v1
from checkmarket.reporters.judged import judged
from checkmarket.reporters.plain_text import line, passage

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:checkmarket:verdict:v1"
LIBRARY = "checkmarket-library"
RESULT = "checkmarket-report/1"
"""The names of the two subjects that are no files: the rulebooks, and the report as the format `json` writes it."""

_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def render(
    report: Report, *, digests: Mapping[str, str] | None = None, settings: Mapping[str, Any] | None = None
) -> str:
    """The statement as JSON.

    digests: the SHA-256 of each file that went into the verdict (product, waivers, baseline), by its path as it is to
    be named, as 64 hexadecimal digits with or without "sha256:"; settings: what else a second run must be told (JSON).
    Raises ValueError for what is no such digest, or a path that is a name of ours.
    """
    files = dict(digests or {})
    if clash := {LIBRARY, RESULT} & files.keys():
        raise ValueError(f"a file cannot be called {', '.join(sorted(clash))}")
    named = {line(name): digest for name, digest in files.items()}
    named |= {LIBRARY: report.library_digest, RESULT: result_digest(report)}
    statement = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": _bare(named[name])}} for name in sorted(named)],
        "predicateType": PREDICATE,
        "predicate": _fit(_predicate(report, settings or {})),
    }
    return json.dumps(statement, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def result_digest(report: Report) -> str:
    """SHA-256 of the report as the format `json` writes it, 64 hexadecimal digits."""
    return sha256(json_v1.render(report).encode()).hexdigest()


def _fit(value: Any) -> Any:
    """The same value with every text in it fit to be shown."""
    match value:
        case str():
            return passage(value)
        case Mapping():
            return {passage(key): _fit(one) for key, one in value.items()}
        case list() | tuple():
            return [_fit(one) for one in value]
        case _:
            return value


def _bare(digest: str) -> str:
    found = _SHA256.fullmatch(digest)
    if not found:
        raise ValueError(f"this is no SHA-256 digest: {line(digest)}")
    return found[1]


def _predicate(report: Report, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tool": {"name": "checkmarket", "version": report.tool_version},
        "product": report.product,
        "asOf": report.as_of.isoformat(),
        "verdict": report.verdict.value,
        "profile": _profile(report.profile),
        "settings": settings,
        "markets": [_market(report, one) for one in report.markets],
        "faultyWaivers": [
            {"market": one.waiver.market, "rule": one.waiver.rule, "fault": one.fault.value}
            for one in report.faulty_waivers
        ],
    }


def _profile(profile: Profile) -> dict[str, Any]:
    """All that the profile holds, under its own names: the profile of that name may say otherwise tomorrow."""
    return {one.name: _plain(getattr(profile, one.name)) for one in fields(profile) if one.name != "title"}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return float(value)
        case Mapping():
            return {key: _plain(value[key]) for key in sorted(value)}
        case frozenset():
            return sorted(value)
        case _:
            return value


def _market(report: Report, market: MarketResult) -> dict[str, Any]:
    fates = judged(report, market)
    return {
        "market": market.market,
        "verdict": market.verdict.value,
        "reasons": list(market.reasons),
        "scores": {
            "compliance": _score(market.scores.compliance.total),
            "culture": _score(market.scores.culture.total),
        },
        "gated": list(_findings(report, market.gated)),
        "undecided": list(_findings(report, market.undecided)),
        "waived": [
            {**one, "expires": waived.waiver.expires.isoformat()}
            for waived in market.waived
            for one in _findings(report, [waived.finding])
        ],
        "known": list(_findings(report, market.known)),
        "tally": {name: sum(one.standing == name for one in fates) for name in ("breach", "open", "waived", "known")},
    }


def _findings(report: Report, findings: tuple[Finding, ...] | list[Finding]) -> Iterator[dict[str, str]]:
    for one in sorted(findings, key=lambda found: found.rule.id):
        yield {"rule": one.rule.id, "fingerprint": fingerprint(report.product, one)}


def _score(score: Score) -> dict[str, float | None]:
    """The ends of the interval in [0, 1], as the report writes them; null where nothing applies."""
    ends = {"low": score.low, "high": score.high, "coverage": score.coverage}
    return {name: None if value is None else round(value, 4) for name, value in ends.items()}
