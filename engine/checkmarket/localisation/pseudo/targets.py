"""Where the resources of another locale lie, by the conventions of their format and the habits of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from checkmarket.localisation.naming import Named
from checkmarket.localisation.writing import parts_of

_UNDERSCORES = frozenset({"gettext", "properties", "arb"})
_ONE_FILE = frozenset({"xcstrings"})
"""Formats that hold all locales in one file."""


def target_of(source: Named, siblings: Sequence[Named], locale: str) -> str:
    """The path of the same texts in another locale; the path of the source itself where one file holds all locales.

    siblings: the files of its domain, the source among them; locale: as BCP 47.
    """
    if source.format in _ONE_FILE:
        return source.path
    if source.format == "android":
        return _android(source, locale)
    written = _written(source, siblings, locale)
    domain = source.domain
    if source.format in ("strings", "stringsdict"):
        domain += PurePosixPath(source.path).suffix
    if "*" in domain:
        before, _, after = domain.rpartition("*")
        return f"{before}{_joint(source, siblings, before)}{written}{after}"
    return _beside(source, written)


def locale_as_written(locale: str, *, underscores: bool) -> str:
    """`pt_BR` or `pt-BR`."""
    return locale.replace("-", "_") if underscores else locale


def _written(source: Named, siblings: Sequence[Named], locale: str) -> str:
    names = [one.written for one in siblings if one.written]
    if any("_" in name for name in names):
        return locale_as_written(locale, underscores=True)
    hyphened = any("-" in name for name in names)
    return locale_as_written(locale, underscores=source.format in _UNDERSCORES and not hyphened)


def _android(source: Named, locale: str) -> str:
    """`values-pt-rBR`; a script or more needs the form `values-b+sr+Latn`.  Source: Android, resource qualifiers."""
    language, script, territory = parts_of(locale)
    simple = f"{language}-r{territory}" if territory else language
    is_simple = not script and locale.count("-") == bool(territory)
    qualifier = simple if is_simple else f"b+{locale.replace('-', '+')}"
    folder = source.domain.replace("*", f"-{qualifier}", 1) if "*" in source.domain else source.domain
    return f"{folder}/{PurePosixPath(source.path).name}"


def _joint(source: Named, siblings: Sequence[Named], before: str) -> str:
    """What stands between a name and its locale: nothing in a folder, else what the neighbours put there."""
    if not before or before.endswith("/"):
        return ""
    for one in (source, *siblings):
        if one.written and one.path.startswith(before) and (joint := one.path[len(before) : len(before) + 1]) in "._-":
            return joint
    return "_" if source.format in _UNDERSCORES else "."


def _beside(source: Named, written: str) -> str:
    """For a file whose path has no place for a locale."""
    path = PurePosixPath(source.path)
    if source.format == "gettext":
        folder = path.parent if path.parent.name == "po" else path.parent / written / "LC_MESSAGES"
        return str(folder / (f"{written}.po" if path.parent.name == "po" else f"{path.stem}.po"))
    joint = "_" if source.format in _UNDERSCORES else "."
    return str(path.with_name(f"{path.stem}{joint}{written}{path.suffix}"))
