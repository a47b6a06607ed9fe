"""Where staff begin."""

from django.urls import path

from oversight.views import home

urlpatterns = [path("oversight/", home.home, name="oversight")]
