"""What became of a sheet's affair, as far as whoever scans it may know."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from matters.publishing import suspend
from notices.affairs.since_told import affair_words, since_told
from notices.corrections.correcting import correct
from notices.enums import Decision
from notices.models import Notice, Visit
from notices.voiding import void
from tests.counter import make_notice
from tests.factories import local, make_user

AT = local(2026, 3, 9)
DUE = date(2026, 3, 16)

SAID = {
    Decision.KEPT: "材料已于2026年3月9日收下，正在审核，最迟2026年3月16日答复。",
    Decision.RETURNED: "",
    Decision.SUPPLEMENT: "2026年3月9日已一次告知要补正的材料，请在2026年3月16日前补齐。",
    Decision.DEFERRAL: "申请已于2026年3月9日容缺受理，所缺材料请在2026年3月16日前补交。",
    Decision.ACCEPTANCE: "申请已于2026年3月9日受理。",
    Decision.REJECTION: "2026年3月9日已作出不予受理决定，理由和救济途径见不予受理通知书。",
    Decision.COMPLETED: "申请已受理，容缺材料已于2026年3月9日补齐。",
    Decision.WITHDRAWN: "申请已于2026年3月9日撤回。",
    Decision.UNDONE: "",
}


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_has_its_words(decision: Decision) -> None:
    assert affair_words(Visit(at=AT, decision=decision, due_on=DUE)) == SAID[decision]


def test_without_a_deadline_none_is_named() -> None:
    assert affair_words(Visit(at=AT, decision=Decision.KEPT)) == "材料已于2026年3月9日收下，正在审核。"


@pytest.fixture
def notice(db: None, known_rung: None) -> Notice:
    """Given out, and suspended a moment later."""
    notice = make_notice(at=None)
    suspend(notice.matter, by=make_user(), reason="升级")
    return notice


def page(notice: Notice) -> str:
    return Client().get(f"/n/{notice.token}/").content.decode()


def test_before_anything_happened_there_is_nothing_to_say(notice: Notice) -> None:
    assert ((since := since_told(notice)).correction, since.affair) == (None, "")


def test_the_page_of_an_old_sheet_names_the_correction_above_its_paper(notice: Notice) -> None:
    letter = correct(notice, clerk=notice.clerk)
    shown = re.sub(r"<[^>]+>", "", page(notice))
    assert shown.index(letter.serial) < shown.index("您手上的告知单")


def test_a_void_correction_is_not_named(notice: Notice) -> None:
    letter = correct(notice, clerk=notice.clerk)
    void(letter, by=notice.clerk, reason="打错")
    assert letter.serial not in page(notice)


def test_the_letter_itself_names_no_older_one(notice: Notice) -> None:
    assert since_told(correct(notice, clerk=notice.clerk)).correction is None


def test_the_page_says_how_the_affair_stands(notice: Notice) -> None:
    values: dict[str, Any] = {"notice": notice, "site": notice.site, "clerk": notice.clerk, "at": AT}
    Visit.objects.create(decision=Decision.ACCEPTANCE, **values)
    assert "申请已于2026年3月9日受理。" in page(notice)
