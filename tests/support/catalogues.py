"""Short makers of catalogues: a source text and its translation, checked as the files would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checkmarket.localisation.catalogue import Catalogue, Message, Syntax
from checkmarket.localisation.checks import check_all
from checkmarket.localisation.flaws import Flaw

Texts = str | Mapping[str, str]


def a_message(
    text: Texts, source: Texts = "", *, key: str = "key", syntax: Syntax = "unknown", line: int = 1
) -> Message:
    """A message whose file carries its source, as gettext's and XLIFF's do, unless that is empty."""
    return Message(key=key, texts=_forms(text), source=_forms(source) if source else {}, syntax=syntax, line=line)


def a_catalogue(
    locale: str, messages: Iterable[Message], *, form: str = "json", written: str | None = None, rule: str = ""
) -> Catalogue:
    """One file of a domain that lies in a folder of its locale."""
    written = locale if written is None else written
    return Catalogue(
        path=f"locales/{written}/texts",
        format=form,
        written=written,
        locale=locale,
        domain="locales/*/texts",
        messages=tuple(messages),
        plural_rule=rule,
    )


def flaws_of(
    source: Texts, text: Texts, *, locale: str = "de", form: str = "json", syntax: Syntax = "unknown", rule: str = ""
) -> list[Flaw]:
    """What is found in one translation of one English text."""
    if form in ("gettext", "xliff"):
        files = [a_catalogue(locale, [a_message(text, source, syntax=syntax)], form=form, rule=rule)]
    else:
        original = a_catalogue("en", [a_message(source, syntax=syntax)], form=form)
        files = [original, a_catalogue(locale, [a_message(text, syntax=syntax)], form=form)]
    return [one for one in check_all(files, source_locale="en") if one.locale == locale]


def codes_of(source: Texts, text: Texts, *, notes: bool = False, **more: object) -> list[str]:
    """The codes of `flaws_of`; notes: those of mere notes as well."""
    found = flaws_of(source, text, **more)  # type: ignore[arg-type]  # the options of flaws_of
    return [one.code for one in found if notes or one.severity != "note"]


def _forms(texts: Texts) -> Mapping[str, str]:
    return {"": texts} if isinstance(texts, str) else texts
