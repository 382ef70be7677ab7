"""The shape of a Fluent pattern: variables, terms and messages it takes in, functions, selectors.

The grammar is Project Fluent's own parser (fluent.syntax, Apache-2.0).  Import this module only where a Fluent
file is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fluent.syntax import FluentParser, ast

from checkmarket.localisation.placeholders.shape import EMPTY, Placeholder, Selector, Shape, on_every_branch

_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


def parse(text: str) -> Shape:
    """The shape of a pattern as a file writes it behind `key =`; what the parser refuses is a fault."""
    if "{" not in text and "}" not in text:
        return EMPTY
    first, *others = text.splitlines()  # the first stands behind the sign: a line of its own may not begin with [ or *
    try:
        entry = _parser().parse_entry("\n    ".join([f"key = {first}", *others]) + "\n")
    except RecursionError:
        return Shape(faults=("it is nested too deeply",))
    if isinstance(entry, ast.Junk):
        said = (entry.annotations[0].message if entry.annotations else None) or "it cannot be read"
        return Shape(faults=(said[:1].lower() + said[1:],))
    if not isinstance(entry, ast.Message) or entry.value is None:
        return EMPTY
    return _shape(entry.value)


@cache
def _parser() -> FluentParser:
    return FluentParser(with_spans=False)


def _shape(pattern: ast.Pattern) -> Shape:
    seen = list(_parts(pattern))
    return Shape(
        tuple(one for one in seen if isinstance(one, Placeholder)),
        _always(pattern),
        tuple(one for one in seen if isinstance(one, Selector)),
        frozenset(one for one in seen if isinstance(one, str)),
    )


def _parts(node: ast.BaseNode) -> Iterator[Placeholder | Selector | str]:
    """Placeholders, selectors and links below a node, in the order of the text."""
    if isinstance(node, ast.VariableReference):
        yield Placeholder(node.id.name, "any", f"{{ ${node.id.name} }}")
    elif isinstance(node, ast.TermReference):
        yield f"-{node.id.name}"
    elif isinstance(node, ast.MessageReference):
        yield node.id.name
    elif isinstance(node, ast.SelectExpression):
        yield _selector(node)  # what it turns on is not shown by it
        for variant in node.variants:
            yield from _parts(variant)
        return
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from _parts(child)


def _selector(node: ast.SelectExpression) -> Selector:
    keys = tuple(_key(one) for one in node.variants)
    default = next((_key(one) for one in node.variants if one.default), "")
    # A selector says nowhere that it is a plural: only keys that are all categories or numbers make it one.
    named = [one for one in keys if not one.startswith("=")]
    plural = bool(named) and _CATEGORIES.issuperset(named) and (len(keys) > 1)
    kind = "select" if not plural or _is_compared_as_text(node) else "ordinal" if _is_ordinal(node) else "plural"
    return Selector(_turns_on(node), kind, keys, default)  # type: ignore[arg-type]


def _turns_on(node: ast.SelectExpression) -> str:
    return next((one.name for one in _parts(node.selector) if isinstance(one, Placeholder)), "")


def _key(variant: ast.Variant) -> str:
    return f"={variant.key.value}" if isinstance(variant.key, ast.NumberLiteral) else variant.key.name


def _is_compared_as_text(node: ast.SelectExpression) -> bool:
    function = node.selector
    return isinstance(function, ast.FunctionReference) and function.id.name != "NUMBER"


def _is_ordinal(node: ast.SelectExpression) -> bool:
    if not isinstance(node.selector, ast.FunctionReference):
        return False
    named = {one.name.name: one.value for one in node.selector.arguments.named}
    kind = named.get("type")
    return isinstance(kind, ast.StringLiteral) and kind.value == "ordinal"


def _always(pattern: ast.Pattern) -> frozenset[str]:
    """The variables that are shown on every branch; branches for one number may say it in words."""
    names: set[str] = set()
    for element in pattern.elements:
        if not isinstance(element, ast.Placeable):
            continue
        inside = element.expression
        if isinstance(inside, ast.SelectExpression):
            argument = _turns_on(inside)
            branches = {_key(one): _always(one.value) for one in inside.variants}
            names |= on_every_branch(argument, branches)
        else:
            names.update(one.name for one in _parts(inside) if isinstance(one, Placeholder))
    return frozenset(names)
