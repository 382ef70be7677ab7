"""Choose the resource files among all files of a tree, and settle what only their neighbours tell.

Enters: paths below the scanned folder.  Leaves: Named files; each domain holds the same texts in several locales.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import takewhile

from checkmarket.localisation.naming import FORMATS, Named, name

SKIPPED = frozenset(
    {
        *(".git", ".hg", ".svn", ".tox", ".venv", "venv", ".nox", ".mypy_cache", "__pycache__", ".gradle", ".idea"),
        *("node_modules", "bower_components", "vendor", "Pods", "Carthage", "DerivedData", ".next", ".nuxt"),
        *("build", "dist", "out", "target", "bin", "obj", "coverage", ".cache", ".terraform"),
    }
)
"""Folders that hold what others wrote or what is built again; they are looked into when they are named themselves."""

ENDINGS = tuple(FORMATS)

_NEEDS_PROOF = frozenset({"json", "yaml", "properties"})
"""Endings that most files bear for other reasons: only sets that are named by locale, or home folders, count."""

_BUNDLES = frozenset({"messages", "strings", "labels", "translations", "bundle", "validationmessages", "localizable"})
_MANY = 2


def find(paths: Iterable[str], root: str = "") -> list[Named]:
    """The resource files among paths relative to the scanned folder, sorted.

    root: the name of that folder, which may itself say something (`locales`, `de`).
    """
    prefix = f"{root}/" if root else ""
    named = [one for path in sorted(paths) if (one := name(prefix + path))]
    locales: dict[str, set[str]] = {}
    for one in named:
        if one.written:
            locales.setdefault(one.domain, set()).add(one.locale or one.written)
    joined = [_with_default(one, locales) for one in named]
    defaults = {one.domain for one in joined if not one.written}
    kept = [one for one in joined if _is_resource(one, locales, defaults)]
    return [_without(prefix, _with_template(one, kept)) for one in kept]


def chosen(
    named: Sequence[Named], domains: Sequence[str], include: Sequence[str], exclude: Sequence[str]
) -> list[Named]:
    """Those whose domain and path match the globs (all where there is none) and none of `exclude`."""
    return [
        one
        for one in named
        if (not domains or _matches(one.domain, domains))
        and (not include or _matches(one.path, include))
        and not _matches(one.path, exclude)
    ]


def _matches(text: str, globs: Sequence[str]) -> bool:
    """`*` goes over folders, and a glob without a folder is one for the name: `*.json`, `legacy/*`."""
    return any(
        fnmatchcase(text, one) or ("/" not in one and fnmatchcase(text.rpartition("/")[2], one)) for one in globs
    )


def _with_default(one: Named, locales: dict[str, set[str]]) -> Named:
    """`messages.properties` beside `messages_de.properties` is of one domain with it."""
    if one.written or one.is_template or one.format == "android":
        return one
    stem, dot, ending = one.path.rpartition(".")
    domain = f"{stem}*{dot}{ending}"
    return replace(one, domain=domain) if domain in locales else one


def _is_resource(one: Named, locales: dict[str, set[str]], defaults: set[str]) -> bool:
    if one.format not in _NEEDS_PROOF or one.is_certain:
        return True
    known = locales.get(one.domain, set())
    if one.format == "yaml" and not one.at_home and "*" not in one.domain.rpartition("/")[2]:
        return False  # a folder called DE or es holds all sorts of YAML
    if one.written:
        return one.at_home or len(known) >= _MANY or one.domain in defaults
    if known:
        return True
    stem = one.path.rpartition("/")[2].rpartition(".")[0].lower()
    return (one.format == "yaml" and one.at_home) or (one.format == "properties" and (one.at_home or stem in _BUNDLES))


def _with_template(one: Named, named: Sequence[Named]) -> Named:
    """A template belongs to the nearest domain of its name, or to `*.po` in its folder."""
    if not one.is_template:
        return one
    folder, _, file = one.path.rpartition("/")
    translated = {other.domain for other in named if other.format == "gettext" and not other.is_template}
    same = [domain for domain in translated if domain.rpartition("/")[2] == file[:-1]]
    beside = [domain for domain in translated if domain.rpartition("/") == (folder, "/" if folder else "", "*.po")]
    near = sorted(same, key=lambda domain: (-_shared(domain, one.path), domain)) or sorted(beside)
    return replace(one, domain=near[0]) if near else one


def _shared(one: str, other: str) -> int:
    """How many folders two paths begin with alike."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _without(prefix: str, one: Named) -> Named:
    domain = one.domain.removeprefix(prefix)
    return replace(one, path=one.path.removeprefix(prefix), domain=domain)
