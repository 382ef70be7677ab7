"""A small library without a single diagnostic: the base in which every sample of codes.yaml is tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

TODAY = date(2026, 11, 22)

FILES: Mapping[str, str] = {
    "rules/places.yaml": """\
places:
  CH: Switzerland
  DE: Germany
  EU: European Union
  FR: France
  "NO": Norway
""",
    "rules/domains.yaml": """\
domains:
  data-protection: {score: compliance, title: Data protection}
""",
    "rules/facts/sample.yaml": """\
topic: sample
title: What is asked
facts:
  - id: company.seat
    type: jurisdiction
    kind: situation
    scope: company
    question: Where is the seat of the company?
  - id: company.establishments
    type: set
    of: jurisdiction
    kind: situation
    scope: company
    question: In which countries does the company have an office?
  - id: company.turnover
    type: money
    kind: situation
    scope: company
    question: What was the turnover of the last year?
  - id: data.personal
    type: boolean
    kind: situation
    scope: product
    question: Does the product handle data about people?
  - id: users.youngest
    type: integer
    unit: years
    minimum: 0
    maximum: 120
    kind: situation
    scope: market
    question: How old are the youngest users?
  - id: users.parents_agree
    type: boolean
    kind: measure
    scope: product
    question: Do the parents of the youngest users agree?
    asked_if: {fact: users.youngest, less_than: 18}
  - id: governance.eu_representative
    type: boolean
    kind: measure
    scope: company
    question: Is a representative in the Union appointed?
  - id: governance.breach_time
    type: duration
    kind: measure
    scope: company
    question: How long does it take to report a breach?
  - id: data.kinds
    type: set
    of: enum
    values: {health: Health, faith: Faith}
    kind: situation
    scope: product
    question: Which data are handled?
  - id: offer.size
    type: enum
    values: {small: Small, large: Large}
    kind: situation
    scope: product
    question: How large is the offer?
  - id: offer.language
    type: language
    kind: measure
    scope: market
    question: Which language is the notice written in?
  - id: offer.launched
    type: date
    kind: situation
    scope: market
    question: On which day was the product launched?
""",
    "rules/controls/sample.yaml": """\
topic: sample
title: What can be done
controls:
  - id: appoint-representative
    title: Appoint a representative
    owner: legal
    effort_days: {low: 1, likely: 2, high: 4}
    sets: {governance.eu_representative: true}
    steps: [Choose one, Sign the mandate]
  - id: ask-parents
    title: Ask the parents
    owner: product
    effort_days: {low: 1, likely: 2, high: 4}
    sets: {users.parents_agree: true}
    steps: [Ask for an address, Send a letter]
""",
    "rules/profiles/baseline.yaml": """\
profile: baseline
title: The base
scoring: weighted-mean
domain_weights: {data-protection: 2}
gate: {fail_on: [blocker, high], undecided: cannot-say}
""",
    "jurisdictions/EU/jurisdiction.yaml": """\
jurisdiction: EU
title: European Union
members:
  - {id: DE, from: 1958-01-01}
  - {id: FR, from: 1958-01-01}
""",
    "jurisdictions/DE/jurisdiction.yaml": """\
jurisdiction: DE
title: Germany
languages: [de]
""",
    "jurisdictions/EU/data-protection.yaml": """\
rulebook: EU.data-protection
jurisdiction: EU
domain: data-protection
title: Data protection in the European Union
instruments:
  gdpr: {title: General Data Protection Regulation, kind: regulation, id: "celex:1", url: "https://example.org/gdpr"}
  order: {title: A directive, kind: directive, id: "celex:2", url: "https://example.org/order"}
  advice: {title: Guidelines, kind: guidance, id: "celex:3", url: "https://example.org/advice"}
parameters:
  age-of-consent:
    type: integer
    minimum: 13
    maximum: 16
    may_be_set_by: member-state
    values:
      - {from: 2018-05-25, value: 16, cite: {instrument: gdpr, article: "8(1)"}}
  breach-time:
    type: duration
    values:
      - {from: 2018-05-25, value: PT72H, cite: {instrument: gdpr, article: "33(1)"}}
terms:
  gdpr-applies:
    title: The GDPR applies
    cite: {instrument: gdpr, article: "3"}
    when: {fact: data.personal, is: true}
