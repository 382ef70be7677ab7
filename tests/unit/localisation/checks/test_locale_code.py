"""Locale codes as files write them: what is wrong with them, and what was probably meant."""

from __future__ import annotations

import pytest

from checkmarket.localisation.checks import check_all
from checkmarket.localisation.tags import tag
from tests.support.catalogues import a_catalogue, a_message


def said(written: str, text: str = "x", *, form: str = "json", beside: str = "") -> list[tuple[str, str, str]]:
    """Code, message and hint for one file beside an English one and, where asked, a third."""
    files = [
        a_catalogue("en", [a_message("word")]),
        a_catalogue(tag(written), [a_message(text)], form=form, written=written),
    ]
    files += [a_catalogue(beside, [a_message("x")])] if beside else []
    return [(one.code, one.message, one.hint) for one in check_all(files, source_locale="en") if one.code[:2] == "L5"]


SOUND = (
    "de", "de-AT", "de_AT", "pt_BR", "zh-Hans", "zh_TW", "values-zh-rCN", "values-b+sr+Latn", "sr_Latn", "sr@latin",
    "ca@valencia", "es-419", "en_US.UTF-8", "no", "nb", "fil", "tl", "sv", "cy", "be", "my", "cs", "br", "cak", "hsb",
    "en-XA", "qps-ploc", "Base", "values", "",
)  # fmt: skip


@pytest.mark.parametrize("written", SOUND)
def test_nothing_is_said_of(written: str) -> None:
    assert said(written) == []


HINT_502 = "write the language's ISO 639 code, not the country's"
WRONG = {
    "jp": ("L501", "there is no language 'jp'", "did you mean 'ja' (Japanese)?"),
    "cz": ("L501", "there is no language 'cz'", "did you mean 'cs' (Czech)?"),
    "gr": ("L501", "there is no language 'gr'", "did you mean 'el' (Greek)?"),
    "dk": ("L501", "there is no language 'dk'", "did you mean 'da' (Danish)?"),
    "cn": ("L501", "there is no language 'cn'", "did you mean 'zh' (Chinese)?"),
    "ua": ("L501", "there is no language 'ua'", "did you mean 'uk' (Ukrainian)?"),
    "se": ("L502", "'se' is Northern Sami; in the country SE people write 'sv'", HINT_502),
    "iw": ("L503", "'iw' is written 'he' today", "write the code that replaced it"),
    "in": ("L503", "'in' is written 'id' today", "write the code that replaced it"),
    "ji": ("L503", "'ji' is written 'yi' today", "write the code that replaced it"),
    "zh": (
        "L504",
        "'zh' does not say whether simplified or traditional characters are meant",
        "write zh-Hans or zh-Hant, so that the right readers get it",
    ),
    "en-UK": ("L505", "there is no country 'UK'", "did you mean 'GB'?"),
}


@pytest.mark.parametrize("written", WRONG)
def test_it_is_said_what_is_wrong_and_what_was_meant(written: str) -> None:
    assert said(written) == [WRONG[written]]


@pytest.mark.parametrize(
    ("written", "text", "flagged"),
    [
        ("values-kr", "저장", True),  # Hangul in a file of Kanuri
        ("values-kr", "Kan", False),
        ("sv", "Spara", False),
        ("se", "Vurke", True),  # Northern Sami, and no Swedish file: more likely Swedish
    ],
)
def test_a_country_taken_for_a_language_is_told_by_the_letters_or_by_who_is_missing(
    written: str, text: str, *, flagged: bool
) -> None:
    assert [code for code, _, _ in said(written, text)] == (["L502"] if flagged else [])


def test_northern_sami_beside_swedish_is_northern_sami() -> None:
    assert said("se", beside="sv") == []


@pytest.mark.parametrize("form", ["android", "properties"])
def test_android_and_java_write_the_old_codes(form: str) -> None:
    assert said("iw", form=form) == []
