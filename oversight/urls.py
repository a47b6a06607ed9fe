"""What citizens say of the service."""

from django.urls import path

from oversight.views import rating

urlpatterns = [
    path("n/<str:token>/rate/", rating.rate_notice, name="rate"),
]
