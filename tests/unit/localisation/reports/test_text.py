"""A scan in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

from rich.cells import cell_len

from checkmarket.localisation.judging import judge
from checkmarket.localisation.reports.text import render
from tests.unit.localisation.scans import SCAN, judged

WHOLE = """\
web                                                 5 files · 2 domains · 0.1 MB
source en: the most complete locale: 49 texts

Locales                     messages missing inherited   empty   fuzzy identical
  de          ███░░░ 61.2 %       49      16         ·       2       1         4
  en          source              49       ·         ·       ·       ·         ·
  pt-BR       ██████  100 %       49       ·        10       ·       ·         ·

What was counted
  locales/*/common.json                                                     json
    the 40 keys of locales/en/common.json
  locales/*/errors.json                                                     json
    the 9 keys of locales/en/errors.json
  Shielded texts do not count. Fuzzy, empty and missing ones are not translated.
  Those identical to the source count as translated.

DE Germany                                                 people served 56–92 %
  ✓ German (official, 91 % of people)                             de covers 61 %
  · Danish (regional)                                                  no locale

CA-QC Quebec
  ✗ French (official)                                                  no locale

web/locales/de/common.json:3:9: L101 {n} is missing
  hint: put it in
web/locales/de/common.json:5:9: L101 {m} is missing

2 errors, 0 warnings, 1 note
below 95 %: de
"""


def test_the_whole_page() -> None:
    assert render(judged()) == WHOLE


def test_no_line_of_the_tables_is_wider_than_a_terminal() -> None:
    for line in render(judged(), full=True).split("\n"):
        assert cell_len(line) <= 80 or ": L" in line or line.startswith("  hint:")
        assert line == line.rstrip()


def test_colour_adds_nothing_but_colour() -> None:
    painted = render(judged(), color=True)
    assert "\x1b[31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render(judged())


def test_notes_are_shown_when_all_is_asked_for() -> None:
    assert "L601" not in render(judged())
    assert "web/locales/de/common.json:7:9: L601 as the source" in render(judged(), full=True)


def test_a_tree_without_resources() -> None:
    empty = judge(replace(SCAN, coverage=(), flaws=(), files=0, size=0))
    assert render(empty).splitlines()[1:] == ["No localisation resources were found here."]
