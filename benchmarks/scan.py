"""What `scan` counts and how long it takes, beside other tools on the same files.

    python benchmarks/scan.py django WHEEL      every catalogue in Django's wheel against msgfmt --statistics
    python benchmarks/scan.py mozilla PACKAGE   Java properties or Fluent of a hundred locales against compare-locales
    python benchmarks/scan.py speed [--megabytes 100]

The wheel comes from `pip download Django --no-deps`, msgfmt from GNU gettext.  The package comes from `npm pack
ngx-extended-pdf-viewer@18.1.14` (properties) or @30.0.0 (Fluent), which hold Mozilla's viewer in all its locales;
compare-locales is Mozilla's own tool, from PyPI.  Nothing here is a test that runs by itself; a difference ends with 1.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

from checkmarket.localisation.measure import Coverage
from checkmarket.localisation.readers import read
from checkmarket.localisation.scanner import Scan, Wish, scan

_LOCALES = ("de", "fr", "es", "it", "pt-BR", "nl", "pl", "cs", "sv", "da", "fi", "ru", "uk", "tr", "el", "ro", "ja")
_WORDS = ("open", "save", "the", "file", "of", "your", "account", "please", "try", "again", "with", "new", "settings")
_LISTED, _EMPTY = 0.97, 0.05  # how many messages a file lists, and how many of those have no text
_STATES = ("translated", "fuzzy", "untranslated")


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("django").add_argument("wheel", type=Path)
    commands.add_parser("mozilla").add_argument("package", type=Path)
    commands.add_parser("speed").add_argument("--megabytes", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        match asked.what:
            case "django":
                ZipFile(asked.wheel).extractall(folder)
                return against_msgfmt(Path(folder))
            case "mozilla":
                with tarfile.open(asked.package) as package:
                    wanted = [one for one in package if re.fullmatch(r"package/assets/locale/[^/]+/[^/]+", one.name)]
                    package.extractall(folder, wanted, filter="data")
                return against_compare_locales(Path(folder))
            case _:
                return speed(Path(folder), asked.megabytes * 1_000_000)


def against_msgfmt(root: Path) -> int:
    """Every file: translated, fuzzy and untranslated must be equal."""
    return compared(scanned(root), "msgfmt", msgfmt)


def scanned(root: Path) -> Scan:
    """A scan, and what it took."""
    start = time.perf_counter()
    found = scan(Wish(root=root))
    say(f"checkmarket: {found.files:,} files, {found.size:,} bytes in {time.perf_counter() - start:.1f} s")
    return found


def compared(found: Scan, tool: str, ask: Callable[[Path], tuple[int, int, int]]) -> int:
    """One line for each file whose numbers differ, then how many were equal."""
    if not shutil.which(tool):
        raise SystemExit(f"{tool} is not installed")
    rows = [one for one in found.coverage if len(one.files) == 1 and not (one.is_source and one.format != "gettext")]
    different = 0
    for one in rows:
        theirs, ours = ask(Path(one.files[0])), numbers(one)
        if theirs != ours:
            different += 1
            say(f"{one.files[0]}: {tool} {theirs}, checkmarket {ours} ({', '.join(_STATES)})")
    say(f"{len(rows):,} files compared with {tool}: {len(rows) - different:,} equal, {different:,} different")
    return int(different > 0)


def numbers(one: Coverage) -> tuple[int, int, int]:
    """In the order of msgfmt."""
    return one.counts.translated, one.counts.fuzzy, one.counts.empty


def msgfmt(path: Path) -> tuple[int, int, int]:
    """What GNU gettext says."""
    command = ["msgfmt", "--statistics", "--output-file=/dev/null", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C"}, check=False).stderr
    translated, fuzzy, untranslated = (re.search(rf"(\d+) {one}", said) for one in _STATES)
    return tuple(int(one[1]) if one else 0 for one in (translated, fuzzy, untranslated))  # type: ignore[return-value]


def against_compare_locales(root: Path) -> int:
    """Every locale of a tree REFERENCE/FILE, LOCALE/FILE: what is there, missing and obsolete must be equal.

    It counts the messages of Fluent; a scan counts their attributes too, so here they are taken together.
    """
    folder = next(root.rglob("en-US"))
    others = sorted(one.name for one in folder.parent.iterdir() if one.is_dir() and one != folder)
    config = root / "l10n.toml"
    paths = f'[[paths]]\nreference = "{folder}/**"\nl10n = "{{l10n_base}}/{{locale}}/**"\n'
    config.write_text(f'basepath = "{root}"\nlocales = {json.dumps(others)}\n{paths}', "utf-8")
    command = ["compare-locales", str(config), str(folder.parent), *others, "--json", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    theirs = json.loads(said.stdout)[0]["summary"]
    scanned(folder.parent)
    reference, different = keys(folder), 0
    for locale in others:
        own, one = keys(folder.parent / locale), theirs[locale]
        ours = (len(own & reference), len(reference - own), len(own - reference))
        wanted = (one["changed"] + one["unchanged"] + one["keys"], one["missing"], one["obsolete"])
        if ours != wanted:
            different += 1
            say(f"{locale}: compare-locales {wanted}, checkmarket {ours} (there, missing, obsolete)")
    say(f"{len(others)} locales compared with compare-locales: {different} different")
    return int(different > 0)


def keys(folder: Path) -> set[str]:
    """The keys of all files of a folder."""
    found: set[str] = set()
    for path in sorted(folder.iterdir()):
        for catalogue in read(path.read_bytes(), str(path)):
            cut = "." if catalogue.format == "fluent" else None
            found |= {f"{path.name} {one.key.split(cut)[0] if cut else one.key}" for one in catalogue.messages}
    return found


def speed(root: Path, size: int) -> int:
    """Seconds for a synthetic tree, with one process and with one a core."""
    write_tree(root, size)
    for processes in (1, None):
        start = time.perf_counter()
        found = scan(Wish(root=root), processes=processes)
        taken = time.perf_counter() - start
        keys = sum(one.counts.total for one in found.coverage)
        say(
            f"{'one process' if processes else 'one a core'}: {found.size / 1e6:.0f} MB, {found.files:,} files,"
            f" {keys:,} messages, {len(found.flaws):,} flaws in {taken:.1f} s ({found.size / 1e6 / taken:.1f} MB/s)"
        )
    return 0


def write_tree(root: Path, size: int) -> None:
    """Resource files of several formats in seventeen locales and English, about so many bytes, always the same."""
    dice, written, module = random.Random(1), 0, 0
    while written < size:
        for name, maker in _MAKERS.items():
            for locale in ("en", *_LOCALES):
                path, text = maker(f"module{module}", locale, list(messages(dice, 400)))
                file = root / name / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
                written += file.stat().st_size
        module += 1


def messages(dice: random.Random, number: int) -> Iterator[tuple[str, str]]:
    """Keys and texts; one in twenty is empty, and none where a locale lacks it."""
    for place in range(number):
        if dice.random() < _LISTED:
            text = "" if dice.random() < _EMPTY else " ".join(dice.choices(_WORDS, k=dice.randint(2, 14)))
            yield f"screen{place // 20}.message{place}", text


Made = tuple[str, str]
Texts = list[tuple[str, str]]


def made_json(module: str, locale: str, texts: Texts) -> Made:
    """i18next, flat."""
    lines = ",\n".join(f'  "{key}": "{text}"' for key, text in texts)
    return f"locales/{locale}/{module}.json", f"{{\n{lines}\n}}\n"


def made_po(module: str, locale: str, texts: Texts) -> Made:
    """gettext."""
    entries = "\n".join(f'#: src/{module}.py\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in texts)
    return f"{locale}/LC_MESSAGES/{module}.po", f'msgid ""\nmsgstr "Language: {locale}\\n"\n\n{entries}'


def made_android(module: str, locale: str, texts: Texts) -> Made:
    """Android."""
    lines = "\n".join(f'  <string name="{key}">{text}</string>' for key, text in texts)
    folder = "values" if locale == "en" else "values-" + locale.replace("-", "-r")
    return f"{module}/res/{folder}/strings.xml", f"<resources>\n{lines}\n</resources>\n"


def made_properties(module: str, locale: str, texts: Texts) -> Made:
    """Java."""
    suffix = "" if locale == "en" else "_" + locale.replace("-", "_")
    return f"i18n/{module}{suffix}.properties", "".join(f"{key}={text}\n" for key, text in texts)


def made_xliff(module: str, locale: str, texts: Texts) -> Made:
    """XLIFF 1.2."""
    units = "\n".join(
        f'<trans-unit id="{key}"><source>{key}</source><target>{text}</target></trans-unit>' for key, text in texts
    )
    head = f'<file source-language="en" target-language="{locale}" original="{module}" datatype="plaintext">'
    return f"{module}.{locale}.xlf", f'<xliff version="1.2">{head}<body>\n{units}\n</body></file></xliff>\n'


def made_strings(module: str, locale: str, texts: Texts) -> Made:
    """Apple."""
    return f"{locale}.lproj/{module}.strings", "".join(f'"{key}" = "{text}";\n' for key, text in texts)


_MAKERS: dict[str, Callable[[str, str, Texts], Made]] = {
    "json": made_json,
    "gettext": made_po,
    "android": made_android,
    "properties": made_properties,
    "xliff": made_xliff,
    "apple": made_strings,
}


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
