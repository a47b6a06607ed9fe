"""Findings and correction orders; the report and the telephone list of a round."""

from django.urls import path

from oversight.views import orders, orders_find, orders_findings, orders_follow_up, orders_page, orders_report

urlpatterns = [
    path("oversight/find/", orders_find.find_page, name="oversight_find"),
    path("oversight/findings/<int:pk>/", orders_findings.finding, name="oversight_finding"),
    path("oversight/findings/<int:pk>/order/", orders_findings.give_order, name="oversight_give_order"),
    path("oversight/orders/", orders.orders, name="oversight_orders"),
    path("oversight/orders/<int:pk>/", orders_page.order, name="oversight_order"),
    path("oversight/orders/<int:pk>/done/", orders_page.order_done, name="oversight_order_done"),
    path("oversight/orders/<int:pk>/recheck/", orders_page.order_recheck, name="oversight_order_recheck"),
    path("oversight/orders/<int:pk>/change/", orders_page.order_change, name="oversight_order_change"),
    path("oversight/rounds/<int:pk>/report/", orders_report.page, name="oversight_round_report"),
    path("oversight/rounds/<int:pk>/report.pdf", orders_report.paper, name="oversight_round_report_pdf"),
    path("oversight/rounds/<int:pk>/report.xlsx", orders_report.workbook, name="oversight_round_report_xlsx"),
    path("oversight/rounds/<int:pk>/calls/", orders_follow_up.page, name="oversight_round_calls"),
    path("oversight/rounds/<int:pk>/calls.pdf", orders_follow_up.paper, name="oversight_round_calls_pdf"),
    path("oversight/rounds/<int:pk>/calls/<int:drawn>/", orders_follow_up.call, name="oversight_round_call"),
    path(
        "oversight/rounds/<int:pk>/calls/<int:drawn>/unmask/",
        orders_follow_up.unmasked,
        name="oversight_round_unmask",
    ),
]
