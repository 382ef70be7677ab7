"""Wire the stages: from a library, a subject and a day to a Report."""

from checkmarket.session.check import check
from checkmarket.session.loading import load_library, load_product
from checkmarket.session.selection import Selection

__all__ = ["Selection", "check", "load_library", "load_product"]
