"""Load, validate and compile; everything that is wrong is raised at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from checkmarket.library.documents import Memory, Source, read_document, schema_digest
from checkmarket.library.files import read_file, shown_path, yaml_files
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong
from checkmarket.model.document import Place

if TYPE_CHECKING:
    from checkmarket.compiler.index import Index
    from checkmarket.model.cases import Case
    from checkmarket.model.document import Document
    from checkmarket.model.library import Library
    from checkmarket.model.subject import Subject
    from checkmarket.model.territories import Territories

_KINDS = {  # where two patterns fit a file, the kind that stands first here has it
    "places": ("rules/places.yaml",),
    "territories": ("rules/territories.json",),
    "domains": ("rules/domains.yaml",),
    "facts": ("rules/facts/*.yaml",),
    "controls": ("rules/controls/*.yaml",),
    "profile": ("rules/profiles/*.yaml",),
    "jurisdiction": ("jurisdictions/*/jurisdiction.yaml",),
    "rulebook": ("jurisdictions/*/*.yaml",),
    "signatures": ("jurisdictions/*/signatures/*.yaml",),
}
_CASES = "jurisdictions/*/cases/*.yaml"
_UNKNOWN = {  # what is said of an id that stands in no file of a kind
    "places": frozenset({"CM301"}),
    "domains": frozenset({"CM308"}),
    "facts": frozenset({"CM302"}),
    "controls": frozenset({"CM306"}),
    "jurisdiction": frozenset({"CM301", "CM701"}),
    "rulebook": frozenset({"CM303", "CM304", "CM305", "CM950"}),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library as far as it could be compiled, its cases if asked for, and everything that is wrong."""

    library: Library
    cases: tuple[Case, ...]
    diagnostics: tuple[Diagnostic, ...]


Sources = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A library as far as it could be compiled, every id its files declare, and what is wrong with them.

    unread: the kinds of files of which one could not be read at all, so that some of its ids are missing here.
    """

    library: Library
    index: Index
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[str]


def inspect_library(root: Path, *, with_cases: bool = False) -> Loaded:
    """Compile what can be compiled, and list what is wrong, the cases' mistakes too if they are asked for."""
    return inspect_sources(read_sources(root), read_cases(root) if with_cases else ())


def compile_sources(sources: Sources) -> Library:
    """The library that the files make.  Raises FilesAreWrong with every mistake in them."""
    loaded = inspect_sources(sources, ())
    if loaded.diagnostics:
        raise FilesAreWrong(loaded.diagnostics)
    return loaded.library


def read_cases(root: Path) -> Sources:
    """All case files of a library, read once."""
    return _read_all(root, "cases", (_CASES,))


def compile_with_cases(sources: Sources, case_sources: Sources) -> tuple[Library, tuple[Case, ...]]:
    """The library that the files make, and its cases.  Raises FilesAreWrong with every mistake in them."""
    loaded = inspect_sources(sources, case_sources)
    if loaded.diagnostics:
        raise FilesAreWrong(loaded.diagnostics)
    return loaded.library, loaded.cases


def read_product(path: str | Path) -> Sources:
    """A product file."""
    return (_read(Path(path), str(path), "product"),)


def compile_product(sources: Sources, library: Library) -> Subject:
    """The subject that a product file describes.  Raises FilesAreWrong with every mistake in it."""
    from checkmarket.compiler import compile_subject  # noqa: PLC0415 - a warm start needs no compiler

    document, mistakes = read_document(sources[0])
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


def sources_from(files: Mapping[str, bytes], *, shown: Callable[[str], str]) -> Sources:
    """The same from contents held elsewhere, by their paths from the root.  shown: how messages name a path."""
    pairs = ((name, _kind_of(name), data) for name, data in sorted(files.items()))
    found = tuple(Source(kind, shown(name), data, ()) for name, kind, data in pairs if kind)
    if not any(one.kind == "rulebook" for one in found):
        hint = "it needs rules/ and jurisdictions/"
        raise FilesAreWrong([Diagnostic("CM001", "there is no rulebook here", Place(shown("")), hint)])
    return found


def _kind_of(name: str) -> str | None:
    parts = name.split("/")
    return next((kind for kind, patterns in _KINDS.items() if any(_fits(parts, one) for one in patterns)), None)


def _fits(parts: list[str], pattern: str) -> bool:
    """As a folder is searched: a star stands for no slash."""
    wanted = pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


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


def inspect_sources(sources: Sources, case_sources: Sources) -> Loaded:
    """Compile what can be compiled of files that were read, and list what is wrong."""
    compiled = compile_files(sources)
    problems = list(compiled.diagnostics)
    cases: list[Case] = []
    for one in case_sources:
        found, faults = compile_case_file(one, compiled)
        cases.extend(found)
        problems.extend(faults)
    return Loaded(compiled.library, tuple(cases), tuple(sorted(set(problems), key=lambda one: one.order)))


def compile_files(sources: Sources, memory: Memory | None = None) -> Compiled:
    """Compile the files of a library, its cases apart.  memory: what was compiled or read before need not be again."""
    version = f"{digest(sources)} {schema_digest()}" if memory else ""
    kept = memory.get("library", version) if memory else None
    if isinstance(kept, Compiled):
        return kept
    compiled = _compile_files(sources, memory)
    if memory and not compiled.diagnostics:
        memory.keep("library", version, compiled)
    return compiled


def _compile_files(sources: Sources, memory: Memory | None) -> Compiled:
    from checkmarket.compiler import compile_library  # noqa: PLC0415 - a warm start needs no compiler

    problems: list[Diagnostic] = []
    documents: dict[str, list[Document]] = {}
    broken: set[str] = set()
    unread: set[str] = set()
    territories: Territories | None = None
    for one in sources:
        if one.kind == "territories":
            territories, faults = _territories(one)
            problems.extend(faults)
            continue
        document, faults = read_document(one, memory)
        problems.extend(faults)
        if faults:
            broken.add(one.shown)
        if document:
            documents.setdefault(one.kind, []).append(document)
        else:
            unread.add(one.kind)
    library, index, mistakes = compile_library(
        documents, broken=frozenset(broken), digest=digest(sources), territories=territories
    )
    return Compiled(library, index, (*problems, *_certain(mistakes, unread)), frozenset(unread))


def _territories(source: Source) -> tuple[Territories | None, list[Diagnostic]]:
    from checkmarket.library.territories import read_territories  # noqa: PLC0415 - a warm start needs none

    if source.data is None:
        return None, list(source.faults)
    try:
        return read_territories(source.data), []
    except (ValueError, KeyError, TypeError) as error:
        place = Place(source.shown)
        hint = "engine/scripts/make_territories.py writes it"
        return None, [Diagnostic("CM004", f"this is no table of territories ({type(error).__name__})", place, hint)]


def _certain(mistakes: list[Diagnostic], unread: Collection[str]) -> list[Diagnostic]:
    """Without those that a file which cannot be read may explain: nobody knows which ids stand in it."""
    doubtful = {code for kind in unread for code in _UNKNOWN.get(kind, ())}
    return [one for one in mistakes if one.code not in doubtful]


def compile_case_file(
    source: Source, compiled: Compiled, memory: Memory | None = None
) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a file, and its mistakes; a file of a wrong shape has no cases."""
    from checkmarket.compiler import compile_cases  # noqa: PLC0415

    document, faults = read_document(source, memory)
    if document is None or faults:
        return [], faults
    cases, mistakes = compile_cases(document, compiled.library, compiled.index)
    return cases, _certain(mistakes, compiled.unread)
