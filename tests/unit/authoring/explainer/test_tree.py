"""The tree says of every rule what `evaluate` says of it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring.explainer.tree import APPLIES, MET, Node, leaves, truth_tree
from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import Not, Term
from checkmarket.model.findings import Status
from checkmarket.model.truth import Truth
from checkmarket.model.values import State
from tests.support.law import TODAY, a_fact, a_library, a_rule, a_subject, is_
from tests.support.random_law import a_random_library, a_random_subject

STATUS = {
    (Truth.TRUE, Truth.TRUE): Status.PASS,
    (Truth.TRUE, Truth.FALSE): Status.FAIL,
    (Truth.TRUE, Truth.UNKNOWN): Status.UNKNOWN,
    (Truth.UNKNOWN, Truth.TRUE): Status.PASS_IF_APPLICABLE,
    (Truth.UNKNOWN, Truth.FALSE): Status.POSSIBLE_FAIL,
    (Truth.UNKNOWN, Truth.UNKNOWN): Status.UNKNOWN,
    **{(Truth.FALSE, met): Status.NOT_APPLICABLE for met in Truth},
}
"""The table of design section 4, written a second time."""


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_the_tree_and_the_finding_agree_on_every_random_rule(random: Random) -> None:
    library = a_random_library(random)
    law, subject = plan(library, "EU", TODAY), a_random_subject(random, library.facts)
    for finding in evaluate(library, law, subject):
        applies, met = truth_tree(library, law, subject, finding.rule.id).children
        assert (applies.text, met.text) == (APPLIES, MET)
        in_force = law.rules[finding.rule.id].in_force
        assert (STATUS[applies.truth, met.truth] if in_force else Status.NOT_IN_FORCE) is finding.status


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_what_decides_a_finding_stands_among_the_leaves_of_its_tree(random: Random) -> None:
    library = a_random_library(random)
    law, subject = plan(library, "EU", TODAY), a_random_subject(random, library.facts)
    for finding in evaluate(library, law, subject):
        shown = {(one.fact, one.value) for one in leaves(truth_tree(library, law, subject, finding.rule.id))}
        assert {(one.fact, one.value) for one in finding.because} <= shown


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_a_term_has_the_truth_of_what_it_stands_for(random: Random) -> None:
    library = a_random_library(random)
    law, subject = plan(library, "EU", TODAY), a_random_subject(random, library.facts)
    for ident in law.rules:
        for node in _all(truth_tree(library, law, subject, ident)):
            if isinstance(node.condition, Term):
                assert node.children[0].truth is node.truth
            if isinstance(node.condition, Not) and isinstance(node.condition.part, Term):
                assert node.children[0].truth is ~node.truth


def test_a_leaf_carries_its_value_and_a_term_what_it_stands_for() -> None:
    library = a_library(
        [a_fact("x.a"), a_fact("x.b")],
        [a_rule("EU.tax.one", is_("x.b", True), applies=Term("EU.tax/bound"))],
        terms={"EU.tax/bound": is_("x.a", True)},
    )
    tree = truth_tree(library, plan(library, "EU", TODAY), a_subject({"x.a": False}), "EU.tax.one")
    term = tree.children[0].children[0]
    assert (tree.truth, term.text, term.truth) == (Truth.TRUE, "“EU.tax/bound”", Truth.FALSE)
    assert [(one.text, one.truth, one.value) for one in leaves(tree)] == [
        ("x.a is yes", Truth.FALSE, False),
        ("x.b is yes", Truth.UNKNOWN, State.UNKNOWN),
    ]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)
