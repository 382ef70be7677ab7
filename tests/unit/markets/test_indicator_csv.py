"""Tables of one's own: every layout, every mistake with its place, and nothing missing taken for zero."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.library import assets_root
from checkmarket.markets.country_names import alpha3_codes, resolver
from checkmarket.markets.indicator_csv import MISSING, read_table
from checkmarket.markets.indicators import AnswerTable, IndicatorTable
from checkmarket.model.diagnostics import FilesAreWrong

RESOLVE = resolver(yaml.safe_load((assets_root() / "rules/places.yaml").read_text("utf-8"))["places"], alpha3_codes())

WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2026-01-01",

"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",
"Arab World","ARB","Rule of law","RL.EST","0.1","0.2","",
"Germany","DEU","Rule of law","RL.EST","1.5","1.6","",
"Germany","DEU","Corruption","CC.EST","1.8","..","",
"""
DATABANK = """\
Country Name,Country Code,Series Name,Series Code,2021 [YR2021],2022 [YR2022]
"Korea, Rep.",KOR,Rule of law,RL.EST,1.1,1.2
Namibia,NAM,Rule of law,RL.EST,0.3,..
,,,,,
Data from database: Worldwide Governance Indicators,,,,,
Last Updated: 09/29/2025,,,,,
"""
HOFSTEDE = """\
ctr;country;pdi;idv;ltowvs
USA;U.S.A.;40;91;25,6927
SLV;Slovenia;71;27;#NULL!
KOR;Korea South;60;18;100
AFE;Africa East;64;27;32
"""


def read(text: str, path: str = "survey-2020.csv", **options: str | bool) -> IndicatorTable:
    table = read_table(text.encode(), path, RESOLVE, **options)  # type: ignore[arg-type]
    assert isinstance(table, IndicatorTable)
    return table


def mistakes(text: str | bytes, path: str = "t-2020.csv", **options: str | bool) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(FilesAreWrong) as caught:
        read_table(data, path, RESOLVE, **options)  # type: ignore[arg-type]
    return [f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in caught.value.diagnostics]


# --- layouts ---


def test_a_row_a_country() -> None:
    table = read("country,pdi,idv\nDE,35,67\nFRA,68,\nUnited States,40,91\n")
    assert table.indicators == ("pdi", "idv")
    assert table.scores == {"DE": (35, 67), "FR": (68, None), "US": (40, 91)}
    assert (table.name, table.year, table.title) == ("survey-2020", "2020", "survey-2020")


def test_a_row_a_score() -> None:
    table = read("country;indicator;value\nDE;pdi;35\nDE;idv;67\nFR;idv;71\n")
    assert table.scores == {"DE": (35, 67), "FR": (None, 71)}


def test_a_country_without_any_score_stays_known() -> None:
    assert read("country,pdi\nDE,35\nFR,..\n").scores == {"DE": (35,), "FR": (None,)}


def test_hofstede_is_read_by_names_since_its_codes_are_no_iso_codes() -> None:
    """SLV is Slovenia there; to ISO 3166 it is El Salvador."""
    table = read(HOFSTEDE, "6-dimensions-for-website-2015-08-16.csv")
    assert table.title == "Hofstede, dimension data matrix (2015)"
    assert table.scores == {"US": (40, 91, 25.6927), "SI": (71, 27, None), "KR": (60, 18, 100)}
    assert table.left_out == ("Africa East",)


def test_the_world_bank_s_file_of_an_indicator() -> None:
    table = read(WORLD_BANK, "wgi.csv")
    assert (table.year, table.left_out) == ("2022", ("Arab World",))  # nothing stands under 2023
    assert table.scores == {"DE": (1.6, None)}
    assert table.indicators == ("RL.EST", "CC.EST")


def test_another_year_of_the_world_bank() -> None:
    assert read(WORLD_BANK, "wgi.csv", year="2021").scores == {"DE": (1.5, 1.8)}
    assert mistakes(WORLD_BANK, "wgi.csv", year="1999") == ["1:1 CM855 no scores of the year 1999"]


def test_the_world_bank_s_databank_with_its_last_lines() -> None:
    assert read(DATABANK, "wgi.csv").scores == {"KR": (1.2,), "NA": (None,)}


def test_our_world_in_data() -> None:
    text = "Entity,Code,Year,Trust\nWorld,OWID_WRL,2020,3\nFrance,FRA,2019,3\nFrance,FRA,2020,4\nBenin,BEN,2020,\n"
    table = read(text, "trust.csv")
    assert (table.year, table.left_out, table.scores) == ("2020", ("World",), {"FR": (4,), "BJ": (None,)})


def test_globe_has_columns_that_are_no_scores_and_rows_that_are_no_country() -> None:
    text = (
        "Country Name,Country Cluster,Assertiveness Societal Practices\n"
        "Germany (West),Germanic,4.55\nJapan,Confucian,3.59\n"
    )
    assert mistakes(text) == ["2:1 CM851 'Germany (West)' is no country"]
    table = read(text, skip_unknown=True)
    assert table.indicators == ("Assertiveness Societal Practices",)
    assert (table.scores, table.left_out) == ({"JP": (3.59,)}, ("Germany (West)",))


