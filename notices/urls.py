"""Sheets for everybody, and the counter."""

from django.urls import path

from notices.views import blank, bundle_preview, desk, ledger, live_preview, notice, preview, printing, verification

urlpatterns = [
    path("g/<str:code>/sheet.pdf", blank.sheet_pdf, name="blank_sheet"),
    path("b/<str:code>/sheet.pdf", blank.bundle_pdf, name="bundle_sheet"),
    path("n/<str:token>/", verification.verify, name="notice"),
    path("counter/", desk.desk, name="counter"),
    path("counter/m/<str:code>/", desk.matter, name="counter_matter"),
    path("counter/b/<str:code>/", desk.bundle, name="counter_bundle"),
    path("counter/preview/b/<str:code>/", bundle_preview.bundle_preview, name="bundle_preview"),
    path("counter/preview/b/<str:code>/sheet.pdf", bundle_preview.bundle_preview_pdf, name="bundle_preview_pdf"),
    path("counter/preview/<str:code>/", preview.sheet_preview, name="sheet_preview"),
    path("counter/preview/<str:code>/sheet.pdf", preview.sheet_preview_pdf, name="sheet_preview_pdf"),
    path("counter/preview/<str:code>/live/", live_preview.live_preview, name="sheet_preview_live"),
    path("counter/preview/<str:code>/live/<str:key>.pdf", live_preview.live_preview_pdf, name="sheet_preview_live_pdf"),
    path("counter/print/", printing.batches, name="print_batches"),
    path("counter/print/start/", printing.start, name="print_start"),
    path("counter/print/<int:pk>/", printing.batch, name="print_batch"),
    path("counter/print/<int:pk>/progress/", printing.progress, name="print_progress"),
    path("counter/print/<int:pk>/cancel/", printing.cancel, name="print_cancel"),
    path("counter/print/<int:pk>/again/", printing.again, name="print_again"),
    path("counter/print/<int:pk>/file/", printing.batch_file, name="print_file"),
    path("counter/notices/", ledger.notices, name="counter_notices"),
    path("counter/notices/<int:pk>/", notice.notice, name="counter_notice"),
    path("counter/notices/<int:pk>/sheet.pdf", notice.notice_pdf, name="counter_notice_pdf"),
    path("counter/notices/<int:pk>/reprint/", notice.reprint, name="counter_reprint"),
    path("counter/notices/<int:pk>/void/", notice.void_notice, name="counter_void"),
]
