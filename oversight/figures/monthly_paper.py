"""The monthly report on paper: HTML, then a tagged PDF of as many A4 pages as it takes. The same report gives the same bytes."""

import base64

from django.template.loader import render_to_string

from notices import pdf
from oversight.figures.monthly import MonthlyReport


def render_monthly(report: MonthlyReport) -> str:
    """The whole HTML document."""
    drawings = {"papers": _image(report.papers_chart), "hours": _image(report.hours.svg)}
    return render_to_string("oversight/figures/paper.html", {"report": report, "drawings": drawings})


def print_monthly(report: MonthlyReport) -> pdf.Pdf:
    """The PDF. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    return pdf.render_pdf(render_monthly(report))


def _image(svg: str) -> str:
    """The drawing as an address of its own: so it is one figure with its alternative text, as PDF/UA wants it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""
