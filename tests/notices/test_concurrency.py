"""Several windows at once: real processes issue through `issuing.issue`, and one of them may be killed."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from notices.models import Notice
from notices.proving.ledger_check import check_ledger
from tests.database import database_url
from tests.factories import make_clerk, make_published, make_site

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).resolve().parents[2]
WINDOW = """
import sys, django
django.setup()
from accounts.models import StaffUser
from matters.models import Matter, Site
from notices.issuing import issue
code, username, sites, times = sys.argv[1], sys.argv[2], sys.argv[3].split(","), int(sys.argv[4])
matter, clerk = Matter.objects.get(code=code), StaffUser.objects.get(username=username)
for n in range(times):
    for site in sites:
        print(issue(matter=matter, site=Site.objects.get(code=site), clerk=clerk).serial, flush=True)
"""


def open_window(code: str, username: str, sites: str, times: int) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "govservice.settings",
        "PYTHONPATH": str(PROJECT),
    }
    command = [sys.executable, "-c", WINDOW, code, username, sites, str(times)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=pipe, stderr=pipe, text=True)


@pytest.fixture
def hall() -> tuple[str, str, str]:
    """A matter, a clerk and two sites, as arguments of a window."""
    sites = [make_site(code=name, serial_name=name) for name in ("alpha", "beta")]
    return make_published().code, make_clerk(sites[0]).username, "alpha,beta"


def series() -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for site, number in Notice.objects.order_by("number").values_list("site__code", "number"):
        numbers.setdefault(site, []).append(number)
    return numbers


def test_four_windows_take_every_number_once(hall: tuple[str, str, str]) -> None:
    windows = [open_window(*hall, 25) for _ in range(4)]
    ended = [(window.communicate(), window.returncode) for window in windows]
    assert [(err, code) for (_, err), code in ended if code] == []
    assert series() == {"alpha": list(range(1, 101)), "beta": list(range(1, 101))}
    printed = Counter(serial for (out, _), _ in ended for serial in out.split())
    assert printed == Counter(Notice.objects.values_list("serial", flat=True))
    assert check_ledger().broken == []


def test_a_window_killed_midway_leaves_neither_gap_nor_half_a_row(hall: tuple[str, str, str]) -> None:
    doomed, other = open_window(*hall, 500), open_window(*hall, 20)
    for _ in range(5):
        doomed.stdout.readline()  # type: ignore[union-attr]
    doomed.kill()
    doomed.communicate()
    assert other.communicate()[1] == ""
    assert [numbers == list(range(1, len(numbers) + 1)) for numbers in series().values()] == [True, True]
    assert check_ledger().broken == []
