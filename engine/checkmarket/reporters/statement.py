"""Read back what `in_toto` wrote, and tell where a statement made today says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from checkmarket.evaluator import shifted
from checkmarket.model.vocabulary import Profile
from checkmarket.reporters.in_toto import LIBRARY, PREDICATE, RESULT, STATEMENT

Share = Annotated[Decimal, Field(ge=0, le=1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1)]
Verdict = Literal["GO", "NO-GO", "CANNOT SAY"]


def _duration(value: str) -> str:
    if value:
        try:
            shifted(date(2000, 1, 1), 1, value)
        except OverflowError:
            raise ValueError("so long a duration leads out of the calendar") from None
    return value


Duration = Annotated[str, AfterValidator(_duration)]


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LibraryRead(_Read):
    """folder: empty for the shipped library, and for one at a place of its own; files: digests, by their paths."""

    folder: str
    files: dict[str, Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]]


class SettingsRead(_Read):
    """What a second run must be told.  Paths are from the folder of the first; empty ones are not there."""

    product: Name
    waivers: str
    baseline: str
    library: LibraryRead
    markets: list[Name] = Field(min_length=1)
    members: str | list[str]
    rules: list[str]
    skip_rules: list[str] = Field(alias="skipRules")


class ProfileRead(_Read):
    """The thresholds it was judged by, whatever the library says today."""

    id: Name
    scoring: Literal["weighted-mean", "xccdf-default", "xccdf-flat", "xccdf-flat-unweighted", "xccdf-absolute"]
    fail_on: frozenset[Literal["blocker", "critical", "high", "medium", "low", "waivers"]]
    decide: bool
    decide_all: bool
    domain_weights: dict[str, Annotated[Decimal, Field(ge=0)]]
    min_score: dict[str, Share]
    min_coverage: dict[str, Share]
    max_not_applicable: Share | None
    coming_within: Duration
    require_signed: bool


class MarketRead(_Read):
    """One market.  What is in the lists is compared, not looked into."""

    market: Name
    verdict: Verdict
    reasons: list[str]
    scores: dict[str, dict[str, float | None]]
    gated: list[dict[str, str]]
    undecided: list[dict[str, str]]
    waived: list[dict[str, str]]
    known: list[dict[str, str]]
    tally: dict[str, int]


class ToolRead(_Read):
    """Who judged."""

    name: Literal["checkmarket"]
    version: str


class PredicateRead(_Read):
    """The verdict."""

    tool: ToolRead
    product: Name
    as_of: date = Field(alias="asOf")
    verdict: Verdict
    profile: ProfileRead
    settings: SettingsRead
    markets: list[MarketRead]
    faulty_waivers: list[dict[str, str]] = Field(alias="faultyWaivers")


class DigestRead(_Read):
    """SHA-256, 64 hexadecimal digits."""

    sha256: Sha256


class SubjectRead(_Read):
    """One thing that the statement is bound to."""

    name: Name
    digest: DigestRead


class StatementRead(_Read):
    """The statement."""

    kind: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: list[SubjectRead]
    predicate_type: Literal["urn:checkmarket:verdict:v1"] = Field(alias="predicateType")
    predicate: PredicateRead

    @property
    def digests(self) -> dict[str, str]:
        """The digests by the names of the subjects."""
        return {one.name: one.digest.sha256 for one in self.subject}

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it was judged with, the library apart."""
        settings = self.predicate.settings
        return tuple(one for one in (settings.product, settings.waivers, settings.baseline) if one)


def read_statement(text: str) -> StatementRead:
    """The statement that `in_toto.render` made of a run.  Raises ValueError where it is none, with the reason."""
    assert _kinds() == (STATEMENT, PREDICATE), "the reader and the writer differ"
    try:
        found = StatementRead.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}") from None
    names = [one.name for one in found.subject]
    if sorted(names) != sorted({*found.files, LIBRARY, RESULT}):
        raise ValueError("the digests are not those of the files that its settings name")
    return found


def _kinds() -> tuple[Any, ...]:
    fields = StatementRead.model_fields
    return tuple(fields[name].annotation.__args__[0] for name in ("kind", "predicate_type"))  # type: ignore[union-attr]


def profile_of(statement: StatementRead) -> Profile:
    """The profile it was judged by."""
    return Profile(title=statement.predicate.profile.id, **dict(statement.predicate.profile))


def differences(stated: StatementRead, found: StatementRead) -> Iterator[str]:
    """In words, where judging again comes out otherwise; the verdict and the digests apart."""
    then, now = stated.predicate, found.predicate
    if then.tool.version != now.tool.version:
        yield f"judged by checkmarket {then.tool.version}, and now by {now.tool.version}"
    if then.product != now.product:
        yield f"the product was called {then.product}, and is {now.product}"
    before, after = ({one.market: one for one in side.markets} for side in (then, now))
    for market in sorted(before.keys() | after.keys()):
        if market not in after:
            yield f"{market}: is not judged any more"
        elif market not in before:
            yield f"{market}: was not judged then"
        else:
            yield from (f"{market}: {one}" for one in _in_market(before[market], after[market]))
    if then.faulty_waivers != now.faulty_waivers:
        yield "other waivers do not count"


_FATES = {
    "gated": "fails the gate",
    "undecided": "is undecided",
    "waived": "is waived",
    "known": "is known from the baseline",
}


def _in_market(then: MarketRead, now: MarketRead) -> Iterator[str]:
    if then.verdict != now.verdict:
        yield f"was {then.verdict}, and is {now.verdict}"
    for fate, said in _FATES.items():
        before, after = ([one.get("rule", "") for one in getattr(side, fate)] for side in (then, now))
        yield from (f"{rule} {said} now" for rule in after if rule not in before)
        yield from (f"{rule} {said} no more" for rule in before if rule not in after)
        if before == after and getattr(then, fate) != getattr(now, fate):
            yield f"findings that it counts under '{fate}' have changed"
    if then.scores != now.scores:
        yield "the scores differ"
    if then.reasons != now.reasons:
        yield "the reasons differ"
    if then.tally != now.tally:
        yield "the tally differs"
