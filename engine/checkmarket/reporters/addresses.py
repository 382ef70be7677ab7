"""Addresses that a reader may follow: web links, and paths of files as URI references (RFC 3986)."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from checkmarket.reporters.plain_text import line

_UNRESERVED = frozenset(f"{ascii_letters}{digits}-._~")
_PATH = _UNRESERVED | {"/"}
_LINK = _PATH | frozenset(":?#@!$&'*+,;=%")  # no brackets: they would end a Markdown link
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def web(address: str) -> str:
    """The address if it is one of the web, with what does not belong there percent-encoded; else empty."""
    found = line(address)
    return _BARE_PERCENT.sub("%25", _encoded(found, _LINK)) if _WEB.match(found) else ""


def is_absolute(path: str) -> bool:
    """The path starts at the root of a file system, or at a drive."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def of_file(path: str) -> str:
    """A `file:` URI for an absolute path, a relative reference for another."""
    found = line(path)
    if _DRIVE.match(found):
        return f"file:///{found[0]}:{_encoded(found[2:].replace(chr(92), '/'), _PATH)}"
    if found.startswith("/"):
        return f"file://{_encoded(found, _PATH)}"
    return _encoded(found.removeprefix("./"), _PATH)


def _encoded(text: str, safe: frozenset[str]) -> str:
    return "".join(one if one in safe else "".join(f"%{byte:02X}" for byte in one.encode()) for one in text)