rules:
  - id: EU.data-protection.representative
    title: Appoint a representative in the Union
    kind: must
    severity: high
    weight: 6
    from: 2018-05-25
    cite: {instrument: gdpr, article: "27", says: "name a representative", seen: 2026-11-01}
    applies_when:
      all:
        - {term: gdpr-applies}
        - {fact: company.establishments, includes_none_in: EU}
    exemptions:
      - id: small
        title: A small offer
        cite: {instrument: gdpr, article: "27(2)(a)"}
        when: {fact: offer.size, is: small}
    requires: {fact: governance.eu_representative, is: true}
    penalty: {highest_of: [{percent: 2, of: company.turnover}], cite: {instrument: gdpr, article: "83(4)"}}
    remediation: [appoint-representative]
    status: sourced
  - id: EU.data-protection.parents
    title: Ask the parents of young users
    kind: must
    severity: medium
    weight: 4
    from: 2018-05-25
    cite: {instrument: gdpr, article: "8(1)", seen: 2026-11-01}
    applies_when: {fact: users.youngest, less_than: {parameter: age-of-consent}}
    requires: {fact: users.parents_agree, is: true}
    remediation: [ask-parents]
    status: sourced
  - id: EU.data-protection.breach
    title: Report a breach in time
    kind: should
    severity: medium
    weight: 4
    from: 2018-05-25
    cite: {instrument: order, article: "33(1)", seen: 2026-11-01}
    transposition: 2019-05-25
    applies_when: {term: gdpr-applies}
    requires: {fact: governance.breach_time, at_most: {parameter: breach-time}}
    status: sourced
  - id: EU.data-protection.sensitive
    title: Keep sensitive data for few
    kind: must-not
    severity: low
    weight: 1
    from: 2018-05-25
    cite: {instrument: gdpr, article: "9", seen: 2026-11-01}
    applies_when: {fact: offer.launched, on_or_after: 2020-01-01}
    forbids: {fact: data.kinds, includes: health}
    status: draft
""",
    "jurisdictions/DE/data-protection.yaml": """\
rulebook: DE.data-protection
jurisdiction: DE
domain: data-protection
title: Data protection in Germany
instruments:
  bdsg: {title: Federal Data Protection Act, kind: act, id: "statute:DE-1", url: "https://example.org/bdsg"}
rules:
  - id: DE.data-protection.notice
    title: Write the notice in German
    kind: should
    severity: low
    weight: 1
    from: 2020-01-01
    cite: {instrument: bdsg, article: "4", seen: 2026-11-01}
    applies_when: {fact: company.seat, is: DE}
    requires: {fact: offer.language, matches: de}
    status: sourced
""",
    "jurisdictions/EU/cases/data-protection.yaml": """\
cases: EU.data-protection
background:
  shop:
    data.personal: true
    company.establishments: [CH]
    offer.size: large
    governance.eu_representative: true
