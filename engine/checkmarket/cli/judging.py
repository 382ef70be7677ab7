"""Judge one product or several, report, and turn the verdicts into an exit code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.cli.attesting import members_of, read_key, sealed, settings_of, statement
from checkmarket.cli.options import origins
from checkmarket.cli.shared import find_product, put, wants_color
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong, UsageIsWrong
from checkmarket.model.report import Report, Verdict
from checkmarket.reporters import BINARY_REPORTERS

if TYPE_CHECKING:
    from checkmarket.library import Sources
    from checkmarket.model.library import Library
    from checkmarket.model.subject import Subject

EXIT_CODES = {Verdict.GO: 0, Verdict.CANNOT_SAY: 3, Verdict.NO_GO: 1}
"""From the mildest to the gravest."""

Options = Mapping[str, Any]


def run(ctx: click.Context, products: Sequence[str], markets: tuple[str, ...], options: Options) -> int:
    """Judge the products in the markets, write the reports; the exit code of the gravest verdict.

    Every file is read before anything is judged, and everything is judged before anything is written.
    """
    if options["show_config"]:
        put(_configuration(ctx))
        return 0
    from checkmarket.session.loading import library_of  # noqa: PLC0415 - `--help` needs no engine

    targets = _targets(*_asked(ctx, options), products)
    private = _private_key(options, [name for name, _ in targets])
    sources = _sources(options)
    library = library_of(sources)
    subjects = _subjects(products, library)
    gate = _gate(library, options)
    reports = [_judge(library, subject, markets, gate, options) for subject in subjects]
    options = {**options, "markets": markets, "sources": sources, "private": private}  # what an attestation tells
    several = len(reports) > 1
    written = [
        (target.replace("{product}", report.product), _render(report, name, target, options, several=several))
        for report in reports
        for name, target in targets
    ]
    for target, content in sorted(written, key=lambda one: one[0] == "-"):  # the terminal last: files may fail
        put(content, target)
    if options["write_baseline"]:
        _write_baseline(reports, options["write_baseline"])
    gravest = max((one.verdict for one in reports), key=list(EXIT_CODES).index)
    return 0 if options["exit_zero"] else EXIT_CODES[gravest]


def _private_key(options: Options, formats: list[str]) -> bytes | None:
    if not options["attest_key"]:
        return None
    if "in-toto" not in formats:
        raise UsageIsWrong("--attest-key has nothing to sign", "it signs what -f in-toto writes")
    return read_key(options["attest_key"])


def _sources(options: Options) -> Sources:
    """The files of the library, which are the pinned ones where a lock is asked for."""
    from checkmarket.library import assets_root, read_sources  # noqa: PLC0415
    from checkmarket.library.locking import hold_to  # noqa: PLC0415
    from checkmarket.library.project import load_lock  # noqa: PLC0415

    if options["locked"] and not Path(options["locked"]).exists():
        raise UsageIsWrong(
            f"there is no {options['locked']}", "`checkmarket lock` writes it; --locked=FILE names another"
        )
    lock = load_lock(Path(options["locked"])) if options["locked"] else None
    sources = read_sources(Path(options["root"]) if options["root"] else assets_root())
    if lock:
        hold_to(lock, sources, shown=options["locked"])
    return sources


def _subjects(products: Sequence[str], library: Library) -> list[Subject]:
    """All product files, or all the mistakes in them."""
    from checkmarket.session import load_product  # noqa: PLC0415

    found: list[Subject] = []
    mistakes: list[Diagnostic] = []
    for name in products:
        try:
            found.append(load_product(find_product(name), library))
        except FilesAreWrong as error:
            mistakes.extend(error.diagnostics)
    if mistakes:
        raise FilesAreWrong(mistakes)
    twice = sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1})
    if twice:
        raise UsageIsWrong(f"two product files describe '{twice[0]}'", "each product has an id of its own")
    return found


def _gate(library: Library, options: Options) -> dict[str, Any]:
    """The profile, the waivers and the baseline."""
    from checkmarket.library.project import load_baseline, load_waivers  # noqa: PLC0415
    from checkmarket.session.profiles import chosen_profile  # noqa: PLC0415

    profile = chosen_profile(
        library,
        options["profile"],
        fail_on=options["fail_on"],
        min_score=dict(options["min_score"]),
        min_coverage=dict(options["min_coverage"]),
        max_not_applicable=options["max_not_applicable"],
        coming_within=options["coming_within"],
        require_signed=options["require_signed"],
    )
    return {
        "profile": profile,
        "waivers": load_waivers(Path(options["waivers"])) if options["waivers"] else (),
        "baseline": load_baseline(Path(options["baseline"])) if options["baseline"] else (),
    }


def _judge(
    library: Library, subject: Subject, markets: tuple[str, ...], gate: dict[str, Any], options: Options
) -> Report:
    from checkmarket.session import check  # noqa: PLC0415

    return check(
        library,
        subject,
        *markets,
        as_of=options["as_of"],
        members=members_of(options),
        rules=options["rules"],
        skip_rules=options["skip_rules"],
        **gate,
    )


def _asked(ctx: click.Context, options: Options) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Formats and outputs.  They go in pairs, so that a flag for either puts both of the settings file aside."""
    settled = click.core.ParameterSource.DEFAULT_MAP
    if {ctx.get_parameter_source("formats"), ctx.get_parameter_source("outputs")} <= {settled, None}:
        return options["formats"], options["outputs"]
    formats, outputs = (
        () if ctx.get_parameter_source(name) is settled else options[name] for name in ("formats", "outputs")
    )
    return formats, outputs


