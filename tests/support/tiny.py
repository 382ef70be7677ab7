"""A whole library of a few lines: the base that samples change at one place."""

from __future__ import annotations

from collections.abc import Mapping

MARK = "«"

FILES: Mapping[str, str] = {
    "rules/places.yaml": """\
places: {CA: Canada, DE: Germany, EU: European Union, FR: France, SG: Singapore}
""",
    "rules/domains.yaml": """\
domains:
  tax: {score: compliance, title: Tax}
  labour: {score: compliance, title: Labour}
""",
    "rules/facts/sample.yaml": """\
topic: sample
title: Samples of every type
facts:
  - {id: sample.flag, type: boolean, kind: measure, scope: product, question: Is the flag raised?}
  - {id: sample.count, type: integer, minimum: 0, maximum: 10, scope: market, kind: measure, question: How many?}
  - {id: sample.share, type: percent, kind: measure, scope: market, question: How large is the share?}
  - {id: sample.price, type: money, kind: situation, scope: market, question: What does it cost?}
  - {id: sample.wait, type: duration, kind: measure, scope: market, question: How long does it take?}
  - {id: sample.day, type: date, kind: situation, scope: product, question: When was it launched?}
  - {id: sample.size, type: enum, values: {small: S, large: L}, kind: situation, scope: product, question: How large?}
  - {id: sample.kinds, type: set, of: enum, values: {toy: A, tool: B}, kind: measure, scope: product, question: Which?}
  - {id: sample.seat, type: jurisdiction, kind: situation, scope: company, question: Where is the seat?}
  - {id: sample.tongue, type: language, kind: situation, scope: market, question: Which language does it speak?}
""",
    "rules/controls/sample.yaml": """\
topic: sample
title: What can be done
controls:
  - id: raise-flag
    title: Raise the flag
    owner: product
    effort_days: {low: 1, likely: 2, high: 3}
    sets: {sample.flag: true}
    steps: [Raise it]
""",
    "rules/profiles/baseline.yaml": """\
profile: baseline
title: The base
scoring: weighted-mean
domain_weights: {tax: 2}
gate: {fail_on: [blocker, high], undecided: cannot-say}
""",
    "jurisdictions/EU/jurisdiction.yaml": """\
jurisdiction: EU
title: European Union
members: [{id: DE, from: 1958-01-01}, {id: FR, from: 1958-01-01, until: 2030-12-31}]
""",
    "jurisdictions/DE/jurisdiction.yaml": """\
jurisdiction: DE
title: Germany
languages: [de]
""",
    "jurisdictions/EU/tax.yaml": """\
rulebook: EU.tax
jurisdiction: EU
domain: tax
title: Tax in the European Union
instruments:
  act: {title: The act, kind: regulation, id: "celex:1", url: "https://example.org/act"}
  order: {title: The order, kind: directive, id: "celex:2", url: "https://example.org/order"}
  advice: {title: The advice, kind: guidance, id: "celex:3", url: "https://example.org/advice"}
parameters:
  limit:
    type: integer
    minimum: 0
    maximum: 9
    may_be_set_by: member-state
    values:
      - {from: 2020-01-01, value: 5, cite: {instrument: act, article: "1"}}
  closed:
    type: duration
    values:
      - {from: 2022-01-01, value: P30D, cite: {instrument: act, article: "2"}}
terms:
  bound: {title: The act binds, when: {fact: sample.flag, is: false}, cite: {instrument: act, article: "3"}}
rules:
  - id: EU.tax.one
    title: Raise the flag
    kind: must
    severity: high
    weight: 5
    from: 2020-01-01
    cite: {instrument: act, article: "4", seen: 2026-11-22}
    requires: {fact: sample.flag, is: true}
    remediation: [raise-flag]
    status: sourced
  - id: EU.tax.graded
    title: Count to five
    kind: should
    severity: low
    weight: 1
    from: 2020-01-01
    cite: {instrument: advice, article: "5"}
    ratio: {of: sample.count, to: {parameter: limit}}
    status: draft
""",
    "jurisdictions/DE/tax.yaml": """\
rulebook: DE.tax
jurisdiction: DE
domain: tax
title: Tax in Germany
instruments:
  law: {title: The law, kind: act, id: "statute:DE-1", url: "https://example.org/law"}
parameters:
  age:
    type: integer
    may_be_set_by: state
    values: [{from: 2020-01-01, value: 16, cite: {instrument: law, article: "9"}}]
rules:
  - id: DE.tax.own
    title: Keep it small
    kind: must-not
    severity: low
    weight: 1
    from: 2020-01-01
    cite: {instrument: law, article: "1"}
    forbids: {fact: sample.size, is: large}
    status: sourced
""",
}

CASES = """\
cases: EU.tax
background:
  raised: {sample.flag: true}
items:
  - case: the flag is raised
    rule: EU.tax.one
    given: raised
    expect: pass
"""

PRODUCT = """\
product: sample
facts:
  sample.flag: true
markets:
  DE: {sample.count: 3}
"""


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they stood: lines and columns."""
    found = []
    while (at := text.find(MARK)) >= 0:
        before = text[:at]
        found.append((before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1))
        text = before + text[at + len(MARK) :]
    return text, found


WRITTEN = {**FILES, "rules/domains.yaml": "domains:\n  tax: {score: compliance, title: Tax}\n"}
"""The same with a rulebook for every domain, so that the gate can say GO."""
