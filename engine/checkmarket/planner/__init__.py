"""Say what to do next: which controls, which questions, and what lies ahead; all found by judging again.

Enters: the judged markets.  Leaves: ChecklistLines, Questions, Comings.
"""

from checkmarket.planner.checklist import checklist
from checkmarket.planner.coming import coming
from checkmarket.planner.markets import JudgedMarket, judge_market
from checkmarket.planner.questions import questions

__all__ = ["JudgedMarket", "checklist", "coming", "judge_market", "questions"]
