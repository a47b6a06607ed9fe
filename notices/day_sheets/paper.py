"""The day sheet on paper: HTML, then a tagged PDF of as many A4 pages as it takes."""

from django.template.loader import render_to_string

from matters import qr
from notices import pdf
from notices.day_sheets.day_sheet import DaySheet
from notices.enums import Manner


def render_day_sheet(sheet: DaySheet) -> str:
    """The whole HTML document."""
    codes = [qr.make(sheet.scanned)] if sheet.scanned else []
    context = {"sheet": sheet, "manners": Manner.labels, "codes": codes}
    return render_to_string("notices/day_sheet.html", context)


def print_day_sheet(sheet: DaySheet) -> pdf.Pdf:
    """The PDF. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    return pdf.render_pdf(render_day_sheet(sheet))
