"""Read XLIFF 1.2 and 2: units with their source and their target.

Source: OASIS, XLIFF Version 1.2, 1 February 2008; XLIFF Version 2.1, 13 February 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Encode, Entry, Parsed
from checkmarket.localisation.readers.xml_tree import Element, Tree, encode, encode_empty, parse_xml
from checkmarket.localisation.tags import tag

_NEEDS_WORK = frozenset(
    {
        *("new", "needs-translation", "needs-adaptation", "needs-l10n"),
        *("needs-review-translation", "needs-review-adaptation", "needs-review-l10n"),
        "initial",  # of XLIFF 2, where it is said and not left out
    }
)
_OF_APPLE = (".strings", ".stringsdict", ".xcstrings", ".storyboard", ".xib", ".intentdefinition", ".plist")
_DOCTYPES = frozenset({"xliff"})


def parse(data: bytes, _: Named) -> Parsed:
    """One draft: a template where nothing has a target and no target language is named.  Raises Unreadable."""
    tree = parse_xml(data, _DOCTYPES)
    if tree.root.tag != "xliff":
        raise tree.text.unreadable(0, f"the root is <{tree.root.tag[:40]}>, not <xliff>")
    files = list(tree.root.all("file"))
    first = files[0].attributes if files else {}
    root = tree.root.attributes
    source = root.get("srcLang") or first.get("source-language", "")
    target = root.get("trgLang") or first.get("target-language", "")
    entries = [entry for file in files for entry in _of_file(tree, file, many=len(files) > 1)]
    draft = Draft(entries=entries, source_locale=tag(source))
    if not target and not any(text for one in entries for text in one.message.texts.values()):
        draft.is_template, target = True, source
    draft.written, draft.locale = target, tag(target)
    return Parsed([draft], tree.raw, tree.finish)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a unit has from what it stands in.  prefix: of its key; ids are unique within a file element only."""

    prefix: str
    syntax: Syntax
    shielded: bool

    def within(self, element: Element) -> _Context:
        """The same inside an element, which may say whether to translate."""
        said = element.attributes.get("translate")
        return self if said is None else replace(self, shielded=said == "no")


def _of_file(tree: Tree, file: Element, *, many: bool) -> Iterator[Entry]:
    original = file.attributes.get("original") or file.attributes.get("id", "")
    prefix = f"{original}\x04" if many else ""
    yield from _units(tree, file, _Context(prefix, "apple" if original.endswith(_OF_APPLE) else "unknown", False))


def _units(tree: Tree, parent: Element, context: _Context) -> Iterator[Entry]:
    context = context.within(parent)
    for element in parent:
        match element.tag:
            case "trans-unit":
                yield from _unit(tree, element, [element], context)
            case "unit":
                yield from _unit(tree, element, list(element.all("segment")), context)
            case "group" | "body":
                yield from _units(tree, element, context)
            case _:
                pass


def _unit(tree: Tree, unit: Element, segments: list[Element], context: _Context) -> Iterator[Entry]:
    key = context.prefix + (unit.attributes.get("id") or unit.attributes.get("resname", ""))
    context = context.within(unit)
    for number, segment in enumerate(segments):
        source = segment.first("source")
        if source is not None:
            yield _entry(tree, f"{key}[{number}]" if len(segments) > 1 else key, segment, source, context)


def _entry(tree: Tree, key: str, segment: Element, source: Element, context: _Context) -> Entry:
    target = segment.first("target")
    state = (target.attributes.get("state") if target else None) or segment.attributes.get("state", "")
    end = tree.end(source)
    span = (end, end) if target is None else tree.span(target)
    line, column = tree.lines.at(span[0])
    message = Message(
        key=key,
        texts={"": "" if target is None else tree.markup(target)},
        source={"": tree.markup(source)},
        syntax=context.syntax,
        fuzzy=state in _NEEDS_WORK,
        shielded=context.shielded,
        line=line,
        column=column,
    )
    return Entry(message, {"": span}, _writer(target))


def _writer(target: Element | None) -> Encode:
    if target is None:
        return _encode_new
    return encode_empty if target.is_empty else encode


def _encode_new(text: str, _: str) -> str:
    return f"<target>{encode(text, '')}</target>"
