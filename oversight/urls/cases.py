"""What citizens said, answered."""

from django.urls import path

from oversight.views import cases, cases_deeds, cases_new, cases_unmask

urlpatterns = [
    path("oversight/cases/", cases.cases, name="oversight_cases"),
    path("oversight/cases/new/", cases_new.new, name="oversight_case_new"),
    path("oversight/cases/<int:pk>/", cases.case, name="oversight_case"),
    path("oversight/cases/<int:pk>/assign/", cases_deeds.assign, name="oversight_case_assign"),
    path("oversight/cases/<int:pk>/take/", cases_deeds.take, name="oversight_case_take"),
    path("oversight/cases/<int:pk>/extend/", cases_deeds.extend, name="oversight_case_extend"),
    path("oversight/cases/<int:pk>/answer/", cases_deeds.answer, name="oversight_case_answer"),
    path("oversight/cases/<int:pk>/publish/", cases_deeds.publish, name="oversight_case_publish"),
    path("oversight/cases/<int:pk>/unpublish/", cases_deeds.unpublish, name="oversight_case_unpublish"),
    path("oversight/cases/<int:pk>/call/", cases_deeds.call, name="oversight_case_call"),
    path("oversight/cases/<int:pk>/close/", cases_deeds.close, name="oversight_case_close"),
    path("oversight/cases/<int:pk>/reopen/", cases_deeds.reopen, name="oversight_case_reopen"),
    path("oversight/cases/<int:pk>/appeal/", cases_deeds.appeal, name="oversight_case_appeal"),
    path("oversight/cases/<int:pk>/unmask/", cases_unmask.unmask_applicant, name="oversight_case_unmask"),
    path("oversight/cases/<int:pk>/decide/", cases_deeds.decide, name="oversight_case_decide"),
]
