"""What the OSCAL documents share: names, texts, properties, metadata, resources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from checkmarket.model.law import Citation
from checkmarket.model.report import Report
from checkmarket.reporters.addresses import of_file, web
from checkmarket.reporters.plain_text import line

Object = dict[str, Any]

OSCAL_VERSION = "1.1.3"
SYSTEM = "urn:checkmarket:oscal:v1"
"""The namespace of our properties and facets."""

_OURS = uuid5(NAMESPACE_URL, SYSTEM)
_MARKUP = re.compile(r"[\\`*\[\]<>{}]|(?<!\w)_|_(?!\w)")
_NO_TOKEN = re.compile(r"[^\w.\-]")


def ident(*names: str) -> str:
    """The UUID of what the names say: the same names, the same UUID."""
    return str(uuid5(_OURS, "\n".join(map(line, names))))


def token(text: str) -> str:
    """An id as OSCAL writes ids: letters, digits, dots, hyphens and underscores, a letter or underscore first."""
    safe = _NO_TOKEN.sub("-", line(text))
    return safe if safe[:1].isalpha() or safe[:1] == "_" else f"_{safe}"


def prose(text: str) -> str:
    """One line of text in which nothing is Markdown, HTML or an insertion; never empty."""
    return _MARKUP.sub(r"\\\g<0>", line(text)) or "-"


def moment(day: date, at: time = time.min) -> str:
    """A day as a moment in Universal Time."""
    return datetime.combine(day, at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def made_at(report: Report, at: datetime | None) -> str:
    """The time the document gives for itself: `at`, or the start of the judged day."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else moment(report.as_of)


def props(values: Mapping[str, object]) -> Object:
    """The properties that have a value, as the entry of an object; nothing where none has."""
    found = ({"name": token(name), "ns": SYSTEM, "value": line(str(value))} for name, value in values.items())
    return some("props", (one for one in found if one["value"]))


def some(key: str, values: Iterable[Any]) -> Object:
    """The entry of an object, left out where it would be empty: OSCAL has no empty lists."""
    found = list(values)
    return {key: found} if found else {}


def origins() -> Object:
    """Who says so: this tool."""
    return {"origins": [{"actors": [{"type": "tool", "actor-uuid": ident("tool")}]}]}


def tool(report: Report) -> Object:
    """This tool as a component."""
    return {
        "uuid": ident("tool"),
        "type": "software",
        "title": "checkmarket",
        "description": "Judges a product against the written rulebooks of its markets. Not legal advice.",
        **props({"version": report.tool_version}),
        "status": {"state": "operational"},
    }


def links(citations: Iterable[Citation]) -> Object:
    """Where a duty stands, as far as it has an address on the web."""
    found = [(web(one.url or one.instrument.url), one) for one in citations]
    return some("links", ({"href": url, "rel": "reference", "text": cited(one)} for url, one in found if url))


def cited(citation: Citation) -> str:
    """Such as: GDPR 27."""
    return prose(f"{citation.instrument.short} {citation.article}")


def metadata(report: Report, title: str, made: str) -> Object:
    """Title, time, version, and the people and roles that the document names."""
    waivers = [one.waiver for market in report.markets for one in market.waived]
    waivers += [one.waiver for one in report.faulty_waivers]
    people = sorted({line(name) for one in waivers for name in (one.owner, one.approver) if line(name)})
    owners = sorted({one.control.owner for one in report.checklist})
    return {
        "title": prose(title),
        "last-modified": made,
        "version": report.as_of.isoformat(),
        "oscal-version": OSCAL_VERSION,
        **props({"profile": report.profile.id, "library-digest": report.library_digest, "verdict": report.verdict}),
        **some("roles", ({"id": token(one), "title": prose(one)} for one in owners)),
        **some("parties", ({"uuid": party(one), "type": "person", "name": one} for one in people)),
        "remarks": "Not legal advice.",
    }


def party(name: str) -> str:
    """The UUID of a person."""
    return ident("party", name)


def back_matter(report: Report) -> Object:
    """What was judged, and against what."""
    product = {
        "uuid": product_resource(report),
        "title": prose(f"Product: {report.title or report.product}"),
        **some("rlinks", [{"href": of_file(report.product_file)}] if line(report.product_file) else []),
    }
    library = {
        "uuid": library_resource(report),
        "title": "The rulebooks",
        "description": f"The rulebooks with the digest {prose(report.library_digest)}.",
    }
    return {"resources": [product, library]}


def product_resource(report: Report) -> str:
    """The UUID of the product file."""
    return ident("product", report.product)


def library_resource(report: Report) -> str:
    """The UUID of the rulebooks."""
    return ident("library", report.library_digest)


def written(kind: str, body: Object) -> str:
    """The document as JSON.  Its own UUID comes from what it says: another text is another document."""
    content = json.dumps(body, ensure_ascii=True, sort_keys=True)
    document = {kind: {"uuid": str(uuid5(_OURS, f"{kind}\n{content}")), **body}}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
