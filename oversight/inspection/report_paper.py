"""The report and the telephone list of a round on paper: HTML, then a tagged PDF of as many A4 pages as it takes."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string

from notices import pdf
from oversight.inspection.follow_up import FollowUp
from oversight.inspection.report import Checked, Report
from oversight.models import Round

ON_PAPER = 120
"""Notices listed on paper: one document is set at a time, and no applicant shall wait for a sheet because of a report."""


def print_report(report: Report) -> pdf.Pdf:
    """Of a long round only what is not in order is listed. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    listed = listed_on_paper(report.checked)
    context = {"report": report, "listed": listed, "left_out": len(report.checked) - len(listed)}
    return pdf.render_pdf(render_to_string("oversight/inspection/report_paper.html", context))


def listed_on_paper(checked: Sequence[Checked]) -> list[Checked]:
    """All of them, or of more than ON_PAPER the first that are not 合格."""
    if len(checked) <= ON_PAPER:
        return list(checked)
    return [one for one in checked if one.result != "合格"][:ON_PAPER]


def print_calls(begun: Round, found: FollowUp, *, office: str, made_at: datetime, made_by: str) -> pdf.Pdf:
    """The list to write on beside the telephone; names and numbers masked. Raises as above."""
    context = {"round": begun, "found": found, "office": office, "made_at": made_at, "made_by": made_by}
    return pdf.render_pdf(render_to_string("oversight/inspection/report_calls_paper.html", context))
