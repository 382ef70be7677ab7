"""A mistake in a file that somebody wrote: where, which, what is wrong, and what helps."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from checkmarket.model.document import Place

CODES: dict[str, str] = {
    "CM001": "the file cannot be read",
    "CM002": "the file is not UTF-8 text",
    "CM003": "a character that does not belong in a text file",
    "CM004": "the YAML cannot be parsed",
    "CM005": "a key stands twice in one mapping",
    "CM006": "anchors, aliases and merge keys are not part of the language",
    "CM007": "tags are not part of the language",
    "CM008": "a bare word that YAML versions read differently",
    "CM009": "a key that is not text",
    "CM010": "nested too deeply",
    "CM011": "the file is empty",
    "CM012": "more than one document in a file",
    "CM013": "a day that is not in the calendar",
    "CM014": "the file is too large",
    "CM015": "a layout that would change what the file says",
    "CM101": "an unknown key",
    "CM102": "a missing key",
    "CM103": "a value of the wrong type",
    "CM104": "a value outside the list of allowed ones",
    "CM105": "text of the wrong form",
    "CM106": "a number out of range",
    "CM107": "text too long or too short",
    "CM108": "an empty or too short list or mapping",
    "CM109": "an entry stands twice in a list",
    "CM110": "a condition of no known shape",
    "CM111": "keys that exclude each other",
    "CM201": "an id stands twice",
    "CM202": "an id that does not fit its file",
    "CM301": "an unknown jurisdiction",
    "CM302": "an unknown fact",
    "CM303": "an unknown parameter",
    "CM304": "an unknown term",
    "CM305": "an unknown rule",
    "CM306": "an unknown control",
    "CM307": "an unknown instrument",
    "CM308": "an unknown domain",
    "CM309": "an unknown background",
    "CM401": "an operator that the type of the fact does not have",
    "CM402": "a value that is not of the type of the fact",
    "CM403": "a value out of the bounds of the fact or parameter",
    "CM404": "currencies mixed without a rate",
    "CM405": "`none` for a fact that always has a value",
    "CM406": "a fact stated where it does not belong",
    "CM501": "a window that ends before it begins",
    "CM502": "two values for one day",
    "CM503": "a day without a value",
    "CM601": "a rule needs exactly one of requires, forbids, levels, ratio",
    "CM602": "a citation is missing or incomplete",
    "CM603": "a directive's rule without its transposition deadline",
    "CM604": "guidance alone makes no duty",
    "CM605": "a control that cannot do what it says",
    "CM606": "a custom that does not say what it rests on, or a law that does",
    "CM701": "an override of what this jurisdiction does not inherit",
    "CM702": "a parameter that its law did not open",
    "CM703": "a value outside what the law allows",
    "CM704": "two overrides of one thing",
    "CM801": "a circle of references",
    "CM850": "a table of indicators that is none",
    "CM851": "a row that is no country",
    "CM852": "a score that is no number",
    "CM853": "a score that stands twice",
    "CM854": "a row that is longer or shorter than the header",
    "CM855": "a table without its year",
    "CM856": "answers that do not add up",
    "CM901": "a case that does not come out as expected",
    "CM910": "a condition on which no case turns",
    "CM911": "a number whose neighbours no case tries",
    "CM912": "a day on which no case is judged",
    "CM913": "an outcome of which there is no case",
    "CM914": "a fact that nothing asks for",
    "CM915": "a term that nothing uses",
    "CM916": "a parameter that nothing uses",
    "CM917": "a control that does not help its rule",
    "CM918": "a control that no rule names",
    "CM919": "a rule that never stands by itself",
    "CM920": "a source that was read more than a year ago",
    "CM921": "two rules with one condition",
    "CM922": "a condition that is hard to read",
    "CM923": "an exclusion that has run out",
    "CM924": "an exclusion that excludes nothing",
    "CM950": "a sign-off of an unknown rule",
    "CM951": "a sign-off that stands in the wrong file",
    "CM952": "two sign-offs of one rule by one person",
    "CM953": "a rulebook that calls its own rule signed",
    "CM970": "two waivers of one finding",
}
"""Every stable code and what it stands for.  Codes are never reused."""

WARNINGS = frozenset(code for code in CODES if "CM910" <= code <= "CM924")
"""What `rules lint` advises against: nothing of it keeps a library from being used."""

EXCLUDABLE = tuple(sorted(WARNINGS - {"CM923", "CM924"}))
"""The warnings that a rule, term, parameter, fact or control may exclude for itself, with a reason and an end."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake.  code: a key of CODES; hint: what to do about it, or empty; about: the id it concerns, or empty."""

    code: str
    message: str
    place: Place
    hint: str = ""
    about: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code

    def __str__(self) -> str:
        head = f"{self.place}: {self.code} {self.message}"
        return f"{head}\n  hint: {self.hint}" if self.hint else head

    @property
    def is_warning(self) -> bool:
        """It is advice: the file can be used as it is."""
        return self.code in WARNINGS

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts diagnostics the way one reads files."""
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A warning that somebody accepts for one rule, term, parameter, fact or control, up to and on a day."""

    code: str
    reason: str
    until: date
    place: Place


class FilesAreWrong(Exception):
    """Nothing was judged, because files somebody wrote hold mistakes.  All of them are listed."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics), key=lambda one: one.order))
        super().__init__("\n".join(str(one) for one in self.diagnostics))


class UsageIsWrong(Exception):
    """What was asked for makes no sense: an unknown market, profile or product.  hint: what would."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A hint that names the nearest known words, or `otherwise` where none is near."""
    near = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    if not near:
        return otherwise
    return "did you mean " + " or ".join(f"'{one}'" for one in near) + "?"
