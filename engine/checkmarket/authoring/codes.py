"""What every code means: the catalogue behind `rules explain-code` and the help in SARIF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from checkmarket.library.assets import package_yaml
from checkmarket.model.diagnostics import CODES, UsageIsWrong, did_you_mean
from checkmarket.model.linting import Explanation, Sample

_RULEBOOK = "jurisdictions/EU/data-protection.yaml"


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code of CODES that the catalogue explains, in its order."""
    return {code: _explanation(code, entry) for code, entry in package_yaml("authoring/codes.yaml").items()}


def explanation(code: str) -> Explanation:
    """One code; capitals do not matter.  Raises UsageIsWrong for a code that there is not."""
    found = explanations().get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), CODES, otherwise="`checkmarket rules explain-code --all` lists them")
        raise UsageIsWrong(f"no code '{code}'", hint)
    return found


def _explanation(code: str, entry: Mapping[str, str]) -> Explanation:
    return Explanation(
        code=code,
        title=CODES[code],
        means=entry["means"],
        why=entry["why"],
        mend=entry["mend"],
        sample=_sample(entry) if "wrong" in entry else None,
        no_sample=entry.get("no_sample", ""),
    )


def _sample(entry: Mapping[str, str]) -> Sample:
    return Sample(
        file=entry.get("file", _RULEBOOK),
        wrong=entry["wrong"],
        right=entry["right"],
        in_place_of=entry.get("in_place_of", entry["right"]),
        saved_as=entry.get("saved_as", "utf-8"),
    )
