import pytest

from checkmarket.evaluator.wording import needs
from checkmarket.model.values import Known


@pytest.mark.parametrize(
    ("operator", "operand", "negated", "words"),
    [
        ("is", True, False, "yes"),
        ("is", True, True, "no"),
        ("at_least", 250, False, "at least 250"),
        ("excludes", "a", False, "not includes a"),
        ("is_given", True, False, "any value"),
        ("is_given", False, False, "no value"),
        ("is_none", True, False, "no value"),
        ("is_none", False, False, "any value"),
        ("is_none", False, True, "no value"),
    ],
)
def test_what_a_leaf_asks_of_its_fact(operator: str, operand: Known, negated: object, words: str) -> None:
    assert needs(operator, (operand,), negated=negated is True) == words
