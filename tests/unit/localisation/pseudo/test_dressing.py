"""The pseudo-translation of a text: put back it is the source, and no placeholder, tag or branch has changed."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders import icu, markup
from checkmarket.localisation.placeholders.dialects import Dialect, parse
from checkmarket.localisation.pseudo.dressing import CLOSE, FILLER, OPEN, dressed, growth, undressed
from checkmarket.localisation.pseudo.letters import LETTERS, Style, put_back, style_of
from checkmarket.localisation.pseudo.spans import Unclear, words

STYLES: tuple[Style, ...] = ("accented", "arabic", "hebrew", "wide")

PIECES: dict[Dialect, list[str]] = {
    "printf-c": ["%s", "%d", "%1$s", "%%", "%-5.2f", "%%d"],
    "printf-python": ["%(name)s", "%(n)d", "%%"],
    "printf-java": ["%1$s", "%n", "%%", "%tY"],
    "printf-apple": ["%@", "%lld", "%#@files@", "%arg"],
    "python-brace": ["{}", "{name}", "{name!r:>10}", "{{", "}}"],
    "braces": ["{{name}}", "{{name, uppercase}}", "{name}", "%{name}", "${name}", "$t(key.of_it)", "@:key.of_it"],
    "icu": [
        "{name}",
        "{n, number, ::currency/EUR}",
        "{n, plural, =0 {none of them} one {# file} other {# files of {name}}}",
        "{g, select, female {her, '{quoted}'} other {their}}",
        "it''s",
    ],
    "java": ["{0}", "{1,number,integer}", "{2,choice,0#none|1#one}", "it''s", "'{0}'"],
    "fluent": [
        "{ $name }",
        '{ NUMBER($n, style: "percent") }',
        "{ -brand }",
        "{ other.title }",
        '{ "{" }',
        "{ $n ->\n    [one] One file of { $name }\n   *[other] { $n } files\n}",
    ],
    "none": [],
}
ANYWHERE = [
    '<a href="by/way">',
    "</a>",
    "<br/>",
    "<0>",
    "</0>",
    "&amp;",
    "&#160;",
    "\\n",
    "me@example.org",
    "https://a.b/c?d=e",
]

plain_words = st.text(string.ascii_letters + " ,.!-", max_size=12)


@st.composite
def texts(draw: st.DrawFn, dialect: Dialect) -> str:
    pieces = PIECES[dialect] + ANYWHERE
    parts = draw(st.lists(st.one_of(plain_words, st.sampled_from(pieces)), max_size=6))
    return " ".join(parts)


dialects_and_texts = st.sampled_from(sorted(PIECES)).flatmap(lambda one: st.tuples(st.just(one), texts(one)))


@given(dialects_and_texts, st.sampled_from(STYLES), st.none() | st.floats(0, 3))
def test_put_back_it_is_the_source(found: tuple[Dialect, str], style: Style, expand: float | None) -> None:
    dialect, text = found
    assume(not parse(text.strip(), dialect).faults)
    made = dressed(text, style, (dialect,), expand)
    assert undressed(made, style) == text


@given(dialects_and_texts, st.sampled_from(STYLES))
def test_placeholders_branches_and_tags_are_the_same(found: tuple[Dialect, str], style: Style) -> None:
    dialect, text = found
    before = parse(text.strip(), dialect)
    assume(not before.faults)
    made = dressed(text, style, (dialect,)).strip()
    assert parse(made, dialect) == before
    assert [one.text for one in markup.parse(made).tags] == [one.text for one in markup.parse(text).tags]


@given(dialects_and_texts, st.sampled_from(STYLES))
def test_no_letter_of_the_words_stays_latin(found: tuple[Dialect, str], style: Style) -> None:
    dialect, text = found
    body = text.strip()
    assume(body and not parse(body, dialect).faults)
    made = dressed(text, style, (dialect,))
    mask = words(body, (dialect,))
    kept = [one for one, spoken in zip(body, mask, strict=True) if not spoken and one.isascii() and one.isalpha()]
    assert [one for one in made if one.isascii() and one.isalpha()] == kept


@given(st.text(max_size=30), st.sampled_from(STYLES))
def test_white_space_at_the_ends_stays_there(text: str, style: Style) -> None:
    made = dressed(text, style, ())
    body = text.strip()
    assert made.startswith(text[: text.index(body)] if body else text)
    assert made == text if not body else made.endswith(text[text.index(body) + len(body) :])


@pytest.mark.parametrize(
    ("length", "share"),
    [
        (1, 1.0),
        (10, 1.0),
        (11, 0.8),
        (20, 0.8),
        (21, 0.6),
        (30, 0.6),
        (31, 0.4),
        (50, 0.4),
        (51, 0.31),
        (70, 0.31),
        (71, 0.3),
    ],
)
def test_growth_is_that_of_the_table(length: int, share: float) -> None:
    assert growth(length) == share


@given(st.integers(1, 200))
def test_a_text_grows_by_its_share_brackets_included(length: int) -> None:
    made = dressed("x" * length, "accented", ())
    wanted = max(length * (1 + growth(length)), length + 2)
    assert wanted - 1 <= len(made) <= wanted + 1  # a blank at the end of the filler falls away


def test_words_in_wide_letters_need_no_filler() -> None:
    assert dressed("Save", "wide", ()) == "⟦Ｓａｖｅ⟧"
    assert FILLER in dressed("Save it", "wide", (), 1.0)


@pytest.mark.parametrize(
    ("text", "dialects", "made"),
    [
        ("Hello, %s!", ("printf-c",), "⟦Ħḗŀŀǿ, %s!‖ǿƞḗ ŧ⟧"),
        ("Save", (), "⟦Şȧṽḗ‖ǿ⟧"),
        ("OK", (), "⟦ǾĶ⟧"),
        ("", (), ""),
        (" \n", (), " \n"),
        ("Name: ", (), "⟦Ƞȧḿḗ:‖ǿƞ⟧ "),
        ("{0}", ("java",), "⟦{0}⟧"),
        ("日本", (), "⟦日本⟧"),
        ('<ph id="2">code</ph> now', (), '⟦<ph id="2">code</ph> ƞǿẇ‖ǿ⟧'),
        ("One%nline", ("printf-java",), "⟦Ǿƞḗ%nŀīƞḗ‖ǿƞḗ⟧"),
        ("100 %% sure", ("printf-c",), "⟦100 %% şŭřḗ‖ǿƞḗ ŧẇ⟧"),
    ],
)
def test_examples(text: str, dialects: tuple[Dialect, ...], made: str) -> None:
    assert dressed(text, "accented", dialects) == made


def test_what_merely_looks_like_a_placeholder_stays() -> None:
    """gettext marks some messages and not others; a file may mix what its readers do not."""
    assert "%s" in dressed("By %s and {name}", "accented", ())
    assert "{name}" in dressed("By %s and {name}", "accented", ("printf-c",))


def test_a_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Unclear):
        dressed("{n, plural, one {file}", "accented", ("icu",))


def test_right_to_left_text_is_of_letters_that_run_so_and_needs_no_override() -> None:
    import unicodedata  # noqa: PLC0415 - of this test alone

    for style in ("arabic", "hebrew"):
        made = dressed("Hello you", style, (), 0)
        assert {unicodedata.bidirectional(one) for one in made} <= {"AL", "R", "NSM", "ON", "WS"}
        assert "\u202e" not in made
        assert made[0] == made[-1] == "\u200f"


@pytest.mark.parametrize("style", STYLES)
def test_each_letter_has_one_of_its_own(style: Style) -> None:
    assert len(LETTERS[style]) == len(set(LETTERS[style].values())) == 52
    assert put_back(string.ascii_letters.translate(dict(LETTERS[style])), style) == string.ascii_letters
    assert not {OPEN, CLOSE, FILLER}.intersection("".join(LETTERS[style].values()))


@pytest.mark.parametrize(
    ("locale", "style"),
    [
        ("ar", "arabic"), ("fa", "arabic"), ("ur-PK", "arabic"), ("ar-XB", "arabic"), ("qps-Plocm", "arabic"),
        ("he", "hebrew"), ("ja", "wide"), ("zh-Hans", "wide"), ("zh-TW", "wide"), ("ko", "wide"), ("qps-Ploca", "wide"),
        ("de", "accented"), ("en-XA", "accented"), ("ru", "accented"), ("az", "accented"), ("az-Arab", "arabic"),
    ],
)  # fmt: skip
def test_the_letters_follow_the_script_of_the_locale(locale: str, style: Style) -> None:
    assert style_of(locale) == style


@given(st.text("ab{},'# plurofthe=1\n", max_size=30))
def test_spoken_spans_lie_side_by_side_in_the_text(text: str) -> None:
    try:
        spans = icu.spoken(text)
    except icu.Broken:
        return
    assert all(0 <= start < end <= len(text) for start, end in spans)
    ordered = sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(ordered))
