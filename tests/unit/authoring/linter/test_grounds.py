"""What cases rest on: every change of it changes the digest, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checkmarket.authoring.linter.grounds import Grounds
from checkmarket.compiler.index import Index
from checkmarket.library import Compiled, Source
from checkmarket.model.conditions import Leaf, Literal, ParameterValue, RuleIs, Term
from checkmarket.model.document import Place
from checkmarket.model.law import DatedValue, Ratio, Setting
from checkmarket.model.library import Library
from checkmarket.model.values import FactType
from tests.support.law import HERE, a_fact, a_library, a_rule, an_override, is_

FLAG = a_fact("a.flag", asked_if=is_("a.second", True))
FACTS = [FLAG, a_fact("a.second", asked_if=is_("a.third", True)), a_fact("a.third"), a_fact("a.apart")]
BOOKS = ("EU.tax", "EU.labour", "DE.tax", "FR.tax")


def library(condition: object = None, **books: object) -> Library:
    """EU.tax asks for a flag, or for what is given; each other book has one rule, and what is given."""
    first = a_rule("EU.tax.one", condition or is_("a.flag", True))
    others = [a_rule(f"{book}.one", is_("a.apart", True)) for book in BOOKS[1:]]
    made = a_library(FACTS, [first, *others], terms={"EU.labour/bound": is_("a.apart", True)})
    found = {
        ident: replace(book, place=Place(f"{ident}.yaml"), **books.get(ident.replace(".", "_"), {}))
        for ident, book in made.rulebooks.items()
    }
    return replace(made, rulebooks=found)


def digest(law: Library, *, texts: dict[str, str] | None = None, facts: tuple[str, ...] = ()) -> str:
    """Of the cases of EU.tax.  texts: of files, where they are not as ever."""
    names = {f"{book}.yaml": "rulebook" for book in BOOKS}
    names |= {"places.yaml": "places", "EU.yaml": "jurisdiction", "facts.yaml": "facts", "controls.yaml": "controls"}
    sources = tuple(Source(kind, name, (texts or {}).get(name, "").encode(), ()) for name, kind in names.items())
    return Grounds(sources, Compiled(law, Index(), (), frozenset())).digest({"EU.tax"}, facts)


@pytest.mark.parametrize(("file", "matters"), [
    ("EU.tax.yaml", True), ("places.yaml", True), ("EU.yaml", True),
    ("EU.labour.yaml", False), ("DE.tax.yaml", False), ("facts.yaml", False), ("controls.yaml", False),
])  # fmt: skip
def test_texts_of_the_rulebook_and_of_places_matter(file: str, *, matters: bool) -> None:
    assert (digest(library(), texts={file: "changed"}) != digest(library())) == matters


def a_setting() -> Setting:
    value = DatedValue(first=date(2020, 1, 1), value=1, cite=())
    return Setting(parameter="EU.tax/age", jurisdiction="DE", values=(value,), place=HERE)


LINKS = {
    "a term of another book": (library(Term("EU.labour/bound")), "EU.labour.yaml"),
    "a parameter of another book": (
        library(Leaf("a.flag", "is", (ParameterValue("EU.labour/age"),))), "EU.labour.yaml",
    ),
    "another rule": (library(RuleIs("EU.labour.one", "met")), "EU.labour.yaml"),
    "a child's change": (library(DE_tax={"overrides": (an_override("tightens", "EU.tax.one", "DE"),)}), "DE.tax.yaml"),
    "a child's value": (library(DE_tax={"settings": (a_setting(),)}), "DE.tax.yaml"),
    "what takes its place": (
        library(DE_tax={"overrides": (an_override("replaces", "EU.tax.one", "DE", by="FR.tax.one"),)}), "FR.tax.yaml",
    ),
    "what a child's change asks": (
        library(DE_tax={
            "overrides": (an_override("tightens", "EU.tax.one", "DE", condition=Term("EU.labour/bound")),)
        }), "EU.labour.yaml",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("law", "file"), LINKS.values(), ids=LINKS)
def test_what_a_rulebook_names_or_is_changed_by_matters(law: Library, file: str) -> None:
    assert digest(law, texts={file: "changed"}) != digest(law)


def test_the_target_of_a_ratio_matters() -> None:
    law = library()
    rule = replace(law.rules["EU.tax.one"], demand=Ratio(fact="a.flag", target="EU.labour/age"))
    law = replace(law, rulebooks={**law.rulebooks, "EU.tax": replace(law.rulebooks["EU.tax"], rules=(rule,))})
    assert digest(law, texts={"EU.labour.yaml": "changed"}) != digest(law)


@pytest.mark.parametrize(
    ("fact", "matters"), [("a.flag", True), ("a.second", True), ("a.third", True), ("a.apart", False)]
)
def test_the_meaning_of_facts_and_of_what_decides_whether_they_are_asked_matters(fact: str, *, matters: bool) -> None:
    law = library()
    other = replace(law.facts[fact], type=FactType(base="integer"))
    assert (digest(replace(law, facts={**law.facts, fact: other})) != digest(law)) == matters


def test_a_fact_that_a_case_states_matters() -> None:
    law = library()
    gone = replace(law, facts={ident: one for ident, one in law.facts.items() if ident != "a.apart"})
    assert digest(gone, facts=("a.apart",)) != digest(law, facts=("a.apart",))


def test_how_a_question_is_worded_and_where_it_stands_does_not_matter() -> None:
    law = library()
    moved = replace(FLAG, question="Is the flag up?", help="Look up.", place=Place("elsewhere.yaml", 9, 9))
    assert digest(replace(law, facts={**law.facts, "a.flag": moved})) == digest(law)


def test_a_leaf_that_moved_in_its_file_is_the_same() -> None:
    there = Leaf("a.second", "is", (Literal(value=True),), Place("facts.yaml", 7, 3))
    law = library()
    assert digest(replace(law, facts={**law.facts, "a.flag": replace(FLAG, asked_if=there)})) == digest(law)
