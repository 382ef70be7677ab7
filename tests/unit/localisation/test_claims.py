"""What a scan says as facts, and what a product file says against it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from checkmarket.cli.main import run

PRODUCT = """# yaml-language-server: $schema=rules/schema/product.schema.json
product: shop
facts:
  offer.markets: [DE, FR] # two for a start
  locale.interface_languages: [en, de, es, fr]
markets:
  FR:
    locale.interface_share: 80
"""
TEXTS = {
    "en": {"a": "Hello", "b": "World", "c": "Three", "d": "Four"},
    "de": {"a": "Hallo", "b": "Welt", "c": "Drei", "d": "Vier"},
    "fr": {"a": "Bonjour", "b": "Monde", "c": ""},
    "nb": {"a": "Hei", "b": "Verden", "c": "Tre", "d": "Fire"},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "locales").mkdir()
    for locale, texts in TEXTS.items():
        (tmp_path / "locales" / f"{locale}.json").write_text(json.dumps(texts), encoding="utf-8")
    (tmp_path / "shop.yaml").write_text(PRODUCT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stated(project: Path) -> dict[str, dict[str, object]]:
    found = yaml.safe_load((project / "shop.yaml").read_text("utf-8"))
    return {**found["facts"], "markets": found.get("markets", {})}


def test_what_is_stated_and_not_there_is_an_error_at_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scan", ".", "--product", "shop"]) == 1
    told = capsys.readouterr().out
    assert "shop.yaml:5:3: L701 locale.interface_languages names es, but none of the files is in it" in told
    assert "shop.yaml:5:3: L701 locale.interface_languages names fr, but 50 % of the texts are there" in told
    assert "shop.yaml:5:3: L702 locale.interface_languages leaves out nb, which the files hold" in told
    assert "shop.yaml:8:5: L701 locale.interface_share says 80 % in FR, but 50 % are there" in told
    assert (project / "shop.yaml").read_text("utf-8") == PRODUCT


def test_what_was_measured_is_written_with_its_evidence(project: Path) -> None:
    assert run(["scan", "locales", "--write", "shop.yaml", "--as-of", "2026-11-22"]) == 0
    found = stated(project)
    languages = found["locale.interface_languages"]
    assert languages["value"] == ["de", "en", "nb"]
    evidence = languages["evidence"]
    assert isinstance(evidence, dict)
    assert evidence["kind"] == "measurement"
    assert evidence["ref"] == "locales"
    assert evidence[True] == date(2026, 11, 22)  # `on`, as YAML 1.1 reads it
    assert evidence["shares"] == {"de": 100, "en": 100, "fr": 50, "nb": 100}
    assert str(evidence["digest"]).startswith("sha256:")
    assert "4 keys" in str(evidence["note"])
    assert found["markets"]["FR"]["locale.interface_share"]["value"] == 50  # type: ignore[call-overload, index]
    assert "# two for a start" in (project / "shop.yaml").read_text("utf-8")


def test_written_once_nothing_contradicts_and_a_second_time_nothing_changes(project: Path) -> None:
    run(["scan", "locales", "--write", "shop.yaml", "--as-of", "2026-11-22"])
    once = (project / "shop.yaml").read_bytes()
    assert run(["scan", "locales", "--product", "shop.yaml"]) == 0
    run(["scan", "locales", "--write", "shop.yaml", "--as-of", "2026-11-22"])
    assert (project / "shop.yaml").read_bytes() == once
    assert run(["DE", "--product", "shop.yaml", "-q"]) in (0, 1, 3)


def test_the_digest_is_that_of_the_files(project: Path) -> None:
    run(["scan", "locales", "--write", "shop.yaml"])
    before = stated(project)["locale.interface_languages"]["evidence"]
    (project / "locales" / "de.json").write_text(json.dumps({**TEXTS["de"], "a": "Servus"}), encoding="utf-8")
    run(["scan", "locales", "--write", "shop.yaml"])
    after = stated(project)["locale.interface_languages"]["evidence"]
    assert before["digest"] != after["digest"]  # type: ignore[index]


def test_another_artefact_is_another_fact(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", "locales", "--write", "shop.yaml", "--artefact", "privacy-notice"]) == 0
    assert stated(project)["locale.privacy_notice_languages"]["value"] == ["de", "en", "nb"]
    assert stated(project)["locale.interface_languages"] == ["en", "de", "es", "fr"]
    assert run(["scan", "locales", "--write", "shop.yaml", "--artefact", "intrface"]) == 2
    assert "did you mean 'interface'" in capsys.readouterr().err


def test_the_least_share_is_the_teams_choice(project: Path) -> None:
    assert run(["scan", "locales", "--write", "shop.yaml", "--min-coverage", "50"]) == 0
    assert stated(project)["locale.interface_languages"]["value"] == ["de", "en", "fr", "nb"]
