"""An inspector of the centre; sheets are issued without searching their rung."""

import pytest

from accounts.models import StaffUser
from tests.oversight.inspection.builders import make_inspector


@pytest.fixture(autouse=True)
def _quick(known_rung: None) -> None:
    """Nothing here is about the layout."""


@pytest.fixture
def inspector(db: None) -> StaffUser:
    return make_inspector()
