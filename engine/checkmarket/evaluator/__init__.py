"""Judge one subject by a plan: a Finding for every rule, with what decides it and what could still change it.

Enters: a Library, the Plan of one market and day, a Subject.  Leaves: Findings, sorted by rule; Readings of leaves.
"""

from checkmarket.evaluator.conditions import shifted
from checkmarket.evaluator.dependencies import Dependencies
from checkmarket.evaluator.readings import Reading, known_facts, read_leaves
from checkmarket.evaluator.rules import evaluate

__all__ = ["Dependencies", "Reading", "evaluate", "known_facts", "read_leaves", "shifted"]
