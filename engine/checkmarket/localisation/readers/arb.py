"""Read Application Resource Bundles (.arb), as Flutter uses them: ICU messages beside what is said about them.

Source: github.com/google/app-resource-bundle, ApplicationResourceBundleSpecification.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Parsed
from checkmarket.localisation.readers.json_tree import encode, parse_json
from checkmarket.localisation.readers.nodes import Found, Group, Words, entries
from checkmarket.localisation.readers.text import decode
from checkmarket.localisation.tags import tag


def parse(data: bytes, _: Named) -> Parsed:
    """One draft; `@@locale` names its locale.  Raises Unreadable."""
    text = decode(data)
    root = parse_json(text)
    if not isinstance(root, Group):
        raise text.unreadable(root.start, "an ARB file is a mapping")
    draft = Draft(entries=entries(text, _found(root), encode, "icu"))
    locale = root.get("@@locale")
    if isinstance(locale, Words) and locale.text:
        draft.written, draft.locale = locale.text, tag(locale.text)
    return Parsed([draft], text.text, text.encoded)


def _found(root: Group) -> Iterator[Found]:
    return ((key, {"": value}) for key, value in root.members if isinstance(value, Words) and not key.startswith("@"))
