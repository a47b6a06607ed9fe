"""Several windows decide on the same affair in the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from notices.affairs.visiting import CannotReceive
from notices.enums import Decision
from notices.models import Notice, Visit
from tests.counter import make_notice
from tests.visits import came

pytestmark = pytest.mark.django_db(transaction=True)


def decide(root: Notice) -> str:
    """Accept it as a page that has seen no visit yet; what became of that."""
    try:
        came(root, Decision.ACCEPTANCE, seen=0)
    except CannotReceive as error:
        return str(error)
    finally:
        connection.close()
    return "done"


def test_one_wins_and_the_others_are_told_what_it_did(known_rung: None) -> None:
    root = make_notice()
    with ThreadPoolExecutor(4) as windows:
        said = sorted(windows.map(decide, [root] * 4))
    assert said == ["done", *[f"{root.clerk}已在03-09 09:41登记“受理”，请看过再定。"] * 3]
    assert (Visit.objects.filter(notice=root).count(), Notice.objects.filter(follows=root).count()) == (1, 1)
