"""Load, validate and compile; everything that is wrong is raised at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from checkmarket.library.assets import assets_root
from checkmarket.library.files import read_file, shown_path, yaml_files
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong
from checkmarket.model.document import Place

if TYPE_CHECKING:
    from checkmarket.compiler.index import Index
    from checkmarket.model.cases import Case
    from checkmarket.model.document import Document
    from checkmarket.model.library import Library
    from checkmarket.model.subject import Subject
    from checkmarket.validator import Validator

_KINDS = {  # where two patterns fit a file, the kind that stands first here has it
    "places": ("rules/places.yaml",),
    "domains": ("rules/domains.yaml",),
    "facts": ("rules/facts/*.yaml",),
    "controls": ("rules/controls/*.yaml",),
    "profile": ("rules/profiles/*.yaml",),
    "jurisdiction": ("jurisdictions/*/jurisdiction.yaml",),
    "rulebook": ("jurisdictions/*/*.yaml",),
}
_CASES = "jurisdictions/*/cases/*.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library as far as it could be compiled, its cases if asked for, and everything that is wrong."""

    library: Library
    cases: tuple[Case, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk.  data: None where it cannot be read, for the reasons in `faults`."""

    kind: str
    shown: str
    data: bytes | None
    faults: tuple[Diagnostic, ...]


Sources = tuple[Source, ...]


def inspect_library(root: Path, *, with_cases: bool = False) -> Loaded:
    """Compile what can be compiled, and list what is wrong, the cases' mistakes too if they are asked for."""
    return _inspect(read_sources(root), _read_all(root, "cases", (_CASES,)) if with_cases else ())


def compile_sources(sources: Sources) -> Library:
    """The library that the files make.  Raises FilesAreWrong with every mistake in them."""
    loaded = _inspect(sources, ())
    if loaded.diagnostics:
        raise FilesAreWrong(loaded.diagnostics)
    return loaded.library


def read_product(path: str | Path) -> Sources:
    """A product file."""
    return (_read(Path(path), str(path), "product"),)


def compile_product(sources: Sources, library: Library) -> Subject:
    """The subject that a product file describes.  Raises FilesAreWrong with every mistake in it."""
    from checkmarket.compiler import compile_subject  # noqa: PLC0415 - a warm start needs no compiler

    mistakes: list[Diagnostic] = []
    document = _document(sources[0], _validator(), mistakes)
    if document is None or mistakes:
        raise FilesAreWrong(mistakes)
    subject, mistakes = compile_subject(document, library)
    if mistakes:
        raise FilesAreWrong(mistakes)
    return subject


def read_sources(root: Path) -> Sources:
    """All files of a library, read once.  Raises FilesAreWrong where there is no rulebook at all."""
    found = {one.shown: one for kind, patterns in reversed(_KINDS.items()) for one in _read_all(root, kind, patterns)}
    if not any(one.kind == "rulebook" for one in found.values()):
        hint = "it needs rules/ and jurisdictions/"
        raise FilesAreWrong([Diagnostic("CM001", "no rulebook lies below this folder", Place(str(root)), hint)])
    return tuple(sorted(found.values(), key=lambda one: one.shown))


def _read_all(root: Path, kind: str, patterns: tuple[str, ...]) -> Sources:
    return tuple(_read(path, shown_path(path, root), kind) for path in yaml_files(root, patterns))


def _read(path: Path, shown: str, kind: str) -> Source:
    data, faults = read_file(path, shown)
    return Source(kind, shown, data, tuple(faults))


def digest(sources: Sources) -> str:
    """The sha256 of the names and the bytes of files."""
    found = sha256()
    for one in sources:
        found.update(f"{one.shown}\0{len(one.data or b'')}\0".encode() + (one.data or b""))
    return f"sha256:{found.hexdigest()}"


def _inspect(sources: Sources, case_sources: Sources) -> Loaded:
    from checkmarket.compiler import compile_library  # noqa: PLC0415 - a warm start needs no compiler

    validator = _validator()
    problems: list[Diagnostic] = []
    documents: dict[str, list[Document]] = {}
    broken: set[str] = set()
    for one in sources:
        faults: list[Diagnostic] = []
        document = _document(one, validator, faults)
        problems.extend(faults)
        if faults:
            broken.add(one.shown)
        if document:
            documents.setdefault(one.kind, []).append(document)
    library, index, mistakes = compile_library(documents, broken=frozenset(broken), digest=digest(sources))
    problems.extend(mistakes)
    cases = _cases(case_sources, library, index, problems)
    return Loaded(library, tuple(cases), tuple(sorted(set(problems), key=lambda one: one.order)))


def _document(source: Source, validator: Validator, faults: list[Diagnostic]) -> Document | None:
    from checkmarket.reader import read  # noqa: PLC0415 - a warm start needs no YAML

    faults.extend(source.faults)
    if source.data is None:
        return None
    document, problems = read(source.data, source.shown)
    faults.extend(problems)
    if document is not None:
        said = {one.place for one in problems}
        faults.extend(one for one in validator.validate(document, source.kind) if one.place not in said)
    return document


def _cases(sources: Sources, library: Library, index: Index, problems: list[Diagnostic]) -> list[Case]:
    from checkmarket.compiler import compile_cases  # noqa: PLC0415

    found: list[Case] = []
    for one in sources:
        faults: list[Diagnostic] = []
        document = _document(one, _validator(), faults)
        if document and not faults:
            cases, faults = compile_cases(document, library, index)
            found.extend(cases)
        problems.extend(faults)
    return found


@cache
def _validator() -> Validator:
    """The schemas always come from the package: a rulebook folder cannot bend the language."""
    from checkmarket.validator import Validator  # noqa: PLC0415 - jsonschema is slow to import

    folder = assets_root() / "rules" / "schema"
    return Validator(
        {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    )
