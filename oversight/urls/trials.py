"""A manager walks a matter as a citizen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
