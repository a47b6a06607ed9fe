"""The day list on paper, for who goes out: HTML, then a tagged PDF. Names, phones and addresses stay masked: paper gets lost."""

from django.template.loader import render_to_string

from notices import pdf
from oversight.requests.day_list import DayList


def render_day_list(listed: DayList) -> str:
    """The whole HTML document."""
    return render_to_string("oversight/requests/paper.html", {"listed": listed})


def print_day_list(listed: DayList) -> pdf.Pdf:
    """The PDF. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    return pdf.render_pdf(render_day_list(listed))
