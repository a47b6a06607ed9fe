"""What citizens say, and what the office does about it. One list of addresses for each room."""

from oversight.urls import amending, cases, figures, home, inspection, orders, problems, public, requests, trials

urlpatterns = [
    *public.urlpatterns,
    *home.urlpatterns,
    *inspection.urlpatterns,
    *orders.urlpatterns,
    *cases.urlpatterns,
    *amending.urlpatterns,
    *problems.urlpatterns,
    *requests.urlpatterns,
    *figures.urlpatterns,
    *trials.urlpatterns,
]
