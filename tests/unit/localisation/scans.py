"""A scan made by hand that has something of everything, for the reports."""

from __future__ import annotations

from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.judging import Judged, judge
from checkmarket.localisation.measure import Counts, Coverage
from checkmarket.localisation.reach import Reach, Spoken
from checkmarket.localisation.scanner import Scan
from checkmarket.localisation.sources import Source
from checkmarket.model.territories import Share

COMMON = {"domain": "locales/*/common.json", "format": "json", "rule": "the 40 keys of locales/en/common.json"}
ERRORS = {"domain": "locales/*/errors.json", "format": "json", "rule": "the 9 keys of locales/en/errors.json"}


def row(domain: dict[str, str], locale: str, counts: Counts, *, source: bool = False, absent: bool = False) -> Coverage:
    files = () if absent else (domain["domain"].replace("*", locale),)
    return Coverage(**domain, locale=locale, written=locale, is_source=source, files=files, counts=counts)


SCAN = Scan(
    root="web",
    source=Source("en", "the most complete locale: 49 texts"),
    coverage=(
        row(COMMON, "de", Counts(translated=30, fuzzy=1, empty=2, missing=7, identical=4, obsolete=3)),
        row(COMMON, "en", Counts(translated=40), source=True),
        row(COMMON, "pt-BR", Counts(translated=30, inherited=10)),
        row(ERRORS, "de", Counts(missing=9), absent=True),
        row(ERRORS, "en", Counts(translated=9), source=True),
        row(ERRORS, "pt-BR", Counts(translated=9)),
    ),
    flaws=(
        Flaw(
            code="L101", path="web/locales/de/common.json", line=3, column=9, message="{n} is missing", hint="put it in"
        ),
        Flaw(
            code="L101",
            path="web/locales/de/common.json",
            line=5,
            column=9,
            message="{m}\x1b[31m is\nmissing",
            hint="put it in",
        ),
        Flaw(
            code="L601",
            path="web/locales/de/common.json",
            line=7,
            column=9,
            message="as the source",
            locale="de",
            key="a",
        ),
    ),
    files=5,
    size=123_456,
)

MARKETS = (
    Reach(
        market="DE",
        title="Germany",
        languages=(
            Spoken(tag="de", name="German", status="official", percent=91.0, locale="de", share=0.61),
            Spoken(tag="da", name="Danish", status="regional", percent=0.06, locale="", share=None),
        ),
        served=Share(55.6, 92.4),
    ),
    Reach(
        market="CA-QC",
        title="Quebec",
        languages=(Spoken(tag="fr", name="French", status="official", percent=None, locale="", share=None),),
        served=None,
    ),
)


def judged(minimum: float | None = 0.95) -> Judged:
    found = judge(SCAN, minimum=minimum)
    return Judged(scan=SCAN, minimum=minimum, deduct_identical=False, locales=found.locales, markets=MARKETS)
