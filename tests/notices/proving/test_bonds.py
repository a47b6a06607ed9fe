"""What ties letters, sheets and visits together, and that a torn bond is found."""

from collections.abc import Callable

import pytest

from accounts import append_only
from notices.enums import Decision, NoticeKind
from notices.models import Notice, Visit
from notices.proving.bonds import loose_ends
from notices.proving.ledger_check import check_ledger
from tests.affairs import follow_up, make_visit
from tests.counter import make_notice
from tests.factories import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def letter() -> Notice:
    """A supplement, in a thread that went on."""
    sheet = make_notice()
    letter = follow_up(sheet, NoticeKind.SUPPLEMENT)
    follow_up(sheet, NoticeKind.ACCEPTANCE)
    follow_up(sheet, NoticeKind.CORRECTION)
    make_visit(sheet, Decision.RETURNED)
    return letter


def test_a_thread_as_it_should_be_has_no_loose_ends(letter: Notice) -> None:
    assert (list(loose_ends()), check_ledger().broken) == ([], [])


def to_another_matter(letter: Notice) -> None:
    Notice.objects.filter(pk=letter.pk).update(follows=make_notice(letter.site, letter.clerk, matter=make_published()))


def to_a_letter(letter: Notice) -> None:
    Notice.objects.filter(pk=letter.pk).update(follows=letter.follows.letters.get(kind="acceptance"))


def to_another_decision(letter: Notice) -> None:
    Visit.objects.filter(pk=letter.visit_id).update(decision=Decision.REJECTION)


def to_another_sheet_of_the_matter(letter: Notice) -> None:
    other = make_notice(letter.site, letter.clerk, matter=letter.matter)
    Visit.objects.filter(pk=letter.visit_id).update(notice=other)


@pytest.mark.parametrize(
    ("tamper", "whys"),
    [
        (to_another_matter, ["it follows no sheet of its matter", "its visit decided otherwise"]),
        (to_a_letter, ["it follows no sheet of its matter", "its visit decided otherwise"]),
        (to_another_decision, ["its visit decided otherwise"]),
        (to_another_sheet_of_the_matter, ["its visit decided otherwise"]),
    ],
)
def test_a_letter_that_was_turned_elsewhere_is_named(
    letter: Notice, tamper: Callable[[Notice], None], whys: list[str]
) -> None:
    with append_only.lifted():
        tamper(letter)
    assert list(loose_ends()) == [(letter, why) for why in whys]


def test_a_decision_without_its_letter_names_the_sheet(letter: Notice) -> None:
    visit = make_visit(letter.follows, Decision.DEFERRAL)
    broken = check_ledger().broken
    assert [(row.serial, row.why) for row in broken] == [
        (letter.follows.serial, f"visit {visit.pk} (deferral) has no letter")
    ]
