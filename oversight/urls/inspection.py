"""Rounds, draws, and check sheets."""

from django.urls import path

from oversight.views import inspection, inspection_check, inspection_sheet, inspection_start

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
]
