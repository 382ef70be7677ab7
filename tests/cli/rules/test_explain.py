"""`rules explain` as a person runs it."""

from __future__ import annotations

import json

import pytest

from checkmarket.cli.main import run
from checkmarket.library import assets_root

CHAT = str(assets_root() / "examples" / "polyglot-chat.yaml")
RULE = "EU.data-protection.representative"
DAY = ("--as-of", "2026-11-22")


def explained(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["rules", "explain", *DAY, *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_rule_is_explained_without_a_product(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = explained(RULE, capsys=capsys)
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert code == 0
    assert heads[0].startswith(RULE)
    assert heads[2 : heads.index("Note") + 1] == [
        "Whom it binds",
        "Who is exempt",
        "What it asks",
        "What the terms mean",
        "What the facts ask",
        "Where it stands",
        "What a breach costs",
        "What can be done",
        "Not law, or not yet",
        "Note",
    ]
    assert "\x1b" not in out


def test_a_pattern_explains_several(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = explained("DE.data-protection.*", capsys=capsys)
    found = [line.split()[0] for line in out.splitlines() if line.startswith("DE.data-protection.")]
    assert len(found) > 1
    assert found == sorted(found)


def test_a_product_gets_its_tree_and_its_other_markets(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = explained(RULE, "-p", CHAT, capsys=capsys)
    assert code == 0
    assert "polyglot-chat in EU" in out
    assert "A breach would cost this company up to EUR 10,000,000." in out
    assert [line.split()[0] for line in out.splitlines()[-3:]] == ["DE", "ES", "FR"]


def test_members_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert "In the markets below" not in explained(RULE, "-p", CHAT, "--members", "none", capsys=capsys)[1]


def test_a_rule_of_a_state_is_explained_there_though_the_union_is_asked_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = explained("DE.data-protection.officer", "-p", CHAT, "-m", "EU", "--why-not-applicable", capsys=capsys)
    assert "does not apply to\npolyglot-chat in DE." in out


def test_a_custom_of_the_world_says_what_it_rests_on_and_is_shown_where_the_product_is_offered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = explained("WORLD.culture-language.people-served", capsys=capsys)
    assert code == 0
    assert "Known from a convention." in out
    _, out, _ = explained("WORLD.culture-language.people-served", "-p", CHAT, capsys=capsys)
    assert "polyglot-chat in DE" in out
    assert "  ES " in out


def test_the_json_names_its_contract_and_its_truths(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = explained(RULE, "-p", CHAT, "-f", "json", capsys=capsys)
    made = json.loads(out)
    applied = made["rules"][0]["applied"]
    assert (made["schema"], made["as_of"]) == ("checkmarket-explanation/1", "2026-11-22")
    assert (applied["status"], applied["tree"]["truth"]) == ("fail", "F")
    assert applied["other_markets"] == {"DE": "fail", "ES": "fail", "FR": "fail"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["EU.data-protection.represntative"], "did you mean 'EU.data-protection.representative'"),
        (["XX.*"], "no rule is called 'XX.*'"),
        (["DE.data-protection.officer", "-m", "FR"], "'DE.data-protection.officer' is no law in FR"),
        ([RULE, "-m", "Germny"], "unknown market 'Germny'"),
        ([RULE, "--why-not-applicable"], "--why-not-applicable needs a product"),
        ([RULE, "-p", "nobody.yaml"], "nobody.yaml"),
        ([], "Missing argument 'RULE_ID...'"),
    ],
)
def test_a_wrong_call_is_answered_with_a_message(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = explained(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert message in err
