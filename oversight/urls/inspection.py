"""Rounds, draws, and check sheets."""

from django.urls import path

from oversight.views import (
    inspection,
    inspection_check,
    inspection_sheet,
    inspection_start,
    rounds_calls,
    rounds_report,
)

urlpatterns = [
    path("oversight/rounds/", inspection.rounds, name="oversight_rounds"),
    path("oversight/rounds/patrol/", inspection_start.patrol, name="oversight_patrol"),
    path("oversight/rounds/sample/", inspection_start.sample, name="oversight_sample"),
    path("oversight/rounds/<int:pk>/", inspection.round_page, name="oversight_round"),
    path("oversight/rounds/<int:pk>/add/", inspection.add, name="oversight_round_add"),
    path("oversight/rounds/<int:pk>/close/", inspection.close_round, name="oversight_round_close"),
    path("oversight/rounds/<int:pk>/repeat/", inspection.repeat_draw, name="oversight_repeat"),
    path("oversight/drawn/<int:pk>/", inspection_check.check_page, name="oversight_check"),
    path("oversight/check-sheet/", inspection_sheet.check_sheet, name="oversight_check_sheet"),
    path("oversight/check-sheet/restore/", inspection_sheet.restore, name="oversight_check_sheet_restore"),
    path("oversight/rounds/<int:pk>/report/", rounds_report.page, name="oversight_round_report"),
    path("oversight/rounds/<int:pk>/report.pdf", rounds_report.paper, name="oversight_round_report_pdf"),
    path("oversight/rounds/<int:pk>/report.xlsx", rounds_report.workbook, name="oversight_round_report_xlsx"),
    path("oversight/rounds/<int:pk>/calls/", rounds_calls.page, name="oversight_round_calls"),
    path("oversight/rounds/<int:pk>/calls.pdf", rounds_calls.paper, name="oversight_round_calls_pdf"),
    path("oversight/rounds/<int:pk>/calls/<int:drawn>/", rounds_calls.call, name="oversight_round_call"),
    path(
        "oversight/rounds/<int:pk>/calls/<int:drawn>/unmask/",
        rounds_calls.unmasked,
        name="oversight_round_unmask",
    ),
]
