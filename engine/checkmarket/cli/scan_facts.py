"""What `checkmarket scan` does with a product file: hold it against the scan, and write what was measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checkmarket.cli.shared import put
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean

if TYPE_CHECKING:
    from checkmarket.localisation.claims import Measured
    from checkmarket.localisation.judging import Judged
    from checkmarket.model.library import Library
    from checkmarket.model.subject import Subject


def known_artefact(artefact: str, library: Library) -> str:
    """The artefact, if a fact names its languages.  Raises UsageIsWrong where none does."""
    from checkmarket.localisation.claims import fact_of  # noqa: PLC0415 - few scans look at a product file

    if fact_of(artefact) in library.facts:
        return artefact
    names = [fact.partition(".")[2] for fact in library.facts if fact.startswith("locale.")]
    known = [one.removesuffix("_languages").replace("_", "-") for one in names if one.endswith("_languages")]
    raise UsageIsWrong(f"unknown artefact '{artefact}'", did_you_mean(artefact, known))


def held_against(judged: Judged, product: Subject, artefact: str, library: Library) -> Judged:
    """The scan with a flaw wherever the product file states something else than was measured."""
    from checkmarket.localisation.claims import claims, contradictions  # noqa: PLC0415

    found = contradictions(claims(judged, artefact, library.territories), product)
    flaws = sorted((*judged.scan.flaws, *found), key=lambda one: one.order)
    return replace(judged, scan=replace(judged.scan, flaws=tuple(flaws)))


def write_facts(judged: Judged, target: Path, path: Path, artefact: str, library: Library, day: date) -> list[str]:
    """State in the product file what was measured, and return the ids of the facts."""
    from checkmarket.authoring.product_editor import with_facts  # noqa: PLC0415
    from checkmarket.localisation.claims import claims, rule  # noqa: PLC0415

    measured, note = _measured(judged, target, path, day), rule(judged)
    facts: dict[str, str] = {}
    markets: dict[str, dict[str, str]] = {}
    for claim in claims(judged, artefact, library.territories):
        own = markets.setdefault(claim.market, {}) if claim.market else facts
        own[claim.fact] = claim.as_yaml(measured, note)
    put(with_facts(target.read_text("utf-8"), facts, markets), str(target))
    return [*facts, *(f"{fact} in {market}" for market, own in markets.items() for fact in own)]


def _measured(judged: Judged, target: Path, path: Path, day: date) -> Measured:
    """The folder is named as seen from the product file."""
    from checkmarket.library.resources import digest_of  # noqa: PLC0415
    from checkmarket.library.revisions import clean_commit  # noqa: PLC0415
    from checkmarket.localisation.claims import Measured  # noqa: PLC0415

    shown = {name for one in judged.scan.coverage for name in one.files}
    files = {Path(name).name if path.is_file() else Path(name).relative_to(path).as_posix() for name in shown}
    home, there = target.resolve().parent, path.resolve()
    ref = there.relative_to(home).as_posix() if there.is_relative_to(home) else path.as_posix()
    folder = path if path.is_dir() else path.parent
    return Measured(ref=ref, digest=digest_of(path, files), commit=clean_commit(folder), on=day)
