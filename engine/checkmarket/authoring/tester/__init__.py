"""Run the cases that stand beside the law, and say what they find and what they leave untried.

Enters: a Library, its Cases, what was chosen of them.  Leaves: a CaseRun, and texts of it.
"""

from checkmarket.authoring.tester.chosen import Chosen, choose
from checkmarket.authoring.tester.runner import CaseRun, Tried, run_chosen, what_is_tried

__all__ = ["CaseRun", "Chosen", "Tried", "choose", "run_chosen", "what_is_tried"]