def test_answers_as_shares_per_cent_and_counts() -> None:
    head = "# year: 2022\ncountry,question,answer"
    for column, yes, no in (("share", "0.25", "0.75"), ("percent", "25", "75"), ("count", "30", "90")):
        table = read_table(f"{head},{column}\nDE,q,yes,{yes}\nDE,q,no,{no}\n".encode(), "a.csv", RESOLVE)
        assert isinstance(table, AnswerTable)
        assert table.shares == {"DE": {"q": {"yes": 0.25, "no": 0.75}}}


def test_rounded_shares_are_made_whole_and_a_missing_one_drops_its_question() -> None:
    text = "country,question,answer,share\nDE,q,a,0.333\nDE,q,b,0.333\nDE,q,c,0.333\nDE,z,a,0.5\nDE,z,b,\n"
    table = read_table(text.encode(), "a-2020.csv", RESOLVE)
    assert isinstance(table, AnswerTable)
    assert table.shares["DE"].keys() == {"q"}
    assert sum(table.shares["DE"]["q"].values()) == pytest.approx(1)


# --- what the file says of itself ---


def test_notes_before_the_header() -> None:
    text = "# name: Our survey\n# year: 2017–2022\n# licence: CC BY 4.0\n# source: us\n# words\ncountry,a\nDE,1\nFR,2\n"
    table = read(text, "x.csv")
    assert (table.name, table.year, table.source, table.licence) == ("Our survey", "2017–2022", "us", "CC BY 4.0")


def test_notes_that_a_spreadsheet_filled_up() -> None:
    assert read("# year: 2017;;\n# name: Ours;;\ncountry;a;b\nDE;1;2\n", "x.csv").title == "Ours (2017)"


def test_an_option_wins_over_the_name_of_the_file() -> None:
    assert read("country,a\nDE,1\n", "x-1999.csv", year="2001", name="N").title == "N (2001)"


def test_a_year_that_contradicts_the_file() -> None:
    assert mistakes("# year: 2017\ncountry,a\nDE,1\n", year="2001") == ["1:1 CM855 no scores of the year 2001"]


def test_a_table_must_say_its_year() -> None:
    assert mistakes("country,a\nDE,1\n", "x.csv") == ["1:1 CM855 nothing says the year of the table"]


@pytest.mark.parametrize("word", sorted(MISSING))
def test_nothing_missing_is_zero(word: str) -> None:
    assert read(f'country,a\nDE,"{word}"\nFR,1\nIT,0\n').scores == {"DE": (None,), "FR": (1,), "IT": (0,)}


def test_na_is_namibia_among_countries_and_missing_among_scores() -> None:
    assert read("country,a\nNA,NA\nDE,1\n").scores == {"NA": (None,), "DE": (1,)}


def test_a_decimal_comma_where_semicolons_separate() -> None:
    assert read("country;a\nDE;1,5\nFR;−2,25\n").scores == {"DE": (1.5,), "FR": (-2.25,)}


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    table = read_table("\ufeffcountry,a\r\nDE,1\r\n".encode(), "x-2020.csv", RESOLVE)
    assert table.countries == ("DE",)


# --- mistakes ---


def test_all_mistakes_are_told_each_at_its_place() -> None:
    text = 'country,pdi,idv\nGermny,3,4\nDE,x,3\n,4,5\nDE,5,5\n"Congo, Dem. Rep.",1e999,y\nUS,1\n'
    assert mistakes(text) == [
        "2:1 CM851 'Germny' is no country",
        "3:4 CM852 'x' is no number",
        "4:1 CM851 a row without a country",
        "5:1 CM853 DE stands twice",
        "6:20 CM852 1e999 is too large",
        "6:26 CM852 'y' is no number",
        "7:5 CM854 2 cells where the header has 3",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 CM850 there is no table in this file"),
        ("# year: 2020\n\n", "1:1 CM850 there is no table in this file"),
        ("a,b\n1,2\n", "1:1 CM850 no column says the country"),
        ("country,b\n", "1:1 CM850 no column holds scores"),
        ("country,b\nDE,many\n", "1:1 CM850 no column holds scores"),
        ('country,b\n"a"b,3\n', "2:1 CM850 the row cannot be cut into cells: ',' expected after '\"'"),
        ("country,b,\nDE,1,2\n", "1:11 CM850 a column without a name"),
        ("country,b,B\nDE,1,2\n", "1:11 CM853 the column 'B' stands twice"),
        ("iso3,country,b\nSLV,Slovenia,1\n", "2:1 CM851 'SLV' and 'Slovenia' are two countries, SV and SI"),
        ("country;a;b\nDE;1,5;2.5\n", "2:8 CM852 decimal points and decimal commas in one table"),
        ('country,a\nDE,"1,5"\nFR,2\n', "2:4 CM852 '1,5' is no number"),
        ("country,a\nDE,1_0\nFR,1\n", "2:4 CM852 '1_0' is no number"),
        ("country,a\nDE,12 %\nFR,1\n", "2:4 CM852 '12 %' is no number"),
        ("country,indicator,value\nDE,a,1\nDE,a,2\n", "3:6 CM853 'a' of DE stands twice"),
        ("country,question,answer,share\nDE,q,y,0.9\nDE,q,n,0.3\n", "2:1 CM856 the answers to 'q' in DE add up to 1.2"),
        ("country,question,answer,share\nDE,q,y,-0.5\nDE,q,n,1.5\n", "2:1 CM856 the answers to 'q' in DE add up to 1"),
        ("country,question,answer,count\nDE,q,y,0\nDE,q,n,0\n", "2:1 CM856 the answers to 'q' in DE add up to 0"),
    ],
)
def test_a_mistake_and_its_place(text: str, expected: str) -> None:
    assert mistakes(text) == [expected]


