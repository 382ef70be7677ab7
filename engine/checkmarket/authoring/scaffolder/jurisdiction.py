"""Begin a jurisdiction: its file, and a first rulebook that says what the law above it leaves to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.scaffolder.drafts import SCHEMA_LINE, Draft, new_file
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.law import Edge
from checkmarket.model.library import Library

_FORM = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNotes:
    """What a public list says of a place.  languages: tags; currency: a code; source: the list; all may be empty."""

    languages: tuple[str, ...] = ()
    currency: str = ""
    source: str = ""


def draft_jurisdiction(
    library: Library, code: str, domain: str, notes: PlaceNotes, files: Collection[str], *, day: date
) -> tuple[Draft, ...]:
    """The file of the jurisdiction, and a rulebook without rules for a domain unless there is one.

    files: the paths of all files of the library; a member of a union is a jurisdiction without a file of its own.
    """
    _check(library, code, domain, files)
    title = library.places.get(code, "(its name in English)")
    edges = [one for one in library.edges if one.child == code and one.window.covers(day)]
    lines = [
        f"{SCHEMA_LINE}../../rules/schema/jurisdiction.schema.json",
        *_names(code, title, notes),
        *_above(library, code, edges),
    ]
    file = new_file(f"jurisdictions/{code}/jurisdiction.yaml", lines)
    if f"{code}.{domain}" in library.rulebooks:
        return (file,)
    return file, new_file(f"jurisdictions/{code}/{domain}.yaml", _rulebook(library, code, title, domain, edges))


def _check(library: Library, code: str, domain: str, files: Collection[str]) -> None:
    if f"jurisdictions/{code}/jurisdiction.yaml" in files:
        hint = f"begin a rule with: checkmarket rules new {code}.{domain}.what-to-do"
        raise UsageIsWrong(f"the jurisdiction '{code}' exists", hint)
    if not _FORM.match(code):
        hint = did_you_mean(code.upper(), library.places, otherwise="two capitals, such as PL; a part of it US-CA")
        named = next((f"did you mean '{one}'?" for one, name in library.places.items() if name == code), hint)
        raise UsageIsWrong(f"'{code}' is not the code of a place", named)
    if code.partition("-")[0] not in library.places:
        hint = did_you_mean(code, library.places, otherwise="codes are those of ISO 3166; places.yaml lists them")
        raise UsageIsWrong(f"there is no place '{code}'", hint)
    if domain not in library.domains:
        hint = did_you_mean(domain, library.domains, otherwise=f"known: {', '.join(sorted(library.domains))}")
        raise UsageIsWrong(f"there is no domain '{domain}'", hint)


def _names(code: str, title: str, notes: PlaceNotes) -> Iterator[str]:
    yield f"jurisdiction: {code}"
    yield f"title: {title}"
    if notes.source:
        yield f"# Languages and currency are those of {notes.source}: hold them against a source of the place itself."
    yield "# Which languages does its law speak, or ask for?  Seen where, on which day?"
    yield f"languages: [{', '.join(map(_bare, notes.languages))}]" if notes.languages else "# languages: [xx]"
    yield "# In which currency are its amounts of money?"
    yield f"currency: {notes.currency}" if notes.currency else "# currency: XXX"


def _bare(tag: str) -> str:
    """`no` is Norwegian only in quotes."""
    return f'"{tag}"' if tag in ("no", "on", "y", "n") else tag


def _above(library: Library, code: str, edges: list[Edge]) -> Iterator[str]:
    if edges:
        for one in edges:
            since = f" since {one.window.first}" if one.window.first else ""
            yield f"# {one.parent} lists it as a member{since}, so its law is inherited; it needs no `extends`."
        return
    above, _, part = code.partition("-")
    if part and above not in library.jurisdictions:
        yield f"# {above} has no file yet: checkmarket rules new-jurisdiction {above}"
    yield "# Does it lie below another jurisdiction, as a state of a federation does?  Since which day?"
    yield "# extends:"
    yield f"#   - {{id: {above if part else 'EU'}, from: 1958-01-01}}"


def _rulebook(library: Library, code: str, title: str, domain: str, edges: list[Edge]) -> list[str]:
    lines = [
        f"{SCHEMA_LINE}../../rules/schema/rulebook.schema.json",
        f"rulebook: {code}.{domain}",
        f"jurisdiction: {code}",
        f"domain: {domain}",
        f"title: {library.domains[domain].title} in {title}",
        "",
        f"# Begin a rule with: checkmarket rules new {code}.{domain}.what-to-do",
    ]
    for edge in edges:
        lines += _left_open(library, f"{edge.parent}.{domain}")
    return lines


def _left_open(library: Library, book: str) -> Iterator[str]:
    """What the law above asks of the laws below it, in this domain."""
    found = library.rulebooks.get(book)
    if found is None:
        return
    open_ones = [one for one in found.parameters if one.settable_by]
    if open_ones:
        yield f"# {book} leaves these numbers to it: find the national text, then write it under `sets`."
        yield from (f"#   - {one.id}: {one.title}" for one in open_ones)
    due = [one for one in found.rules if one.transposition]
    if due:
        yield f"# Directives of {book}: name the national rule under `implements`, or say `not_transposed`."
        yield from (f"#   - {one.id}: {one.title}, due {one.transposition}" for one in due)
