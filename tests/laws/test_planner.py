"""Whatever the planner promises comes out again when everything is judged from scratch.

Here a market is judged by evaluate and score alone, every rule of it, for every question anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from math import prod
from random import Random

import pytest
from checkmarket.compiler import plan
from checkmarket.evaluator import Dependencies, evaluate
from checkmarket.model.conditions import FactValue, Leaf
from checkmarket.model.findings import OPEN, Finding, Status
from checkmarket.model.law import Transition, Window
from checkmarket.model.library import Library, Plan
from checkmarket.model.report import ChecklistLine, Coming, MarketResult, Report, Scores
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.values import Known, PartialSet, State
from checkmarket.model.vocabulary import Change, Control
from checkmarket.scorer import score
from checkmarket.session import check
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.answers import a_random_product
from tests.support.law import TODAY, a_book, a_control, a_library, a_override, a_profile, a_rule, a_subject, is_
from tests.support.random_law import FIRST, Writer, a_random_library, a_random_subject, answers, parameters

CLOSE = 1e-9
MOST_COMPLETIONS = 200
UNMET = {Status.FAIL, Status.POSSIBLE_FAIL}
ENDED = {Status.PASS, Status.PASS_IF_APPLICABLE, Status.NOT_APPLICABLE}
SILENT = {Status.NOT_APPLICABLE, Status.NOT_IN_FORCE}
ONE_DAY = timedelta(days=1)
seeds = given(seed=st.integers(0, 9999))


@dataclass(frozen=True)
class Project:
    """A library, a subject and what checkmarket said of it."""

    library: Library
    subject: Subject
    report: Report

    def judged(self, market: str, day: date = TODAY, subject: Subject | None = None) -> dict[str, Finding]:
        found = evaluate(self.library, self.plan(market, day), subject or self.subject)
        return {one.rule.id: one for one in found}

    def plan(self, market: str, day: date) -> Plan:
        return _plan(id(self.library), market, day) or _remember(self.library, market, day)

    def scores(self, market: str, subject: Subject | None = None) -> Scores:
        found = self.judged(market, subject=subject).values()
        return score(found, self.library.domains, self.report.profile)


_PLANS: dict[tuple[int, str, date], Plan] = {}


def _plan(library: int, market: str, day: date) -> Plan | None:
    return _PLANS.get((library, market, day))


def _remember(library: Library, market: str, day: date) -> Plan:
    return _PLANS.setdefault((id(library), market, day), plan(library, market, day))
