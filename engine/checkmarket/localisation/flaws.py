"""What can be wrong in resource files: the codes, and a Flaw at its place.

L0 files, L1 placeholders and tags, L2 plurals, L3 what each market writes its own way, L4 direction and hidden
characters, L5 locale codes, L6 the texts themselves, L7 what a product file states of them.  Codes are never reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class FlawType:
    """One thing that can be wrong.

    title: what it is; severity: error (people see a mistake, or the program stops), warning (look at it), note (may be
    meant); hint: what to do; example: a source and a translation that show it, or a file that does.
    """

    title: str
    severity: Severity
    hint: str
    example: str


FLAWS: dict[str, FlawType] = {
    "L001": FlawType(
        "the file cannot be read",
        "error",
        "correct the file; nothing in it was looked at",
        "a .json file that ends early",
    ),
    "L101": FlawType(
        "a placeholder of the source is missing",
        "error",
        "put it where the value belongs; its name or position is not translated",
        "en: %(count)s files of %(size)s · de: %(count)s Dateien",
    ),
    "L102": FlawType(
        "a placeholder that the source does not have",
        "error",
        "the program fills only the placeholders of the source: write them as the source does",
        "en: Hello {name} · de: Hallo {Name}",
    ),
    "L103": FlawType(
        "a placeholder of another type than in the source",
        "error",
        "write it with the source's letter; where words change places, number them (%2$d)",
        "en: %s has %d files · de: %d Dateien hat %s",
    ),
    "L104": FlawType(
        "a text that its library cannot read",
        "error",
        "close what is open and write literal signs as the syntax asks",
        "fr: {n, plural, one {un fichier} other {# fichiers}",
    ),
    "L105": FlawType(
        "a variable or term of the source is not used",
        "warning",
        "Fluent lets a translation do without; make sure that it says as much as the source",
        "en: Signed in as { $name } · de: Angemeldet",
    ),
    "L106": FlawType(
        "a tag is not closed, or closed and not opened",
        "error",
        "write both <b> and </b>",
        "en: <b>Stop</b> · de: <b>Halt<b>",
    ),
    "L107": FlawType(
        "a link or component of the source is missing",
        "error",
        "put the tag around the words that stand for it; without it people cannot follow the link",
        'en: Read <a href="%s">more</a> · de: Mehr lesen',
    ),
    "L108": FlawType(
        "a tag that the source does not have",
        "warning",
        "take it out, unless the program shows HTML",
        "en: Stop · de: <blink>Halt</blink>",
    ),
    "L109": FlawType(
        "emphasis of the source is missing",
        "note",
        "set it where the stress falls",
        "en: <b>Stop</b> now · de: Halt jetzt",
    ),
    "L201": FlawType(
        "a plural category that numbers reach has no text",
        "error",
        "add the form: CLDR's rule for the language gives it to the numbers named",
        "pl: one, other (few for 2, 3, 4 … and many for 5, 6 … are missing)",
    ),
    "L202": FlawType(
        "a plural form that no number reaches",
        "note",
        "take it out; for a text of its own write =0, where the format has it",
        "en: {n, plural, zero {no files} one {# file} other {# files}}",
    ),
    "L203": FlawType(
        "fewer plural forms than the file's rule says",
        "error",
        "write one msgstr[n] for each form of nplurals, none of them empty",
        "nplurals=3, and msgstr[0], msgstr[1] only",
    ),
    "L204": FlawType(
        "a plural rule that cannot be read, or that gives a form that is not there",
        "error",
        "take the rule of the language from the gettext manual or CLDR",
        "nplurals=2; plural=(n == 1 ? 0 : n == 2 ? 1 : 2)",
    ),
    "L205": FlawType(
        "a plural rule that gives one form to numbers which the language tells apart",
        "warning",
        "compare the rule with CLDR's for the language",
        "ru with nplurals=2; plural=(n != 1)",
    ),
    "L206": FlawType(
        "one text for numbers that the language tells apart",
        "note",
        "fine where the words fit every number; otherwise add the forms",
        "ru: {n, plural, other {Файлов: #}}",
    ),
    "L207": FlawType(
        "a plural rule that gives 0 another form than CLDR does",
        "note",
        "compare the rule with CLDR's for the language; usage may differ for 0",
        "hi with nplurals=2; plural=(n != 1), where CLDR has 0 with 1",
    ),
    "L208": FlawType(
        "the general plural form stands in for a form of its own",
        "warning",
        "the general form often reads well enough; see whether it does here",
        "he: {n, plural, one {קובץ אחד} other {# קבצים}}, where Hebrew has a form for 2",
    ),
    "L301": FlawType(
        "a date written in the source's order",
        "note",
        "let a date formatter write it, or write the order of the market",
        "en: mm/dd/yyyy · de: mm/dd/yyyy",
    ),
    "L302": FlawType(
        "an amount in the source's currency",
        "note",
        "let a formatter write prices, in the currency that people there pay in",
        "en: from $9.99 · de: ab $9.99",
    ),
    "L303": FlawType(
        "a unit that people of this market do not use",
        "note",
        "give kilometres, kilograms, centimetres or degrees Celsius, and convert the number",
        "en: within 5 miles · de: im Umkreis von 5 Meilen",
    ),
    "L304": FlawType(
        "a telephone number that can be dialled only in North America",
        "note",
        "give a number of the market, or one with +1 in front",
        "en: call 1-800-555-0123 · fr: appelez le 1-800-555-0123",
    ),
    "L305": FlawType(
        "a number grouped as in the source, which reads as a decimal fraction here",
        "warning",
        "write the separators of the language, or let a formatter write the number",
        "en: 10,000 people · de: 10,000 Menschen",
    ),
    "L401": FlawType(
        "a text without a right-to-left letter",
        "warning",
        "translate it; a brand name alone may stay",
        "en: Save all changes · ar: Save all changes",
    ),
    "L402": FlawType(
        "a direction control that is not closed, or closed and not opened",
        "warning",
        "close isolates with U+2069 and embeddings with U+202C",
        "ar: U+2067 without U+2069",
    ),
    "L403": FlawType(
        "an arrow that still points the way of the source",
        "note",
        "in right-to-left text forward is to the left: turn the arrow, unless the program mirrors it",
        "en: Next → · ar: التالي →",
    ),
    "L404": FlawType(
        "a hidden control character, or one that was lost in a conversion",
        "warning",
        "take it out; people cannot see it, and searching and comparing fail on it",
        "de: Spei\\u200bchern",
    ),
    "L501": FlawType(
        "an unknown language code",
        "error",
        "write the language's ISO 639 code, not the country's",
        "locale/jp/ (Japanese is ja)",
    ),
    "L502": FlawType(
        "a language code that was probably meant as a country",
        "warning",
        "write the language's ISO 639 code, not the country's",
        "values-kr (Kanuri; Korean is ko)",
    ),
    "L503": FlawType(
        "a language code that has been replaced",
        "warning",
        "write the code that replaced it",
        "locale/iw/ (Hebrew is he)",
    ),
    "L504": FlawType(
        "Chinese without its script",
        "note",
        "write zh-Hans or zh-Hant, so that the right readers get it",
        "locale/zh/",
    ),
    "L505": FlawType(
        "an unknown country or region code", "error", "write the ISO 3166 code", "en-UK (the United Kingdom is GB)"
    ),
    "L601": FlawType(
        "white space at the beginning or end differs from the source",
        "note",
        "keep it: the program may set texts side by side",
        "en: 'Name: ' · de: 'Name:'",
    ),
    "L602": FlawType(
        "much of a catalogue is identical to its source",
        "note",
        "see whether the file was copied and not translated",
        "fr: 80 of 100 texts are the English ones",
    ),
    "L603": FlawType(
        "a text that is still in the source's script",
        "warning",
        "translate it",
        "en: Save all changes · ru: Save all changes",
    ),
    "L604": FlawType(
        "a key that stands twice",
        "error",
        "remove one: which of the two is shown depends on the program",
        'en.json: "save": "Save", … "save": "Store"',
    ),
    "L701": FlawType(
        "a product file that states more than the files hold",
        "error",
        "translate what is missing, or state what is there: scan --write does",
        "locale.interface_languages: [de, fr] · 62 % of the French texts are there",
    ),
    "L702": FlawType(
        "a product file that states less than the files hold",
        "warning",
        "state what is there: scan --write does",
        "locale.interface_languages: [de] · all of the French texts are there",
    ),
}
"""Every code of a flaw and what it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong at a place.

    line, column: from 1; hint: what to do; locale: of the text, as BCP 47; key: of the message, or empty.
    """

    code: str
    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    locale: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        assert self.code in FLAWS, self.code

    @property
    def severity(self) -> Severity:
        """As its code has it."""
        return FLAWS[self.code].severity

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """Sorts flaws the way one reads files."""
        return (self.path, self.line, self.column, self.code, self.key, self.message)
