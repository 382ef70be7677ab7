"""What stands at the top and in examples/ci for pipelines: its structure, and its commands run as the pipeline would.

The action's steps run in bash with the variables and files that a runner gives them; what builds or installs takes its
libraries from this run's environment, so that no network is needed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from checkmarket.cli.main import run as run_command
from checkmarket.reporters import BINARY_REPORTERS, REPORTERS

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "golden" / "sample"
LIBRARIES = sysconfig.get_paths()["purelib"]
BREACH = "EU.tax.evidence"

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="the steps of a pipeline are written for bash")


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def bash(script: str, cwd: Path, **extra: object) -> subprocess.CompletedProcess[str]:
    """Run as a runner does: errors end it.  Nothing of what this test run has set is handed on."""
    ours = ("PYTHON", "PYTEST", "COV", "CHECKMARKET", "PIP", "GITHUB", "CI")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {"CHECKMARKET_NO_CACHE": "1"} | {name: str(value) for name, value in extra.items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=cwd, env=env, text=True, capture_output=True, check=False)


def offline() -> dict[str, str]:
    """For pip: no index; what this test run has counts as installed, and builds."""
    pytest.importorskip("hatchling", reason="nothing to build with: install the extra dev")
    # pip reads PIP_NO_BUILD_ISOLATION=0 as the flag --no-build-isolation: pypa/pip#5735
    return {"PYTHONPATH": LIBRARIES, "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_COMPILE": "1"}


def quick_python(folder: Path) -> Path:
    """A python whose `-m venv` takes the pip of this run in place of unpacking one, which is most of the time."""
    pytest.importorskip("pip", reason="nothing to install with: this environment has no pip")
    script = folder / "python3"
    pip = f'#!/bin/sh\nexec {sys.executable} -m pip --python "$venv/bin/python" "\\$@"'
    script.write_text(
        "#!/bin/sh\n"
        f'{sys.executable} "$@" --without-pip || exit\n'
        'for venv in "$@"; do :; done\n'
        f'cat >"$venv/bin/pip" <<END\n{pip}\nEND\n'
        'chmod +x "$venv/bin/pip"\n'
    )
    script.chmod(0o755)
    return script


def install_here(folder: Path) -> Path:
    """In place of an installation: bin/ with a checkmarket and a python that are those of this run."""
    (folder / "bin").mkdir(parents=True)
    for name, arguments in (("checkmarket", "-m checkmarket"), ("python", "")):
        script = folder / "bin" / name
        script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT / "engine"} exec {sys.executable} {arguments} "$@"\n')
        script.chmod(0o755)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a library, a product that fails, and settings."""
    folder = tmp_path / "a repository"
    shutil.copytree(SAMPLE, folder / "law")
    shutil.copy(SAMPLE / "product.yaml", folder)
    settle(folder)
    return folder


def settle(folder: Path, **more: object) -> None:
    settings = {"products": ["product.yaml"], "markets": ["EU"], "members": ["none"], "library": "law", **more}
    (folder / ".checkmarket.yaml").write_text(yaml.safe_dump(settings))


# --- the GitHub action ---


class Runner:
    """A runner of GitHub's: its folders and files, and what a step has left in them."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.action = read("action.yml")
        self.temp = folder / "runner temp"
        self.temp.mkdir()
        self.workspace = workspace
        self.output = self.temp / "output"
        self.summary = self.temp / "summary"
        self.summary.write_text("What an earlier command said.\n")

    def step(self, number: int, *, more: dict[str, str] | None = None, **inputs: str) -> tuple[int, str]:
        """Exit code and log of a step."""
        step = self.action["runs"]["steps"][number]
        given = {name: one["default"] for name, one in self.action["inputs"].items()} | inputs
        env = {name: _evaluated(value, given) for name, value in step["env"].items()}
        files = {"RUNNER_TEMP": self.temp, "GITHUB_OUTPUT": self.output, "GITHUB_STEP_SUMMARY": self.summary}
        done = bash(step["run"], self.workspace, GITHUB_ACTION_PATH=ROOT, **files, **(more or {}), **env)
        return done.returncode, done.stdout + done.stderr

    def judge(self, **inputs: str) -> tuple[int, str]:
        if not (self.temp / "checkmarket").exists():
            install_here(self.temp / "checkmarket")
        return self.step(1, **inputs)

    @property
    def outputs(self) -> dict[str, str]:
        if not self.output.exists():
            return {}
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


def _evaluated(text: str, inputs: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], text)


@pytest.fixture
def runner(tmp_path: Path, project: Path) -> Runner:
    return Runner(tmp_path, project)


def obeyed(log: str) -> list[str]:
    """The lines of a log that GitHub's runner obeys; it looks for a command after leading blanks."""
    found, until = [], ""
    for line in map(str.strip, log.splitlines()):
        if until:
            until = "" if line == f"::{until}::" else until
        elif stop := re.fullmatch("::stop-commands::(.+)", line):
            until = stop[1]
        elif line.startswith(("::", "##[")):
            found.append(line)
    assert not until, "commands were never allowed again"
    return found


