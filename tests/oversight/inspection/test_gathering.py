"""What is read of drawn notices."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts import append_only
from matters.models import Edition
from notices.enums import Decision, Layout, ReceiptHow
from notices.issuing import issue
from notices.models import Notice, Receipt, Rendering
from oversight.inspection.facts import Facts
from oversight.inspection.gathering import facts_of
from tests.affairs import make_visit
from tests.bundles import make_live_bundle
from tests.counter import asking_guide, make_notice
from tests.factories import add_edition, local, make_clerk, make_guide, make_published

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 20)


def known(notice: Notice, today: date = DAY) -> Facts:
    return facts_of([notice.pk], today)[notice.pk]


def altered(notice: Notice, **columns: Any) -> Notice:
    """The row as somebody with the database in hand would leave it."""
    with append_only.lifted():
        Notice.objects.filter(pk=notice.pk).update(**columns)
    return notice


def test_an_ordinary_sheet_lacks_nothing() -> None:
    found = known(make_notice())
    assert (found.missing, found.material_count, found.edition, found.in_force, found.is_intact) == ((), 3, 1, 1, True)


def test_a_sheet_of_a_bundle_lacks_nothing(settings: Any) -> None:
    settings.PUBLICATION_GATES = []
    clerk = make_clerk()
    found = known(issue(bundle=make_live_bundle(), site=clerk.site, clerk=clerk), timezone.localdate())
    assert (found.missing, found.material_count > 0, found.in_force) == ((), True, 1)


def test_a_situation_is_told_with_what_it_asks_for() -> None:
    matter = make_published(asking_guide())
    found = known(make_notice(matter=matter, answers={"who": "agent"}))
    assert (found.situation, found.open_questions, found.missing) == (("请别人代办",), ("办哪一种？",), ())


def test_a_paper_that_is_not_on_the_sheet_is_missing() -> None:
    notice = make_notice()
    shorter = {**notice.snapshot, "materials": notice.snapshot["materials"][1:]}
    found = known(altered(notice, snapshot=shorter))
    assert (found.missing, found.is_intact) == (("居民身份证",), False)


def test_an_edition_that_took_over_before_the_telling_was_in_force() -> None:
    notice = make_notice()
    newer = add_edition(notice.matter, make_guide(), date(2026, 3, 1))
    with_time = {"published_at": notice.issued_at - timedelta(days=1)}
    _rewrite(newer, **with_time)
    assert known(notice).in_force == 2


def test_an_edition_published_after_the_telling_was_not() -> None:
    notice = make_notice()
    newer = add_edition(notice.matter, make_guide(), date(2026, 3, 1))
    _rewrite(newer, published_at=notice.issued_at + timedelta(hours=1))
    assert known(notice).in_force == 1


def _rewrite(edition: Edition, **columns: Any) -> None:
    with append_only.lifted():
        Edition.objects.filter(pk=edition.pk).update(**columns)


def test_paper_and_receipt_are_told_with_their_time() -> None:
    notice = make_notice()
    values = {"size": 1, "pages": 1, "renderer": "test", "fonts": "test"}
    Rendering.objects.create(notice=notice, layout=Layout.A4, pdf_sha256="0" * 64, **values)
    Receipt.objects.create(notice=notice, how=ReceiptHow.STUB)
    found = known(notice)
    days = [timezone.localdate(at) for at in (found.printed_at, found.received_at) if at]
    assert (days, found.receipt) == ([timezone.localdate()] * 2, ReceiptHow.STUB)


def test_visits_that_were_taken_back_do_not_count() -> None:
    notice = make_notice()
    make_visit(notice, at=local(2026, 3, 10), due_on=date(2026, 3, 17))
    wrong = make_visit(notice, Decision.WITHDRAWN, at=local(2026, 3, 11))
    make_visit(notice, Decision.UNDONE, at=local(2026, 3, 11), undoes=wrong)
    assert [(came.decision, came.on, came.due_on) for came in known(notice).came] == [
        (Decision.KEPT, date(2026, 3, 10), date(2026, 3, 17))
    ]


def test_a_change_nobody_told_of_is_told_apart() -> None:
    notice, untouched = make_notice(), make_notice()
    changed = replace(make_guide(), consult_phone="0372-1111111")
    add_edition(notice.matter, changed, date(2026, 3, 12))
    assert [known(one).correction for one in (notice, untouched)] == [False, None]


def test_a_whole_round_costs_no_more_queries_than_one(django_assert_max_num_queries: Any) -> None:
    first = make_notice(matter=make_published(asking_guide()), answers={"who": "agent"})
    others = [make_notice() for _ in range(3)]
    make_visit(others[0], at=local(2026, 3, 10))
    with django_assert_max_num_queries(20) as one:
        known(first)
    with django_assert_max_num_queries(len(one)):
        assert len(facts_of([first.pk, *(n.pk for n in others)], DAY)) == 4
