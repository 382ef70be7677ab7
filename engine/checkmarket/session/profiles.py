"""The profile a run judges by: one of the library's, with what the run says in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict, Unpack

from checkmarket.gate import WAIVERS
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.law import SEVERITIES
from checkmarket.model.library import Library
from checkmarket.model.vocabulary import Profile

_UNKNOWN, _UNSIGNED = "unknown", "unsigned"
FAIL_ON = ("blocker", *SEVERITIES, WAIVERS, _UNKNOWN, _UNSIGNED)
"""What a gate can fail on."""

Shares = Mapping[str, float | Decimal]


class Thresholds(TypedDict, total=False):
    """What may stand in place of a profile's own.

    fail_on: words of FAIL_ON; min_score, min_coverage: of the compliance score, or by compliance, culture and domain,
    in [0, 1]; max_not_applicable: a share; coming_within: an ISO 8601 duration such as "P90D".
    """

    fail_on: tuple[str, ...]
    min_score: float | Shares | None
    min_coverage: float | Shares | None
    max_not_applicable: float | None
    coming_within: str
    require_signed: bool


def chosen_profile(library: Library, name: str, **thresholds: Unpack[Thresholds]) -> Profile:
    """The profile of that name with the thresholds given in place of its own.

    Raises UsageIsWrong for an unknown profile, word or score, and for a share outside [0, 1].
    """
    found = library.profiles.get(name)
    if found is None:
        known = ", ".join(sorted(library.profiles))
        hint = did_you_mean(name, library.profiles, otherwise=f"there is {known}")
        raise UsageIsWrong(f"unknown profile '{name}'", hint)
    fail_on = thresholds.get("fail_on", ())
    for word in fail_on:
        if word not in FAIL_ON:
            raise UsageIsWrong(f"cannot fail on '{word}'", did_you_mean(word, FAIL_ON, otherwise=", ".join(FAIL_ON)))
    if fail_on:
        kinds = frozenset(fail_on) - {_UNKNOWN, _UNSIGNED}
        found = replace(found, fail_on=kinds or found.fail_on, decide_all=_UNKNOWN in fail_on)
    most = thresholds.get("max_not_applicable")
    return replace(
        found,
        min_score=_shares(thresholds.get("min_score"), library) or found.min_score,
        min_coverage=_shares(thresholds.get("min_coverage"), library) or found.min_coverage,
        max_not_applicable=found.max_not_applicable if most is None else _share(most),
        coming_within=thresholds.get("coming_within") or found.coming_within,
        require_signed=found.require_signed or thresholds.get("require_signed", False) or _UNSIGNED in fail_on,
    )


def _shares(given: float | Shares | None, library: Library) -> dict[str, Decimal]:
    if given is None:
        return {}
    named: Shares = {"compliance": given} if isinstance(given, int | float | Decimal) else given
    known = ("compliance", "culture", *library.domains)
    for name in named:
        if name not in known:
            raise UsageIsWrong(f"there is no score of '{name}'", did_you_mean(name, known, otherwise=", ".join(known)))
    return {name: _share(value) for name, value in named.items()}


def _share(value: float | Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise UsageIsWrong(f"a score lies from 0 to 1, not at {value:g}", "write 0.8 for 80 %")
    return Decimal(str(value))
