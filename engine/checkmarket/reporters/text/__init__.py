"""The report a person reads in a terminal: 80 columns, colour only as an addition."""

from checkmarket.reporters.text.page import render

__all__ = ["render"]
