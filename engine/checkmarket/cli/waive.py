"""`checkmarket waive RULE …`: accept one finding for a time, bound to the law as it is now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from checkmarket.cli.shared import Day, find_product, library_option, put
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong, did_you_mean

_FILE = ".checkmarket-waivers.yaml"
_OPTIONAL = ("approver", "ticket")
_HEAD = "# Findings accepted for a time.  `checkmarket waive` writes entries; people review them.\nwaivers:\n"


@click.command("waive", context_settings={"auto_envvar_prefix": "CHECKMARKET"})
@click.argument("rule")
@click.option("-m", "--market", required=True, help="Where: a market such as DE.")
@click.option("-p", "--product", required=True, metavar="FILE|NAME", help="For which product.")
@click.option("--justification", required=True, help="Why this is acceptable until then.")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--approver", default="", help="Who approved it; not the owner.  Without one it does not count.")
@click.option("--expires", required=True, type=Day(), metavar="DAY", help="The last day it counts.")
@click.option("--ticket", default="", help="Where it is followed up.")
@click.option("--file", "target", default=_FILE, show_default=True, metavar="FILE", help="The file of waivers.")
@library_option()
def waive_command(
    rule: str,
    market: str,
    product: str,
    justification: str,
    owner: str,
    approver: str,
    expires: date,
    ticket: str,
    target: str,
    root: str | None,
) -> int:
    """Add a waiver to a file: for one rule, market and product, until a day, for the law as it is now."""
    from checkmarket.library.project import load_waivers, read_waivers  # noqa: PLC0415 - `--help` needs no library
    from checkmarket.session import load_library, load_product  # noqa: PLC0415
    from checkmarket.session.pardon import law_of  # noqa: PLC0415

    library = load_library(root)
    subject = load_product(find_product(product), library)
    if market not in library.places:
        raise UsageIsWrong(f"unknown market '{market}'", did_you_mean(market, library.places))
    law = law_of(library, rule, market)
    if law is None:
        raise UsageIsWrong(f"unknown rule '{rule}'", did_you_mean(rule, library.rules))
    path = Path(target)
    before = path.read_text("utf-8") if path.exists() else ""
    if before and any((one.rule, one.market, one.product) == (rule, market, subject.id) for one in load_waivers(path)):
        raise UsageIsWrong(f"{path} waives {rule} for {subject.id} in {market} already", "change that entry")
    entry = {
        "rule": rule,
        "market": market,
        "product": subject.id,
        "justification": justification,
        "owner": owner,
        "approver": approver,
        "expires": expires.isoformat(),
        "ticket": ticket,
        "law": law,
    }
    after = (before.rstrip("\n") + "\n" if before else _HEAD) + _written(entry)
    try:
        read_waivers(after, target)
    except FilesAreWrong as wrong:
        first = wrong.diagnostics[0]
        raise UsageIsWrong(f"the entry would be refused: {first.message}", first.hint) from None
    put(after, target)
    click.echo(f"{path}: {rule} is waived for {subject.id} in {market} until {expires}")
    if not approver:
        click.echo("it does not count until somebody else is named as its approver", err=True)
    return 0


def _written(entry: dict[str, str]) -> str:
    """One entry in block style; what need not be there and is empty is left out."""
    from json import dumps  # noqa: PLC0415

    lines = [
        f"{key}: {value if key == 'expires' else dumps(value, ensure_ascii=False)}"
        for key, value in entry.items()
        if value or key not in _OPTIONAL
    ]
    return "".join(f"{'  - ' if n == 0 else '    '}{line}\n" for n, line in enumerate(lines))
