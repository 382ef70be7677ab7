"""A library is read at a revision as it stood there, without touching the work tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from checkmarket.library import compile_sources, read_sources
from checkmarket.library.revisions import read_revision
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong
from tests.support.tiny import FILES

BOOK = "jurisdictions/EU/tax.yaml"


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Jane Doe", "-c", "user.email=jane@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(params=["", "law/books"], ids=["at the top", "in a folder"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library under git, with an older title at the tag `before`."""
    folder = tmp_path / request.param
    folder.mkdir(parents=True, exist_ok=True)
    git(tmp_path, "init", "--quiet")
    write(folder, {**FILES, BOOK: FILES[BOOK].replace("title: Raise the flag", "title: Raise the Fähnchen")})
    write(folder, {"jurisdictions/EU/cases/tax.yaml": "no library file", "rules/README.md": "neither"})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    git(tmp_path, "tag", "before")
    write(folder, dict(FILES))
    git(tmp_path, "commit", "--quiet", "-a", "-m", "two")
    return folder


def title(root: Path, revision: str) -> str:
    return compile_sources(read_revision(root, revision)).rules["EU.tax.one"].title


def test_each_revision_has_its_own_text(root: Path) -> None:
    assert title(root, "before") == "Raise the Fähnchen"
    assert title(root, "HEAD") == "Raise the flag"
    assert title(root, "HEAD~1") == "Raise the Fähnchen"


def test_the_same_files_are_read_as_from_the_folder(root: Path) -> None:
    here = [(one.kind, one.shown, one.data) for one in read_sources(root)]
    there = [
        (one.kind, one.shown.split(":")[1].removeprefix("law/books/"), one.data) for one in read_revision(root, "HEAD")
    ]
    assert there == here


def test_the_work_tree_is_left_alone(root: Path) -> None:
    (root / BOOK).write_text("changed, and not committed")
    assert title(root, "HEAD") == "Raise the flag"
    assert (root / BOOK).read_text() == "changed, and not committed"


def test_a_mistake_names_the_revision(root: Path) -> None:
    write(root, {BOOK: FILES[BOOK].replace("kind: must\n", "kind: shall\n", 1)})
    git(root, "commit", "--quiet", "-a", "-m", "three")
    with pytest.raises(FilesAreWrong) as raised:
        compile_sources(read_revision(root, "HEAD"))
    inside = "law/books/" if root.name == "books" else ""
    assert str(raised.value).startswith(f"HEAD:{inside}{BOOK}:")


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "-x", "HEAD:rules", "before..HEAD"])
def test_what_is_no_revision_is_said(revision: str, root: Path) -> None:
    with pytest.raises(UsageIsWrong, match="is neither a folder nor a revision here"):
        read_revision(root, revision)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageIsWrong, match="is not inside a git repository"):
        read_revision(tmp_path, "HEAD")


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageIsWrong, match="git cannot be run"):
        read_revision(root, "HEAD")


def test_a_revision_without_rulebooks(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    with pytest.raises(FilesAreWrong, match="there is no rulebook here"):
        read_revision(tmp_path, "HEAD")
