"""Figures, the rows behind them, and the monthly report."""

from django.urls import path

from oversight.views import figures, figures_month, figures_rows

urlpatterns = [
    path("oversight/figures/", figures.dashboard, name="oversight_figures"),
    path("oversight/figures/rows/", figures_rows.rows, name="oversight_figure_rows"),
    path("oversight/figures/month/", figures_month.month, name="oversight_month"),
    path("oversight/figures/month/report.pdf", figures_month.paper, name="oversight_month_pdf"),
    path("oversight/figures/month/export/", figures_month.export, name="oversight_month_export"),
]
