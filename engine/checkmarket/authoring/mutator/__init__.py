"""Measure how good cases are: change the law a little, and see whether a case notices.

Enters: a Library whose cases come out as expected.  Leaves: a MutationReport: the score of each rulebook, the mutants
that no case notices with the facts that would tell them from the law, and those proven to say the same as the law.
"""

from checkmarket.authoring.mutator.report import BookScore, Fate, Jury, MutationReport, Survivor, counted, mutate

__all__ = ["BookScore", "Fate", "Jury", "MutationReport", "Survivor", "counted", "mutate"]
