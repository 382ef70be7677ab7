"""What a path says alone."""

from __future__ import annotations

import pytest

from checkmarket.localisation.naming import name

PATHS = {
    "locale/pt_BR/LC_MESSAGES/django.po": ("gettext", "pt_BR", "pt-BR", "locale/*/LC_MESSAGES/django.po"),
    "locale/app/LC_MESSAGES/django.po": ("gettext", "app", "app", "locale/*/LC_MESSAGES/django.po"),
    "po/sr@latin.po": ("gettext", "sr@latin", "sr-Latn", "po/*.po"),
    "locale/django.pot": ("gettext", "", "", "locale/django.pot"),
    "app/src/main/res/values/strings.xml": ("android", "", "", "app/src/main/res/values*"),
    "res/values-zh-rCN/strings.xml": ("android", "values-zh-rCN", "zh-CN", "res/values*"),
    "res/values-b+sr+Latn/arrays.xml": ("android", "values-b+sr+Latn", "sr-Latn", "res/values*"),
    "res/values-in/strings.xml": ("android", "values-in", "id", "res/values*"),
    "res/values-kr/strings.xml": ("android", "values-kr", "kr", "res/values*"),
    "res/values-jp/strings.xml": ("android", "values-jp", "", "res/values*"),
    "res/values-land/strings.xml": ("android", "", "", "res/values*-land"),
    "res/values-sw600dp-v21/strings.xml": ("android", "", "", "res/values*-sw600dp-v21"),
    "res/values-de-land/strings.xml": ("android", "values-de", "de", "res/values*-land"),
    "res/values-mcc310-en/strings.xml": ("android", "values-en", "en", "res/values*-mcc310"),
    "res/values-car/strings.xml": ("android", "", "", "res/values*-car"),
    "App/zh-Hans.lproj/Localizable.strings": ("strings", "zh-Hans", "zh-Hans", "App/*.lproj/Localizable"),
    "App/Base.lproj/Main.strings": ("strings", "Base", "", "App/*.lproj/Main"),
    "App/de.lproj/Localizable.stringsdict": ("stringsdict", "de", "de", "App/*.lproj/Localizable"),
    "App/Localizable.xcstrings": ("xcstrings", "", "", "App/Localizable.xcstrings"),
    "i18n/messages_pt_BR.properties": ("properties", "pt_BR", "pt-BR", "i18n/messages*.properties"),
    "i18n/messages.properties": ("properties", "", "", "i18n/messages.properties"),
    "de/labels_fr.properties": ("properties", "fr", "fr", "de/labels*.properties"),
    "Strings.zh-Hant.resx": ("resx", "zh-Hant", "zh-Hant", "Strings*.resx"),
    "lib/l10n/app_en_GB.arb": ("arb", "en_GB", "en-GB", "lib/l10n/app*.arb"),
    "locales/de.json": ("json", "de", "de", "locales/*.json"),
    "locales/jp.json": ("json", "jp", "", "locales/*.json"),
    "locale/cak/viewer.ftl": ("fluent", "cak", "cak", "locale/*/viewer.ftl"),
    "locale/app/viewer.ftl": ("fluent", "", "", "locale/app/viewer.ftl"),
    "i18n/min.json": ("json", "min", "min", "i18n/*.json"),
    "dist/new/app.min.json": ("json", "", "", "dist/new/app.min.json"),
    "locales/de/sign-in.json": ("json", "de", "de", "locales/*/sign-in.json"),
    "src/i18n/home.es-419.json": ("json", "es-419", "es-419", "src/i18n/home*.json"),
    "src/main/de/help.ftl": ("fluent", "de", "de", "src/main/*/help.ftl"),
    "messages.de.xlf": ("xliff", "de", "de", "messages*.xlf"),
    "config/locales/devise.de.yml": ("yaml", "de", "de", "config/locales/devise*.yml"),
    "src/lib/app/data.json": ("json", "", "", "src/lib/app/data.json"),
}


@pytest.mark.parametrize(("path", "expected"), PATHS.items())
def test_format_locale_and_domain(path: str, expected: tuple[str, str, str, str]) -> None:
    found = name(path)
    assert found is not None
    assert (found.format, found.written, found.locale, found.domain) == expected


@pytest.mark.parametrize("path", ["README.md", "Makefile", "pom.xml", "res/layout/main.xml", "values.xml", ".po/x"])
def test_other_files_say_nothing(path: str) -> None:
    assert name(path) is None
