"""Every public page, asked for without a browser: beside both databases."""

import pytest
from django.test import Client

from accounts.models import StaffUser
from tests.public_pages import PAGES
from tests.public_rows import make_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_answers_with_one_heading(name: str, client: Client) -> None:
    rows = make_rows(StaffUser.objects.get(username="dengta"))
    pages = [client.get(address.format(**rows)) for address in PAGES[name]]
    assert pages[0].status_code == 200
    assert {page.content.decode().count("<h1") for page in pages} == {1}
