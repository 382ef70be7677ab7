"""SQL has the same three-valued logic for NULL, so SQLite is an independent judge of every condition.

The translation here shares nothing with the evaluator.  UNKNOWN is NULL, a set known in part is a list that ends in
NULL, `none` is a column of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from checkmarket.compiler import plan
from checkmarket.compiler.operators import LIST, PAIR, operators_of
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import (
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    Constant,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
    leaves_of,
    parts_of,
)
from checkmarket.model.findings import Status
from checkmarket.model.law import Requirement
from checkmarket.model.library import Library, Plan
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Money, PartialSet, State, Value
from checkmarket.model.vocabulary import Fact
from tests.support.law import a_library, a_rule
from tests.support.random_law import PLACES_BELOW, Writer, a_random_subject, parameters, vocabulary

BATCHES, RULES, SUBJECTS = 40, 256, 2
DAY = date(2024, 3, 31)  # a month after it, and a month before it, end earlier
TRUTH = {1: Truth.TRUE, 0: Truth.FALSE, None: Truth.UNKNOWN}
BY_STATUS = {Status.PASS: Truth.TRUE, Status.FAIL: Truth.FALSE, Status.UNKNOWN: Truth.UNKNOWN}
COMPARE = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
COMPARE |= {"on_or_after": ">=", "after": ">", "on_or_before": "<=", "before": "<"}
NOTHING = "'equal to nothing'"  # what a known "none" is among the entries of a list
OPPOSITE = {"is_not": "is", "is_none_of": "is_one_of", "excludes": "includes", "includes_none_in": "includes_any_in"}


def stored(value: Value) -> object:
    """A value as a column holds it: thousandths, seconds, ISO days, lists; text as it is."""
    match value:
        case bool():
            return int(value)
        case int() | Decimal():
            return int(value * 1000)
        case timedelta():
            return int(value.total_seconds())
        case date():
            return value.isoformat()
        case frozenset():
            return json.dumps([stored(one) for one in sorted(value)])
        case PartialSet(has):
            return json.dumps([*(stored(one) for one in sorted(has)), None])
    return value


def quoted(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


class Translation:
    """Conditions as SQL expressions over the table `subject`, one column a fact."""

    def __init__(self, library: Library, the_plan: Plan) -> None:
        self.facts, self.plan = library.facts, the_plan

    def notions(self) -> Iterator[tuple[str, str]]:
        """Terms and rules, each after those it refers to."""
        for n in range(len(self.plan.terms)):
            yield f"EU.tax/{n}", self.condition(self.plan.terms[f"EU.tax/{n}"])
            planned = self.plan.rules[f"EU.ai.{n}"]
            assert isinstance(planned.demand, Requirement)
            applies = self.condition(planned.applies)
            yield f"EU.ai.{n} applies", applies
            yield f"EU.ai.{n} met", f"((NOT {applies}) OR {self.condition(planned.demand.condition)})"

    def condition(self, condition: Condition) -> str:
        match condition:
            case Constant(truth):
                return str(int(truth is Truth.TRUE))
            case All(parts):
                return "(" + " AND ".join(map(self.condition, parts)) + ")"
            case AnyOf(parts):
                return "(" + " OR ".join(map(self.condition, parts)) + ")"
            case Not(part):
                return f"(NOT {self.condition(part)})"
            case AtLeast(needed, parts):
                rows = " UNION ALL ".join(f"SELECT {self.condition(part)} AS t" for part in parts)
                return (
                    f"(SELECT CASE WHEN total(t IS 1) >= {needed} THEN 1 WHEN total(t IS NOT 0) >= {needed} THEN NULL"
                    f" ELSE 0 END FROM ({rows}))"
                )
            case Choice():
                when, then, otherwise = map(self.condition, parts_of(condition))
                both = f"CASE WHEN {then} IS {otherwise} THEN {then} END"
                return f"(CASE WHEN {when} THEN {then} WHEN NOT {when} THEN {otherwise} ELSE {both} END)"
            case Term(term):
                return f'"{term}"'
            case RuleIs(rule, aspect):
                return f'"{rule} {aspect}"'
            case Leaf():
                return self.leaf(condition)
        raise AssertionError(condition)

    def leaf(self, leaf: Leaf) -> str:
        known = self._positive(leaf) if leaf.operator not in OPPOSITE else f"(NOT {self._positive(leaf)})"
        if not self.facts[leaf.fact].type.nullable:
            return known
        return f"(CASE WHEN {column(leaf.fact)}_none THEN {self._of_none(leaf)} ELSE {known} END)"

    def _of_none(self, leaf: Leaf) -> int:
        if leaf.operator in ("is_given", "is_none"):
            return int((leaf.operator == "is_none") == (leaf.operands == (Literal(True),)))
        return int(leaf.operator in OPPOSITE)

    def _positive(self, leaf: Leaf) -> str:
        operator, fact = OPPOSITE.get(leaf.operator, leaf.operator), column(leaf.fact)
        shape = operators_of(self.facts[leaf.fact].type)[leaf.operator]
        if self.facts[leaf.fact].type.many:
            return self._set(operator, fact, leaf)
        if shape == LIST:
            found = f"{fact} IN (SELECT value FROM json_each({self._list(leaf)}))"
            return f"(CASE WHEN {fact} IS NULL THEN NULL ELSE {found} END)"  # NULL IN () is false
        if shape == PAIR:
            low, high = leaf.operands
            return f"({self._compared(leaf.fact, '>=', low)} AND {self._compared(leaf.fact, '<=', high)})"
        (operand,) = leaf.operands
        match operator:
            case "is":
                return self._compared(leaf.fact, "=", operand)
            case "matches":
                prefix = f"lower({self.operand(operand)}) || '-'"
                found = f"substr(lower({fact}) || '-', 1, length({prefix})) = {prefix}"
                return self._with_none(fact, found, operand)
            case "is_given" | "is_none":
                is_true = int((operator == "is_given") == (operand == Literal(True)))
                return f"(CASE WHEN {fact} IS NOT NULL THEN {is_true} END)"
        return self._compared(leaf.fact, COMPARE[operator], operand)

    def _set(self, operator: str, fact: str, leaf: Leaf) -> str:
        items = self._list(leaf)
        is_nothing = f"WHEN l.value IS NULL THEN NULL WHEN l.value = {NOTHING} THEN 0"
        held = f"CASE {is_nothing} ELSE l.value IN (SELECT value FROM json_each({fact})) END"
        listed = f"CASE WHEN m.value IS NULL THEN NULL ELSE m.value IN (SELECT value FROM json_each({items})) END"
        inside = (
            f"CASE {is_nothing} WHEN m.key IS NULL THEN 0 WHEN m.value IS NULL THEN NULL"
            " ELSE EXISTS (SELECT 1 FROM inside WHERE place = l.value AND part = m.value) END"
        )
        some = "CASE WHEN total(t IS 1) THEN 1 WHEN total(t IS NULL) THEN NULL ELSE 0 END"
        every = "CASE WHEN total(t IS 0) THEN 0 WHEN total(t IS NULL) THEN NULL ELSE 1 END"
        certain = f"(SELECT count(value) FROM json_each({fact}))"
        partial = f"(SELECT count(*) > count(value) FROM json_each({fact}))"
        number = f"({self.operand(leaf.operands[0])} / 1000)"
        enough = "(CASE WHEN {0} IS NULL THEN NULL WHEN {1} >= {0} THEN 1 WHEN {2} AND {0} > 0 THEN NULL ELSE 0 END)"
        of_known = {
            "includes": f"(SELECT {some} FROM (SELECT {held} AS t FROM json_each({items}) l))",
            "includes_any_of": f"(SELECT {some} FROM (SELECT {held} AS t FROM json_each({items}) l))",
            "includes_all_of": f"(SELECT {every} FROM (SELECT {held} AS t FROM json_each({items}) l))",
            "is_subset_of": f"(SELECT {every} FROM (SELECT {listed} AS t FROM json_each({fact}) m))",
            "includes_any_in": (
                f"(SELECT {some} FROM (SELECT {inside} AS t FROM json_each({items}) l LEFT JOIN json_each({fact}) m))"
            ),
            "count_at_least": enough.format(number, certain, partial),
            "count_at_most": "(NOT " + enough.format(f"({number} + 1)", certain, partial) + ")",
        }
        if operator in ("count_at_least", "count_at_most"):
            return self._with_none(fact, of_known[operator], leaf.operands[0])
        return f"(CASE WHEN {fact} IS NULL THEN NULL ELSE {of_known[operator]} END)"

    def _with_none(self, fact: str, comparison: str, operand: Operand) -> str:
        """Nothing equals a known "none", or compares with it; only an unknown fact leaves that open."""
        return f"(CASE WHEN {fact} IS NULL THEN NULL WHEN {self._is_none(operand)} THEN 0 ELSE {comparison} END)"

    def _is_none(self, operand: Operand) -> str:
        is_nullable = isinstance(operand, FactValue) and self.facts[operand.fact].type.nullable
        return f"{column(operand.fact)}_none" if is_nullable else "0"

    def _list(self, leaf: Leaf) -> str:
        """The listed operands as a JSON list; a set fact is one already, and unknown it is one unknown entry."""
        match leaf.operands:
            case (FactValue(fact),) if self.facts[fact].type.many:
                return f"coalesce({column(fact)}, '[null]')"
        items = (f"CASE WHEN {self._is_none(one)} THEN {NOTHING} ELSE {self.operand(one)} END" for one in leaf.operands)
        return "json_array(" + ", ".join(items) + ")"

    def _compared(self, fact: str, sign: str, operand: Operand) -> str:
        if self.facts[fact].type.base != "money":
            return self._with_none(column(fact), f"{column(fact)} {sign} {self.operand(operand)}", operand)
        amount, currency = self._money(operand)
        own, mine = column(fact), f"{column(fact)}_currency"
        rates = "WHEN 'EUR>USD' THEN 5 WHEN 'USD>EUR' THEN 3.2 WHEN 'CHF>EUR' THEN 8 WHEN 'EUR>CHF' THEN 2"
        rate = f"CASE {mine} || '>' || {currency} WHEN {currency} || '>' || {mine} THEN 4 {rates} END"
        return self._with_none(own, f"{own} * ({rate}) {sign} {amount} * 4", operand)

    def _money(self, operand: Operand) -> tuple[str, str]:
        match operand:
            case FactValue(fact):
                return column(fact), f"{column(fact)}_currency"
            case Literal(Money() as money):
                return quoted(stored(money.amount)), quoted(money.currency)
            case ParameterValue(parameter):
                return self._money(Literal(self.plan.parameters[parameter].value))
        raise AssertionError(operand)

    def operand(self, operand: Operand) -> str:
        match operand:
            case Literal(value):
                return quoted(stored(value))
            case ParameterValue(parameter):
                return quoted(stored(self.plan.parameters[parameter].value))
            case FactValue(fact):
                return column(fact)
            case DayOffset(sign, duration):
                return shifted(sign, duration)
        raise AssertionError(operand)


def column(fact: str) -> str:
    return fact.replace(".", "_")


def shifted(sign: int, duration: str) -> str:
    """SQLite lets a month overflow (31 April is 1 May), so the last day of the month is the bound."""
    count, unit = int(duration[1:-1]) * sign, {"D": "days", "W": "weeks", "M": "months", "Y": "months"}[duration[-1]]
    if unit == "weeks":
        count, unit = count * 7, "days"
    if unit == "days":
        return f"date('{DAY}', '{count} days')"
    months = count * 12 if duration[-1] == "Y" else count
    last = f"date('{DAY}', 'start of month', '{months + 1} months', '-1 days')"
    return f"min(date('{DAY}', '{months} months'), {last})"


def row(library: Library, subject: Subject) -> dict[str, object]:
    """One subject as a row."""
    found: dict[str, object] = {}
    for ident in library.facts:
        name, value = column(ident), subject.stated(ident, ())
        found[f"{name}_none"] = int(value is State.NONE)
        found[f"{name}_currency"] = value.currency if isinstance(value, Money) else None
        amount = value.amount if isinstance(value, Money) else value
        found[name] = None if isinstance(amount, State) else stored(amount)
    return found


def database(library: Library, sql: Translation, subjects: list[Subject]) -> sqlite3.Connection:
    """The subjects as rows: what is stated, what follows where a question does not arise, and every term and rule."""
    connection = sqlite3.connect(":memory:")
    rows = [row(library, subject) for subject in subjects]
    connection.execute(f"CREATE TABLE subject ({', '.join(rows[0])})")
    places = ", ".join("?" for _ in rows[0])
    connection.executemany(f"INSERT INTO subject VALUES ({places})", [tuple(one.values()) for one in rows])
    connection.execute("CREATE TABLE inside (place, part)")
    for part in {*PLACES_BELOW, *PLACES_BELOW.values()}:
        above = part
        while above:
            connection.execute("INSERT INTO inside VALUES (?, ?)", (above, part))
            above = PLACES_BELOW.get(above, "")
    for fact in library.facts.values():
        if fact.asked_if is not None and fact.otherwise is not None:
            here = column(fact.id)
            unasked = f"{here} IS NULL AND NOT {sql.condition(fact.asked_if)}"
            connection.execute(f"UPDATE subject SET {here} = {quoted(stored(fact.otherwise))} WHERE {unasked}")
    for name, expression in sql.notions():
        connection.execute(f'ALTER TABLE subject ADD COLUMN "{name}"')
        connection.execute(f'UPDATE subject SET "{name}" = {expression}')
    return connection


def random_library(random: Random) -> Library:
    """Rules whose `requires` are the conditions to judge, over terms and over rules that bind only some."""
    facts, given = vocabulary(), parameters()
    writer = Writer(random, facts, given)
    rules, terms = [], {}
    for n in range(6):
        terms[f"EU.tax/{n}"] = writer.condition(2)
        writer.terms.append(f"EU.tax/{n}")
        rules.append(a_rule(f"EU.ai.{n}", writer.condition(2), applies=writer.condition(1)))
        writer.rules.append(rules[-1].id)
    by_operator = facts_by_operator(facts)
    for n in range(RULES):
        if n % 3:
            condition = writer.condition()
        else:  # a leaf by itself shows its operator best
            operator = sorted(by_operator)[n // 3 % len(by_operator)]
            condition = writer.leaf(random.choice(by_operator[operator]), operator)
        rules.append(a_rule(f"EU.tax.{n:03}", condition))
    return a_library(facts.values(), rules, terms=terms, parameters=given, edges=PLACES_BELOW.items())


def facts_by_operator(facts: Mapping[str, Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.values():
        for operator in operators_of(fact.type):
            found[operator].append(fact)
    return found


def conditions_to_judge(the_plan: Plan) -> dict[str, Condition]:
    return {
        rule: planned.demand.condition
        for rule, planned in the_plan.rules.items()
        if planned.rule.domain == "tax" and isinstance(planned.demand, Requirement)
    }


@pytest.fixture(scope="module")
def disagreements_and_seen() -> tuple[list[str], Counter[Truth], dict[str, set[Truth]]]:
    """Judge every random condition twice.  seen: which truths each operator had when it stood alone."""
    wrong: list[str] = []
    outcomes: Counter[Truth] = Counter()
    seen: dict[str, set[Truth]] = defaultdict(set)
    for batch in range(BATCHES):
        random = Random(batch)
        library = random_library(random)
        the_plan = plan(library, "EU", DAY)
        sql = Translation(library, the_plan)
        subjects = [a_random_subject(random, library.facts) for _ in range(SUBJECTS)]
        connection = database(library, sql, subjects)
        by_rule = conditions_to_judge(the_plan)
        judged = [
            {one.rule.id: BY_STATUS[one.status] for one in evaluate(library, the_plan, subject, only=by_rule)}
            for subject in subjects
        ]
        for rule, condition in by_rule.items():
            answers = connection.execute(f"SELECT {sql.condition(condition)} FROM subject").fetchall()
            for found, (answer,) in zip(judged, answers, strict=True):
                outcomes[found[rule]] += 1
                if isinstance(condition, Leaf):
                    seen[condition.operator].add(TRUTH[answer])
                if found[rule] is not TRUTH[answer]:
                    wrong.append(f"batch {batch}, {rule}: {found[rule]} here, {TRUTH[answer]} in SQL: {condition}")
    return wrong, outcomes, seen


def test_sqlite_agrees_on_ten_thousand_conditions(disagreements_and_seen) -> None:
    wrong, outcomes, _ = disagreements_and_seen
    assert wrong[:5] == []
    assert outcomes.total() >= 10_000 * SUBJECTS
    assert min(outcomes[one] for one in Truth) > outcomes.total() / 20


def test_every_operator_was_seen_true_false_and_unknown(disagreements_and_seen) -> None:
    seen = disagreements_and_seen[2]
    assert seen == {operator: set(Truth) for operator in facts_by_operator(vocabulary())}


def test_every_shape_of_condition_was_tried() -> None:
    library = random_library(Random(0))
    the_plan = plan(library, "EU", DAY)
    leaves = [leaf for one in conditions_to_judge(the_plan).values() for leaf in leaves_of(one)]
    operands = {type(one) for leaf in leaves if isinstance(leaf, Leaf) for one in leaf.operands}
    assert {type(leaf) for leaf in leaves} == {Leaf, Term, RuleIs}
    assert operands == {Literal, ParameterValue, FactValue, DayOffset}
