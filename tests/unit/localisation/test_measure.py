"""How messages are counted."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.measure import Counts, Coverage, by_locale, measure, with_absent
from checkmarket.localisation.readers import read

STORED = Path(__file__).parent / "msgfmt"
# LC_ALL=C msgfmt --statistics --output-file=/dev/null FILE, GNU gettext 0.21: translated, fuzzy, untranslated
MSGFMT = {"plurals.po": (2, 1, 2), "contexts.po": (4, 1, 1), "bare.po": (2, 0, 0), "latin.po": (1, 0, 1)}


def catalogue(locale: str, texts: dict[str, str | dict[str, str]], **options: object) -> Catalogue:
    """Messages by key; a mapping is one of plural forms.  A key with ! is shielded, with ~ fuzzy, with # obsolete."""
    messages = tuple(
        Message(
            key=key.rstrip("!~#"),
            texts=text if isinstance(text, dict) else {"": text},
            shielded="!" in key,
            fuzzy="~" in key,
            obsolete="#" in key,
        )
        for key, text in texts.items()
    )
    values = {"path": f"{locale}.x", "format": "strings", "written": locale, "locale": locale, "domain": "*.x"}
    return Catalogue(**{**values, "messages": messages, **options})  # type: ignore[arg-type]


def counts(
    source: dict[str, str | dict[str, str]], target: dict[str, str | dict[str, str]], kind: str = "strings"
) -> Counts:
    found = measure([catalogue("en", source, format=kind), catalogue("de", target, format=kind)], "en")
    return next(one.counts for one in found if one.locale == "de")


def test_missing_empty_fuzzy_and_identical_are_four_things() -> None:
    source = {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}
    found = counts(source, {"a": "Ä", "b": "", "c~": "Z", "d": "D"})
    assert found == Counts(translated=2, empty=1, fuzzy=1, missing=1, identical=1)
    assert found.total == 5
    assert found.share() == 0.4
    assert found.share(deduct_identical=True) == 0.2


def test_an_empty_text_is_empty_even_when_it_is_fuzzy_or_blank() -> None:
    assert counts({"a": "A", "b": "B"}, {"a~": "", "b": " \n"}) == Counts(empty=2)


def test_what_the_source_no_longer_has_is_obsolete_and_in_no_total() -> None:
    assert counts({"a": "A"}, {"a": "Ä", "b": "B", "c#": "C"}) == Counts(translated=1, obsolete=2)


def test_shielded_texts_and_sources_without_a_text_do_not_count() -> None:
    assert counts({"a!": "A", "b": "", "c": "C"}, {"c": "Z"}) == Counts(translated=1)
    assert counts({"a": "A"}, {"a": "Ä", "b!": "B"}) == Counts(translated=1)


def test_a_plural_counts_once_when_all_its_forms_have_a_text() -> None:
    source: dict[str, str | dict[str, str]] = {"a": {"one": "x", "other": "xs"}}
    assert counts(source, {"a": {"one": "y", "other": "ys"}}) == Counts(translated=1)
    assert counts(source, {"a": {"one": "y", "other": ""}}) == Counts(empty=1)
    assert counts(source, {"a": {"other": "xs"}}) == Counts(translated=1, identical=1)


def test_what_can_be_nothing_else_is_not_identical() -> None:
    assert counts({"a": "%1$d / 2"}, {"a": "%1$d / 2"}).identical == 1  # the d of a placeholder is a letter
    assert counts({"a": "1 / 2 …"}, {"a": "1 / 2 …"}).identical == 0


def test_a_text_that_the_program_finds_in_the_parent_locale_is_inherited() -> None:
    catalogues = [
        catalogue("en", {"a": "A", "b": "B", "c": "C"}, format="android"),
        catalogue("pt", {"a": "x", "b": "y"}, format="android"),
        catalogue("pt-BR", {"a": "z"}, format="android"),
    ]
    found = {one.locale: one.counts for one in measure(catalogues, "en")}
    assert found["pt-BR"] == Counts(translated=1, inherited=1, missing=1)
    assert found["pt-BR"].share() == pytest.approx(2 / 3)
    apple = [catalogue(one.locale, {m.key: m.texts[""] for m in one.messages}) for one in catalogues]
    assert {one.locale: one.counts for one in measure(apple, "en")}["pt-BR"] == Counts(translated=1, missing=2)


def test_several_files_of_one_locale_are_one() -> None:
    parts = [catalogue("de", {"a": "x"}, path="de/1.x"), catalogue("de", {"b": "y"}, path="de/2.x")]
    found = measure([catalogue("en", {"a": "A", "b": "B"}), *parts], "en")
    assert [(one.locale, one.counts.translated, one.files) for one in found] == [
        ("de", 2, ("de/1.x", "de/2.x")),
        ("en", 2, ("en.x",)),
    ]


