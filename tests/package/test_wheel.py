"""The built wheel holds the package and the YAML of the tree, nothing else, and runs away from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "polyglot-chat.yaml"
ASSETS = ("rules", "jurisdictions")
ANSWERS = {0, 1, 3}  # GO, NO-GO, CANNOT SAY


def run(*command: object, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command without what this test run, or the person at the keyboard, has set."""
    ours = ("PYTHON", "PYTEST", "COV", "CHECKMARKET")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | extra
    return subprocess.run([*map(str, command)], cwd=cwd, env=env, text=True, capture_output=True, check=False)


def files_below(folder: Path) -> dict[str, bytes]:
    """Path below `folder` -> content, of what belongs to the project (no caches, no hidden files)."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix(): (folder / path).read_bytes()
        for path in found
        if not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    }


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel built from it; no network: the backend is part of the dev extra."""
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def wheel_files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout that holds the wheel and nothing else; the libraries are those of this run."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", target, wheel]
    done = run(*command, cwd=target, PIP_DISABLE_PIP_VERSION_CHECK="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.mark.parametrize("folder", ASSETS)
def test_the_wheel_holds_the_yaml_of_the_tree_file_by_file(folder: str, wheel_files: dict[str, bytes]) -> None:
    prefix = f"checkmarket/_assets/{folder}/"
    packed = {name.removeprefix(prefix): data for name, data in wheel_files.items() if name.startswith(prefix)}
    tree = files_below(ROOT / folder)
    assert tree, f"{folder}/ is empty"
    assert sorted(packed) == sorted(tree)
    assert [name for name in tree if packed[name] != tree[name]] == []


def test_the_wheel_holds_the_package_of_the_tree_file_by_file(wheel_files: dict[str, bytes]) -> None:
    prefix = "checkmarket/"
    packed = {
        name.removeprefix(prefix): data
        for name, data in wheel_files.items()
        if name.startswith(prefix) and not name.startswith("checkmarket/_assets/")
    }
    tree = files_below(ROOT / "engine" / "checkmarket")
    assert sorted(packed) == sorted(tree)
    assert [name for name in tree if packed[name] != tree[name]] == []


def test_the_wheel_holds_nothing_but_the_package_and_its_metadata(wheel_files: dict[str, bytes]) -> None:
    tops = {name.split("/")[0] for name in wheel_files}
    assert len(tops) == 2
    assert all(top == "checkmarket" or top.endswith(".dist-info") for top in tops), tops
    assert {name.split("/")[2] for name in wheel_files if name.startswith("checkmarket/_assets/")} == set(ASSETS)


def test_the_wheel_carries_both_licences(wheel_files: dict[str, bytes]) -> None:
    licences = {name.split("/licenses/")[1] for name in wheel_files if "/licenses/" in name}
    assert licences == {"LICENSE", "rules/LICENSE.unicode"}


def test_the_sdist_is_enough_to_build_and_test_from(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "rules/places.yaml", "tests/package/test_wheel.py"}
    assert wanted <= names
    assert not [name for name in names if name.startswith((".git/", ".venv/", "dist/"))]


def test_the_installed_command_judges_a_product_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    # The folder given stands before the editable install, so the wheel's own package and _assets are what runs.
    where = run(
        sys.executable, "-c", "import checkmarket; print(checkmarket.__file__)", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert where.stdout.startswith(str(installed)), where.stdout + where.stderr

    script = installed / "bin" / "checkmarket"
    fresh = {"PYTHONPATH": str(installed), "CHECKMARKET_NO_CACHE": "1"}
    done = run(sys.executable, script, "EU", "--product", EXAMPLE, cwd=tmp_path, **fresh)
    assert done.returncode in ANSWERS, done.stdout + done.stderr
    assert "polyglot-chat" in done.stdout
    assert done.stderr == ""
