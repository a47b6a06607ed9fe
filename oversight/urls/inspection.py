"""Rounds, draws, check sheets and their reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
