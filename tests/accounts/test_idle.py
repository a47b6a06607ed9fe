"""A window left alone signs itself out."""

from typing import Any

import pytest
from django.test import Client

from accounts.addresses import client_address
from tests import factories

pytestmark = pytest.mark.django_db


def test_after_an_idle_hour_the_clerk_signs_in_again(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-03-09T09:00:00+08:00", tick=False)
    client.force_login(factories.make_clerk())
    assert client.get("/counter/").status_code == 200
    time_machine.move_to("2026-03-09T10:00:30+08:00", tick=False)
    answer = client.get("/counter/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/counter/")


def test_whoever_keeps_working_stays_signed_in(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-03-09T09:00:00+08:00", tick=False)
    client.force_login(factories.make_clerk())
    for clock in ("09:00", "09:50", "10:40", "11:30"):
        time_machine.move_to(f"2026-03-09T{clock}:00+08:00", tick=False)
        assert client.get("/counter/").status_code == 200


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "expected"),
    [(False, "9.9.9.9", "10.0.0.1"), (True, "9.9.9.9, 10.1.1.7", "10.1.1.7"), (True, "", "10.0.0.1")],
)
def test_lockout_counts_by_the_address_the_proxy_saw(
    rf: Any, settings: Any, behind_proxy: bool, forwarded: str, expected: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", **headers)) == expected