def _targets(formats: tuple[str, ...], outputs: tuple[str, ...], products: Sequence[str]) -> list[tuple[str, str]]:
    """Each format with where it goes."""
    formats = formats or ("text",)
    if len(outputs) > len(formats):
        raise click.UsageError("each --output needs its --format before it")
    targets = [*outputs, *["-"] * (len(formats) - len(outputs))]
    for name, target in zip(formats, targets, strict=True):
        if target == "-" and name in BINARY_REPORTERS:
            raise UsageIsWrong(f"the format {name} is no text", "name a file for it with -o")
        if len(products) > 1 and target != "-" and "{product}" not in target:
            hint = "write {product} into the name, such as reports/{product}.html"
            raise UsageIsWrong(f"{len(products)} products cannot share {target}", hint)
    return list(zip(formats, targets, strict=True))


def _render(report: Report, name: str, target: str, options: Options, *, several: bool) -> str | bytes:
    from checkmarket.reporters import binary_reporter, reporter  # noqa: PLC0415

    if name == "text":
        from checkmarket.reporters.text import render  # noqa: PLC0415

        color = target == "-" and wants_color(no_color=options["no_color"])
        text = render(report, color=color, full=options["full"], quiet=options["quiet"])
        return f"{report.product}: {text}" if several and options["quiet"] else text
    if name == "in-toto":
        text = statement(report, settings_of(report, options["markets"], options, options["sources"]))
        return sealed(text, options["private"]) if options["private"] else text
    return binary_reporter(name)(report) if name in BINARY_REPORTERS else reporter(name)(report)


def _write_baseline(reports: list[Report], target: str) -> None:
    from checkmarket.reporters.baseline import render_baseline  # noqa: PLC0415

    put(render_baseline(reports), target)


def _configuration(ctx: click.Context) -> str:
    """Name, value and origin of every option, a line each."""
    rows = [(name, origin, _shown(value)) for name, value, origin in origins(ctx)]
    columns = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{name.ljust(columns[0])}  {origin.ljust(columns[1])}  {value}\n" for name, origin, value in rows)


def _shown(value: Any) -> str:
    match value:
        case tuple() | list():
            return ", ".join("=".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value) or "–"
        case bool():
            return "yes" if value else "no"
        case None | "":
            return "–"
        case _:
            return str(value)
