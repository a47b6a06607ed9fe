"""A counter to test at: one site, one clerk, their browser and a sheet they gave out."""

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.models import Site
from notices.models import Notice
from tests.counter import make_notice, signed_in
from tests.factories import make_clerk, make_site


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def clerk(site: Site) -> StaffUser:
    return make_clerk(site)


@pytest.fixture
def window(clerk: StaffUser) -> Client:
    """The clerk's browser, signed in."""
    return signed_in(clerk)


@pytest.fixture
def notice(site: Site, clerk: StaffUser) -> Notice:
    """Given out on 9 March 2026."""
    return make_notice(site, clerk)


@pytest.fixture
def root(notice: Notice) -> Notice:
    """The same, as what a thread begins with."""
    return notice
