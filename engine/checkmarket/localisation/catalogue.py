"""One localisation resource as values: the messages of one file in one locale.

Whatever the file format, a message has a key, a source text where the format carries one, and its text in the
catalogue's locale.  Missing, empty, fuzzy and identical to the source are four different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Syntax = Literal["plain", "printf", "python-brace", "brace", "icu", "fluent", "apple", "android", "unknown"]
"""How placeholders are written: `%s`, `{name}` of str.format, `{{name}}` of i18next, ICU MessageFormat and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text of one locale.

    key: unique within the catalogue (context and key joined by U+0004 where the format has contexts), unless the file
    says something twice; texts: by plural category (`zero` … `other`; in gettext by the number of the form: `0`, `1`),
    or under the empty string when the message has no plural forms; source: the source text by category, empty where the
    file does not carry it; fuzzy: marked as needing work; obsolete: no longer in the source; shielded: the file says
    that it is not to be translated; line, column: of the text, counted from 1.
    """

    key: str
    texts: Mapping[str, str]
    source: Mapping[str, str] = field(default_factory=dict)
    syntax: Syntax = "unknown"
    fuzzy: bool = False
    obsolete: bool = False
    shielded: bool = False
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The messages of one file in one locale; a file that holds several locales gives several catalogues.

    path: as given, with `/`; format: the reader's name; written: the locale as the file or its path writes it (`pt_BR`,
    `values-zh-rCN`, `Base`), empty where nothing says it; locale: its BCP 47 form (`pt-BR`), empty where there is none;
    domain: what catalogues of the same texts in other locales share (the path with `*` in place of the locale);
    is_template: the file carries sources only (`.pot`); plural_rule: the file's own, as `nplurals=2; plural=(n != 1);`,
    or empty; source_locale: the language of the sources where the file itself names it (XLIFF, .xcstrings), as BCP 47.
    """

    path: str
    format: str
    written: str
    locale: str
    domain: str
    messages: tuple[Message, ...]
    is_template: bool = False
    plural_rule: str = ""
    source_locale: str = ""
