"""Link all files into one Library."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from checkmarket.compiler.entries import Problems, table, text
from checkmarket.compiler.index import Index, build_index
from checkmarket.compiler.links import check_links
from checkmarket.compiler.rulebook import compile_rulebook
from checkmarket.compiler.signatures import compile_signatures
from checkmarket.compiler.vocabulary import (
    compile_controls,
    compile_domains,
    compile_facts,
    compile_jurisdiction,
    compile_profile,
)
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Document, Table
from checkmarket.model.law import Jurisdiction, Rulebook
from checkmarket.model.library import Library
from checkmarket.model.signatures import SignOff
from checkmarket.model.territories import NO_TERRITORIES, Territories, Territory, spoken

Documents = Mapping[str, Iterable[Document]]


def compile_library(
    documents: Documents,
    *,
    broken: frozenset[str] = frozenset(),
    digest: str = "",
    territories: Territories | None = None,
) -> tuple[Library, Index, list[Diagnostic]]:
    """Compile all documents, by kind (facts, controls, domains, places, profile, jurisdiction, rulebook,
    signatures).

    broken: the paths of documents whose shape is wrong already: their ids count, their contents do not.
    Returns the Library, the Index of all ids, and the mistakes; the Library is whole only when there are none.
    """
    problems = Problems()
    index = build_index(documents, problems)

    def roots(kind: str) -> list[Table]:
        return [table(one.root) for one in documents.get(kind, ()) if one.path not in broken]

    facts = {one.id: one for root in roots("facts") for one in compile_facts(root, index, problems)}
    controls = {one.id: one for root in roots("controls") for one in compile_controls(root, facts, index, problems)}
    profiles = [compile_profile(root, index, problems) for root in roots("profile")]
    lands = [compile_jurisdiction(root, index, problems) for root in roots("jurisdiction")]
    books = {text(root, "rulebook"): compile_rulebook(root, index, problems) for root in roots("rulebook")}
    library = Library(
        facts=facts,
        controls=controls,
        domains={one.id: one for root in roots("domains") for one in compile_domains(root)},
        profiles={one.id: one for one in profiles},
        places=index.places,
        jurisdictions=_jurisdictions([land for land, _ in lands], books.values(), index),
        edges=tuple(dict.fromkeys(edge for _, edges in lands for edge in edges)),
        rulebooks=books,
        rules={rule.id: rule for book in books.values() for rule in book.rules},
        terms={term.id: term for book in books.values() for term in book.terms},
        parameters={one.id: one for book in books.values() for one in book.parameters},
        digest=digest,
        territories=territories or NO_TERRITORIES,
    )
    library = replace(library, territories=_with_provinces(library))
    check_links(library, problems)
    return replace(library, sign_offs=_sign_offs(documents, broken, library, index, problems)), index, problems


def _with_provinces(library: Library) -> Territories:
    """The table, and the places below a country whose own file counts their people."""
    found = library.territories
    own: dict[str, Territory] = {}
    for place in library.jurisdictions.values():
        above = next((one for one in library.chain(place.id, date.max) if one in found.by_code), None)
        if place.speakers and above is not None:
            speakers = (spoken(found, tag, float(percent)) for tag, percent in place.speakers.items())
            own[place.id] = replace(
                found.by_code[above], code=place.id, population=place.population, speakers=tuple(speakers)
            )
    return replace(found, by_code=ChainMap(own, found.by_code)) if own else found  # type: ignore[arg-type]  # only read


def _sign_offs(
    documents: Documents, broken: frozenset[str], library: Library, index: Index, problems: Problems
) -> tuple[SignOff, ...]:
    """Every sign-off, held against the rules as they are now."""
    whole = [one for one in documents.get("signatures", ()) if one.path not in broken]
    found = [entry for one in whole for entry in compile_signatures(one, library, index, problems)]
    return tuple(sorted(found, key=lambda one: (one.rule, one.market, one.by)))


def _jurisdictions(lands: list[Jurisdiction], books: Iterable[Rulebook], index: Index) -> dict[str, Jurisdiction]:
    """Every place; it has books where a rulebook names it, with or without a jurisdiction.yaml beside it."""
    known = {one.id: one for one in lands}
    lawful = {book.jurisdiction for book in books}
    return {
        code: replace(known.get(code) or Jurisdiction(id=code, title=name), has_books=code in lawful)
        for code, name in index.places.items()
    }
