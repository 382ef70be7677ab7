"""The tiny library with one rule that has everything, and a child's law that changes and inherits."""

from __future__ import annotations

from collections.abc import Mapping

from checkmarket.library.loader import Loaded, inspect_sources, sources_from
from tests.support.tiny import FILES

RULE = """
  - id: EU.tax.rich
    title: Pay what is due
    summary: Pay it in time.
    kind: must
    severity: high
    blocker: true
    weight: 5
    from: 2020-01-01
    until: 2035-12-31
    cite: {instrument: act, article: "4", says: pay, seen: 2026-11-22, url: "https://example.org/4"}
    sources: [{title: A page, url: "https://example.org/page"}]
    applies_when:
      all: [{term: bound}, {fact: sample.seat, is_one_of: [DE, FR]},
            {any: [{fact: sample.size, is: large}, {fact: sample.wait, at_least: P2D}]}]
    exemptions:
      - {id: small, title: Small ones, cite: {instrument: act, article: "5"}, when: {fact: sample.kinds, includes: toy}}
    requires: {fact: sample.count, at_least: {parameter: limit}}
    transition:
      - until: 2027-06-30
        for: {fact: sample.day, before: 2020-01-01}
        instead: none
        cite: {instrument: act, article: "6"}
    figures: [closed]
    penalty: {highest_of: [{amount: 100, currency: EUR}], cite: {instrument: act, article: "7"}}
    remediation: [raise-flag]
    status: sourced
    note: A remark.
"""
BOOK, GERMAN, FACTS = "jurisdictions/EU/tax.yaml", "jurisdictions/DE/tax.yaml", "rules/facts/sample.yaml"
BASE: Mapping[str, str] = {
    **FILES,
    BOOK: FILES[BOOK] + RULE.lstrip("\n"),
    GERMAN: FILES[GERMAN]
    + """\
  - id: DE.tax.child
    title: Count in Germany
    kind: must
    severity: low
    weight: 1
    from: 2020-01-01
    cite: {instrument: law, article: "2"}
    applies_when: {all: [{rule: EU.tax.one, is: met}, {fact: sample.seat, is: DE}]}
    requires: {fact: sample.count, at_least: {parameter: EU.tax/limit}}
    status: sourced
sets:
  - {parameter: EU.tax/limit, values: [{from: 2022-01-01, value: 7, cite: {instrument: law, article: "3"}}]}
exempts:
  - rule: EU.tax.one
    id: tools
    title: Tools
    when: {fact: sample.kinds, includes: tool}
    cite: {instrument: law, article: "4"}
""",
}


def load(files: Mapping[str, str]) -> Loaded:
    return inspect_sources(sources_from({name: text.encode() for name, text in files.items()}, shown=str), ())


def changed(files: Mapping[str, str], name: str, old: str, new: str) -> dict[str, str]:
    assert files[name].count(old) == 1, f"{old!r} stands {files[name].count(old)} times"
    return {**files, name: files[name].replace(old, new)}
