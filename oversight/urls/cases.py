"""What citizens said, answered."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
