"""Every test of arranged services is on Monday, 9 March 2026."""

import pytest

from tests.factories import local


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(local(2026, 3, 9), tick=False)
