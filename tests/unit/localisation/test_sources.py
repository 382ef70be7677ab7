"""Which locale is the source, and why."""

from __future__ import annotations

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.sources import Seen, guess, settled, source_of


def catalogue(locale: str, written: str | None = None, *, template: bool = False, kind: str = "json") -> Catalogue:
    return Catalogue(
        path=f"{locale or 'default'}.x",
        format=kind,
        written=locale if written is None else written,
        locale=locale,
        domain="*.x",
        messages=(Message(key="a", texts={"": "b"}),),
        is_template=template,
    )


def seen(
    locale: str, filled: int, *, kind: str = "json", default: bool = False, source: str = "", domain: str = "d"
) -> Seen:
    return Seen(format=kind, domain=domain, locale=locale, source_locale=source, is_default=default, filled=filled)


def test_the_most_complete_locale() -> None:
    found = guess([seen("en", 80), seen("de", 100), seen("fr", 60)])
    assert (found.locale, found.why) == ("de", "the most complete locale: 100 texts")


def test_of_two_that_are_equal_or_nearly_so_english() -> None:
    assert guess([seen("de", 100), seen("en", 100)]).locale == "en"
    assert guess([seen("de", 100), seen("en-US", 99)]).locale == "en-US"
    assert guess([seen("de", 100), seen("en", 97)]).locale == "de"
    assert guess([seen("fr", 100), seen("de", 100)]).locale == "de"


def test_what_files_state_goes_before_what_is_counted() -> None:
    found = guess([seen("de", 500), seen("nl", 10, kind="xliff", source="sv")])
    assert (found.locale, found.why) == ("sv", "the files name it as their source")


def test_default_resources_and_gettext_do_not_say_their_language() -> None:
    assert guess([seen("", 100, kind="android", default=True), seen("de", 120, kind="android")]).locale == "en"
    assert guess([seen("en-US", 0, kind="gettext"), seen("de", 50, kind="gettext")]).locale == "en-US"
    assert guess([seen("de", 50, kind="gettext")]).why == "assumed: the files do not name the language of their sources"
    assert guess([]).locale == "en"


def test_a_template_comes_first_then_default_resources_then_the_source_locale() -> None:
    template, default, english, german = catalogue("", template=True), catalogue(""), catalogue("en"), catalogue("de")
    assert source_of([german, english, default, template], "en") == (template,)
    assert source_of([german, english, default], "en") == (default,)
    assert source_of([german, english], "en") == (english,)
    assert source_of([german], "en") == ()
    assert source_of([catalogue("", kind="gettext")], "en") == ()


def test_default_resources_get_the_source_locale() -> None:
    base, german = catalogue("", "Base"), catalogue("de")
    assert [one.locale for one in settled([base, german], "fr")] == ["fr", "de"]
    assert settled([base], "fr")[0].written == "Base"
