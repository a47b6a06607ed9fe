"""Findings and correction orders."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
