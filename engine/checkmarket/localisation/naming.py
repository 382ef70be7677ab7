"""What the path of a resource file says: its format, the locale as written, and the domain that remains without it.

Enters: a path with `/`.  Leaves: Named.  What only the neighbours of a file can tell is settled by the finder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkmarket.localisation.tags import is_named, tag

FORMATS = {
    ".po": "gettext",
    ".pot": "gettext",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".ftl": "fluent",
    ".xml": "android",
    ".properties": "properties",
    ".json": "json",
    ".arb": "arb",
    ".resx": "resx",
    ".strings": "strings",
    ".stringsdict": "stringsdict",
    ".xcstrings": "xcstrings",
    ".yml": "yaml",
    ".yaml": "yaml",
}
"""The reader of each ending."""

HOMES = frozenset(
    {
        *("i18n", "intl", "l10n", "lang", "langs", "language", "languages", "locale", "locales", "_locales"),
        *("localisation", "localisations", "localization", "localizations", "messages", "nls", "po"),
        *("translation", "translations"),
    }
)
"""Folders that are named for what they hold: in them even an unknown code of two letters is meant as a locale."""

_VALUES = re.compile(r"values((?:-[A-Za-z0-9+]+)*)")
_ANDROID_LANGUAGE = re.compile(
    r"(?P<before>(?:-m(?:cc|nc)[0-9]+)*)-(?P<written>(?:[a-z]{2,3}(?:-r(?:[A-Z]{2}|[0-9]{3}))?|b(?:\+[A-Za-z0-9]+)+))(?=-|$)"
)
_TWO_LETTERS = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_WORDS = frozenset(
    {"api", "app", "bin", "cli", "dev", "doc", "etc", "ext", "gui", "lib", "log", "mod", "net", "new", "old"}
)
_WORDS |= {"car", "man", "min", "pkg", "src", "sub", "sys", "tmp", "usr", "var", "www"}
"""Usual names of files and folders that the registry has a language for."""

_SUFFIX_FIRST = frozenset({"properties", "arb", "resx"})
_APPLE = frozenset({"strings", "stringsdict"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A resource file by its path.

    written, locale: empty where the path has none; domain: with `*` in place of the locale; at_home: in a folder named
    for translations; is_certain: the convention leaves no doubt that `written` is meant as a locale.
    """

    path: str
    format: str
    written: str
    locale: str
    domain: str
    at_home: bool = False
    is_certain: bool = False
    is_template: bool = False


def name(path: str) -> Named | None:
    """What the path says, or None where its ending is not one of a resource."""
    ending = path[path.rfind(".") :].lower() if "." in path else ""
    kind = FORMATS.get(ending)
    if kind is None:
        return None
    parts = path.split("/")
    if kind == "android":
        return _android(path, parts)
    found = _apple(parts) if kind in _APPLE else _found(parts, kind)
    written, domain, is_certain = found or ("", path, False)
    if kind in _APPLE:
        domain = domain[: -len(ending)]  # a table may lie in both kinds of file
    at_home = any(part.lower() in HOMES for part in parts[:-1])
    return Named(
        path=path,
        format=kind,
        written=written,
        locale=tag(written),
        domain=domain,
        at_home=at_home,
        is_certain=is_certain,
        is_template=ending == ".pot",
    )


def _android(path: str, parts: list[str]) -> Named | None:
    """All files of `values-de` are one; further qualifiers (`values-de-land`) are a domain of their own."""
    folder = _VALUES.fullmatch(parts[-2]) if len(parts) > 1 else None
    if folder is None:
        return None
    language = _ANDROID_LANGUAGE.match(folder[1])
    if language and language["written"] == "car":  # the mode of a car, before it is Carib
        language = None
    written = language["written"] if language else ""
    others = language["before"] + folder[1][language.end() :] if language else folder[1]
    return Named(
        path=path,
        format="android",
        written=f"values-{written}" if written else "",
        locale=tag(written),
        domain="/".join([*parts[:-2], f"values*{others}"]),
        is_certain=True,
    )


Found = tuple[str, str, bool]  # written, domain, is_certain


def _apple(parts: list[str]) -> Found | None:
    for place in range(len(parts) - 2, -1, -1):
        if parts[place].endswith(".lproj"):
            written = parts[place].removesuffix(".lproj")
            return written, "/".join([*parts[:place], "*.lproj", *parts[place + 1 :]]), True
    return None


def _found(parts: list[str], kind: str) -> Found | None:
    whole, folder, suffix = _whole_stem(parts), _folder(parts), _suffix(parts)
    order = (suffix, whole, folder) if kind in _SUFFIX_FIRST else (whole, folder, suffix)
    return next((one for one in order if one), None)


def _whole_stem(parts: list[str]) -> Found | None:
    stem, dot, ending = parts[-1].rpartition(".")
    if not _is_locale(stem, parts[-2] if len(parts) > 1 else ""):
        return None
    return stem, "/".join([*parts[:-1], f"*{dot}{ending}"]), False


def _folder(parts: list[str]) -> Found | None:
    for place in range(len(parts) - 2, -1, -1):
        by_convention = parts[place + 1] == "LC_MESSAGES"
        if parts[place].endswith(".lproj"):
            return _apple(parts)
        if _is_locale(parts[place], parts[place - 1] if place else "") or (by_convention and tag(parts[place])):
            return parts[place], "/".join([*parts[:place], "*", *parts[place + 1 :]]), by_convention
    return None


def _suffix(parts: list[str]) -> Found | None:
    """The longest end of the name, after `_`, `-` or a dot, that is a locale."""
    stem, dot, ending = parts[-1].rpartition(".")
    for cut in re.finditer(r"[-_.]", stem):
        if cut.start() and _is_locale(stem[cut.end() :], ""):
            return stem[cut.end() :], "/".join([*parts[:-1], f"{stem[: cut.start()]}*{dot}{ending}"]), False
    return None


def _is_locale(word: str, folder: str) -> bool:
    at_home = folder.lower() in HOMES
    if is_named(word):
        return at_home or word not in _WORDS
    return at_home and word not in _WORDS and bool(_TWO_LETTERS.fullmatch(word) or tag(word))
