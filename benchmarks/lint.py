"""How long `rules lint` takes on a thousand rules, beside yamllint on the same files.

    python benchmarks/lint.py [--rules 1000]

Writes a library into a folder of its own: the shipped rulebooks and their cases, and as many copies of them under
other domains as it takes.  Prints processor seconds and ratios; nothing here is a test, and nothing asserts a time.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from checkmarket.library import assets_root

_DOMAIN = re.compile(r"^  ([a-z-]+):", re.MULTILINE)


def main() -> None:
    """Write the library, then lint it in fresh processes: with an empty cache, again, and after one change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", type=int, default=1000, help="at least so many rules")
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder, "library"), Path(folder, "cache")
        root.mkdir()
        rules, cases = write_library(root, parser.parse_args().rules)
        say(f"{rules:,} rules, {cases:,} cases, {sum(path.stat().st_size for path in root.rglob('*.yaml')):,} bytes")
        lint = [sys.executable, "-m", "checkmarket", "rules", "lint", "--library", str(root)]
        cold = seconds(lint, cache)
        say(f"checkmarket, nothing kept        {cold:6.2f} s")
        compare("checkmarket, nothing changed", seconds(lint, cache), cold)
        for name in ("jurisdictions/EU/cases/tax.yaml", "jurisdictions/EU/tax.yaml", "rules/facts/tax.yaml"):
            with (root / name).open("a", encoding="utf-8") as stream:
                stream.write("# a change\n")
            compare(f"checkmarket, {name.removeprefix('jurisdictions/')} changed", seconds(lint, cache), cold)
        if find_spec("yamllint"):
            yamllint = [sys.executable, "-m", "yamllint", "-d", "relaxed", str(root)]
            compare("yamllint, style alone", seconds(yamllint, cache), cold)
        else:
            say("yamllint is not installed: pip install yamllint shows it side by side")


def write_library(root: Path, wanted: int) -> tuple[int, int]:
    """The shipped library and copies of it.  Returns how many rules and cases it has."""
    source = assets_root()
    texts = {
        path.relative_to(source).as_posix(): path.read_text("utf-8")
        for folder in ("rules", "jurisdictions")
        for path in (source / folder).rglob("*.yaml")
    }
    domains = _DOMAIN.findall(texts["rules/domains.yaml"])
    books = {name: text for name, text in texts.items() if is_of_a_domain(name, domains)}
    more: dict[str, str] = {}
    rules = count(texts, r"^  - id: [A-Z]")
    copies = -(-wanted // rules) - 1
    named = re.compile(r"(?<![\w.-])([A-Z]{2}(?:-[A-Z0-9]+)?\.(?:" + "|".join(domains) + r"))(?![a-z-])")
    for n in range(copies):
        suffix = "-" + "abcdefghijklmnopqrstuvwxyz"[n]
        for name, text in books.items():
            path = Path(name)
            moved = named.sub(rf"\1{suffix}", text)
            moved = re.sub(r"^domain: ([a-z-]+)$", rf"domain: \1{suffix}", moved, flags=re.MULTILINE)
            more[str(path.with_name(f"{path.stem}{suffix}.yaml"))] = moved
        lines = [f"  {one}{suffix}: {{score: compliance, title: A copy}}" for one in domains]
        texts["rules/domains.yaml"] = texts["rules/domains.yaml"].rstrip("\n") + "\n" + "\n".join(lines) + "\n"
    for name, text in {**texts, **more}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return rules * (copies + 1), count(texts, r"^  - case: ") * (copies + 1)


def is_of_a_domain(name: str, domains: list[str]) -> bool:
    """A rulebook, or the cases of one."""
    return name.startswith("jurisdictions/") and Path(name).stem in domains


def count(texts: dict[str, str], pattern: str) -> int:
    """How often a line is found in all texts."""
    return sum(len(re.findall(pattern, text, re.MULTILINE)) for text in texts.values())


def seconds(command: list[str], cache: Path) -> float:
    """The processor seconds, user and system, that a fresh process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("CHECKMARKET_NO_CACHE", None)
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def compare(name: str, taken: float, cold: float) -> None:
    """One line: the seconds, and how they stand to the first."""
    say(f"{name:32} {taken:6.2f} s   {taken / cold:5.2f} of nothing kept")


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
