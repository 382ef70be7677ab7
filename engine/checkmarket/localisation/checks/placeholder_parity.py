"""L101 to L105: the placeholders of a translation are those of its source, and can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checkmarket.localisation.checks.domain import Domain, Pair, Said, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.placeholders.dialects import Dialect, parse
from checkmarket.localisation.placeholders.parity import ALL, Difference, differences
from checkmarket.localisation.placeholders.shape import Shape
from checkmarket.localisation.plurals import reach, seldom_forms


def check(domain: Domain) -> Iterator[Flaw]:
    """Each text against the source form that it stands for."""
    for translation in domain.translations:
        for said in translation.texts:
            for dialect in said.pair.dialects:
                given = parse(said.text, dialect)
                if translation.is_source:
                    yield from _faults(translation, said.pair, given)
                elif said.source:
                    wanted = parse(said.source, dialect)
                    if given is not wanted:
                        yield from _one(translation, said, dialect, wanted, given)


def _one(translation: Translation, said: Said, dialect: Dialect, wanted: Shape, given: Shape) -> Iterator[Flaw]:
    if wanted.faults:  # the source itself is wrong: that is said there
        return
    if given.faults:
        yield from _faults(translation, said.pair, given)
        return
    allowed = [parse(one, dialect) for one in said.pair.source.values()]
    spare = _spare(translation, said.form)
    for found in differences(_wanted(said.pair, wanted, dialect), allowed, given, spare=spare):
        yield _flaw(translation, said.pair, found, dialect, said.form)
    yield from _links(translation, said.pair, wanted, given)


def _wanted(pair: Pair, wanted: Shape, dialect: Dialect) -> Shape:
    """What "other" asks for: the source's form for one number may say it in words."""
    many = pair.source.get("other")
    return parse(many, dialect) if many else wanted


def _spare(translation: Translation, form: str) -> int:
    """How many placeholders a plural form may leave out.

    One where it stands for few numbers ("One file"): gettext's rule, and everybody's.  All where it stands for none
    ("Nothing was changed").
    """
    if not form:
        return 0
    if form.isdecimal():
        few: Mapping[str, frozenset[int]] = seldom_forms(translation.catalogue.plural_rule)
    else:
        known = reach(translation.locale)
        few = known.only if known else {}
        if known and form not in known.everyday:
            return 1
    numbers = few.get(form)
    return 0 if numbers is None else ALL if numbers == {0} else 1


def _flaw(translation: Translation, pair: Pair, found: Difference, dialect: Dialect, form: str) -> Flaw:
    where = f" in the plural form {form}" if form else ""
    match found.kind:
        case "missing":
            code = "L105" if dialect == "fluent" else "L101"
            return translation.flaw(code, pair, f"{found.text} of the source is missing{where}")
        case "extra":
            return translation.flaw("L102", pair, f"{found.text} does not stand in the source{where}")
        case "type":
            return translation.flaw("L103", pair, f"{found.text} stands where the source has {found.wanted}{where}")


def _links(translation: Translation, pair: Pair, wanted: Shape, given: Shape) -> Iterator[Flaw]:
    for link in sorted(wanted.links - given.links):
        if link:
            yield translation.flaw("L105", pair, f"'{link}', which the source takes in, is not used")


def _faults(translation: Translation, pair: Pair, shape: Shape) -> Iterator[Flaw]:
    for fault in shape.faults:
        yield translation.flaw("L104", pair, fault)
