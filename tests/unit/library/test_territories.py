"""The shipped table of territories: made by its script, whole, and quick to read."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from checkmarket.library.assets import assets_root
from checkmarket.library.territories import TABLE, load_territories
from checkmarket.model.territories import Territories

SCRIPT = Path(__file__).parents[3] / "engine" / "scripts" / "make_territories.py"
DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


@pytest.fixture(scope="module")
def table() -> Territories:
    return load_territories()


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_territories", SCRIPT)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_file_is_as_the_script_writes_it(script: ModuleType) -> None:
    text = (assets_root() / TABLE).read_text("utf-8")
    found = json.loads(text)
    assert script.text(found) == text
    assert (found["cldr"], found["about"], found["licence"]) == (script.CLDR, script.ABOUT, script.LICENCE)
    assert list(found["territories"]) == script.codes()
    assert len(text.encode()) < 150_000


def test_every_country_that_has_a_name_is_there(table: Territories) -> None:
    places = yaml.safe_load((assets_root() / "rules" / "places.yaml").read_text("utf-8"))["places"]
    assert {*table.by_code, "EU", "WORLD"} == set(places)


def test_every_territory_is_sane(table: Territories) -> None:
    for one in table.by_code.values():
        assert one.population > 0, one.code
        assert 0 < one.literacy <= 100, one.code
        assert {one.measurement, one.temperature} <= {"metric", "US", "UK"}, one.code
        assert one.paper in ("A4", "US-Letter"), one.code
        assert one.first_day in DAYS, one.code
        assert one.weekend, one.code
        assert set(one.weekend) <= DAYS, one.code
        assert one.calendars, one.code
        assert one.hours.preferred in one.hours.allowed, one.code
        assert all(own.preferred in own.allowed for own in one.hours_by_language.values()), one.code


def test_every_language_of_a_territory_is_sane(table: Territories) -> None:
    for territory in table.by_code.values():
        rows = [(one.base, one.script) for one in territory.speakers]
        assert len(rows) == len(set(rows)), territory.code
        assert [one.percent for one in territory.speakers] == sorted(
            (one.percent for one in territory.speakers), reverse=True
        )
        for one in territory.speakers:
            assert one.script, (territory.code, one.language)
            assert 0 <= one.percent <= 100
            assert 0 <= one.literacy <= 100
            assert one.writing is None or 0 <= one.writing <= 100
            assert one.base not in table.aliases, (territory.code, one.language)


def test_only_where_nobody_lives_is_no_language_and_only_antarctica_has_no_money(table: Territories) -> None:
    assert [code for code, one in table.by_code.items() if not one.speakers] == ["AQ", "HM"]
    assert [code for code, one in table.by_code.items() if not one.tenders] == ["AQ"]


def test_an_alias_leads_to_its_end(table: Territories) -> None:
    assert not {end.split("-")[0] for end in table.aliases.values()} & set(table.aliases)


def test_other_codes_of_a_territory_lead_to_it(table: Territories) -> None:
    assert (table.codes["UK"], table.codes["GBR"], table.codes["DEU"]) == ("GB", "GB", "DE")
    assert set(table.codes.values()) <= set(table.by_code)
    assert not set(table.codes) & set(table.by_code)


def test_digits_are_ten(table: Territories) -> None:
    assert {len(one) for one in table.digits.values()} == {10}
    assert table.digits["arab"] == "٠١٢٣٤٥٦٧٨٩"


@pytest.mark.parametrize(
    ("code", "weekend", "first", "measurement", "paper", "hours", "calendar"),
    [
        ("SA", ("fri", "sat"), "sun", "metric", "A4", "h", "gregorian"),
        ("IR", ("fri",), "sat", "metric", "A4", "H", "persian"),
        ("AF", ("thu", "fri"), "sat", "metric", "A4", "H", "persian"),
        ("IN", ("sun",), "sun", "metric", "A4", "h", "gregorian"),
        ("US", ("sat", "sun"), "sun", "US", "US-Letter", "h", "gregorian"),
        ("GB", ("sat", "sun"), "mon", "UK", "A4", "H", "gregorian"),
        ("TH", ("sat", "sun"), "sun", "metric", "A4", "H", "buddhist"),
        ("DE", ("sat", "sun"), "mon", "metric", "A4", "H", "gregorian"),
    ],
)
def test_what_differs_from_the_world_is_kept(
    table: Territories, code: str, weekend: object, first: str, measurement: str, paper: str, hours: str, calendar: str
) -> None:
    one = table.by_code[code]
    found = (one.weekend, one.first_day, one.measurement, one.paper, one.hours.preferred, one.calendars[0])
    assert found == (weekend, first, measurement, paper, hours, calendar)


def test_liberia_measures_as_the_us_but_not_its_temperature(table: Territories) -> None:
    assert (table.by_code["LR"].measurement, table.by_code["LR"].temperature) == ("US", "metric")


def test_a_library_may_bring_its_own_table(tmp_path: Path, table: Territories) -> None:
    assert load_territories(tmp_path).cldr == table.cldr
    (tmp_path / "rules").mkdir()
    parts = ("world", "codes", "surname_first", "aliases", "scripts", "regional_scripts", "digits", "territories")
    (tmp_path / TABLE).write_text(json.dumps({"cldr": "1", **{part: {} for part in parts}}))
    assert (load_territories(tmp_path).cldr, len(load_territories(tmp_path).by_code)) == ("1", 0)
