"""Fill the template.  Enters: a Report.  Leaves: an HTML document in which no text of others is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.law import BASES
from checkmarket.model.report import Report
from checkmarket.model.values import show
from checkmarket.reporters.addresses import web
from checkmarket.reporters.html.contents import contents
from checkmarket.reporters.html.strip import strip
from checkmarket.reporters.plain_text import line
from checkmarket.reporters.text.culture import reach
from checkmarket.reporters.text.findings import citation, where
from checkmarket.reporters.text.layout import count, day, interval, percent

if TYPE_CHECKING:
    from jinja2 import Environment


def render(report: Report) -> str:
    """The page.  Raises UsageIsWrong where Jinja is not installed."""
    found = contents(report)
    page = _environment().get_template("report.html")
    return page.render(report=report, found=found, strip=strip(report.as_of, [one.day for one in found.ahead])) + "\n"


def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - an optional extra
    except ImportError:
        message, hint = "the format html needs Jinja2, which is not installed", "run: pip install 'checkmarket[docs]'"
        raise UsageIsWrong(message, hint) from None
    made = Environment(
        # The templates are part of this package, as its modules are, and are read as those are.
        loader=PackageLoader("checkmarket.reporters.html"),
        autoescape=True,
        finalize=_fit,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "interval": interval, "percent": percent, "web": web, "show": show, "reach": reach}
    made.globals |= {"bases": BASES, "count": count, "citation": citation, "where": where}
    return made


def _fit(value: Any) -> Any:
    """Every value on its way into the page, as one line of text; what the templates themselves made stays as it is."""
    return value if hasattr(value, "__html__") else line(str(value))
