"""Say what to do next: which controls, which questions, and what lies ahead; all found by judging again.

Enters: the judged markets.  Leaves: ChecklistLines, Questions, Outlooks.
"""

from checkmarket.planner.calendar import calendar
from checkmarket.planner.checklist import checklist
from checkmarket.planner.coming import Outlook, outlook
from checkmarket.planner.markets import JudgedMarket, Likeness, judge_market, likeness
from checkmarket.planner.questions import questions

__all__ = [
    "JudgedMarket",
    "Likeness",
    "Outlook",
    "calendar",
    "checklist",
    "judge_market",
    "likeness",
    "outlook",
    "questions",
]
