"""Wire the stages: from a library, a subject and a day to a Report."""

from checkmarket.session.check import check, judge
from checkmarket.session.loading import load_library, load_product, load_with_cases
from checkmarket.session.selection import Selection

__all__ = ["Selection", "check", "judge", "load_library", "load_product", "load_with_cases"]
