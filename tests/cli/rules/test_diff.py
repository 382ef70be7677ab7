"""`rules diff` as the review page of a rulebook pull request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from tests.support.tiny import WRITTEN
from tests.unit.library.test_revisions import git, write

BOOK, GERMAN = "jurisdictions/EU/tax.yaml", "jurisdictions/DE/tax.yaml"
DAY = ("--as-of", "2026-11-22")
PRODUCT = "product: {name}\nfacts:\n  sample.flag: true\n  sample.seat: DE\nmarkets:\n  EU: {{sample.count: 5}}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library under git, with two products; commands run in it."""
    write(tmp_path, {**WRITTEN, "products/toy.yaml": PRODUCT.format(name="toy")})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_layout_is_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        root / BOOK,
        "requires: {fact: sample.flag, is: true}",
        "# why\n    requires:\n      is: true\n      fact: sample.flag",
    )
    assert run(["rules", "diff", "HEAD", *DAY, "--exit-code"]) == 0
    assert capsys.readouterr().out == (
        "HEAD → here                                            by the law of 22 Nov 2026\n"
        "\n"
        "Nothing changed in meaning.\n"
        "\n"
        "0 of 1 product touched: 0 verdicts and 0 findings flip\n"
    )


def test_an_amendment_as_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / BOOK, "value: 5, cite", "value: 9, cite")
    edit(root / BOOK, "requires: {fact: sample.flag, is: true}", "requires: {fact: sample.flag, is: false}")
    assert run(["rules", "diff", "HEAD", *DAY]) == 0
    assert capsys.readouterr().out == (
        "HEAD → here                                            by the law of 22 Nov 2026\n"
        "\n"
        "1 rule, 1 parameter (1 stricter)\n"
        "\n"
        "rule EU.tax.one                                                          changed\n"
        "    Raise the flag\n"
        "    demand\n"
        "      - sample.flag is yes\n"
        "      + sample.flag is no\n"
        "\n"
        "parameter EU.tax/limit                                                  stricter\n"
        "    limit\n"
        "    values\n"
        "      - from 1 Jan 2020: 5\n"
        "      + from 1 Jan 2020: 9\n"
        "    on it rest\n"
        "      EU.tax.graded (stricter)\n"
        "\n"
        "1 of 1 product touched: 1 verdict and 2 findings flip\n"
        "\n"
        "toy\n"
        "  EU    GO → NO-GO · compliance 100 % → 9 %\n"
        "        EU.tax.graded                                                pass → fail\n"
        "        EU.tax.one                                                   pass → fail\n"
    )


def test_the_same_as_markdown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / BOOK, "title: Raise the flag", "title: Raise | *the* <b>flag</b> @jane")
    edit(root / BOOK, "value: 5, cite", "value: 9, cite")
    assert run(["rules", "diff", "HEAD", *DAY, "-f", "markdown", "-o", "review.md", "--exit-code"]) == 1
    assert (root / "review.md").read_text("utf-8") == (
        "## What changed in the law: `HEAD` → `here`\n"
        "\n"
        "1 rule, 1 parameter (1 stricter).\n"
        "\n"
        "|  | Id | Title | What it does |\n"
        "| --- | --- | --- | --- |\n"
        "| rule | `EU.tax.one` | Raise \\| \\*the\\* \\<b\\>flag\\</b\\> @<!-- -->jane | changed |\n"
        "| parameter | `EU.tax/limit` | limit | **stricter** |\n"
        "\n"
        "### `EU.tax.one` changed\n"
        "\n"
        "Raise \\| \\*the\\* \\<b\\>flag\\</b\\> @<!-- -->jane\n"
        "\n"
        "Title:\n"
        "\n"
        "```diff\n"
        "- Raise the flag\n"
        "+ Raise | *the* <b>flag</b> @jane\n"
        "```\n"
        "\n"
        "\n"
        "### `EU.tax/limit` stricter\n"
        "\n"
        "limit\n"
        "\n"
        "Values:\n"
        "\n"
        "```diff\n"
        "- from 1 Jan 2020: 5\n"
        "+ from 1 Jan 2020: 9\n"
        "```\n"
        "\n"
        "On it rest:\n"
        "\n"
        "- `EU.tax.graded` stricter\n"
        "\n"
        "\n"
        "## What it does to products, by the law of 22 Nov 2026\n"
        "\n"
        "1 of 1 product touched: 0 verdicts and 1 finding flip.\n"
        "\n"
        "| Product | Market | Verdict | Compliance | Cultural adaptation | Findings |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| `toy` | EU | GO | 100 % → 93 % |  | `EU.tax.graded` pass → fail |\n"
    )


def test_the_same_for_machines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / BOOK, "from: 2020-01-01\n    cite: {instrument: act", "from: 2027-01-01\n    cite: {instrument: act")
    assert run(["rules", "diff", "HEAD", *DAY, "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["direction"], one["aspects"][0]["after"]) for one in found["changes"]] == [
        ("EU.tax.one", "laxer", ["from 1 Jan 2027"])
    ]
    (market,) = found["products"][0]["markets"]
    assert market["findings"] == [{"rule": "EU.tax.one", "before": "pass", "after": None}]
    assert market["coming"] == [{"rule": "EU.tax.one", "applies_from": "2027-01-01", "fate": "new"}]


def test_two_folders(root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path_factory.mktemp("other")
    write(other, {**WRITTEN, BOOK: WRITTEN[BOOK].replace("severity: high", "severity: critical")})
    assert run(["rules", "diff", str(root), str(other), *DAY, "--exit-code"]) == 1
    assert "1 rule (1 stricter)" in capsys.readouterr().out


def test_a_product_that_one_of_the_two_cannot_read_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fact = "  - {id: sample.new, type: boolean, kind: situation, scope: product, question: Is it new?}\n"
    (root / "rules/facts/sample.yaml").write_text(WRITTEN["rules/facts/sample.yaml"] + fact)
    write(root, {"products/new.yaml": "product: new\nfacts: {sample.new: true}\n"})
    assert run(["rules", "diff", "HEAD", *DAY]) == 0
    out = capsys.readouterr().out
    assert "new\n  could not be judged: by OLD, products/new.yaml:2:9: CM302 unknown fact\n  'sample.new'" in out
    assert "fact sample.new                                                              new" in out


def test_signatures_that_are_lost_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["rules", "sign", "EU.tax.one", "--by", "Jane Doe", "--role", "Counsel", "--on", "2026-11-22", "-y"])
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "signed")
    edit(root / BOOK, "title: Raise the flag", "title: Raise the flag high")
    assert run(["rules", "diff", "HEAD", *DAY]) == 0
    assert "Signatures lost\n  EU.tax.one\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "'nowhere' is neither a folder nor a revision here"),
        (["HEAD", "--products", "nowhere"], "nowhere is no folder"),
        (["HEAD", "--profile", "none"], "unknown profile 'none'"),
        (["products"], "no rulebook lies below this folder"),
        ([], "Missing argument 'OLD'"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_wrong_usage(arguments: list[str], message: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", *arguments]) == 2
    assert message in capsys.readouterr().err
