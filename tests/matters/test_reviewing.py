"""Reviewing: submitted by one, decided by another, published once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import AuditEntry, StaffUser
from matters.editing import Locked, editing
from matters.enums import ReviewState, Standing
from matters.freezing import freeze, ready_to_freeze
from matters.models import Material, Matter, Review
from matters.plain import digest
from matters.publishing import Refused, edition_in_force, publish, retire, today
from matters.reviewing import approve, comment, send_back, submit, withdraw
from tests.factories import make_guide, make_matter, make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


@pytest.fixture
def editor() -> StaffUser:
    return make_user()


@pytest.fixture
def reviewer() -> StaffUser:
    return make_user()


def later(days: int) -> date:
    return today() + timedelta(days=days)


def rename(matter: Matter, name: str, by: StaffUser) -> None:
    """As an editor does it."""
    with editing(matter, by=by, via="测试") as locked:
        locked.name = name
        locked.save()


def seen(matter: Matter) -> str:
    return digest(freeze(ready_to_freeze().get(pk=matter.pk)))


@contextmanager
def refused(match: str) -> Iterator[None]:
    """The block is refused with these words and leaves no trace."""

    def traces() -> tuple[object, ...]:
        reviews = list(Review.objects.order_by("pk").values_list("pk", "state", "decided_by"))
        return (
            reviews,
            AuditEntry.objects.count(),
            list(Matter.objects.values_list("pk", "standing", "editions__number")),
        )

    before = traces()
    with pytest.raises(Refused, match=match):
        yield
    assert traces() == before


# --- Submitting


def test_a_submission_keeps_who_what_and_which_revision(editor: StaffUser) -> None:
    matter = make_matter()
    rename(matter, "改了名称", editor)
    review = submit(matter, by=editor, note="首次发布", effective_from=later(9))
    assert (review.state, review.revision, review.submitted_by, review.note, review.effective_from) == (
        ReviewState.OPEN, 1, editor, "首次发布", later(9)
    )  # fmt: skip


def test_the_working_copy_is_locked_while_it_is_in_review(editor: StaffUser) -> None:
    matter = make_matter()
    submit(matter, by=editor, note="首次发布")
    with pytest.raises(Locked, match="正在审核"):
        rename(matter, "偷偷改名", editor)


def test_what_is_in_review_is_not_submitted_again(editor: StaffUser) -> None:
    matter = make_matter()
    submit(matter, by=editor, note="首次发布")
    with refused("已经在审核中"):
        submit(matter, by=editor, note="首次发布")


def test_an_incomplete_matter_is_not_submitted(editor: StaffUser) -> None:
    matter = make_matter(replace(make_guide(), consult_phone=""))
    with pytest.raises(Refused, match="请先补全") as refusal:
        submit(matter, by=editor, note="首次发布")
    assert [f.field for f in refusal.value.findings] == ["consult_phone"]


def test_what_did_not_change_is_not_submitted(editor: StaffUser) -> None:
    matter = make_published()
    with refused("内容与第1版相同，没有可发布的变化。"):
        submit(matter, by=editor, note="没有变化")


def test_a_scheduled_edition_is_called_off_through_review_too(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_published()
    rename(matter, "下月的名称", editor)
    approve(submit(matter, by=editor, note="下月改名", effective_from=later(30)), by=reviewer)
    rename(matter, make_guide().name, editor)
    edition = approve(submit(matter, by=editor, note="不改了", effective_from=later(30)), by=reviewer)
    assert edition_in_force(matter, later(30)) == edition
    assert edition.guide.name == make_guide().name


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"note": " "}, "请写明这一版改了什么"),
        ({"effective_from": date(2020, 1, 1)}, "已经过去"),
        ({"effective_from": date(2999, 1, 1)}, "请检查年份"),
    ],
)
def test_a_submission_needs_a_note_and_a_day_to_come(editor: StaffUser, given: dict[str, Any], words: str) -> None:
    matter = make_matter()
    with refused(words):
        submit(matter, by=editor, **{"note": "首次发布", **given})


def test_a_cancelled_matter_is_not_submitted(editor: StaffUser) -> None:
    matter = make_published()
    retire(matter, by=editor, reason="已取消")
    with refused("已取消，不能再发布"):
        submit(matter, by=editor, note="再发")


def test_cancelling_a_matter_ends_its_review(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_published()
    rename(matter, "改了名称", editor)
    review = submit(matter, by=editor, note="改名")
    retire(matter, by=reviewer, reason="不办了")
    assert Review.objects.get(pk=review.pk).state == ReviewState.WITHDRAWN


# --- Taking back, remarking, giving back


def test_the_submitter_takes_it_back_and_writes_on(editor: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    withdraw(review, by=editor)
    rename(matter, "改完再交", editor)
    assert review.state == ReviewState.WITHDRAWN
    assert submit(matter, by=editor, note="首次发布").revision == 1


def test_nobody_else_takes_it_back(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布")
    with refused("只有提交人可以撤回"):
        withdraw(review, by=reviewer)


def test_a_return_says_why_and_opens_the_working_copy(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    send_back(review, by=reviewer, reason="缺少收费依据")
    rename(matter, "补上了", editor)
    assert (review.state, review.reason, review.decided_by) == (ReviewState.RETURNED, "缺少收费依据", reviewer)


def test_a_return_needs_a_reason(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布")
    with refused("请写明退回的原因"):
        send_back(review, by=reviewer, reason="  ")


def test_comments_stay_in_order_whatever_becomes_of_it(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布")
    comment(review, by=reviewer, text="电话对吗？")
    approve(review, by=reviewer)
    comment(review, by=editor, text=" 对的 ")
    assert [(c.by, c.text) for c in review.comments.all()] == [(reviewer, "电话对吗？"), (editor, "对的")]


def test_an_empty_comment_is_refused(editor: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布")
    with refused("请写下意见"):
        comment(review, by=editor, text=" ")


# --- Publishing


def test_an_approved_submission_becomes_an_edition(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    edition = approve(review, by=reviewer)
    assert (edition.number, edition.change_note, edition.effective_from) == (1, "首次发布", today())
    assert (review.state, review.edition, review.decided_by) == (ReviewState.PUBLISHED, edition, reviewer)
    assert Matter.objects.get(pk=matter.pk).standing == Standing.LIVE


def test_the_reviewer_may_choose_other_dates_and_words(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布", effective_from=later(3))
    edition = approve(review, by=reviewer, effective_from=later(5), effective_to=later(8), change_note="五天后施行")
    assert (edition.effective_from, edition.effective_to, edition.change_note) == (later(5), later(8), "五天后施行")


def test_the_day_asked_for_is_kept(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布", effective_from=later(3))
    assert approve(review, by=reviewer).effective_from == later(3)


def test_a_day_that_went_by_in_review_becomes_today(editor: StaffUser, reviewer: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布", effective_from=later(3))
    Review.objects.filter(pk=review.pk).update(effective_from=later(-2))
    assert approve(Review.objects.get(pk=review.pk), by=reviewer).effective_from == today()


def test_nobody_publishes_what_they_submitted(editor: StaffUser) -> None:
    editor.is_superuser = True
    editor.save()
    review = submit(make_matter(), by=editor, note="首次发布")
    with refused("这是您提交的，须由另一个人审核"):
        approve(review, by=editor)
    with refused("这是您提交的，须由另一个人审核"):
        send_back(review, by=editor, reason="退给自己")


def test_nobody_publishes_what_they_wrote_last(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    rename(matter, "审核人改的名称", reviewer)
    review = submit(matter, by=editor, note="首次发布")
    with refused("最后的修改是您做的"):
        approve(review, by=reviewer)
    with refused("是您最后修改的，须由另一个人审核发布"):
        publish(matter, by=reviewer, change_note="绕过审核")


def test_what_is_in_review_is_published_through_it_only(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    submit(matter, by=editor, note="首次发布")
    with refused("正在审核，请在审核单里发布"):
        publish(matter, by=reviewer, change_note="绕过审核")


@pytest.mark.parametrize("act", [approve, lambda review, by: send_back(review, by=by, reason="晚了")])
def test_what_is_decided_is_not_decided_again(act: Callable[..., object], editor: StaffUser) -> None:
    review = submit(make_matter(), by=editor, note="首次发布")
    stale = Review.objects.get(pk=review.pk)
    approve(review, by=make_user())
    with refused("不能再办理|已经办结|没有可发布的变化"):
        act(stale, by=make_user())


def test_another_revision_than_the_submitted_one_is_not_published(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    Matter.objects.filter(pk=matter.pk).update(revision=1, name="从旁边写进去的")
    with refused("在提交以后变了"):
        approve(review, by=reviewer)


def test_what_the_reviewer_did_not_see_is_not_published(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    shown = seen(matter)
    Material.objects.filter(requirements__matter=matter).update(how_to_get="材料库里刚改的")
    with refused("内容在您打开审核页以后有了变化"):
        approve(review, by=reviewer, seen=shown)
    assert approve(review, by=reviewer, seen=seen(matter)).number == 1


def test_what_became_incomplete_in_review_is_not_published(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    review = submit(matter, by=editor, note="首次发布")
    Matter.objects.filter(pk=matter.pk).update(consult_phone="")
    with refused("请先补全"):
        approve(review, by=reviewer)


def test_a_correction_on_the_same_day_is_another_edition(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    first = approve(submit(matter, by=editor, note="首次发布"), by=reviewer)
    before = dict(type(first).objects.filter(pk=first.pk).values().get())
    rename(matter, "当天更正的名称", editor)
    second = approve(submit(matter, by=editor, note="更正名称"), by=reviewer)
    assert (second.number, edition_in_force(matter), second.guide.name) == (2, second, "当天更正的名称")
    assert type(first).objects.filter(pk=first.pk).values().get() == before


def test_every_step_is_in_the_history_of_the_matter(editor: StaffUser, reviewer: StaffUser) -> None:
    matter = make_matter()
    first = submit(matter, by=editor, note="首次发布")
    comment(first, by=reviewer, text="看一下电话")
    send_back(first, by=reviewer, reason="电话不对")
    withdraw(submit(matter, by=editor, note="再交"), by=editor)
    approve(submit(matter, by=editor, note="三交"), by=reviewer)
    entries = AuditEntry.objects.filter(subject=f"matters.matter:{matter.pk}").order_by("id")
    assert [(e.actor, e.action, e.detail["reason"]) for e in entries] == [
        (editor, "submit", "首次发布"),
        (reviewer, "comment", "看一下电话"),
        (reviewer, "return", "电话不对"),
        (editor, "submit", "再交"),
        (editor, "withdraw", ""),
        (editor, "submit", "三交"),
        (reviewer, "publish", "三交"),
    ]


# --- At the same time


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run every act in a thread and a connection of its own, together; what each raised, or "done"."""
    barrier, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            said[index] = "done"
        except Refused:
            said[index] = "refused"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_are_one(editor: StaffUser) -> None:
    matter = make_matter()
    said = at_once(*[lambda: submit(matter, by=editor, note="首次发布")] * 3)
    assert (said, Review.objects.filter(matter=matter).count()) == (["done", "refused", "refused"], 1)


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_and_a_double_click_make_one_edition(editor: StaffUser, reviewer: StaffUser) -> None:
    matter, another = make_matter(), make_user()
    review = submit(matter, by=editor, note="首次发布")

    def press(by: StaffUser) -> Callable[[], object]:
        return lambda: approve(Review.objects.get(pk=review.pk), by=by)

    said = at_once(press(reviewer), press(reviewer), press(another), press(another))
    assert (said, matter.editions.count()) == (["done", "refused", "refused", "refused"], 1)


@pytest.mark.django_db(transaction=True)
def test_publishing_and_returning_at_once_do_one_of_them(editor: StaffUser, reviewer: StaffUser) -> None:
    matter, another = make_matter(), make_user()
    review = submit(matter, by=editor, note="首次发布")
    said = at_once(
        lambda: approve(Review.objects.get(pk=review.pk), by=reviewer),
        lambda: send_back(Review.objects.get(pk=review.pk), by=another, reason="再看看"),
    )
    decided = Review.objects.get(pk=review.pk)
    assert said == ["done", "refused"]
    assert matter.editions.count() == (decided.state == ReviewState.PUBLISHED)
    assert connection.in_atomic_block is False
