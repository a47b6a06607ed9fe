"""Figures, the rows behind them, and the monthly report."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
