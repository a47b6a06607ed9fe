"""Services that are arranged, day lists and contact cards."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