def test_the_action_hands_inputs_over_as_variables_and_never_as_text_of_a_command() -> None:
    action = read("action.yml")
    assert action["runs"]["using"] == "composite"
    used: set[str] = set()
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert not [name for name in step["env"] if name.startswith("CHECKMARKET_")], "those are the command's own"
        used |= {found for value in step["env"].values() for found in re.findall(r"inputs\.(\w+)", value)}
    assert used == set(action["inputs"])
    assert {one["value"] for one in action["outputs"].values()} == {
        f"${{{{ steps.gate.outputs.{name} }}}}" for name in action["outputs"]
    }


def test_the_action_reports_a_failed_gate_in_every_way_and_fails_with_its_code(runner: Runner) -> None:
    status, log = runner.judge()
    assert status == 1
    annotations = obeyed(log)
    assert annotations[0].startswith("::error file=product.yaml,line=1,col=1,title=NO-GO for sample::")
    assert "NO-GO" in log.split("::stop-commands::")[1]
    assert runner.summary.read_text().startswith("What an earlier command said.\n")
    assert "NO-GO" in runner.summary.read_text()
    assert runner.outputs["verdict"] == "NO-GO"
    results = json.loads(Path(runner.outputs["sarif"]).read_text())["runs"][0]["results"]
    assert BREACH in {one["ruleId"] for one in results}


def test_the_sarif_of_the_action_leaves_waived_findings_out(runner: Runner, project: Path) -> None:
    words = "waive EU.tax.evidence -m EU -p product.yaml --library law --owner me --approver you --expires 2999-12-31"
    checkmarket = install_here(runner.temp / "checkmarket") / "bin" / "checkmarket"
    done = bash(f"'{checkmarket}' {words} --justification 'It comes in March.'", project)
    assert done.returncode == 0, done.stderr
    settle(project, waivers=".checkmarket-waivers.yaml")
    runner.judge(formats="sarif")
    (upload,) = json.loads(Path(runner.outputs["sarif"]).read_text())["runs"]
    (whole,) = json.loads(Path(runner.outputs["reports"], "sarif", "sample.sarif").read_text())["runs"]
    assert BREACH not in {one["ruleId"] for one in upload["results"]}
    assert [one["ruleId"] for one in whole["results"] if one["suppressions"]] == [BREACH]


@pytest.mark.parametrize(
    ("fail_on", "status", "verdict"),
    [("waivers", 0, "GO"), ("waivers unknown", 3, "CANNOT SAY"), ("blocker", 1, "NO-GO")],
)
def test_the_exit_code_of_the_action_is_the_gates(
    fail_on: str, status: int, verdict: str, runner: Runner, project: Path
) -> None:
    settle(project, gate={"fail_on": fail_on.split()})
    assert runner.judge()[0] == status
    assert runner.outputs["verdict"] == verdict


def test_what_is_wrong_fails_the_action_without_a_verdict(runner: Runner, project: Path) -> None:
    (project / "product.yaml").write_text("product: sample\nfacts: [")
    status, log = runner.judge()
    assert status == 2
    assert "product.yaml:3:1: CM004" in log
    assert obeyed(log) == ["::error title=checkmarket::Nothing was judged; the log of this step says why."]
    assert runner.outputs == {}


def test_the_inputs_of_the_action_win_over_the_settings(runner: Runner, project: Path) -> None:
    settle(project, products=["missing.yaml"], markets=["FR"])
    shutil.copy(project / "product.yaml", project / "my product.yaml")
    status, log = runner.judge(products="\nmy product.yaml\n", markets="EU\n")
    assert status == 1
    assert obeyed(log)[0].startswith("::error file=my product.yaml,")
    (project / ".checkmarket.yaml").rename(project / "other.yaml")
    assert runner.judge()[0] == 2
    assert runner.judge(products="my product.yaml", markets="EU", config="other.yaml")[0] == 1


