"""Change what a file itself says of its locale.

Enters: the bytes of a file and two locales.  Leaves: bytes that say the other; all else stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

_LANGUAGE = re.compile(rb'("Language: )[^"\\]*(\\n")')
_PLACEHOLDERS = re.compile(rb'("Plural-Forms: )nplurals=INTEGER; plural=EXPRESSION;(\\n")')
_CHARSET = re.compile(rb'("Content-Type: [^"\\]*charset=)CHARSET')
_FUZZY_HEADER = re.compile(rb'^#, fuzzy\r?\n(?=msgid ""\r?\nmsgstr )', re.MULTILINE)
_ARB = re.compile(rb'("@@locale"\s*:\s*")[^"]*(")')
_FILE = re.compile(rb"<file\b[^>]*>")
_XLIFF_1 = re.compile(rb"""(\btarget-language\s*=\s*["'])[^"']*""")
_XLIFF_2 = re.compile(rb"""(\btrgLang\s*=\s*["'])[^"']*""")


def relabelled(data: bytes, form: str, source: str, locale: str) -> bytes:
    """The file as one of another locale.

    form: the format; source: its locale as the file writes it, empty where it does not; locale: as BCP 47.
    """
    change = _CHANGES.get(form)
    return change(data, source, locale) if change else data


def _gettext(data: bytes, _: str, locale: str) -> bytes:
    """A template says `CHARSET` and `nplurals=INTEGER`: two forms then, as its messages have."""
    data = _LANGUAGE.sub(rb"\g<1>" + locale.replace("-", "_").encode() + rb"\g<2>", data, count=1)
    data = _FUZZY_HEADER.sub(b"", data, count=1)
    data = _CHARSET.sub(rb"\g<1>UTF-8", data, count=1)
    return _PLACEHOLDERS.sub(rb"\g<1>nplurals=2; plural=(n != 1);\g<2>", data, count=1)


def _arb(data: bytes, _: str, locale: str) -> bytes:
    return _ARB.sub(rb"\g<1>" + locale.replace("-", "_").encode() + rb"\g<2>", data, count=1)


def _yaml(data: bytes, source: str, locale: str) -> bytes:
    """Rails: the locale is the root key."""
    if not source:
        return data
    root = re.compile(rb"^([\"']?)" + re.escape(source.encode()) + rb"\1(?=[ \t]*:)", re.MULTILINE)
    return root.sub(rb"\g<1>" + locale.encode() + rb"\g<1>", data, count=1)


def _xliff(data: bytes, _: str, locale: str) -> bytes:
    """The target language; where the file has none, it is added to each file element."""
    code = locale.encode()
    for attribute in (_XLIFF_1, _XLIFF_2):
        if attribute.search(data):
            return attribute.sub(rb"\g<1>" + code, data)
    if b"srcLang" in data:
        return data.replace(b"srcLang", b'trgLang="' + code + b'" srcLang', 1)
    return _FILE.sub(lambda found: found[0].replace(b"<file", b'<file target-language="' + code + b'"', 1), data)


def _xcstrings(data: bytes, _: str, locale: str) -> bytes:
    """Every string gets a localisation for the locale, a copy of the source's or of its key, in Xcode's layout."""
    root: dict[str, Any] = json.loads(data)
    source = root.get("sourceLanguage", "en")
    for key, entry in root.get("strings", {}).items():
        if entry.get("shouldTranslate") is False:
            continue
        localizations = entry.setdefault("localizations", {})
        copied = json.loads(json.dumps(localizations.get(source) or {"stringUnit": {"value": key}}))
        _mark(copied)
        localizations[locale] = copied
        entry["localizations"] = dict(sorted(localizations.items()))
    text = json.dumps(root, ensure_ascii=False, indent=2, separators=(",", " : "))
    return text.encode() + (b"\n" if data.endswith(b"\n") else b"")


def _mark(node: Any) -> None:
    """Every unit says that it is translated, the state first, as Xcode writes it."""
    for name, value in node.items() if isinstance(node, dict) else ():
        if name == "stringUnit" and isinstance(value, dict):
            node[name] = {"state": "translated", "value": value.get("value", "")}
        else:
            _mark(value)


_CHANGES: Mapping[str, Callable[[bytes, str, str], bytes]] = {
    "gettext": _gettext,
    "arb": _arb,
    "yaml": _yaml,
    "xliff": _xliff,
    "xcstrings": _xcstrings,
}
"""By format; in the others nothing inside the file says the locale."""
