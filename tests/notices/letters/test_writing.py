"""The documents that follow a 告知单, in the ledger and on the pages about them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from notices.enums import Decision, NoticeKind
from notices.issuing import CannotIssue
from notices.ladder import LETTER_LADDER
from notices.letters.writing import write_letter
from notices.models import Applicant, Notice, Visit
from notices.personal.sealing import seal
from notices.proving.ledger_check import check_ledger
from notices.voiding import void
from tests.counter import address, asking_guide, make_notice, signed_in
from tests.factories import add_edition, local, make_clerk, make_guide, make_published, make_user
from tests.letters import CHANGES, KINDS, occasion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

SUPPLEMENT, DEFERRAL, ACCEPTANCE, REJECTION, CORRECTION = KINDS


@pytest.fixture
def root() -> Notice:
    """A 告知单 given out on 9 March 2026."""
    return make_notice(matter=make_published(asking_guide()), answers={"who": "agent", "kind": "new"})


def written(root: Notice, kind: NoticeKind, **values: object) -> Notice:
    """A letter two days later, by who told."""
    case = values.pop("occasion", None) or occasion(kind, root.edition.guide, told_serial=root.serial)
    people = {"site": root.site, "clerk": root.clerk}
    return write_letter(root, kind=kind, occasion=case, **people | {"at": local(2026, 3, 11)} | values)  # type: ignore[arg-type]


# --- In the ledger


@pytest.mark.parametrize(("kind", "word"), list(zip(KINDS, ("补", "容", "受", "不受", "更"), strict=True)))
def test_each_kind_has_a_series_of_its_own_with_its_word(root: Notice, kind: NoticeKind, word: str) -> None:
    letters = [written(root, kind), written(root, kind)]
    name = root.serial.partition("〔")[0]
    assert [one.serial for one in letters] == [f"{name}{word}〔2026〕{n:06d}" for n in (1, 2)]
    assert (letters[1].paper.title, letters[1].paper.serial) == (kind.label, letters[1].serial)


def test_a_letter_is_tied_to_the_one_before_in_its_series(root: Notice) -> None:
    first, other, second = (written(root, kind) for kind in (SUPPLEMENT, ACCEPTANCE, SUPPLEMENT))
    assert (first.previous_sha256, other.previous_sha256, second.previous_sha256) == ("", "", first.chain_sha256)
    assert (check_ledger().rows, check_ledger().broken) == (4, [])


def test_the_chain_holds_which_sheet_and_which_visit_it_follows(root: Notice) -> None:
    visit = Visit.objects.create(
        notice=root, site=root.site, clerk=root.clerk, at=timezone.now(), decision=Decision.SUPPLEMENT
    )
    letter = written(root, SUPPLEMENT, visit=visit)
    assert (letter.root, letter.visit, f'"follows":{root.pk}' in letter.facts) == (root, visit, True)
    assert f'"visit":{visit.pk}' in letter.facts
    letter.follows = make_notice()
    assert letter.linked_to(letter.previous_sha256) != letter.chain_sha256


def test_the_same_request_writes_one_letter(root: Notice) -> None:
    first, again = (written(root, SUPPLEMENT, request_key="once") for _ in range(2))
    assert (again, Notice.objects.filter(kind=SUPPLEMENT).count()) == (first, 1)


def test_a_letter_speaks_of_what_was_told_a_correction_of_what_holds_now(root: Notice) -> None:
    edition = add_edition(root.matter, make_guide(name="改了名的事项"), local(2026, 3, 10).date())
    letters = written(root, ACCEPTANCE), written(root, CORRECTION, edition=edition)
    assert [one.edition.number for one in letters] == [1, 2]
    assert [one.paper.matter for one in letters] == ["公共场所卫生许可证核发（新发）", "改了名的事项"]


def test_changed_questions_are_no_obstacle_to_a_correction(root: Notice) -> None:
    edition = add_edition(root.matter, make_guide(), local(2026, 3, 10).date())
    letter = written(root, CORRECTION, edition=edition).paper
    assert next(line.text for line in letter.terms if line.key == "guide").endswith(f"/g/{edition.guide.code}/")


def test_a_letter_holds_nothing_of_the_applicant(root: Notice) -> None:
    Applicant.objects.create(notice=root, name_sealed=seal("演示王五"), phone_sealed=seal("13800003210"))
    snapshots = [str(written(root, kind).snapshot) for kind in KINDS]
    assert [s for s in snapshots if "演示王五" in s or "3210" in s] == []


def test_a_reason_that_cannot_be_printed_writes_nothing(root: Notice) -> None:
    case = occasion(REJECTION, root.edition.guide, reason="不受理😀")
    with pytest.raises(CannotIssue, match="印不出来"):
        written(root, REJECTION, occasion=case)
    assert Notice.objects.count() == 1


def test_a_letter_follows_a_sheet_and_is_none(root: Notice) -> None:
    letter, case = written(root, SUPPLEMENT), occasion(SUPPLEMENT, root.edition.guide)
    for head, kind in ((root, NoticeKind.GUIDANCE), (letter, SUPPLEMENT)):
        with pytest.raises(ValueError, match="follows"):
            written(head, kind, occasion=case)


def test_the_stored_setting_is_the_first_of_the_ladder(root: Notice) -> None:
    assert written(root, SUPPLEMENT).setting == LETTER_LADDER[0].name


# --- At the counter


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_letter_names_it_and_leads_to_its_sheet(root: Notice, kind: NoticeKind) -> None:
    letter = written(root, kind)
    page = signed_in(root.clerk).get(address("counter_notice", letter.pk)).content.decode()
    assert [text for text in (letter.serial, kind.label, root.serial) if text not in page] == []
    assert f'href="{address("counter_notice", root.pk)}"' in page
    assert ("大字版" in page, "重新出具一张" in page) == (False, False)


def test_a_void_letter_offers_no_new_sheet(root: Notice) -> None:
    letter = written(root, SUPPLEMENT)
    void(letter, by=root.clerk, reason="写错了")
    page = signed_in(root.clerk).get(address("counter_notice", letter.pk)).content.decode()
    assert ('data-state="void"' in page, "重新出具一张" in page) == (True, False)


def test_a_letter_is_not_printed_in_large_type(root: Notice) -> None:
    page = address("counter_notice_pdf", written(root, SUPPLEMENT).pk)
    assert signed_in(root.clerk).get(page, {"layout": "large"}).status_code == 404


def test_a_letter_is_reprinted_like_a_sheet(root: Notice) -> None:
    letter = written(root, ACCEPTANCE)
    response = signed_in(root.clerk).post(address("counter_reprint", letter.pk))
    assert (response["Location"].partition("?")[0], letter.reprints.count()) == (
        address("counter_notice", letter.pk),
        1,
    )


def test_a_letter_of_another_site_does_not_exist(root: Notice) -> None:
    window, pk = signed_in(make_clerk()), written(root, SUPPLEMENT).pk
    pages = [window.get(address(name, pk)) for name in ("counter_notice", "counter_notice_pdf", "counter_void")]
    assert [page.status_code for page in pages] == [404, 404, 404]


# --- What scanning it answers


def answer(letter: Notice) -> tuple[str, str, str]:
    """State, headline and page."""
    page = Client().get(f"/n/{letter.token}/").content.decode()
    return re.search(r'data-state="(\w+)"', page)[1], re.search(r"<h1>(.+?)</h1>", page)[1], page  # type: ignore[index]


@pytest.mark.parametrize("kind", KINDS)
def test_a_scanned_letter_says_what_it_is_and_what_is_to_be_done(root: Notice, kind: NoticeKind) -> None:
    letter = written(root, kind)
    state, headline, page = answer(letter)
    told = (letter.serial, root.serial, root.matter.name, root.site.name, "2026年3月11日")
    lines = [line.text for line in letter.paper.gist if line.key != "guide"]
    papers = [row.name for row in letter.paper.open_papers]
    assert (state, headline) == ("valid", f"这份{kind.label}有效")
    assert [text for text in (*told, *lines, *papers) if text not in page] == []


def test_a_scanned_letter_tells_nothing_of_people_or_reasons(root: Notice) -> None:
    pages = [answer(written(root, kind))[2] for kind in KINDS]
    shown = (root.clerk.public_name, root.token, "经营场所不在本区", "复印件看不清姓名")
    assert [text for text in shown for page in pages if text in page] == []


def test_a_void_letter_says_so_and_no_longer_what_to_do(root: Notice) -> None:
    letter = written(root, SUPPLEMENT)
    void(letter, by=make_user(), reason="张某某的电话写错了")
    state, headline, page = answer(letter)
    assert (state, headline) == ("void", "这份补正告知书已作废")
    assert ("张某某" in page, "补正期限" in page) == (False, False)


def test_a_correction_lists_the_changes_and_leads_to_the_guide_of_today(root: Notice) -> None:
    edition = add_edition(root.matter, make_guide(), timezone.localdate() - timedelta(days=1))
    page = answer(written(root, CORRECTION, edition=edition))[2]
    assert [sentence for sentence in CHANGES if sentence not in page] == []
    assert f'href="/g/{root.matter.code}/"' in page
