"""The machine contract `checkmarket-scan/1`; rules/schema/scan.v1.schema.json is made from these models.

Within a version keys are added at most; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.judging import Judged, LocaleResult
from checkmarket.localisation.measure import Counts, Coverage
from checkmarket.localisation.reach import Reach, Spoken
from checkmarket.model.version import VERSION

Count = Annotated[int, Field(ge=0)]
ShareOf = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolV1(_Contract):
    """Who looked."""

    name: Literal["checkmarket"]
    version: str


class SourceV1(_Contract):
    """The locale that the texts are translated from, as BCP 47, and how it is known."""

    locale: str
    why: str


class LookedAtV1(_Contract):
    """What was read."""

    files: Count
    bytes: Count
    domains: Count


class AskedV1(_Contract):
    """What was asked for.  minimum: of every locale; deduct_identical: texts equal to the source are not translated."""

    minimum: ShareOf | None
    deduct_identical: bool


class CountsV1(_Contract):
    """Messages.  total = translated + inherited + fuzzy + empty + missing; identical are among the translated.

    inherited: a locale that the program falls back to has them; obsolete: no longer in the source, not in the total.
    """

    total: Count
    translated: Count
    inherited: Count
    fuzzy: Count
    empty: Count
    missing: Count
    identical: Count
    obsolete: Count


class LocaleV1(_Contract):
    """One locale.  locale: BCP 47, or the code as written where that is no locale; share: null where nothing counts."""

    locale: str
    written: list[str]
    is_source: bool
    share: ShareOf | None
    counts: CountsV1


class TotalV1(LocaleV1):
    """One locale over all its domains.  below_minimum: less than what was asked for."""

    below_minimum: bool


class InDomainV1(LocaleV1):
    """One locale in one domain.  files: none where the locale lacks the whole domain."""

    files: list[str]


class DomainV1(_Contract):
    """Files with the same texts in several locales.  rule: what was counted, in words."""

    domain: str
    format: str
    rule: str
    locales: list[InDomainV1]


class FlawV1(_Contract):
    """Something wrong at a place.  line, column: from 1."""

    code: Annotated[str, Field(pattern=r"^L\d{3}$")]
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str | None
    path: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    locale: str | None
    key: str | None


class LanguageV1(_Contract):
    """A language of a market.  percent: of its people; locale: the scanned one that speaks it best, with its share."""

    language: str
    name: str
    status: Literal["official", "de-facto", "regional", "spoken"]
    percent: Percent | None
    locale: str | None
    share: ShareOf | None


class ServedV1(_Contract):
    """Percent of a market's people, between two bounds."""

    low: Percent
    high: Percent


class MarketV1(_Contract):
    """A market.  served: how many of its people can use one of the locales, each weighted by its share."""

    market: str
    title: str
    languages: list[LanguageV1]
    served: ServedV1 | None


class SummaryV1(_Contract):
    """How many there are.  fails: the command ends with 1, unless it was told not to."""

    errors: Count
    warnings: Count
    notes: Count
    below_minimum: list[str]
    fails: bool


class ScanV1(_Contract):
    """The whole scan."""

    schema_: Annotated[Literal["checkmarket-scan/1"], Field(alias="schema")] = "checkmarket-scan/1"
    tool: ToolV1
    root: str
    source: SourceV1
    asked: AskedV1
    looked_at: LookedAtV1
    summary: SummaryV1
    locales: list[TotalV1]
    domains: list[DomainV1]
    markets: list[MarketV1]
    flaws: list[FlawV1]


def render(judged: Judged) -> str:
    """One JSON document, two spaces deep."""
    return contract(judged).model_dump_json(indent=2, by_alias=True) + "\n"


def contract(judged: Judged) -> ScanV1:
    """The scan as the contract holds it."""
    scan = judged.scan
    domains = [_domain(list(rows), judged) for _, rows in groupby(scan.coverage, key=lambda one: one.domain)]
    severities = [one.severity for one in scan.flaws]
    return ScanV1(
        tool=ToolV1(name="checkmarket", version=VERSION),
        root=scan.root,
        source=SourceV1(locale=scan.source.locale, why=scan.source.why),
        asked=AskedV1(minimum=judged.minimum, deduct_identical=judged.deduct_identical),
        looked_at=LookedAtV1(files=scan.files, bytes=scan.size, domains=len(domains)),
        summary=SummaryV1(
            errors=judged.errors,
            warnings=severities.count("warning"),
            notes=severities.count("note"),
            below_minimum=[one.name for one in judged.short],
            fails=judged.fails,
        ),
        locales=[_total(one) for one in judged.locales],
        domains=domains,
        markets=[_market(one) for one in judged.markets],
        flaws=[_flaw(one) for one in scan.flaws],
    )


def _total(one: LocaleResult) -> TotalV1:
    return TotalV1(
        locale=one.name,
        written=list(one.written),
        is_source=one.is_source,
        share=one.share,
        counts=_counts(one.counts),
        below_minimum=one.is_short,
    )


def _domain(rows: list[Coverage], judged: Judged) -> DomainV1:
    locales = [
        InDomainV1(
            locale=one.locale or one.written,
            written=[one.written] if one.written else [],
            is_source=one.is_source,
            share=one.counts.share(deduct_identical=judged.deduct_identical),
            counts=_counts(one.counts),
            files=list(one.files),
        )
        for one in rows
    ]
    return DomainV1(domain=rows[0].domain, format=rows[0].format, rule=rows[0].rule, locales=locales)


def _counts(one: Counts) -> CountsV1:
    return CountsV1(
        total=one.total,
        translated=one.translated,
        inherited=one.inherited,
        fuzzy=one.fuzzy,
        empty=one.empty,
        missing=one.missing,
        identical=one.identical,
        obsolete=one.obsolete,
    )


def _flaw(one: Flaw) -> FlawV1:
    return FlawV1(
        code=one.code,
        severity=one.severity,
        message=one.message,
        hint=one.hint or None,
        path=one.path,
        line=one.line,
        column=one.column,
        locale=one.locale or None,
        key=one.key or None,
    )


def _market(one: Reach) -> MarketV1:
    served = ServedV1(low=one.served.low, high=one.served.high) if one.served else None
    return MarketV1(
        market=one.market, title=one.title, languages=[_language(each) for each in one.languages], served=served
    )


def _language(one: Spoken) -> LanguageV1:
    return LanguageV1(
        language=one.tag,
        name=one.name,
        status=one.status,
        percent=one.percent,
        locale=one.locale or None,
        share=one.share,
    )
