"""Text that somebody else wrote, made fit for every format: none of it steers a terminal, parser or reading order."""

from __future__ import annotations

import re

LONGEST = 4_000
"""How many characters of one text a report shows."""

_ELLIPSIS = "…"
_SLACK = 4  # how much longer a text may be before its spaces and controls are taken out
# Terminal sequences: CSI, and the strings OSC, DCS, SOS, PM and APC up to their end.  Source: ECMA-48, 5.4 and 5.6.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b.?"
)
_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls; marks, embeddings, overrides and isolates of direction (UAX #9); byte-order marks; what XML 1.0 refuses.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def passage(text: str, longest: int = LONGEST) -> str:
    """The text with its lines kept: no control or direction characters, and cut with an ellipsis when too long."""
    kept = text[: longest * _SLACK]  # before the searches: a text of many megabytes costs no more than a long one
    kept = _UNFIT.sub("", _ENDS.sub("\n", _SEQUENCE.sub("", kept))).replace("\t", " ")
    return _cut(kept, longest, whole=len(text) <= longest * _SLACK)


def line(text: str, longest: int = LONGEST) -> str:
    """The text on one line: as `passage`, with every run of spaces and line ends as one space."""
    kept = passage(text, longest * _SLACK)
    return _cut(" ".join(kept.split()), longest, whole=True)


def _cut(text: str, longest: int, *, whole: bool) -> str:
    if len(text) <= longest:
        return text if whole or text.endswith(_ELLIPSIS) else f"{text[: longest - 1]}{_ELLIPSIS}"
    return f"{text[: longest - 1].rstrip()}{_ELLIPSIS}"
