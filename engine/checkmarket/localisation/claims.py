"""Turn a scan into facts, and hold what a product file states against them.

Enters: a judged scan, what of the product its files are (interface, help …), the least share that counts as offered.
Leaves: Claims, as YAML with evidence, and Flaws where somebody stated something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.judging import Judged, shares
from checkmarket.model.document import Place
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.territories import Territories, written
from checkmarket.model.values import PartialSet, show
from checkmarket.model.version import VERSION
from checkmarket.model.vocabulary import Fact

USUAL = 0.95
"""The least share of the texts that counts as offered where nobody asks for another."""

_SHARES = {"interface": "locale.interface_share", "help": "locale.help_share"}
"""The facts that state a share for the main language of each market."""
_CLOSE = 0.5  # percent: a share somebody rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured, when and on what.  ref: the folder, as the product file is to name it; digest: of its files;
    commit: or empty; on: the day."""

    ref: str
    digest: str
    commit: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact that follows from the scan.

    market: where it is stated, or empty for all; value: language codes, or percent; shares: percent by language.
    """

    fact: str
    value: frozenset[str] | float
    market: str = ""
    shares: Mapping[str, float]

    def as_yaml(self, measured: Measured, note: str) -> str:
        """The value with its evidence on one line, as a product file may hold it."""
        value = sorted(self.value) if isinstance(self.value, frozenset) else _percent(self.value)
        evidence = {
            "kind": "measurement",
            "ref": measured.ref,
            "on": measured.on.isoformat(),
            "tool": f"checkmarket {VERSION}",
            "commit": measured.commit,
            "digest": measured.digest,
            "shares": {tag: _percent(share) for tag, share in sorted(self.shares.items())},
            "note": note,
        }
        kept = {key: one for key, one in evidence.items() if one}
        text = json.dumps({"value": value, "evidence": kept}, ensure_ascii=False)
        return text.replace(f'"on": "{measured.on}"', f'"on": {measured.on}')  # a day, not a text


def claims(judged: Judged, fact: Fact, territories: Territories) -> list[Claim]:
    """What the scan says: in which languages an artefact is, and how much of it in each market's main language.

    fact: the one that names the artefact's languages.
    """
    least = USUAL if judged.minimum is None else judged.minimum
    found = _by_language(shares(judged), territories)
    offered = frozenset(tag for tag, share in found.items() if share >= least)
    result = [Claim(fact=fact.id, value=offered, shares={tag: 100 * share for tag, share in found.items()})]
    if fact.artefact in _SHARES:
        for market in judged.markets:
            main = next(iter(market.languages), None)
            if main is not None:
                share = 100 * (main.share or 0.0)
                result.append(
                    Claim(fact=_SHARES[fact.artefact], value=share, market=market.market, shares={main.tag: share})
                )
    return result


def _by_language(by_tag: Mapping[str, float], territories: Territories) -> dict[str, float]:
    """Base codes, as facts name languages, and the script too where it is not the usual one; of several the best."""
    found: dict[str, float] = {}
    for tag, share in by_tag.items():
        base, script, _ = written(territories, tag)
        usual = territories.scripts.get(base, script)
        for name in (base, f"{base}-{script}") if script != usual else (base,):
            found[name] = max(share, found.get(name, 0.0))
    return found


def rule(judged: Judged) -> str:
    """The counting rule in a sentence, for the evidence."""
    least = USUAL if judged.minimum is None else judged.minimum
    rules = list(dict.fromkeys(one.rule for one in judged.scan.coverage))
    counted = rules[0] if len(rules) == 1 else f"{len(rules)} counting rules, which `checkmarket scan` prints"
    return f"A language counts with {100 * least:g} % of the texts. Counted: {counted}."[:500]


def contradictions(found: Iterable[Claim], product: Subject) -> Iterator[Flaw]:
    """Where the product file states what the files do not hold, or leaves out what they do."""
    for claim in found:
        stated = product.markets.get(claim.market, {}) if claim.market else product.facts
        one = stated.get(claim.fact)
        if one is None or one.place is None:
            continue
        if isinstance(claim.value, frozenset):
            yield from _languages(claim, claim.value, one, one.place)
        else:
            yield from _share(claim, claim.value, one, one.place)


def _languages(claim: Claim, held: frozenset[str], stated: Stated, place: Place) -> Iterator[Flaw]:
    value = stated.value
    tags = value.has if isinstance(value, PartialSet) else value
    if not isinstance(tags, frozenset):
        return
    named = {str(tag) for tag in tags}
    for tag in sorted(named - held):
        share = claim.shares.get(tag)
        there = "none of the files is in it" if share is None else f"{_percent(share):g} % of the texts are there"
        yield _flaw("L701", place, f"{claim.fact} names {tag}, but {there}")
    if isinstance(value, frozenset):
        for tag in sorted(held - named):
            yield _flaw("L702", place, f"{claim.fact} leaves out {tag}, which the files hold")


def _share(claim: Claim, measured: float, stated: Stated, place: Place) -> Iterator[Flaw]:
    value = stated.value
    if isinstance(value, int | Decimal):
        declared = float(value)
        if abs(declared - measured) > _CLOSE:
            words = f"{claim.fact} says {show(value)} % in {claim.market}, but {_percent(measured):g} % are there"
            yield _flaw("L701" if declared > measured else "L702", place, words)


def _flaw(code: str, place: Place, message: str) -> Flaw:
    hint = "scan --write states what is there"
    return Flaw(code=code, path=place.path, line=place.line, column=place.column, message=message, hint=hint)


def _percent(share: float) -> float:
    """To a tenth, rounded down: what is not whole is never 100."""
    tenths = int(share * 10 + 1e-9)
    return tenths / 10 if tenths % 10 else tenths // 10
