#!/usr/bin/env python3
"""Write rules/territories.json: what Unicode CLDR says of the territories in rules/places.yaml, as one compact table.

Needs npm, or a folder that holds the unpacked package cldr-core:

    python engine/scripts/make_territories.py [FOLDER]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).resolve().parents[2] / "rules"
CLDR = "48.2.0"
ABOUT = "Made by engine/scripts/make_territories.py; change the script, not this file."
LICENCE = "Facts: Unicode CLDR. Licence: Unicode-3.0, its text in LICENSE.unicode beside this file."

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STATUS = {"official": "official", "de_facto_official": "de-facto", "official_regional": "regional"}
SINCE = "2020-01-01"  # a currency that was given up before this day is history
# CLDR counts `no` and `nb` in Norway, the same people; Norwegian without another word is Bokmål.
OWN_ALIASES = {"no": "nb"}


class Cldr:
    """The supplemental part of an unpacked cldr-core."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = json.loads((folder / "package.json").read_text("utf-8"))["version"]

    def read(self, name: str, *keys: str) -> Any:
        found = json.loads((self.folder / "supplemental" / f"{name}.json").read_text("utf-8"))["supplemental"]
        for key in keys or (name,):
            found = found[key]
        return found


def fetch(folder: Path) -> Path:
    """Bring the package from the npm registry and unpack it."""
    subprocess.run(["npm", "pack", "--silent", f"cldr-core@{CLDR}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def codes() -> list[str]:
    """The countries of places.yaml; EU and WORLD are none, and CLDR has nothing for them."""
    return sorted(set(yaml.safe_load((RULES / "places.yaml").read_text("utf-8"))["places"]) - {"EU", "WORLD"})


def table(cldr: Cldr) -> dict[str, Any]:
    """The whole table.  A territory states what differs from `world`."""
    if cldr.version != CLDR:
        raise SystemExit(f"this is CLDR {cldr.version}; the script is written for {CLDR}: compare, then change it")
    wanted = codes()
    shared = _shared(cldr)
    peoples = cldr.read("territoryInfo")
    territories = {
        code: {**_people(peoples[code]), **{key: value[code] for key, value in shared.items() if code in value}}
        for code in wanted
    }
    languages = {tag.split("-")[0] for one in territories.values() for tag in one["languages"]}
    return {
        "about": ABOUT,
        "licence": LICENCE,
        "cldr": cldr.version,
        "world": {key: value["001"] for key, value in shared.items() if "001" in value},
        "codes": _codes(cldr, set(wanted)),
        "surname_first": cldr.read("personNamesDefaults")["surnameFirst"].split(),
        "aliases": _aliases(cldr, languages),
        "scripts": _scripts(cldr, languages),
        "regional_scripts": _regional_scripts(cldr, languages),
        "digits": _digits(cldr),
        "territories": territories,
    }


def _codes(cldr: Cldr, wanted: set[str]) -> dict[str, str]:
    """Other codes of the territories, such as UK and GBR for GB."""
    found = cldr.read("aliases", "metadata", "alias", "territoryAlias")
    ends = {code: one["_replacement"] for code, one in found.items() if code.isalpha()}
    return {code: end for code, end in sorted(ends.items()) if end in wanted and code not in wanted}


def _people(found: dict[str, Any]) -> dict[str, Any]:
    """Population, literacy, and the languages, the most spoken first."""
    rows = {tag.replace("_", "-"): one for tag, one in found["languagePopulation"].items()}
    own = {tag: row for tag, row in rows.items() if OWN_ALIASES.get(tag) not in rows and _says_something(tag, row)}
    kept = {OWN_ALIASES.get(tag, tag): row for tag, row in own.items()}
    return {
        "population": int(found["_population"]),
        "literacy": _number(found["_literacyPercent"]),
        "languages": {
            tag: _speakers(row)
            for tag, row in sorted(kept.items(), key=lambda one: (-_number(one[1]["_populationPercent"]), one[0]))
        },
    }


def _says_something(tag: str, row: dict[str, str]) -> bool:
    """No: a language of hardly anybody, official nowhere, listed for completeness; or none at all (und)."""
    return tag != "und" and (_number(row["_populationPercent"]) > 0 or "_officialStatus" in row)


def _speakers(row: dict[str, str]) -> list[Any]:
    """[percent of the population, official status, percent of the speakers who can read it, who regularly do]."""
    found = [
        _number(row["_populationPercent"]),
        STATUS[row["_officialStatus"]] if "_officialStatus" in row else None,
        _number(row["_literacyPercent"]) if "_literacyPercent" in row else None,
        _number(row["_writingPercent"]) if "_writingPercent" in row else None,
    ]
    while found[-1] is None:
        found.pop()
    return found


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number == int(number) else number


def _shared(cldr: Cldr) -> dict[str, dict[str, Any]]:
    """What CLDR keeps by fact, then by territory; 001 is the world."""
    measures, weeks = cldr.read("measurementData"), cldr.read("weekData")
    hours = {key: [one["_preferred"], *one["_allowed"].split()] for key, one in cldr.read("timeData").items()}
    own_hours: dict[str, dict[str, Any]] = {}
    for key, value in hours.items():
        language, _, region = key.partition("-")
        if region:
            own_hours.setdefault(region, {})[language] = value
    return {
        "measurement": measures["measurementSystem"],
        "temperature": measures["measurementSystem-category-temperature"],
        "paper": measures["paperSize"],
        "calendars": cldr.read("calendarPreferenceData"),
        "first_day": weeks["firstDay"],
        "weekend": _weekends(weeks["weekendStart"], weeks["weekendEnd"]),
        "hours": hours,
        "hours_by_language": {region: one for region, one in own_hours.items() if region != "001"},
        "currencies": _currencies(cldr.read("currencyData", "currencyData", "region")),
    }


def _weekends(starts: dict[str, str], ends: dict[str, str]) -> dict[str, list[str]]:
    return {
        code: list(_days(starts.get(code, starts["001"]), ends.get(code, ends["001"])))
        for code in sorted({*starts, *ends})
    }


def _days(first: str, last: str) -> Iterator[str]:
    at = DAYS.index(first)
    while DAYS[at] != last:
        yield DAYS[at]
        at = (at + 1) % len(DAYS)
    yield last


def _currencies(regions: dict[str, list[dict[str, dict[str, str]]]]) -> dict[str, list[list[str | None]]]:
    """[code, first day, last day] of what is or lately was legal tender, CLDR's order kept: the usual one first."""
    return {
        region: [
            [code, dates.get("_from"), dates["_to"]] if "_to" in dates else [code, dates.get("_from")]
            for one in found
            for code, dates in one.items()
            if dates.get("_tender") != "false" and dates.get("_to", "9999") >= SINCE
        ]
        for region, found in regions.items()
    }


def _aliases(cldr: Cldr, languages: set[str]) -> dict[str, str]:
    """Other codes of the languages of the table, each led to its end: nor to nb, not to no."""
    found = cldr.read("aliases", "metadata", "alias", "languageAlias")
    ends = {code: OWN_ALIASES.get(one["_replacement"], one["_replacement"]) for code, one in found.items()}
    kept = {
        code: end
        for code, end in {**ends, **OWN_ALIASES}.items()
        if "-" not in code and end.split("-")[0] in languages and code not in languages
    }
    return dict(sorted(kept.items()))


def _scripts(cldr: Cldr, languages: set[str]) -> dict[str, str]:
    """The usual script of each language: the languages of a script, in one text."""
    likely = cldr.read("likelySubtags")
    grouped: dict[str, list[str]] = {}
    for language in sorted(languages & likely.keys()):
        grouped.setdefault(likely[language].split("-")[1], []).append(language)
    return {script: " ".join(found) for script, found in sorted(grouped.items())}


def _regional_scripts(cldr: Cldr, languages: set[str]) -> dict[str, str]:
    """Where a language is usually written in another script: zh-TW in Hant."""
    likely = cldr.read("likelySubtags")
    found: dict[str, str] = {}
    for tag, full in likely.items():
        language, *rest = tag.split("-")
        script = full.split("-")[1]
        if language in languages and len(rest) == 1 and len(rest[0]) == 2 and script != likely[language].split("-")[1]:
            found[tag] = script
    return dict(sorted(found.items()))


def _digits(cldr: Cldr) -> dict[str, str]:
    """The ten digits of the numbering systems that people write with."""
    return {
        name: one["_digits"]
        for name, one in sorted(cldr.read("numberingSystems").items())
        if one["_type"] == "numeric" and not name.startswith(("math", "segment", "outlined", "latn"))
    }


def text(found: dict[str, Any]) -> str:
    """One line a part, and one a territory, so that a new release shows in a diff."""
    territories = ",\n".join(f"{_json(code)}: {_json(one)}" for code, one in found["territories"].items())
    parts = [f"{_json(key)}: {_json(value)}" for key, value in found.items() if key != "territories"]
    return "{\n" + ",\n".join([*parts, f'"territories": {{\n{territories}\n}}']) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else fetch(Path(temporary))
        (RULES / "territories.json").write_text(text(table(Cldr(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
