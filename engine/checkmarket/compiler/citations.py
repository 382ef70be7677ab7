"""Compile the instruments of a rulebook, and the citations that name them."""

from __future__ import annotations

from checkmarket.compiler.entries import Problems, day, named, place_of, table, tables, text
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Listing, Node, Table
from checkmarket.model.law import Citation, Instrument


class Citations:
    """The instruments of one rulebook, and what is cited of them."""

    def __init__(self, root: Table, problems: Problems) -> None:
        self.problems = problems
        self.instruments = {slug: _instrument(slug, node) for slug, node in named(root, "instruments")}

    def of(self, parent: Table, *, article: bool = True) -> tuple[Citation, ...]:
        """The citations of a mapping.  article: each must name its article."""
        node = parent.get("cite")
        items: tuple[Node, ...] = node.items if isinstance(node, Listing) else (() if node is None else (node,))
        return tuple(found for item in items if (found := self._citation(table(item), article=article)))

    def knows(self, node: Table) -> bool:
        """The instrument that a mapping names is listed; reported if it is not."""
        slug = text(node, "instrument")
        if slug in self.instruments:
            return True
        hint = did_you_mean(slug, self.instruments, otherwise="list it under instruments")
        self.problems.report("CM307", f"unknown instrument '{slug}'", place_of(node, "instrument"), hint)
        return False

    def _citation(self, node: Table, *, article: bool) -> Citation | None:
        if not self.knows(node):
            return None
        if article and "article" not in node:
            self.problems.report("CM602", "a citation without its article", node.place, 'add article: "…"')
        return Citation(
            instrument=self.instruments[text(node, "instrument")],
            article=text(node, "article"),
            says=text(node, "says"),
            seen=day(node, "seen"),
            url=text(node, "url"),
        )


def sources_of(node: Table) -> tuple[str, ...]:
    """The addresses of the further sources that a mapping lists."""
    return tuple(text(one, "url") for one in tables(node, "sources"))


def _instrument(slug: str, node: Table) -> Instrument:
    return Instrument(
        slug=slug,
        title=text(node, "title"),
        short=text(node, "short", slug),
        kind=text(node, "kind"),
        id=text(node, "id"),
        url=text(node, "url"),
        sources=sources_of(node),
    )
