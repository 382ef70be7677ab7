"""All files of a library become one whole, whatever of them is missing."""

from __future__ import annotations

from tests.conftest import Inspect
from tests.support.law import TODAY
from tests.support.tiny import FILES


def test_a_rulebook_without_its_jurisdiction_file_is_law_all_the_same(inspect: Inspect) -> None:
    files = {name: text for name, text in FILES.items() if name != "jurisdictions/DE/jurisdiction.yaml"}
    loaded = inspect(files)
    assert not loaded.diagnostics
    assert loaded.library.markets() == ("DE", "EU")
    assert loaded.library.chain("DE", TODAY) == ("DE", "EU")


def test_a_jurisdiction_without_rulebooks_has_only_the_law_it_inherits(inspect: Inspect) -> None:
    loaded = inspect({**FILES, "jurisdictions/FR/jurisdiction.yaml": "jurisdiction: FR\ntitle: France\n"})
    assert "FR" not in loaded.library.markets()
    assert loaded.library.is_market("FR", TODAY)
