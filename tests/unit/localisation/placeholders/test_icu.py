"""ICU MessageFormat: written out and read back, both readings of apostrophes, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders.branching import shape_of
from checkmarket.localisation.placeholders.icu import (
    DEEPEST,
    Apostrophes,
    Argument,
    Broken,
    Choice,
    Node,
    Number,
    Pattern,
    Text,
    parse,
)
from checkmarket.localisation.placeholders.parity import differences

NAMES = st.text(st.sampled_from("abnz_"), min_size=1, max_size=3)
LETTERS = st.text(st.sampled_from("ab {}#'|<é\n"), min_size=1, max_size=6)


def written(pattern: Pattern, *, counts: bool = False) -> str:
    """As ICU reads it: every brace, number sign and apostrophe of the text quoted or doubled."""
    return "".join(_node(node, counts=counts) for node in joined(pattern))


def _node(node: Node, *, counts: bool) -> str:
    match node:
        case Text(text):
            return _quoted(text, "{}#" if counts else "{}")
        case Number():
            return "#"
        case Argument(name, kind, style):
            return "{" + ", ".join(filter(None, [f" {name} ", kind, style])) + "}"
        case Choice(name, kind, branches, offset):
            inside = " ".join(f"{key} {{{written(one, counts=kind != 'select')}}}" for key, one in branches)
            return f"{{{name}, {kind}, {f'offset:{offset} ' if offset else ''}{inside}}}"


def _quoted(text: str, special: str) -> str:
    places = [place for place, char in enumerate(text) if char in special]
    doubled = [part.replace("'", "''") for part in _cut(text, places)]
    return "'".join(doubled)


def _cut(text: str, places: list[int]) -> list[str]:
    return [text[: places[0]], text[places[0] : places[-1] + 1], text[places[-1] + 1 :]] if places else [text]


def joined(pattern: Pattern) -> Pattern:
    """With texts that stand side by side made one."""
    nodes: list[Node] = []
    for node in pattern:
        if isinstance(node, Choice):
            branches = tuple((key, joined(inside)) for key, inside in node.branches)
            nodes.append(Choice(node.name, node.type, branches, node.offset))
        elif isinstance(node, Text) and nodes and isinstance(nodes[-1], Text):
            nodes[-1] = Text(nodes[-1].text + node.text)
        else:
            nodes.append(node)
    return tuple(nodes)


@st.composite
def choices(draw: st.DrawFn, inside: st.SearchStrategy[Pattern]) -> Choice:
    kind = draw(st.sampled_from(["plural", "selectordinal", "select"]))
    known = ["one", "few", "=0", "=1"] if kind != "select" else ["male", "female"]
    keys = [*draw(st.lists(st.sampled_from(known), unique=True, max_size=2)), "other"]
    offset = draw(st.integers(0, 2)) if kind != "select" else 0
    branches = []
    for key in keys:
        pattern = draw(inside)
        counted = (Number(),) if kind != "select" and draw(st.booleans()) else ()
        branches.append((key, (*pattern, *counted)))
    return Choice(draw(NAMES), kind, tuple(branches), offset)


ARGUMENTS = st.one_of(
    NAMES.map(Argument),
    st.builds(Argument, NAMES, st.sampled_from(["number", "date"]), st.sampled_from(["", "short", "#,##0.0", "{x} y"])),
)
LEAVES = st.lists(st.one_of(LETTERS.map(Text), ARGUMENTS), max_size=3).map(tuple)
PATTERNS = st.recursive(
    LEAVES,
    lambda inside: st.lists(st.one_of(LETTERS.map(Text), ARGUMENTS, choices(inside)), max_size=3).map(tuple),
    max_leaves=8,
)


@given(PATTERNS)
def test_what_is_written_is_read_back(pattern: Pattern) -> None:
    assert joined(parse(written(pattern))) == joined(pattern)


@given(PATTERNS)
def test_the_order_of_the_parts_does_not_matter(pattern: Pattern) -> None:
    source, moved = shape_of(written(pattern)), shape_of(written(pattern[::-1]))
    assert not list(differences(source, [source], moved))


@given(PATTERNS, st.sampled_from(["X", "Y"]))
def test_leaving_out_an_argument_always_alarms_and_so_does_another_one(pattern: Pattern, name: str) -> None:
    more, less = shape_of(written((*pattern, Argument(name)))), shape_of(written(pattern))
    assert [(one.kind, one.text) for one in differences(more, [more], less)] == [("missing", f"{{{name}}}")]
    assert [(one.kind, one.text) for one in differences(less, [less], more)] == [("extra", f"{{{name}}}")]


READ: dict[str, Pattern] = {
    "{nr }": (Argument("nr"),),
    "{ n , number , ::percent }": (Argument("n", "number", "::percent"),),
    "it's {n}": (Text("it's "), Argument("n")),
    "l'{n}": (Text("l{n}"),),
    "'{n}' and ''": (Text("{n} and '"),),
    "'{it''s}": (Text("{it's}"),),
    "# of {n}": (Text("# of "), Argument("n")),
    "a } b": (Text("a } b"),),
    "{n, plural, other {'#' #}}": (Choice("n", "plural", (("other", (Text("# "), Number())),)),),
    "{g, select, other {#}}": (Choice("g", "select", (("other", (Text("#"),)),)),),
    "{શબ્દ}": (Argument("શબ્દ"),),
    "{d, date, yyyy 'o''clock }'}": (Argument("d", "date", "yyyy 'o''clock }'"),),
}


@pytest.mark.parametrize("text", READ)
def test_how_a_text_is_read(text: str) -> None:
    assert joined(parse(text)) == READ[text]


@pytest.mark.parametrize(
    ("text", "apostrophes", "names"),
    [
        ("Can't open {0}", "optional", {"0"}),
        ("Can't open {0}", "required", set()),  # java.text.MessageFormat takes all behind the apostrophe literally
        ("Can''t open {0}", "required", {"0"}),
        ("l'{0}", "optional", set()),
        ("l''{0}", "optional", {"0"}),
    ],
)
def test_an_apostrophe_hides_a_placeholder_in_one_reading_and_not_in_the_other(
    text: str, apostrophes: Apostrophes, names: set[str]
) -> None:
    assert shape_of(text, apostrophes).names == names


BROKEN = {
    "{": "the placeholder '{' does not begin with a name",
    "{}": "the placeholder '{}' is empty",
    "{n": "the placeholder '{n' is not closed after its name",
    "{two words}": "the placeholder '{two words}' is not closed after its name",
    "{n, plural}": "'{n, plural' has no branches",
    "{n, plural, one {x}}": "'{n, plural' has no branch 'other'",
    "{n, plural, one {x} one {y} other {}}": "the branch 'one' of 'n' stands twice",
    "{n, plural, one other {}}": "the branch 'one' of 'n' has no text in braces",
    "{n, plural, other {x}": "the choice '{n, plural, other {x}' is not closed",
    "{n, plural, other {x": "the branch 'other' of 'n' is not closed",
    "{n, plural, = 1x {} other {}}": "after = stands a whole number",
    "{n, number, short": "the placeholder '{n, number, short' is not closed",
    "{n، plural، other {}}": "the placeholder '{n، plural، other {}' is not closed after its name",
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(Broken) as stopped:
        parse(text)
    assert str(stopped.value) == BROKEN[text]
    assert shape_of(text).faults == (BROKEN[text],)


def test_deep_nesting_is_refused_before_it_can_hurt() -> None:
    with pytest.raises(Broken, match=f"deeper than {DEEPEST} levels"):
        parse("{n, select, other {" * 5000)


@given(st.text(st.sampled_from("{}',# aenoplurthsc=1:"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    at = 0
    try:
        parse(text)
    except Broken as error:
        at = error.at
    assert 0 <= at <= len(text)


SHOWN = {
    "{n} files": ({"n"}, {"n"}),
    "{n, plural, one {a file} other {# files}}": ({"n"}, {"n"}),
    "{n, plural, one {File} other {Files}}": (set(), set()),
    "{n, plural, =0 {none} other {{n} of {user}}}": ({"n", "user"}, {"n", "user"}),
    "{n, plural, one {of {user}} other {#}}": ({"n"}, {"n", "user"}),
    "{g, select, male {{he}} other {{they}}}": (set(), {"he", "they"}),
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_always_and_what_on_some_branch(text: str) -> None:
    shape = shape_of(text)
    assert (shape.always, shape.shown) == SHOWN[text]
