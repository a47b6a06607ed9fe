"""From something that was said or found to a better edition."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
