"""Load, validate and compile; everything that is wrong is raised at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from checkmarket.compiler import compile_cases, compile_library, compile_subject
from checkmarket.compiler.index import Index
from checkmarket.library.assets import assets_root
from checkmarket.library.files import read_document, read_file, shown_path, yaml_files
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong
from checkmarket.model.document import Document
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.validator import Validator

_KINDS = {
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


def load_library(root: str | Path | None = None) -> Library:
    """The library under `root` (a folder with rules/ and jurisdictions/), or the one shipped with checkmarket.

    Raises FilesAreWrong with every mistake in the files.
    """
    loaded = inspect_library(Path(root) if root else assets_root())
    if loaded.diagnostics:
        raise FilesAreWrong(loaded.diagnostics)
    return loaded.library


def inspect_library(root: Path, *, with_cases: bool = False) -> Loaded:
    """Compile what can be compiled, and list what is wrong, the cases' mistakes too if they are asked for."""
    validator = _validator()
    problems: list[Diagnostic] = []
    documents: dict[str, list[Document]] = {}
    broken: set[str] = set()
    digest = sha256()
    claimed: set[Path] = set()
    for kind, patterns in _KINDS.items():
        for path in yaml_files(root, patterns):
            if path in claimed:
                continue
            claimed.add(path)
            data, faults = read_file(path, shown_path(path, root))
            digest.update(f"{shown_path(path, root)}\0{len(data or b'')}\0".encode() + (data or b""))
            document = _document(path, root, kind, validator, faults)
            if faults:
                broken.add(shown_path(path, root))
                problems.extend(faults)
            if document:
                documents.setdefault(kind, []).append(document)
    library, index, mistakes = compile_library(
        documents, broken=frozenset(broken), digest=f"sha256:{digest.hexdigest()}"
    )
    problems.extend(mistakes)
    cases = _cases(root, library, index, validator, problems) if with_cases else []
    return Loaded(library, tuple(cases), tuple(sorted(set(problems), key=lambda one: one.order)))


def load_product(path: str | Path, library: Library) -> Subject:
    """The subject a product file describes.  Raises FilesAreWrong with every mistake in it."""
    faults: list[Diagnostic] = []
    path = Path(path)
    document = _document(path, path.parent, "product", _validator(), faults, shown=str(path))
    if document is None or faults:
        raise FilesAreWrong(faults)
    subject, mistakes = compile_subject(document, library)
    if mistakes:
        raise FilesAreWrong(mistakes)
    return subject


def _document(
    path: Path, root: Path, kind: str, validator: Validator, faults: list[Diagnostic], *, shown: str = ""
) -> Document | None:
    document, problems = read_document(path, shown or shown_path(path, root))
    faults.extend(problems)
    if document is not None:
        faults.extend(validator.validate(document, kind))
    return document


def _cases(root: Path, library: Library, index: Index, validator: Validator, problems: list[Diagnostic]) -> list[Case]:
    found: list[Case] = []
    for path in yaml_files(root, (_CASES,)):
        faults: list[Diagnostic] = []
        document = _document(path, root, "cases", validator, faults)
        if document and not faults:
            cases, faults = compile_cases(document, library, index)
            found.extend(cases)
        problems.extend(faults)
    return found


@cache
def _validator() -> Validator:
    """The schemas always come from the package: a rulebook folder cannot bend the language."""
    folder = assets_root() / "rules" / "schema"
    return Validator(
        {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    )
