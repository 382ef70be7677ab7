"""Reports for the tests of reporters: a small one, one in which all happens, and one that somebody hostile wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from checkmarket import check, load_library, load_product
from checkmarket.model.document import Place
from checkmarket.model.report import Fixed, LanguageUse, MarketResult, Preview, Report, Waived
from checkmarket.model.values import Interval
from checkmarket.model.waivers import FaultyWaiver, Waiver, WaiverFault

SAMPLE = Path(__file__).parents[1] / "golden" / "sample"
TODAY = date(2026, 11, 22)
_WORDS = frozenset(
    {"kind", "severity", "how", "base", "score", "scoring", "jurisdiction", "domain", "basis"}
)  # of a closed list
_LAW = frozenset({"leaf", "applies_when", "demand", "exemptions", "transitions", "figures", "lint", "asked_if"})
_IDS = frozenset({"id", "rule", "market", "fact", "control", "slug"})


LANGUAGES = (
    LanguageUse(
        language="fr",
        name="French",
        official="official",
        percent=97.0,
        required={
            "contract": ("FR.language.contract",),
            "help": ("FR.language.help",),
            "terms": ("FR.language.terms",),
        },
        offered=frozenset({"interface", "terms"}),
        open=frozenset({"help"}),
        share=98.5,
    ),
    LanguageUse(
        language="tlh", name="Klingon", official="", percent=None, required={}, offered=frozenset(), open=frozenset()
    ),
)
PREVIEWS = (
    Preview("date", "14/03/2026", "14/03/2026", True),
    Preview("number", "1 234,5", "1,234.5", False),
    Preview("price", "12 €", None, False),
    Preview("time", "15:07", None, None),
)


@cache
def sample() -> Report:
    """The library of tests/golden/sample; its product file is `products/sample.yaml`."""
    library = load_library(SAMPLE)
    report = check(library, load_product(SAMPLE / "product.yaml", library), "EU", as_of=TODAY)
    return replace(
        report,
        library_digest="sha256:" + 64 * "0",
        product_file="products/sample.yaml",
        markets=tuple(replace(one, places=_moved(one)) for one in report.markets),
    )


def _moved(market: MarketResult) -> dict[str, Place]:
    return {fact: replace(place, path="products/sample.yaml") for fact, place in market.places.items()}


def a_waiver(**more: Any) -> Waiver:
    base = Waiver(
        rule="EU.tax.evidence",
        market="EU",
        product="sample",
        justification="The bank sends the data from March on.",
        owner="head-of-tax",
        approver="general-counsel",
        expires=date(2027, 3, 31),
        law="sha256:0",
        ticket="TAX-12",
        place=Place(".checkmarket-waivers.yaml", 7, 3),
    )
    return replace(base, **more)


@cache
def everything() -> Report:
    """The sample with a waived finding, one the baseline knows, one mended, bad waivers and a missed minimum."""
    report = sample()
    europe, france = report.markets
    evidence = next(one for one in europe.findings if one.rule.id == "EU.tax.evidence")
    known = next(one for one in france.findings if one.rule.id == "FR.tax.report")
    expired = a_waiver(rule="EU.ai.notice", expires=date(2026, 6, 30), place=Place(".checkmarket-waivers.yaml", 1, 3))
    unmatched = replace(expired, rule="EU.tax.gone", place=Place(".checkmarket-waivers.yaml", 20, 3))
    return replace(
        report,
        markets=(
            replace(europe, waived=(Waived(evidence, a_waiver()),), reasons=("the compliance score stays below 80 %",)),
            replace(france, known=(known,), languages=LANGUAGES, served=Interval(80, 95), previews=PREVIEWS),
        ),
        faulty_waivers=(
            FaultyWaiver(expired, WaiverFault.EXPIRED, "The waiver of EU.ai.notice in EU expired on 30 Jun 2026."),
            FaultyWaiver(unmatched, WaiverFault.UNMATCHED, "There is nothing to waive for EU.tax.gone in EU."),
        ),
        fixed=(Fixed("EU", "EU.tax.mended"),),
    )


def written_by_somebody_hostile(text: str, *, ids: bool = True) -> Report:
    """`everything` with the text before each text of it; ids: before ids too, else in place of all that is no id."""
    found: Report = _Hostile(text, ids=ids).of(everything())
    return found


class _Hostile:
    def __init__(self, text: str, *, ids: bool) -> None:
        self.text, self.ids = text, ids

    def of(self, value: Any, name: str = "") -> Any:
        match value:
            case Enum():
                return value
            case str():
                return self._text(value, name)
            case Mapping():
                return {self.of(key, "fact"): self.of(one, name) for key, one in value.items()}
            case tuple():
                return tuple(self.of(one, name) for one in value)
        return self._made_of_parts(value) if is_dataclass(value) and not isinstance(value, type) else value

    def _text(self, value: str, name: str) -> str:
        if name in _WORDS or (name in _IDS and not self.ids):
            return value
        return f"{self.text}{value}" if self.ids else self.text

    def _made_of_parts(self, value: Any) -> Any:
        changed = {
            one.name: self.of(getattr(value, one.name), one.name) for one in fields(value) if one.name not in _LAW
        }
        return replace(value, **changed)
