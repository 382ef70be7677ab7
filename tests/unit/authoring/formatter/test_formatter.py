"""What a file looks like when it is laid out: one sentence, one text before, one after."""

from __future__ import annotations

import pytest

from checkmarket.authoring.formatter import Formatter
from checkmarket.library.schemas import read_schemas

FORMATTER = Formatter(read_schemas())


def laid_out(text: str) -> str:
    found, problems = FORMATTER.format(text.encode(), "a.yaml")
    assert [str(one) for one in problems] == []
    return found


LONG = "Keep a record of what was asked, who answered, when and on which evidence, for as long as the law asks for it"
ADDRESS = "https://example.org/" + "a-long-way-to-go/" * 6
TABLE = "{fact: sample.kinds, includes_any_of: [toy, tool, house, garden, street, town, country, continent, world]}"

KEYS = {
    "the keys of a rule are read in the order of the schema": (
        "rulebook: EU.tax\nrules:\n  - status: draft\n    kind: must\n    id: EU.tax.one\n",
        "rulebook: EU.tax\n\nrules:\n  - id: EU.tax.one\n    kind: must\n    status: draft\n",
    ),
    "a condition names its fact first, a citation its instrument": (
        "terms: {t: {cite: {article: '1', instrument: act}, when: {is: true, fact: a.b}}}\nrulebook: EU.tax\n",
        'rulebook: EU.tax\nterms: {t: {cite: {instrument: act, article: "1"}, when: {fact: a.b, is: true}}}\n',
    ),
    "a number of conditions stands before them": (
        "cases: v\nrulebook: x\nterms:\n  t:\n    when: {of: [always], at_least: 1}\n",
        "rulebook: x\n\nterms:\n  t:\n    when: {at_least: 1, of: [always]}\ncases: v\n",
    ),
    "names that the author gives keep the author's order": (
        "rulebook: EU.tax\n\nterms:\n  zebra: {when: always}\n  ant: {when: always}\n",
        "rulebook: EU.tax\n\nterms:\n  zebra: {when: always}\n  ant: {when: always}\n",
    ),
    "keys that the schema does not know come last": (
        "rulebook: x\nrules:\n- {oops: 1, id: a}\n",
        "rulebook: x\n\nrules:\n  - {id: a, oops: 1}\n",
    ),
    "a product file has facts, and is no file of facts": (
        "facts: {a.b: 1}\nproduct: p\n",
        "product: p\nfacts: {a.b: 1}\n",
    ),
    "the schema line tells the kind, whatever the keys": (
        "# yaml-language-server: $schema=../x/controls.schema.json\ntitle: Words\ntopic: tax\n",
        "# yaml-language-server: $schema=../x/controls.schema.json\ntopic: tax\ntitle: Words\n",
    ),
    "a text of no kind keeps its keys as they are": ("z: 1\na: 2\n", "z: 1\na: 2\n"),
}

VALUES = {
    "Norway gets its quotes, in a list, as a value and as a key": (
        "a: [SE, NO]\nb: no\nNO: 1\n",
        'a: [SE, "NO"]\nb: "no"\n"NO": 1\n',
    ),
    "other words that versions of YAML read differently": (
        "a: [011, 12:30, 1_000, 1e3, .5, 0x1F, ~, on]\n",
        'a: ["011", "12:30", "1_000", "1e3", ".5", "0x1F", "~", "on"]\n',
    ),
    "the day of evidence is a key of the language": (
        "a: {on: 2026-11-22, 'by': x}\n",
        "a: {on: 2026-11-22, by: x}\n",
    ),
    "numbers, days and true stay as they are": (
        "a: [0.10, 12, true, null, 2026-11-22]\n",
        "a: [0.10, 12, true, null, 2026-11-22]\n",
    ),
    "an article keeps its quotes": ("a: '5'\nb: \"5(1)\"\n", 'a: "5"\nb: "5(1)"\n'),
    "prose and links need no quotes in a block": (
        "a: 'Name it: now'\nb: \"Name it\"\nc: 'https://example.org/#x'\n",
        'a: "Name it: now"\nb: Name it\nc: https://example.org/#x\n',
    ),
    "quotes inside a text": (
        "a: \"say \\\"yes\\\": now\"\nb: 'it''s: so'\n",
        'a: \'say "yes": now\'\nb: "it\'s: so"\n',
    ),
    "an empty text and one of spaces": ("a: ''\nb: '  x '\n", 'a: ""\nb: "  x "\n'),
    "a long text is folded": (
        f"a: {LONG} and after\n",
        (f"a: >-\n  {LONG} and\n  after\n"),
    ),
    "a long text in quotes is folded": (
        f"- '{LONG} as well: always'\n",
        (f"- >-\n  {LONG} as well:\n  always\n"),
    ),
    "a short text is not": ("a: >-\n  one\n  two\nb: |-\n  three\n", 'a: one two\nb: "three"\n'),
    "a word that is too long stays whole": (f"a: {ADDRESS}x/\n", f"a: {ADDRESS}x/\n"),
    "a text of two lines": ('a: "one\\ntwo"\n', "a: |-\n  one\n  two\n"),
    "a blank line in bare text is a line end": ("a: [x\n\n  y]\nb: x\n\n  y\n", 'a: ["x\\ny"]\nb: |-\n  x\n  y\n'),
    "a line end at the end is kept": ("a: |\n  one\n", "a: |\n  one\n"),
    "two line ends at the end are kept": ("a: |+\n  one\n\n", 'a: "one\\n\\n"\n'),
    "long lines of a text of two": (
        f"a: |\n  {LONG} and after\n  two\n",
        (f"a: >\n  {LONG} and\n  after\n\n  two\n"),
    ),
    "two spaces inside a text stay two": (
        f"a: '{LONG}  and  after'\n",
        (f"a: >-\n  {LONG[:-3]}\n  it  and  after\n"),
    ),
}

