"""Contacts, services that are arranged, day lists and contact cards."""

from django.urls import path

from oversight.views import cards, contacts, request, request_new, requests

urlpatterns = [
    path("oversight/contacts/<int:pk>/", contacts.unmask_contact, name="oversight_unmask"),
    path("oversight/contacts/<int:pk>/erase/", contacts.erase_contact, name="oversight_erase_contact"),
    path("oversight/requests/", requests.requests, name="oversight_requests"),
    path("oversight/requests/paper/", requests.paper, name="oversight_requests_paper"),
    path("oversight/requests/new/", request_new.request_new, name="oversight_request_new"),
    path("oversight/requests/<int:pk>/", request.service, name="oversight_request"),
    path("oversight/requests/<int:pk>/arrange/", request.arrange_service, name="oversight_request_arrange"),
    path("oversight/requests/<int:pk>/end/", request.end_service, name="oversight_request_end"),
    path("oversight/requests/<int:pk>/undo/", request.undo_service, name="oversight_request_undo"),
    path("oversight/requests/<int:pk>/contact/", request.note_contact, name="oversight_request_contact"),
    path("oversight/cards/", cards.cards, name="oversight_cards"),
    path("oversight/cards/print/", cards.sheet_pdf, name="oversight_cards_print"),
    path("oversight/cards/<int:pk>/", cards.card_pdf, name="oversight_card"),
]
