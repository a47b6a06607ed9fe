"""The states the ledger is searched by, as a table: which sheets of six are found."""

import pytest

from notices.enums import Decision, NoticeKind, ReceiptHow
from notices.listing.lines import lines_of
from notices.listing.states import LedgerState, in_state
from notices.models import Notice, Receipt
from notices.voiding import void
from tests.affairs import follow_up, make_visit
from tests.counter import make_notice
from tests.factories import make_clerk, make_published, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def sheets() -> dict[str, Notice]:
    """One of each fate."""
    site, matter = make_site(), make_published()
    clerk = make_clerk(site)
    names = ("fresh", "void", "refused", "kept", "supplement", "deferral", "accepted", "completed", "rejected", "again")
    found = {name: make_notice(site, clerk, matter=matter) for name in names}
    void(found["void"], by=clerk, reason="情形选错了")
    Receipt.objects.create(notice=found["refused"], how=ReceiptHow.REFUSED)
    Receipt.objects.create(notice=found["kept"], how=ReceiptHow.STUB)
    make_visit(found["kept"], Decision.KEPT)
    for name, kind in (
        ("supplement", NoticeKind.SUPPLEMENT), ("deferral", NoticeKind.DEFERRAL), ("accepted", NoticeKind.ACCEPTANCE),
        ("completed", NoticeKind.DEFERRAL), ("rejected", NoticeKind.REJECTION), ("again", NoticeKind.SUPPLEMENT),
    ):  # fmt: skip
        follow_up(found[name], kind)
    make_visit(found["completed"], Decision.COMPLETED)
    follow_up(found["again"], NoticeKind.SUPPLEMENT, again="第一次漏写")
    return found


STATES = [
    ("void", "void"),
    ("signed", "kept"),
    ("refused", "refused"),
    ("unsigned", "fresh supplement deferral accepted completed rejected again"),
    ("valid", "fresh refused kept supplement deferral accepted completed rejected again"),
    ("kept", "kept"),
    ("supplement", "supplement again"),
    ("deferral", "deferral"),
    ("accepted", "accepted completed"),
    ("rejected", "rejected"),
    ("again", "again"),
]


@pytest.mark.parametrize("few", [500, 0], ids=["by key", "row by row"])
def test_each_state_finds_its_sheets(sheets: dict[str, Notice], few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notices.listing.states._FEW", few)
    names = {sheet.pk: name for name, sheet in sheets.items()}
    given = Notice.objects.filter(pk__in=names)
    found = {
        state: [names[row.pk] for row in in_state(given, LedgerState(state)).order_by("pk")] for state, _ in STATES
    }
    assert found == {state: expected.split() for state, expected in STATES}


def test_every_state_is_in_the_table() -> None:
    assert sorted(state for state, _ in STATES) == sorted(LedgerState)


def test_asked_for_letters_an_affair_is_listed_by_what_followed(sheets: dict[str, Notice]) -> None:
    rejections = Notice.objects.filter(kind=NoticeKind.REJECTION)
    found = in_state(rejections, LedgerState.REJECTED, of_letters=True)
    assert [row.follows for row in found] == [sheets["rejected"]]


def test_a_void_letter_takes_its_affair_out_of_the_state(sheets: dict[str, Notice]) -> None:
    letter = sheets["rejected"].letters.get()
    void(letter, by=letter.clerk, reason="理由或依据写错了")
    assert list(in_state(Notice.objects.all(), LedgerState.REJECTED)) == []


def test_a_line_says_how_its_affair_stands(sheets: dict[str, Notice]) -> None:
    names = ("fresh", "kept", "completed", "again")
    assert [line.stage for line in lines_of([sheets[name].pk for name in names])] == ["", "待审", "已补齐", "待补正"]