def test_a_table_in_another_encoding() -> None:
    assert mistakes("country,a\nTürkei,1\n".encode("latin-1")) == ["2:1 CM002 this is not UTF-8 text"]
    assert mistakes("country,a\nDE,1\n".encode("utf-16"))[0].endswith("CM002 this is not UTF-8 text")


def test_rows_that_are_no_country_alone_make_no_table() -> None:
    assert mistakes("country,a\nAtlantis,1\n", skip_unknown=True) == ["1:1 CM850 no row holds a country"]


@given(st.binary(max_size=60) | st.text('country,;\t"\n0.5DEFR#:year2', max_size=80).map(str.encode))
def test_whatever_the_bytes_it_is_a_table_or_a_list_of_mistakes(data: bytes) -> None:
    with suppress(FilesAreWrong):
        assert read_table(data, "x-2020.csv", RESOLVE).countries


cells = st.none() | st.floats(-1e6, 1e6).map(lambda value: round(value, 4))


@given(
    st.dictionaries(st.sampled_from(["DE", "FR", "JP", "NA", "NO", "US"]), st.tuples(cells, cells), min_size=1),
    st.sampled_from(",;\t"),
)
def test_wide_and_long_say_the_same(rows: dict[str, tuple[float | None, float | None]], separator: str) -> None:
    def text(lines: list[list[object]]) -> str:
        stream = io.StringIO()
        csv.writer(stream, delimiter=separator).writerows(lines)
        return stream.getvalue()

    names = ("a, b", "c")
    wide = text([["country", *names], *([code, *("" if x is None else x for x in row)] for code, row in rows.items())])
    long = text(
        [["country", "indicator", "value"]]
        + [
            [code, name, "" if x is None else x]
            for code, row in rows.items()
            for name, x in zip(names, row, strict=True)
        ]
    )
    kept = [n for n in (0, 1) if any(row[n] is not None for row in rows.values())]
    table = read(long)
    assert {code: dict(zip(table.indicators, row, strict=True)) for code, row in table.scores.items()} == {
        code: dict(zip(names, row, strict=True)) for code, row in rows.items()
    }
    if kept:
        found = read(wide)
        assert found.indicators == tuple(names[n] for n in kept)
        assert found.scores == {code: tuple(row[n] for n in kept) for code, row in rows.items()}


# --- names of countries ---


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("DE", "DE"), ("de", "DE"), ("DEU", "DE"), ("Germany", "DE"), ("UK", "GB"), ("Great Britain", "GB"),
        ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("Viet Nam", "VN"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("Korea, Rep.", "KR"), ("Gambia, The", "GM"), ("Congo, Dem. Rep.", "CD"), ("U.S.A.", "US"),
        ("Trinidad and Tobago", "TT"), ("St. Lucia", "LC"), ("Hong Kong SAR, China", "HK"), ("NA", "NA"),
        ("England", None), ("Korea", None), ("Germany (West)", None), ("Arab World", None),
        ("EU", None), ("European Union", None), ("World", None), ("001", None), ("WLD", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_countries(written: str, code: str | None) -> None:
    assert RESOLVE(written) == code


# --- what ships ---


def shipped() -> list[Path]:
    return sorted((assets_root() / "rules/indicators").glob("*.csv"))


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_shipped_table_says_what_it_is_and_is_described(path: Path) -> None:
    table = read_table(path.read_bytes(), path.name, RESOLVE)
    assert table.name != path.stem
    assert table.source
    assert table.licence
    assert table.left_out == ()
    assert f"`{path.stem}`" in (assets_root() / "rules/INDICATORS.md").read_text("utf-8")


def test_the_page_s_example_can_be_read() -> None:
    page = (assets_root() / "rules/INDICATORS.md").read_text("utf-8")
    table = read(page.split("```csv\n")[1].split("```")[0], "x.csv")
    assert table.title == "Our survey (2026)"
    assert table.scores["US"] == (80, 31, None)
