"""Read and write localisation resources: one module a format.

Enters: the bytes of a file and its path.  Leaves: Catalogues, whose messages know their lines; Unreadable with a place
where a file does not follow its format.  Every reader is bounded: no recursion by depth of the file, no declared
entity, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Callable

from checkmarket.localisation.catalogue import Catalogue
from checkmarket.localisation.naming import Named, name
from checkmarket.localisation.readers import (
    android,
    arb,
    fluent,
    gettext,
    json_messages,
    properties,
    property_lists,
    resx,
    strings,
    xcstrings,
    xliff,
    yaml_messages,
)
from checkmarket.localisation.readers.drafts import Parsed, Replace, rewritten
from checkmarket.localisation.readers.text import Unreadable

Parse = Callable[[bytes, Named], Parsed]

READERS: dict[str, Parse] = {
    "android": android.parse,
    "arb": arb.parse,
    "fluent": fluent.parse,
    "gettext": gettext.parse,
    "json": json_messages.parse,
    "properties": properties.parse,
    "resx": resx.parse,
    "strings": strings.parse,
    "stringsdict": property_lists.parse,
    "xcstrings": xcstrings.parse,
    "xliff": xliff.parse,
    "yaml": yaml_messages.parse,
}

__all__ = ["READERS", "Replace", "Unreadable", "read", "write"]


def read(data: bytes, path: str, named: Named | None = None) -> list[Catalogue]:
    """The catalogues of a file: none where it holds no messages, several where it holds several locales.

    named: what is known of the file beyond its path.  Raises Unreadable, and ValueError for a path of no known format.
    """
    named = named or _named(path)
    drafts = READERS[named.format](data, named).drafts
    return [draft.catalogue(named) for draft in drafts if draft.entries]


def write(data: bytes, path: str, replace: Replace, locale: str = "") -> bytes:
    """The bytes of a file with other texts in their places; see `drafts.rewritten`.

    Raises Unreadable, and ValueError for a text that the format or the encoding of the file cannot hold.
    """
    named = _named(path)
    return rewritten(READERS[named.format](data, named), replace, locale)


def _named(path: str) -> Named:
    found = name(path)
    if found is None:
        raise ValueError(f"{path}: no known format of localisation resources")
    return found