def test_several_products_give_a_folder_of_sarif_files(runner: Runner, project: Path) -> None:
    other = (project / "product.yaml").read_text().replace("product: sample", "product: other")
    (project / "other.yaml").write_text(other)
    status, log = runner.judge(products="product.yaml\nother.yaml", formats="json html\nxlsx junit in-toto")
    assert status == 1
    assert len([one for one in obeyed(log) if "title=NO-GO for" in one]) == 2
    assert {one.name for one in Path(runner.outputs["sarif"]).iterdir()} == {"other.sarif", "sample.sarif"}
    reports = Path(runner.outputs["reports"])
    found = {one.relative_to(reports).as_posix() for one in reports.rglob("other.*")}
    ours = {"github/other.txt", "github-summary/other.md", "github-sarif/other.sarif"}
    assert found == ours | {
        "json/other.json",
        "html/other.html",
        "xlsx/other.xlsx",
        "junit/other.xml",
        "in-toto/other.json",
    }


@pytest.mark.parametrize("name", sorted({*REPORTERS, *BINARY_REPORTERS}))
def test_the_action_takes_every_format(name: str, runner: Runner) -> None:
    assert runner.judge(formats=name)[0] == 1


HOSTILE = ["$(touch hit)", "`touch hit`", '"; touch hit; "', "--exit-zero", "* ? [a-z]*", "../../../out"]


@pytest.mark.parametrize("name", ["markets", "products", "config", "formats"])
@pytest.mark.parametrize("value", HOSTILE)
def test_an_input_is_neither_run_nor_taken_for_an_option(name: str, value: str, runner: Runner, project: Path) -> None:
    before = sorted(project.iterdir())
    assert runner.judge(**{name: value})[0] == 2
    assert sorted(project.iterdir()) == before
    assert not list(runner.temp.rglob("hit"))


def test_nothing_that_the_gate_prints_is_a_command_to_the_runner(runner: Runner) -> None:
    printing = install_here(runner.temp / "checkmarket") / "bin" / "checkmarket"
    printing.write_text("#!/bin/sh\necho '  ::add-mask::hostile'\necho '::set-env name=PATH::hostile' >&2\nexit 2\n")
    status, log = runner.judge()
    assert (status, log.count("hostile")) == (2, 2)
    assert obeyed(log) == ["::error title=checkmarket::Nothing was judged; the log of this step says why."]


def test_the_action_installs_itself_from_its_checkout(runner: Runner, tmp_path: Path) -> None:
    status, log = runner.step(0, more=offline(), python=str(quick_python(tmp_path)))
    assert status == 0, log
    status, log = runner.step(1, more={"PYTHONPATH": LIBRARIES})
    assert status == 1, log
    assert runner.outputs["verdict"] == "NO-GO"
    assert not (ROOT / "build").exists()


# --- pre-commit ---


def hooks() -> dict[str, Any]:
    return {one["id"]: one for one in read(".pre-commit-hooks.yaml")}


def test_the_hooks_name_commands_that_exist() -> None:
    assert set(hooks()) == {"checkmarket", *(f"checkmarket-rules-{one}" for one in ("lint", "test", "fmt"))}
    for hook in hooks().values():
        program, *words = shlex.split(hook["entry"])
        assert (program, hook["language"]) == ("checkmarket", "python")
        assert run_command([*words, "--help"]) == 0


@pytest.mark.parametrize(
    ("hook", "seen", "unseen"),
    [
        ("checkmarket", [".checkmarket.yaml", "products/a.yml", ".checkmarket-waivers.yaml"], ["a.py", "yaml/a.txt"]),
        ("checkmarket-rules-fmt", ["rules/facts/x.yaml", "jurisdictions/EU/ai.yaml"], ["rules/schema/x.json"]),
        (
            "checkmarket-rules-lint",
            ["rules/schema/x.json", "rules/x.yaml"],
            ["myrules/x.yaml", "alerts/rules/x.yaml", "a.yaml"],
        ),
        ("checkmarket-rules-test", ["jurisdictions/EU/cases/ai.yaml"], ["jurisdictions.yaml"]),
    ],
)
def test_a_hook_runs_for_the_files_it_is_about(hook: str, seen: list[str], unseen: list[str]) -> None:
    pattern = re.compile(hooks()[hook]["files"])
    assert [one for one in seen if not pattern.search(one)] == []
    assert [one for one in unseen if pattern.search(one)] == []


