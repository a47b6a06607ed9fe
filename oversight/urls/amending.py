"""From something that was said or found to a better edition."""

from django.urls import path

from oversight.views import amending, amending_faq

urlpatterns = [
    path("oversight/amend/", amending.amend, name="oversight_amend"),
    path("oversight/amendments/", amending.amendments, name="oversight_amendments"),
    path("oversight/cases/<int:pk>/faq/", amending_faq.faq, name="oversight_faq"),
]