def test_a_locale_that_lacks_a_whole_file_lacks_all_its_messages() -> None:
    common = [catalogue(one, {"a": "A"}, domain="locales/*/common.x") for one in ("en", "de")]
    errors = [catalogue("en", {"b": "B", "c": "C"}, domain="locales/*/errors.x")]
    other = [catalogue("en", {"d": "D"}, domain="web/*.x")]
    found = with_absent([one for ones in (common, errors, other) for one in measure(ones, "en")])
    assert [(one.domain, one.locale, one.files, one.counts.missing) for one in found if one.locale == "de"] == [
        ("locales/*/common.x", "de", ("de.x",), 0),
        ("locales/*/errors.x", "de", (), 2),
    ]
    assert by_locale(found)["de"] == Counts(translated=1, missing=2, identical=1)


def test_the_rule_is_said_in_words() -> None:
    found = measure([catalogue("en", {"a": "A"}), catalogue("de", {})], "en")
    assert {one.rule for one in found} == {
        "the 1 key of en.x with a text; a plural counts once, when all its forms have one"
    }


def test_without_a_source_the_keys_of_all_locales_count() -> None:
    found = measure([catalogue("de", {"a": "A", "b": "B"}), catalogue("fr", {"b": "B", "c": ""})], "en")
    assert [(one.locale, one.counts) for one in found] == [
        ("de", Counts(translated=2)),
        ("fr", Counts(translated=1, missing=1, obsolete=1)),
    ]
    assert found[0].rule == "the 2 keys that any of the locales has a text for: none of them is the source"


def gettext(data: str, path: str = "locale/de/LC_MESSAGES/a.po", domain: str = "d") -> Catalogue:
    found = read(data.encode(), path)[0]
    return Catalogue(**{**{name: getattr(found, name) for name in Catalogue.__slots__}, "domain": domain})


def test_gettext_counts_its_own_messages_and_what_the_template_has_besides() -> None:
    template = gettext("".join(f'msgid "{key}"\nmsgstr ""\n' for key in "abc"), "locale/a.pot")
    german = gettext('msgid "a"\nmsgstr "x"\nmsgid "gone"\nmsgstr "y"\n')
    found = measure([template, german], "en")
    assert [(one.locale, one.counts) for one in found] == [("de", Counts(translated=2, missing=2))]
    assert found[0].rule == (
        "each file's own messages, as msgfmt counts them (a plural once, by its first form),"
        " and what they lack of locale/a.pot"
    )


@pytest.mark.parametrize(("file", "expected"), MSGFMT.items())
def test_stored_numbers_of_msgfmt(file: str, expected: tuple[int, int, int]) -> None:
    found = read((STORED / file).read_bytes(), f"de/{file}")
    assert numbers(measure(found, "en")[0]) == expected


def numbers(one: Coverage) -> tuple[int, int, int]:
    return one.counts.translated, one.counts.fuzzy, one.counts.empty


TEXT = st.sampled_from(["", "", "x", "y\nz"])


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    found = polib.POFile()
    found.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=n != 1;"}
    for number in range(draw(st.integers(0, 8))):
        plural = draw(st.booleans())
        found.append(
            polib.POEntry(
                msgid=f"m{number}",
                msgctxt=draw(st.sampled_from([None, "", "c"])),
                msgid_plural="ms" if plural else "",
                msgstr="" if plural else draw(TEXT),
                msgstr_plural={0: draw(TEXT), 1: draw(TEXT)} if plural else {},
                flags=["fuzzy"] if draw(st.booleans()) else [],
                obsolete=draw(st.integers(0, 3)) == 0,
            )
        )
    return str(found)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed; its numbers above are stored")
@settings(max_examples=40)
@given(text=catalogues())
def test_any_catalogue_as_msgfmt_counts_it(text: str) -> None:
    command = ["msgfmt", "--statistics", "--output-file=/dev/null", "-"]
    said = subprocess.run(command, input=text, capture_output=True, text=True, env={"LC_ALL": "C"}, check=True).stderr
    words = (re.search(rf"(\d+) {word}", said) for word in ("translated", "fuzzy", "untranslated"))
    found = read(text.encode(), "de/a.po")
    assert (numbers(measure(found, "en")[0]) if found else (0, 0, 0)) == tuple(
        int(one[1]) if one else 0 for one in words
    )


SHAPE = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "A", "ä"]))


@given(SHAPE, SHAPE, st.sampled_from(["strings", "android"]))
def test_each_message_of_the_total_is_counted_once(source: dict[str, str], target: dict[str, str], kind: str) -> None:
    found = counts({**source}, {**target}, kind)
    assert found.total == sum(text != "" for text in source.values())
    assert found.identical <= found.translated
    assert found.obsolete == sum(not source.get(key) for key in target)
