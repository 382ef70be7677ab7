"""Which files of a tree are resources, and which belong together."""

from __future__ import annotations

from checkmarket.localisation.finder import chosen, find


def found(*paths: str, root: str = "") -> dict[str, str]:
    return {one.path: one.domain for one in find(paths, root)}


def test_a_package_file_is_no_message_file() -> None:
    assert found("package.json", "tsconfig.json", "data/it.json", "src/config/de.yaml", "log4j.properties") == {}


def test_json_counts_in_a_home_folder_or_where_two_locales_stand_side_by_side() -> None:
    assert found("locales/de.json") == {"locales/de.json": "locales/*.json"}
    assert found("web/text.de.json", "web/text.fr.json", "web/other.de.json") == {
        "web/text.de.json": "web/text*.json",
        "web/text.fr.json": "web/text*.json",
    }


def test_a_file_without_a_locale_is_the_default_of_those_that_have_one() -> None:
    paths = ("messages.properties", "messages_de.properties", "Strings.resx", "Strings.de.resx", "m.json", "m.de.json")
    assert found(*paths) == {
        "m.de.json": "m*.json",
        "m.json": "m*.json",
        "messages.properties": "messages*.properties",
        "messages_de.properties": "messages*.properties",
        "Strings.resx": "Strings*.resx",
        "Strings.de.resx": "Strings*.resx",
    }


def test_a_bundle_without_translations_counts_by_its_name_or_its_folder() -> None:
    assert found("a/messages.properties", "i18n/errors.properties", "gradle.properties") == {
        "a/messages.properties": "a/messages.properties",
        "i18n/errors.properties": "i18n/errors.properties",
    }


def test_yaml_of_rails_has_its_locale_inside() -> None:
    assert found("config/locales/models.yml", "docker-compose.yml") == {
        "config/locales/models.yml": "config/locales/models.yml"
    }


def test_yaml_in_folders_called_like_languages_is_no_resource_outside_a_home_folder() -> None:
    assert found("law/DE/tax.yaml", "law/ES/tax.yaml", "law/FR/tax.yaml") == {}
    assert set(found("locales/de/tax.yaml", "locales/es/tax.yaml")) == {"locales/de/tax.yaml", "locales/es/tax.yaml"}
    assert set(found("data/tax.de.yaml", "data/tax.es.yaml")) == {"data/tax.de.yaml", "data/tax.es.yaml"}


def test_a_template_belongs_to_the_nearest_domain_of_its_name() -> None:
    paths = (
        "a/locale/app.pot",
        "a/locale/de/LC_MESSAGES/app.po",
        "b/locale/app.pot",
        "b/locale/de/LC_MESSAGES/app.po",
        "po/x.pot",
        "po/de.po",
    )
    domains = found(*paths)
    assert domains["a/locale/app.pot"] == "a/locale/*/LC_MESSAGES/app.po"
    assert domains["po/x.pot"] == "po/*.po"
    assert domains["b/locale/app.pot"] == "b/locale/*/LC_MESSAGES/app.po"
    assert found("locale/alone.pot")["locale/alone.pot"] == "locale/alone.pot"


def test_the_name_of_the_scanned_folder_counts() -> None:
    assert found("de.json", root="locales") == {"de.json": "*.json"}
    assert found("app.ftl", root="de") == {"app.ftl": "*/app.ftl"}


def test_globs_choose_domains_and_files() -> None:
    named = find(["locales/de.json", "locales/en.json", "po/de.po", "old/locales/de.json"])

    def paths(domains: tuple[str, ...] = (), include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
        return [one.path for one in chosen(named, domains, include, exclude)]

    assert paths(domains=("locales/*",)) == ["locales/de.json", "locales/en.json"]
    assert paths(include=("*.po",)) == ["po/de.po"]
    assert paths(include=("locales/*",), exclude=("*/en.json",)) == ["locales/de.json"]
    assert paths(exclude=("old/*", "*.po")) == ["locales/de.json", "locales/en.json"]
