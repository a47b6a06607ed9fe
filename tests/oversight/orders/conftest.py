"""Noon of Monday, 9 March 2026; sheets are issued without searching their rung."""

from collections.abc import Iterator

import pytest
from time_machine import travel

from accounts.models import StaffUser
from tests.oversight.inspection.builders import make_inspector
from tests.oversight.orders.made import NOON


@pytest.fixture(autouse=True)
def _quick(known_rung: None) -> None:
    """Nothing here is about the layout."""


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    """What is due depends on the day."""
    with travel(NOON, tick=False):
        yield


@pytest.fixture
def inspector(db: None) -> StaffUser:
    return make_inspector()
