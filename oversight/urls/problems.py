"""The 办不成事 desk."""

from django.urls import path

from oversight.views import problems, problems_new, problems_one, problems_shared

urlpatterns = [
    path("oversight/problems/", problems.problems, name="oversight_problems"),
    path("oversight/problems/export/", problems.export, name="oversight_problems_export"),
    path("oversight/problems/new/", problems_new.new, name="oversight_problem_new"),
    path("oversight/problems/<int:pk>/", problems_one.problem, name="oversight_problem"),
    path("oversight/problems/<int:pk>/classify/", problems_one.reclassify, name="oversight_problem_classify"),
    path("oversight/problems/<int:pk>/share/", problems_one.share, name="oversight_problem_share"),
    path("oversight/problems/causes/", problems_shared.causes, name="oversight_shared_causes"),
    path("oversight/problems/causes/<int:pk>/", problems_shared.cause, name="oversight_shared"),
    path("oversight/problems/causes/<int:pk>/join/", problems_shared.join, name="oversight_shared_join"),
    path("oversight/problems/causes/<int:pk>/end/", problems_shared.end, name="oversight_shared_end"),
    path("oversight/problems/rules/", problems_shared.rules, name="oversight_rules"),
]
