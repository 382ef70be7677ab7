#!/usr/bin/env python3
"""Write rules/places.yaml: every ISO 3166-1 alpha-2 code with its short English name, from CLDR.

Babel carries CLDR's names:

    pip install "babel>=2.18" pyyaml && python engine/scripts/make_places.py
"""

from pathlib import Path

import babel
import babel.core
import yaml

PLACES = Path(__file__).resolve().parents[2] / "rules" / "places.yaml"

# What CLDR names beside the assigned ISO 3166-1 codes: reserved (AC … UN) and private-use (QO … ZZ) codes.
NOT_ISO_3166_1 = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "TA", "UN", "QO", "XA", "XB", "XK", "ZZ"}
ASSIGNED = 249  # codes assigned in ISO 3166-1; another count means that CLDR or the standard has moved


def iso_names() -> dict[str, str]:
    territories = babel.Locale("en").territories
    codes = {code for code in territories if len(code) == 2 and code.isalpha()} - NOT_ISO_3166_1
    if len(codes) != ASSIGNED:
        raise SystemExit(f"{len(codes)} country codes where ISO 3166-1 has {ASSIGNED}: compare the lists by hand")
    return {code: territories[code] for code in codes}


def line(code: str, name: str) -> str:
    """One entry; a code that YAML 1.1 reads as something else (NO, Norway) is quoted."""
    key = code if yaml.safe_load(code) == code else f'"{code}"'
    return f"  {key}: {name}"


def document() -> str:
    places = iso_names() | {"EU": "European Union", "WORLD": "The world"}
    head = [
        "# yaml-language-server: $schema=schema/places.schema.json",
        "# Made by engine/scripts/make_places.py; change the script, not this file.",
        f"# Names: Unicode CLDR {babel.core.get_cldr_version()} through Babel {babel.__version__}.",
        "# Licence of the names: Unicode-3.0, its text in LICENSE.unicode beside this file.",
        "places:",
    ]
    return "\n".join([*head, *(line(code, name) for code, name in sorted(places.items()))]) + "\n"


if __name__ == "__main__":
    PLACES.write_text(document(), encoding="utf-8")