SHAPES = {
    "two spaces a level, lists below their key": (
        "a:\n- b\n-   c:\n        d: 1\n    e: 2\n",
        "a:\n  - b\n  - c:\n      d: 1\n    e: 2\n",
    ),
    "lists in lists": ("- - a\n  - b\n-\n  - c\n", "- - a\n  - b\n- - c\n"),
    "brackets stay where they fit the line": (f"a:\n - {TABLE}\n", f"a:\n  - {TABLE}\n"),
    "brackets over several lines are joined": ("a: [1,\n\n  2,\n3]\n", "a: [1, 2, 3]\n"),
    "brackets that do not fit are opened": (
        f"applies:\n    - {TABLE[:-2]}, galaxy]}}\n".replace("world", "whole-wide-world"),
        (
            "applies:\n  - fact: sample.kinds\n    includes_any_of: [toy, tool, house, garden, street, town, country, "
            "continent, whole-wide-world, galaxy]\n"
        ),
    ),
    "120 columns are not too many for brackets": (f"a: [{'x' * 115}]\n", f"a: [{'x' * 115}]\n"),
    "121 are": (f"a: [{'x' * 116}]\n", f"a:\n  - {'x' * 116}\n"),
    "120 columns are not too many for a text": (f"a: b {'x' * 115}\n", f"a: b {'x' * 115}\n"),
    "one more folds it": (f"a: b {'x' * 116}\n", f"a: >-\n  b {'x' * 116}\n"),
    "a blank line above brackets is none between their entries": (
        f"- 1\n\n- {{k: '{LONG}', j: 2}}\n",
        f"- 1\n\n- k: {LONG}\n  j: 2\n",
    ),
    "a block stays a block": ("a:\n  - 1\n", "a:\n  - 1\n"),
    "empty brackets stay": ("a: []\nb: {\n}\n", "a: []\nb: {}\n"),
    "line ends of Windows, spaces at the ends of lines, no line end at the end": (
        "a: 1  \r\nb:   2",
        "a: 1\nb: 2\n",
    ),
    "the marks of a document fall away": ("---\na: 1\n...\n", "a: 1\n"),
    "a key with a question mark": ("? a\n: 1\n", "a: 1\n"),
    "a blank line between sections and between rules, none inside a rule": (
        "rulebook: x\n\njurisdiction: z\nterms:\n\n  t: {when: always}\nrules:\n- id: a\n\n  title: b\n- id: c\n",
        (
            "rulebook: x\njurisdiction: z\n\nterms:\n  t: {when: always}\n\nrules:\n  - id: a\n    title: b\n\n"
            "  - id: c\n"
        ),
    ),
    "elsewhere a blank line is the author's, and one is enough": (
        "facts:\n  a.b: 1\n\n\n\n  a.c: 2\n  a.d: 3\nproduct: p\n",
        "product: p\nfacts:\n  a.b: 1\n\n  a.c: 2\n  a.d: 3\n",
    ),
}

