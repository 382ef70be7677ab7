"""Read XLIFF 1.2 and 2: units with their source and their target.

Source: OASIS, XLIFF Version 1.2, 1 February 2008; XLIFF Version 2.1, 13 February 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Encode, Entry, Parsed
from checkmarket.localisation.readers.xml_tree import Element, Tree, encode, parse_xml
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


def _of_file(tree: Tree, file: Element, *, many: bool) -> Iterator[Entry]:
    """Ids are unique within a file element only."""
    original = file.attributes.get("original") or file.attributes.get("id", "")
    syntax: Syntax = "apple" if original.endswith(_OF_APPLE) else "unknown"
    for entry in _units(tree, file, shielded=False):
        key = f"{original}\x04{entry.message.key}" if many else entry.message.key
        yield entry._replace(message=replace(entry.message, key=key, syntax=syntax))


def _units(tree: Tree, parent: Element, *, shielded: bool) -> Iterator[Entry]:
    shielded = _is_shielded(parent, shielded=shielded)
    for element in parent:
        match element.tag:
            case "trans-unit":
                yield from _unit(tree, element, [element], shielded=shielded)
            case "unit":
                yield from _unit(tree, element, list(element.all("segment")), shielded=shielded)
            case "group" | "body":
                yield from _units(tree, element, shielded=shielded)
            case _:
                pass


def _is_shielded(element: Element, *, shielded: bool) -> bool:
    said = element.attributes.get("translate")
    return shielded if said is None else said == "no"


def _unit(tree: Tree, unit: Element, segments: list[Element], *, shielded: bool) -> Iterator[Entry]:
    key = unit.attributes.get("id") or unit.attributes.get("resname", "")
    shielded = _is_shielded(unit, shielded=shielded)
    for number, segment in enumerate(segments):
        source = segment.first("source")
        if source is not None:
            name = f"{key}[{number}]" if len(segments) > 1 else key
            yield _entry(tree, name, segment, source, shielded=shielded)


def _entry(tree: Tree, key: str, segment: Element, source: Element, *, shielded: bool) -> Entry:
    target = segment.first("target")
    state = (target.attributes.get("state") if target else None) or segment.attributes.get("state", "")
    line, column = tree.place(source if target is None else target)
    message = Message(
        key=key,
        texts={"": "" if target is None else tree.markup(target)},
        source={"": tree.markup(source)},
        fuzzy=state in _NEEDS_WORK,
        shielded=shielded,
        line=line,
        column=column,
    )
    place = (source.end, source.end) if target is None else target.span
    return Entry(message, {"": place}, _writer(target, tree.raw[slice(*source.inner)].decode()))


def _writer(target: Element | None, source: str) -> Encode:
    """Keeps the tags of the target, and of the source, which a new text takes over."""

    def written_anew(text: str, written: str) -> str:
        if target is None:
            return f"<target>{encode(text, source)}</target>"
        if target.is_empty:
            return f"{written[:-2].rstrip()}>{encode(text, source)}</{target.tag}>"
        return encode(text, written if "<![CDATA[" in written else written + source)

    return written_anew
