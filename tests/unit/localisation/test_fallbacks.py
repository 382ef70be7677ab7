"""Where a program looks when a locale lacks a text."""

from __future__ import annotations

import pytest

from checkmarket.localisation.fallbacks import parents


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de", ()),
        ("de-AT", ("de",)),
        ("es-MX", ("es-419", "es")),
        ("en-GB", ("en-001", "en")),
        ("pt-AO", ("pt-PT", "pt")),
        ("zh-TW", ("zh-Hant",)),
        ("zh-Hant-HK", ("zh-Hant",)),
        ("zh-CN", ("zh",)),
        ("sr-Latn-RS", ("sr-Latn",)),
        ("sr-Latn", ()),
    ],
)
def test_parents_of_the_same_script(locale: str, expected: tuple[str, ...]) -> None:
    assert parents(locale) == expected