COMMENTS = {
    "the head of a file stays its head": (
        "# yaml-language-server: $schema=../rulebook.schema.json\n# Who wrote this\n\ntitle: t\nrulebook: x\n",
        "# yaml-language-server: $schema=../rulebook.schema.json\n# Who wrote this\n\nrulebook: x\ntitle: t\n",
    ),
    "a comment moves with what follows it, and one beside with its line": (
        "rulebook: x\nrules:\n  - kind: must  # not should\n    # the name\n    title: t\n    id: z # for ever\n",
        "rulebook: x\n\nrules:\n  - id: z  # for ever\n    # the name\n    title: t\n    kind: must  # not should\n",
    ),
    "a comment above a key that comes to stand first goes above its item": (
        "rulebook: x\nrules:\n  - title: t\n    # the id\n    id: z\n",
        "rulebook: x\n\nrules:\n  # the id\n  - id: z\n    title: t\n",
    ),
    "a heading among rules": (
        "rulebook: x\nrules:\n  # One\n  - id: a\n    title: b\n\n  # Two\n\n  - id: c\n    title: d\n  # the end\n",
        "rulebook: x\n\nrules:\n  # One\n  - id: a\n    title: b\n\n  # Two\n\n  - id: c\n    title: d\n  # the end\n",
    ),
    "a comment at the end of a block stays in it": (
        "a:\n  b: 1\n  # of b\n# of c\nc: 2\n# the end\n",
        "a:\n  b: 1\n  # of b\n# of c\nc: 2\n# the end\n",
    ),
    "below a list as far left as its key, a comment belongs to the next key": (
        "a:\n- 1\n# of b\nb: 2\n",
        "a:\n  - 1\n# of b\nb: 2\n",
    ),
    "a comment inside brackets opens them": (
        "a: {b: 1, # one\n  # two\n  c: [2] # three\n  # four\n } # five\n",
        "a:  # five\n  b: 1  # one\n  # two\n  c: [2]  # three\n  # four\n",
    ),
    "a comment in brackets around nothing": ("a: [ # why\n # not\n ]\n", "# not\na: []  # why\n"),
    "a comment beside a text in a block": (
        "a: | # two lines\n  one # no comment\n  two\nb: >- # one\n  x\n",
        'a: |  # two lines\n  one # no comment\n  two\nb: "x"  # one\n',
    ),
    "comments between a key and its value": ("a: # one\n  # two\n  b # three\n", "# two\n# one\na: b  # three\n"),
    "a comment behind a dash": ("- # one\n  a: 1\n", "# one\n- a: 1\n"),
    "brackets that are opened put their comment on the first line": (
        f"- {TABLE[:-2]}, galaxy, and-all-there-is]}} # why\n",
        (
            "- fact: sample.kinds  # why\n  includes_any_of: [toy, tool, house, garden, street, town, country, "
            "continent, world, galaxy, and-all-there-is]\n"
        ),
    ),
    "a comment on the first line already leaves no room for another": (
        "- {a: 1, # one\n  b: 2} # two\n",
        "# two\n- a: 1  # one\n  b: 2\n",
    ),
    "hashes that begin no comment": (
        "a: x#y\nb: '# z'\nc: |-\n  # d\n  e\n",
        'a: x#y\nb: "# z"\nc: |-\n  # d\n  e\n',
    ),
    "comments around the marks of a document": (
        "# one\n--- # two\na: 1\n... # three\n",
        "# one\n# two\na: 1\n# three\n",
    ),
}


@pytest.mark.parametrize(
    ("before", "after"),
    [*KEYS.values(), *VALUES.values(), *SHAPES.values(), *COMMENTS.values()],
    ids=[*KEYS, *VALUES, *SHAPES, *COMMENTS],
)
def test_how_it_is_laid_out(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1\n", "CM004"),
        ("a: 1\na: 2\n", "CM005"),
        ("a: &x 1\n", "CM006"),
        ("a: !t 1\n", "CM007"),
        ("a:\n", "CM008"),
        ("1: x\n", "CM009"),
        ("# nothing\n", "CM011"),
        ("a: 1\n---\nb: 2\n", "CM012"),
        ("a: 2023-02-30\n", "CM013"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_not_laid_out(text: str, code: str) -> None:
    found, problems = FORMATTER.format(text.encode(), "a.yaml")
    assert found == ""
    assert code in {one.code for one in problems}


def test_of_an_empty_value_nobody_knows_what_was_meant() -> None:
    _, problems = FORMATTER.format(b"a: NO\nb:\n", "a.yaml")
    assert [str(one) for one in problems] == [
        'a.yaml:2:3: CM008 an empty value\n  hint: write the value, or "" for empty text'
    ]


def test_a_layout_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for lost in ("a: 2\n# c\n", "a: 1\n", "a: [\n", 'a: "1"\n# c\n'):
        monkeypatch.setattr("checkmarket.authoring.formatter.formatter.write", lambda *_, lost=lost: lost)
        found, problems = FORMATTER.format(b"# c\na:   1\n", "a.yaml")
        assert found == ""
        assert [str(one) for one in problems] == [
            (
                "a.yaml:1:1: CM015 laid out, the file would say something else; it is left as it is\n"
                "  hint: please report it: this is a bug in checkmarket"
            )
        ]