def test_only_the_hook_that_lays_out_files_is_given_their_names() -> None:
    given = {name for name, hook in hooks().items() if hook.get("pass_filenames", True)}
    assert given == {"checkmarket-rules-fmt"}


def test_the_hook_of_the_gate_leaves_no_files_behind(project: Path, tmp_path: Path) -> None:
    settle(project, reports=[{"format": "json", "output": "report.json"}])
    done = bash(f"{install_here(tmp_path / 'venv')}/bin/{hooks()['checkmarket']['entry']}", project)
    assert done.returncode == 1, done.stderr
    assert not (project / "report.json").exists()


# --- GitLab and GitHub examples ---


def test_the_gitlab_job_writes_the_reports_that_it_hands_over(project: Path, tmp_path: Path) -> None:
    job = read("examples/ci/gitlab-ci.yml")["checkmarket"]
    install_here(tmp_path / "checkmarket-venv")
    create, install, gate = job["script"]
    assert "-m venv" in create
    assert "pip" in install
    assert bash(gate, project, CI_BUILDS_DIR=tmp_path).returncode == 1
    reports = job["artifacts"]["reports"]
    assert set(reports) == {"codequality", "junit"}
    assert json.loads((project / reports["codequality"]).read_text())
    assert (project / reports["junit"]).read_text().startswith("<?xml")
    assert [(project / one).is_dir() for one in job["artifacts"]["paths"]] == [True]
    assert job["artifacts"]["when"] == "always"


def test_the_github_example_uses_what_the_action_offers() -> None:
    text = (ROOT / "examples/ci/github.yml").read_text()
    action = read("action.yml")
    steps = yaml.safe_load(text)["jobs"]["gate"]["steps"]
    (ours,) = [one for one in steps if one["uses"].startswith("OWNER/checkmarket@")]
    assert set(ours["with"]) <= set(action["inputs"])
    assert set(re.findall(r"# (\w+): ", text)) & {"markets", "products"} <= set(action["inputs"])
    assert set(re.findall(r"steps\.gate\.outputs\.(\w+)", text)) <= set(action["outputs"])
    assert all(one["if"].startswith("always()") for one in steps[steps.index(ours) + 1 :])


# --- the image ---


def instructions() -> list[tuple[str, str]]:
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    parts = [one.partition(" ") for one in lines if one and not one.startswith("#")]
    return [(word, rest) for word, _, rest in parts]


def test_the_image_is_made_of_the_wheel_alone_and_does_not_run_as_root() -> None:
    found = instructions()
    assert [rest for word, rest in found if word == "COPY"] == [
        "checkmarket-*.whl /wheels/",
        "--from=build /opt/checkmarket /opt/checkmarket",
    ]
    assert {rest.split()[0] for word, rest in found if word == "FROM"} == {"python:3.13-slim"}
    assert [rest for word, rest in found if word == "USER"][-1].isdigit()
    assert found[-1] == ("ENTRYPOINT", '["checkmarket"]')


def test_the_commands_of_the_image_install_the_wheel_and_run_it(project: Path, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT]
    assert bash(shlex.join(map(str, build)), tmp_path).returncode == 0
    (run,) = [rest for word, rest in instructions() if word == "RUN"]
    moved = run.replace("/opt/checkmarket", f"{tmp_path}/opt").replace("/wheels", str(wheels))
    moved = moved.replace("python3 ", f"{quick_python(tmp_path)} ")
    done = bash(moved, tmp_path, **offline())
    assert done.returncode == 0, done.stdout + done.stderr
    (entry,) = json.loads(next(rest for word, rest in instructions() if word == "ENTRYPOINT"))
    path = f"{tmp_path}/opt/bin:{os.environ['PATH']}"
    done = bash(f"{entry} EU --product product.yaml --quiet", project, PATH=path, PYTHONPATH=LIBRARIES)
    assert (done.returncode, done.stdout[:5]) == (1, "NO-GO"), done.stderr