items:
  - {case: a shop in Switzerland has one, rule: EU.data-protection.representative, given: shop, expect: pass}
  - {case: the day it begins, rule: EU.data-protection.representative, given: shop, as_of: 2018-05-25, expect: pass}
  - case: the day before
    rule: EU.data-protection.representative
    given: shop
    as_of: 2018-05-24
    expect: not-in-force
  - case: a shop in Switzerland has none
    rule: EU.data-protection.representative
    given: shop
    facts: {governance.eu_representative: false}
    expect: fail
  - case: nobody said whether it has one
    rule: EU.data-protection.representative
    given: shop
    facts: {governance.eu_representative: unknown}
    expect: unknown
    missing: [governance.eu_representative]
  - case: no data about people
    rule: EU.data-protection.representative
    given: shop
    facts: {data.personal: false}
    expect: not-applicable
  - case: the parents of a child agree
    rule: EU.data-protection.parents
    facts: {users.youngest: 15, users.parents_agree: true}
    expect: pass
  - case: the parents of a child were not asked
    rule: EU.data-protection.parents
    facts: {users.youngest: 15, users.parents_agree: false}
    expect: fail
  - {case: a child, rule: EU.data-protection.parents, facts: {users.youngest: 15}, expect: unknown}
  - {case: sixteen, rule: EU.data-protection.parents, facts: {users.youngest: 16}, expect: not-applicable}
  - {case: seventeen, rule: EU.data-protection.parents, facts: {users.youngest: 17}, expect: not-applicable}
  - case: the day it begins
    rule: EU.data-protection.parents
    as_of: 2018-05-25
    facts: {users.youngest: 17}
    expect: not-applicable
  - {case: before it begins, rule: EU.data-protection.parents, as_of: 2018-05-24, facts: {}, expect: not-in-force}
  - case: one hour to spare
    rule: EU.data-protection.breach
    facts: {data.personal: true, governance.breach_time: P2DT23H}
    expect: pass
  - case: just in time
    rule: EU.data-protection.breach
    facts: {data.personal: true, governance.breach_time: P3D}
    expect: pass
  - case: just in time in Germany
    rule: EU.data-protection.breach
    market: DE
    facts: {data.personal: true, governance.breach_time: P3D}
    expect: pass
  - case: a day too late
    rule: EU.data-protection.breach
    facts: {data.personal: true, governance.breach_time: P4D}
    expect: fail
  - case: nobody measured it
    rule: EU.data-protection.breach
    facts: {data.personal: true}
    expect: unknown
  - {case: nothing to report, rule: EU.data-protection.breach, facts: {data.personal: false}, expect: not-applicable}
  - case: the day it begins
    rule: EU.data-protection.breach
    as_of: 2018-05-25
    facts: {data.personal: false}
    expect: not-applicable
  - {case: before it begins, rule: EU.data-protection.breach, as_of: 2018-05-24, facts: {}, expect: not-in-force}
  - case: only matters of faith
    rule: EU.data-protection.sensitive
    facts: {offer.launched: 2020-01-01, data.kinds: [faith]}
    expect: pass
  - case: matters of health
    rule: EU.data-protection.sensitive
    facts: {offer.launched: 2020-01-01, data.kinds: [health]}
    expect: fail
  - {case: who knows, rule: EU.data-protection.sensitive, facts: {offer.launched: 2020-01-01}, expect: unknown}
  - {case: older ones, rule: EU.data-protection.sensitive, facts: {offer.launched: 2019-12-31}, expect: not-applicable}
  - case: the day it begins
    rule: EU.data-protection.sensitive
    as_of: 2018-05-25
    facts: {offer.launched: 2019-12-31}
    expect: not-applicable
  - {case: before it begins, rule: EU.data-protection.sensitive, as_of: 2018-05-24, facts: {}, expect: not-in-force}
""",
    "jurisdictions/DE/cases/data-protection.yaml": """\
cases: DE.data-protection
items:
  - {case: in German, rule: DE.data-protection.notice, facts: {company.seat: DE, offer.language: de}, expect: pass}
  - {case: in French, rule: DE.data-protection.notice, facts: {company.seat: DE, offer.language: fr}, expect: fail}
  - {case: who knows, rule: DE.data-protection.notice, facts: {company.seat: DE}, expect: unknown}
  - {case: seat in France, rule: DE.data-protection.notice, facts: {company.seat: FR}, expect: not-applicable}
  - case: the day it begins
    rule: DE.data-protection.notice
    as_of: 2020-01-01
    facts: {company.seat: FR}
    expect: not-applicable
  - {case: before it begins, rule: DE.data-protection.notice, as_of: 2019-12-31, facts: {}, expect: not-in-force}
""",
    "jurisdictions/EU/signatures/data-protection.yaml": f"""\
signatures: EU.data-protection
items:
  - rule: EU.data-protection.representative
    by: A. Counsel
    role: Counsel
    on: 2026-11-01
    digest: "meaning-1:{"0" * 64}"
    parts: {{dates: "{"0" * 16}"}}
  - rule: EU.data-protection.parents
    by: A. Counsel
    role: Counsel
    on: 2026-11-01
    digest: "meaning-1:{"0" * 64}"
    parts: {{dates: "{"0" * 16}"}}
""",
}

PRODUCT = """\
product: sample
facts:
  data.personal: true
  users.youngest: 18
markets:
  DE: {users.youngest: 21}
"""

WAIVERS = f"""\
waivers:
  - rule: EU.data-protection.parents
    market: DE
    product: sample
    justification: the letters are being printed
    owner: A. Owner
    approver: B. Approver
    expires: 2027-01-31
    law: "meaning-1:{"0" * 64}"
  - rule: EU.data-protection.representative
    market: DE
    product: sample
    justification: the mandate is being signed
    owner: A. Owner
    approver: B. Approver
    expires: 2027-01-31
    law: "meaning-1:{"0" * 64}"
"""

TABLES: Mapping[str, str] = {
    "indicators.csv": """\
# year: 2026
country,directness,patience
Germany,71,58
JP,22,81
""",
    "answers.csv": """\
# year: 2026
country,question,answer,share
DE,frank,yes,0.7
DE,frank,no,0.3
""",
}
