"""Sheets for everybody, and the counter."""

from django.urls import path

from notices.views import blank, desk, ledger, live_preview, preview, verification

urlpatterns = [
    path("g/<str:code>/sheet.pdf", blank.sheet_pdf, name="blank_sheet"),
    path("n/<str:token>/", verification.verify, name="notice"),
    path("counter/", desk.desk, name="counter"),
    path("counter/m/<str:code>/", desk.matter, name="counter_matter"),
    path("counter/preview/<str:code>/", preview.sheet_preview, name="sheet_preview"),
    path("counter/preview/<str:code>/sheet.pdf", preview.sheet_preview_pdf, name="sheet_preview_pdf"),
    path("counter/preview/<str:code>/live/", live_preview.live_preview, name="sheet_preview_live"),
    path("counter/preview/<str:code>/live/<str:key>.pdf", live_preview.live_preview_pdf, name="sheet_preview_live_pdf"),
    path("counter/notices/", ledger.notices, name="counter_notices"),
    path("counter/notices/<int:pk>/", ledger.notice, name="counter_notice"),
    path("counter/notices/<int:pk>/sheet.pdf", ledger.notice_pdf, name="counter_notice_pdf"),
    path("counter/notices/<int:pk>/reprint/", ledger.reprint, name="counter_reprint"),
    path("counter/notices/<int:pk>/void/", ledger.void_notice, name="counter_void"),
]
