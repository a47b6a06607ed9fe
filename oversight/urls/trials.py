"""A manager walks a matter as a citizen."""

from django.urls import path

from oversight.views import trials

urlpatterns = [
    path("oversight/trials/", trials.trials, name="oversight_trials"),
    path("oversight/trials/new/", trials.choose, name="oversight_trial_choose"),
    path("oversight/trials/new/<str:code>/", trials.new, name="oversight_trial_new"),
    path("oversight/trials/<int:pk>/", trials.trial, name="oversight_trial"),
    path("oversight/trials/<int:pk>/step/", trials.new_step, name="oversight_trial_new_step"),
    path("oversight/trials/<int:pk>/end/", trials.end, name="oversight_trial_end"),
    path("oversight/trials/step/<int:pk>/", trials.write_step, name="oversight_trial_step"),
]
