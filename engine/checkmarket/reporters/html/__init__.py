"""The report as one page for a browser and for paper: no scripts, nothing loaded from elsewhere.  Needs Jinja2."""

from checkmarket.reporters.html.page import render

__all__ = ["render"]
