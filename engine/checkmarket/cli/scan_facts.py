"""What `checkmarket scan` does with a product file: hold it against the scan, and write what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checkmarket.cli.shared import put
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean

if TYPE_CHECKING:
    from checkmarket.localisation.claims import Claim, Measured
    from checkmarket.localisation.judging import Judged
    from checkmarket.model.library import Library
    from checkmarket.model.subject import Subject
    from checkmarket.model.vocabulary import Fact


def fact_of(artefact: str, library: Library) -> Fact:
    """The fact that names the languages of an artefact (privacy-notice).  Raises UsageIsWrong where none does."""
    known = {one.artefact: one for one in library.facts.values() if one.artefact}
    if artefact not in known:
        raise UsageIsWrong(f"unknown artefact '{artefact}'", did_you_mean(artefact, known))
    return known[artefact]


def held_against(judged: Judged, found: Sequence[Claim], product: Subject) -> Judged:
    """The scan with a flaw wherever the product file states something else than was measured."""
    from checkmarket.localisation.claims import contradictions  # noqa: PLC0415 - few scans look at a product file

    flaws = sorted((*judged.scan.flaws, *contradictions(found, product)), key=lambda one: one.order)
    return replace(judged, scan=replace(judged.scan, flaws=tuple(flaws)))


def write_facts(judged: Judged, found: Sequence[Claim], target: Path, path: Path, day: date) -> list[str]:
    """State in the product file what was measured, and return the ids of the facts."""
    from checkmarket.authoring.product_editor import with_facts  # noqa: PLC0415
    from checkmarket.localisation.claims import rule  # noqa: PLC0415

    measured, note = _measured(judged, target, path, day), rule(judged)
    facts: dict[str, str] = {}
    markets: dict[str, dict[str, str]] = {}
    for claim in found:
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
