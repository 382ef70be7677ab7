"""Turn one file into a Document that fits its schema, or say everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from checkmarket.model.document import Document

if TYPE_CHECKING:
    from checkmarket.model.diagnostics import Diagnostic
    from checkmarket.validator import Validator


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk.  data: None where it cannot be read, for the reasons in `faults`."""

    kind: str
    shown: str
    data: bytes | None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def digest(self) -> str:
        """The sha256 of what it is, how it is called and what stands in it."""
        return sha256(f"{self.kind}\0{self.shown}\0".encode() + (self.data or b"")).hexdigest()


class Memory(Protocol):
    """Somewhere to keep values from one run to the next."""

    def get(self, name: str, version: str) -> Any:
        """What was kept under a name, or None where there is nothing of this version."""

    def keep(self, name: str, version: str, value: object) -> None:
        """Keep a value in place of what was kept under that name."""


def read_document(source: Source, memory: Memory | None = None) -> tuple[Document | None, list[Diagnostic]]:
    """The tree of a file, or None where it has none, and its mistakes.  Only trees without mistakes are kept."""
    if memory is None:
        return _read(source)
    name, version = f"document {source.shown}", f"{source.digest} {schema_digest()}"
    kept = memory.get(name, version)
    if isinstance(kept, Document):
        return kept, []
    document, faults = _read(source)
    if document and not faults:
        memory.keep(name, version, document)
    return document, faults


def _read(source: Source) -> tuple[Document | None, list[Diagnostic]]:
    from checkmarket.reader import read  # noqa: PLC0415 - a warm start needs no YAML

    if source.data is None:
        return None, list(source.faults)
    document, problems = read(source.data, source.shown)
    faults = [*source.faults, *problems]
    if document is not None:
        said = {one.place for one in problems}
        faults.extend(one for one in _validator().validate(document, source.kind) if one.place not in said)
    return document, faults


@cache
def _validator() -> Validator:
    from checkmarket.library.schemas import read_schemas  # noqa: PLC0415
    from checkmarket.validator import Validator  # noqa: PLC0415 - jsonschema is slow to import

    return Validator(read_schemas())


@cache
def schema_digest() -> str:
    """Of all schemas: what was validated by others proves nothing."""
    from checkmarket.library.schemas import read_schemas  # noqa: PLC0415

    return sha256(repr(read_schemas()).encode()).hexdigest()
