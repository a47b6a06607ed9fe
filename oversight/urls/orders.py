"""Findings and correction orders; the report and the telephone list of a round."""

from django.urls import path

from oversight.views import orders, orders_find, orders_findings, orders_page

urlpatterns = [
    path("oversight/find/", orders_find.find_page, name="oversight_find"),
    path("oversight/findings/<int:pk>/", orders_findings.finding, name="oversight_finding"),
    path("oversight/findings/<int:pk>/order/", orders_findings.give_order, name="oversight_give_order"),
    path("oversight/orders/", orders.orders, name="oversight_orders"),
    path("oversight/orders/<int:pk>/", orders_page.order, name="oversight_order"),
    path("oversight/orders/<int:pk>/done/", orders_page.order_done, name="oversight_order_done"),
    path("oversight/orders/<int:pk>/recheck/", orders_page.order_recheck, name="oversight_order_recheck"),
    path("oversight/orders/<int:pk>/change/", orders_page.order_change, name="oversight_order_change"),
]
