"""Where everything stands in the book: addresses relative to its folder; a page puts its own way up before them."""

from __future__ import annotations

from urllib.parse import quote

_SAFE = ":~!$&'()*+,;=@"


def rule_page(ident: str) -> str:
    """The page of a rule."""
    return f"rules/{ident}.html"


def book_page(ident: str) -> str:
    """The page of a rulebook."""
    return f"rulebooks/{ident}.html"


def jurisdiction_page(code: str) -> str:
    """The page of a jurisdiction."""
    return f"jurisdictions/{code}.html"


def anchor(kind: str, ident: str) -> str:
    """The id of an entry on its page; no blank may stand in one."""
    return f"{kind}-{'_'.join(ident.split())}"


def entry(kind: str, ident: str) -> str:
    """The address of a rule, rulebook, jurisdiction, term, parameter, fact, control, instrument or domain."""
    match kind:
        case "rule":
            return quote(rule_page(ident))
        case "rulebook":
            return quote(book_page(ident))
        case "jurisdiction":
            return quote(jurisdiction_page(ident))
        case "term" | "parameter":
            book = ident.split("/", maxsplit=1)[0]
            return f"{quote(book_page(book))}#{quote(anchor(kind, ident), safe=_SAFE)}"
        case _:
            return f"{kind}s.html#{quote(anchor(kind, ident), safe=_SAFE)}"
