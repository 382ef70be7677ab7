"""L604: a key stands twice in one file."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain
from checkmarket.localisation.flaws import FLAWS, Flaw


def check(domain: Domain) -> Iterator[Flaw]:
    """Every message after the first of its key; those no longer in use do not count."""
    for catalogue in domain.catalogues:
        if len({one.key for one in catalogue.messages}) == len(catalogue.messages):
            continue
        first: dict[str, int] = {}
        for one in catalogue.messages:
            if one.obsolete:
                continue
            if one.key not in first:
                first[one.key] = one.line
                continue
            yield Flaw(
                code="L604",
                path=catalogue.path,
                line=one.line,
                column=one.column,
                message=f"'{one.key}' stands in line {first[one.key]} already",
                hint=FLAWS["L604"].hint,
                locale=catalogue.locale,
                key=one.key,
            )
