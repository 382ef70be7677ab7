"""L501 to L505: the locale of a file is written as it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkmarket.localisation import tongues
from checkmarket.localisation.catalogue import Catalogue
from checkmarket.localisation.checks.domain import Domain, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.writing import FOREIGN_LETTER, LATIN_WORD, parts_of, writing_of

_ISO_639_1 = 2
"""Letters of a code that CLDR always has a name for; of longer ones it names a part."""

_OLD_IS_RIGHT = frozenset({"android", "properties"})
"""Android and Java themselves write iw, in and ji."""
_STILL_USED = frozenset({"no", "tl", "sh"})
"""Codes that CLDR gathers under another, and that people rightly go on writing (`tl` beside `fil`)."""
_PSEUDO = frozenset({"XA", "XB", "XC"})
_MOST = 0.5


def check(domain: Domain) -> Iterator[Flaw]:
    """Once for each code as written, at the first file that has it."""
    seen: set[str] = set()
    languages = {parts_of(one.locale)[0] for one in domain.catalogues}
    for translation in domain.translations:
        written = code_of(translation.catalogue)
        if written and written not in seen:
            seen.add(written)
            yield from _one(translation, written, languages)


def code_of(catalogue: Catalogue) -> str:
    """The code as written, with `-`, without what its format puts around it; empty where nothing says it."""
    written = catalogue.written.removeprefix("values-").removeprefix("b+")
    if written in ("", "Base", "values"):
        return ""
    written = re.sub(r"[-_]r(?=[A-Z]{2}\b)", "-", written.partition("@")[0].partition(".")[0])
    return re.sub(r"[-_+]+", "-", written)


def _one(translation: Translation, code: str, languages: set[str]) -> Iterator[Flaw]:
    language, script, territory = parts_of(code)
    if language in ("x", "qps", "und", "mul") or territory in _PSEUDO:
        return
    new = tongues.successor(language)
    if new and language not in _STILL_USED:
        if translation.catalogue.format not in _OLD_IS_RIGHT:
            yield translation.flaw("L503", None, f"'{language}' is written '{new}' today")
    elif not (tongues.is_language(language) or (len(language) > _ISO_639_1 and translation.locale)):
        yield translation.flaw("L501", None, f"there is no language '{language}'", tongues.meant(language))
    elif not (territory or script) and (meant := _country_meant(translation, language, languages)):
        words = f"'{language}' is {tongues.name_of(language)}; in the country {language.upper()} people write '{meant}'"
        yield translation.flaw("L502", None, words)
    if language == "zh" and not script and not territory:
        yield translation.flaw("L504", None, "'zh' does not say whether simplified or traditional characters are meant")
    if territory and not tongues.is_territory(territory):
        hint = tongues.meant_territory(territory)
        yield translation.flaw("L505", None, f"there is no country '{territory}'", hint)


def _country_meant(translation: Translation, language: str, languages: set[str]) -> str:
    """The language of the country whose code this is, where hardly anything else can be meant.

    Where the two are written in different scripts, the texts tell.  Otherwise the language is a small one by CLDR's
    measure, the country's a large one, and no file is in that: so `cy` stays Welsh, and `sv` Swedish.
    """
    main = tongues.of_country(language.upper())
    if not main or main == language or language in _STILL_USED:
        return ""
    if writing_of(main).script != writing_of(language).script:
        latin = writing_of(main).is_latin
        if tongues.is_written_in(language, writing_of(main).script) or (latin and tongues.is_large(language)):
            return ""  # Latin letters may as well be texts that are not translated yet
        return main if _is_in_script_of(translation, main) else ""
    return main if tongues.is_small(language) and tongues.is_large(main) and main not in languages else ""


def _is_in_script_of(translation: Translation, main: str) -> bool:
    """Most texts that are translated are in letters of the country's language."""
    script = writing_of(main).script
    letters = _LETTERS.get(script)
    if letters is None:
        return False
    texts = [one.text for one in translation.texts if one.source and one.text != one.source]
    fitting = (bool(letters.search(text)) and (script != "Latn" or not FOREIGN_LETTER.search(text)) for text in texts)
    return bool(texts) and sum(fitting) > _MOST * len(texts)


_LETTERS = {
    "Latn": LATIN_WORD,
    "Kore": re.compile("[\uac00-\ud7af]"),
    "Jpan": re.compile("[\u3040-\u30ff]"),
    "Hans": re.compile("[\u4e00-\u9fff]"),
    "Hant": re.compile("[\u4e00-\u9fff]"),
    "Grek": re.compile("[\u0370-\u03ff]"),
    "Cyrl": re.compile("[\u0400-\u04ff]"),
    "Hebr": re.compile("[\u0590-\u05ff]"),
    "Arab": re.compile("[\u0600-\u06ff]"),
}
"""Letters by ISO 15924, for the scripts of languages that are called by their country's code."""
