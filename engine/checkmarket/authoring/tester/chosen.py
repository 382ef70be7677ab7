"""Which cases a test is about.  Enters: a Library, its Cases, what somebody named.  Leaves: cases, rules, rulebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """cases: in the order of their files; rules: all that were named, with or without cases; books: named whole."""

    cases: tuple[Case, ...]
    rules: frozenset[str]
    books: frozenset[str]


def choose(library: Library, cases: Iterable[Case], selectors: Iterable[str] = ()) -> Chosen:
    """What the selectors name, everything where there is none.

    A selector is the id of a rule or rulebook, a shell pattern over ids of rules, or the path of a rulebook, a file of
    cases or a folder, as messages show paths.  Raises UsageIsWrong where one names nothing, or no case stands for any.
    """
    given = tuple(cases)
    named = [_named(selector, library, given) for selector in selectors] or [_everything(library, given)]
    wanted = {id(case) for one in named for case in one.cases}
    found = Chosen(
        cases=tuple(sorted((case for case in given if id(case) in wanted), key=_order)),
        rules=frozenset[str]().union(*(one.rules for one in named)),
        books=frozenset[str]().union(*(one.books for one in named)),
    )
    if not found.cases:
        what = ", ".join(sorted(found.rules)[:3]) or "this"
        raise UsageIsWrong(f"no case is written for {what}", "cases stand beside the law, in jurisdictions/*/cases")
    return found


def _named(selector: str, library: Library, cases: tuple[Case, ...]) -> Chosen:
    if selector in library.rulebooks:
        return _of_books(frozenset({selector}), library, cases)
    rules = frozenset(rule for rule in library.rules if fnmatchcase(rule, selector))
    if rules:
        return _of_rules(rules, library, cases)
    return _at(selector.rstrip("/"), library, cases)


def _everything(library: Library, cases: tuple[Case, ...]) -> Chosen:
    return Chosen(cases=cases, rules=frozenset(library.rules), books=frozenset(library.rulebooks))


def _of_books(books: frozenset[str], library: Library, cases: tuple[Case, ...]) -> Chosen:
    """The rules of whole rulebooks, with the cases that are filed under them."""
    rules = frozenset(rule.id for book in books for rule in library.rulebooks[book].rules)
    kept = tuple(case for case in cases if case.rule in rules or case.rulebook in books)
    return Chosen(cases=kept, rules=rules, books=books)


def _of_rules(rules: frozenset[str], library: Library, cases: tuple[Case, ...]) -> Chosen:
    whole = (
        book.id for book in library.rulebooks.values() if book.rules and rules.issuperset(r.id for r in book.rules)
    )
    return Chosen(cases=tuple(case for case in cases if case.rule in rules), rules=rules, books=frozenset(whole))


def _at(path: str, library: Library, cases: tuple[Case, ...]) -> Chosen:
    """What lies in a file or below a folder."""
    books = frozenset(book.id for book in library.rulebooks.values() if _lies_in(book.place.path, path))
    filed = tuple(case for case in cases if _lies_in(case.place.path, path))
    if books:
        whole = _of_books(books, library, cases)
        return Chosen(cases=(*whole.cases, *filed), rules=whole.rules, books=books)
    if filed:
        rules = frozenset(case.rule for case in filed)
        return Chosen(cases=filed, rules=rules, books=frozenset(case.rulebook for case in filed))
    raise UsageIsWrong(f"no rule, rulebook or file is called '{path}'", _hint(path, library, cases))


def _lies_in(file: str, path: str) -> bool:
    return file == path or file.startswith(f"{path}/")


def _hint(path: str, library: Library, cases: tuple[Case, ...]) -> str:
    if any(rule.startswith(f"{path}.") for rule in library.rules):
        return f"did you mean '{path}.*'?"
    files = {case.place.path for case in cases} | {book.place.path for book in library.rulebooks.values()}
    known = files if "/" in path else {*library.rules, *library.rulebooks}
    return did_you_mean(path, known, otherwise="name a rule, a pattern such as 'EU.ai.*', a rulebook or a file")


def _order(case: Case) -> tuple[str, int, int]:
    return (case.place.path, case.place.line, case.place.column)
