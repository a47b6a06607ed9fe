"""The 办不成事 desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
