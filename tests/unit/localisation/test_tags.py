"""Locales as files write them, and what they are."""

from __future__ import annotations

import pytest

from checkmarket.localisation.tags import is_named, tag

WRITTEN = {
    "de": "de",
    "pt_BR": "pt-BR",
    "pt-br": "pt-BR",
    "zh-rCN": "zh-CN",
    "es-r419": "es-419",
    "b+sr+Latn": "sr-Latn",
    "b+es+419": "es-419",
    "zh_Hant_TW": "zh-Hant-TW",
    "zh-Hans": "zh-Hans",
    "sr@latin": "sr-Latn",
    "sr_RS@latin": "sr-Latn-RS",
    "uz@cyrillic": "uz-Cyrl",
    "ca@valencia": "ca-valencia",
    "en@quot": "en-x-quot",
    "de_DE.UTF-8": "de-DE",
    "de_DE@euro": "de-DE",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "tl": "fil",
    "kr": "kr",  # Kanuri: a check says that Korean is ko
    "es-419": "es-419",
    "en-XA": "en-XA",
    "qps-ploc": "qps-Ploc",
    "jp": "",
    "cz": "",
    "Base": "",
    "C": "",
    "und": "",
    "messages": "",
    "": "",
    "pt_BR_": "",
    "de--AT": "",
    "xx": "",
}


@pytest.mark.parametrize(("written", "expected"), WRITTEN.items())
def test_the_bcp_47_form(written: str, expected: str) -> None:
    assert tag(written) == expected


@pytest.mark.parametrize("word", ["src", "app", "lib", "api", "common", "v1", "x", "aaa"])
def test_words_of_paths_are_no_locales(word: str) -> None:
    assert not is_named(word)


@pytest.mark.parametrize("word", ["de", "pt_BR", "fil", "yue", "zh-Hant", "ckb", "es-419"])
def test_locales_are(word: str) -> None:
    assert is_named(word)
