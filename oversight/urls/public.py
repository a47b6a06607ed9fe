"""What citizens say of the service."""

from django.urls import path

from oversight.views import answers, feedback, rating

urlpatterns = [
    path("n/<str:token>/rate/", rating.rate_notice, name="rate"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/answers/", answers.answers, name="feedback_answers"),
    path("feedback/<str:number>/", feedback.receipt, name="feedback_receipt"),
]
