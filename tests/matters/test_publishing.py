"""Publishing: the next edition, frozen for ever, in force from its date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from accounts.models import AuditEntry, StaffUser
from matters.completeness import Finding, Severity
from matters.enums import Standing
from matters.guide import Guide
from matters.models import Edition, Matter
from matters.publishing import (
    GateVerdict,
    Refused,
    edition_in_force,
    findings_for,
    publish,
    resume,
    retire,
    suspend,
    today,
)
from tests.factories import add_edition, make_guide, make_matter, make_published, make_requirement, make_user

pytestmark = pytest.mark.django_db

OBJECTION = Finding(severity=Severity.ERROR, check="gate", field="requirements", message="一页放不下，超出约3行。")
STORED: list[Edition] = []


def open_gate(guide: Guide, matter: Matter, number: int) -> GateVerdict:
    """A gate that lets everything pass and keeps the edition it is given."""
    return GateVerdict([], STORED.append)


def shut_gate(guide: Guide, matter: Matter, number: int) -> GateVerdict:
    """A gate that objects to everything."""
    return GateVerdict([OBJECTION], STORED.append)


def broken_gate(guide: Guide, matter: Matter, number: int) -> GateVerdict:
    """A gate whose storing fails."""

    def fail(edition: Edition) -> None:
        raise DatabaseError("disk full")

    return GateVerdict([], fail)


def gate_that_takes_time(guide: Guide, matter: Matter, number: int) -> GateVerdict:
    """A gate during which an editor saves."""
    Matter.objects.filter(pk=matter.pk).update(revision=matter.revision + 1)
    return GateVerdict([], STORED.append)


@pytest.fixture(autouse=True)
def gate(settings: object) -> Callable[[str], None]:
    """Names the only gate; an open one unless the test says otherwise."""

    def choose(name: str) -> None:
        settings.PUBLICATION_GATES = [f"{__name__}.{name}"]  # type: ignore[attr-defined]

    choose("open_gate")
    STORED.clear()
    return choose


@pytest.fixture
def reviewer() -> StaffUser:
    return make_user()


def publish_now(matter: Matter, by: StaffUser, **values: object) -> Edition:
    return publish(matter, by=by, **{"change_note": "首次发布", **values})  # type: ignore[arg-type]


def rename(matter: Matter, name: str) -> None:
    matter.name = name
    matter.save()


def later(days: int) -> date:
    return today() + timedelta(days=days)


# --- The first edition, and the next


def test_the_first_edition_makes_a_draft_public(reviewer: StaffUser) -> None:
    matter = make_matter()
    edition = publish_now(matter, reviewer)
    assert (edition.number, edition.effective_from, edition.effective_to) == (1, today(), None)
    assert (matter.standing, edition_in_force(matter)) == (Standing.LIVE, edition)


def test_an_edition_holds_the_whole_guide_and_its_hash(reviewer: StaffUser) -> None:
    guide = make_guide()
    matter = make_matter(guide)
    edition = Edition.objects.get(pk=publish_now(matter, reviewer).pk)
    assert edition.guide.name == guide.name
    assert edition.guide.code == matter.code
    assert edition.is_intact


def test_drafting_does_not_disturb_the_live_edition(reviewer: StaffUser) -> None:
    matter = make_matter()
    first = publish_now(matter, reviewer)
    rename(matter, "改了一半的名称")
    assert edition_in_force(matter) == first
    assert first.guide.name == make_guide().name


def test_the_next_edition_counts_on_and_leaves_the_first_as_it_was(reviewer: StaffUser) -> None:
    matter = make_matter()
    first = publish_now(matter, reviewer)
    before = Edition.objects.filter(pk=first.pk).values().get()
    rename(matter, "新的名称")
    second = publish_now(matter, reviewer, change_note="改名")
    assert (second.number, edition_in_force(matter), second.guide.name) == (2, second, "新的名称")
    assert Edition.objects.filter(pk=first.pk).values().get() == before


def test_a_future_edition_takes_over_on_its_date_by_itself(reviewer: StaffUser) -> None:
    matter = make_matter()
    now = publish_now(matter, reviewer)
    rename(matter, "下月起的名称")
    future = publish_now(matter, reviewer, effective_from=later(30))
    assert [edition_in_force(matter, later(n)) for n in (0, 29, 30, 400)] == [now, now, future, future]


def test_a_correction_for_today_leaves_the_future_edition_to_take_over(reviewer: StaffUser) -> None:
    matter = make_matter()
    publish_now(matter, reviewer)
    rename(matter, "下月起的名称")
    future = publish_now(matter, reviewer, effective_from=later(30))
    rename(matter, "今天更正的名称")
    correction = publish_now(matter, reviewer)
    assert [edition_in_force(matter, later(n)) for n in (0, 29, 30)] == [correction, correction, future]


def test_a_correction_of_the_same_day_holds(reviewer: StaffUser) -> None:
    matter = make_matter()
    publish_now(matter, reviewer)
    rename(matter, "当天更正")
    correction = publish_now(matter, reviewer)
    assert (edition_in_force(matter), correction.guide.name) == (correction, "当天更正")


def test_an_edition_with_an_end_stops_holding_after_it(reviewer: StaffUser) -> None:
    matter = make_matter()
    edition = publish_now(matter, reviewer, effective_to=later(10))
    assert [edition_in_force(matter, later(n)) for n in (0, 10, 11)] == [edition, edition, None]


# --- Refusals write nothing


@contextmanager
def refused(matter: Matter, match: str) -> Iterator[None]:
    """The block is refused with these words and leaves no trace."""

    def traces() -> tuple[object, ...]:
        return matter.editions.count(), AuditEntry.objects.count(), Matter.objects.get(pk=matter.pk).standing

    before = traces()
    with pytest.raises(Refused, match=match):
        yield
    assert traces() == before


def test_an_incomplete_matter_is_refused_with_all_that_is_missing(reviewer: StaffUser) -> None:
    matter = make_matter(replace(make_guide(), consult_phone="", requirements=()))
    with refused(matter, "还不能发布，请先补全：\n· 没有填写咨询电话.*\n· 没有申请材料"):
        publish_now(matter, reviewer)
    assert [f.field for f in findings_for(matter) if f.severity == Severity.ERROR] == ["consult_phone", "requirements"]


def test_a_refusal_carries_its_findings(reviewer: StaffUser) -> None:
    with pytest.raises(Refused) as refusal:
        publish_now(make_matter(replace(make_guide(), consult_phone="")), reviewer)
    assert [(f.check, f.field) for f in refusal.value.findings] == [("block_empty", "consult_phone")]


def test_publishing_twice_finds_nothing_to_publish(reviewer: StaffUser) -> None:
    matter = make_matter()
    publish_now(matter, reviewer)
    with refused(matter, "内容与第1版相同，没有可发布的变化。"):
        publish_now(matter, reviewer)


def test_the_same_content_with_another_end_is_a_change(reviewer: StaffUser) -> None:
    matter = make_matter()
    publish_now(matter, reviewer)
    assert publish_now(matter, reviewer, effective_to=later(90)).number == 2


@pytest.mark.parametrize(
    ("start", "end", "words"), [(-1, None, "已经过去，只能从今天或以后开始"), (5, 4, "失效日期.*早于施行日期")]
)
def test_dates_that_make_no_sense_are_refused(reviewer: StaffUser, start: int, end: int | None, words: str) -> None:
    matter = make_matter()
    with refused(matter, words):
        publish_now(matter, reviewer, effective_from=later(start), effective_to=None if end is None else later(end))


@pytest.mark.parametrize("note", ["", "  "])
def test_a_change_must_be_noted(reviewer: StaffUser, note: str) -> None:
    matter = make_matter()
    with refused(matter, "请写明这一版改了什么"):
        publish_now(matter, reviewer, change_note=note)


def test_a_gate_that_objects_stops_publishing(gate: Callable[[str], None], reviewer: StaffUser) -> None:
    matter = make_matter()
    gate("shut_gate")
    with refused(matter, "还不能发布：\n· 一页放不下，超出约3行。"):
        publish_now(matter, reviewer)
    assert STORED == []


def test_a_gate_stores_what_it_found_beside_the_new_edition(reviewer: StaffUser) -> None:
    edition = publish_now(make_matter(), reviewer)
    assert [edition] == STORED


def test_a_gate_that_cannot_store_takes_the_edition_back(gate: Callable[[str], None], reviewer: StaffUser) -> None:
    matter = make_matter()
    gate("broken_gate")
    with pytest.raises(DatabaseError, match="disk full"):
        publish_now(matter, reviewer)
    assert (matter.editions.count(), Matter.objects.get(pk=matter.pk).standing) == (0, Standing.DRAFT)


# --- By somebody else


def test_nobody_publishes_what_they_edited_last_a_superuser_neither(reviewer: StaffUser) -> None:
    admin = make_user(is_superuser=True)
    matter = make_matter(edited_by=admin)
    with refused(matter, "是您最后修改的，须由另一个人审核发布"):
        publish_now(matter, admin)
    assert publish_now(matter, reviewer).number == 1


def test_a_change_while_publishing_is_not_overlooked(gate: Callable[[str], None], reviewer: StaffUser) -> None:
    matter = make_matter()
    gate("gate_that_takes_time")
    with pytest.raises(Refused, match="在发布过程中又被修改"):
        publish_now(matter, reviewer)
    assert matter.editions.count() == 0


# --- Never altered


@pytest.mark.parametrize("alter", [lambda rows: rows.update(change_note="改写"), lambda rows: rows.delete()])
def test_the_database_itself_keeps_editions_as_they_are(alter: Callable[..., object]) -> None:
    matter = make_published()
    with pytest.raises(DatabaseError, match="append-only: matters_edition"), transaction.atomic():
        alter(Edition.objects.filter(matter=matter))
    assert Edition.objects.get(matter=matter).change_note == "测试版本"


def test_an_edition_number_is_used_once() -> None:
    matter = make_published()
    first = matter.editions.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.create(
            matter=matter, number=first.number, content={}, sha256="", effective_from=today(),
            published_by=first.published_by, change_note="重复",
        )  # fmt: skip
    assert matter.editions.get() == first


def test_an_altered_edition_is_seen(gate: Callable[[str], None]) -> None:
    edition = add_edition(make_matter(), make_guide())
    edition.content["name"] = "改写的名称"
    assert not edition.is_intact


# --- Standing


def test_a_suspended_matter_says_why_and_is_taken_up_again(reviewer: StaffUser) -> None:
    matter = make_published()
    suspend(matter, by=reviewer, reason="系统升级")
    assert (matter.standing, matter.standing_reason) == (Standing.SUSPENDED, "系统升级")
    resume(matter, by=reviewer)
    assert (matter.standing, matter.standing_reason) == (Standing.LIVE, "")


def test_a_retired_matter_points_to_its_successor_for_good(reviewer: StaffUser) -> None:
    matter, successor = make_published(), make_published()
    retire(matter, by=reviewer, reason="已合并", successor=successor)
    assert (matter.standing, matter.successor) == (Standing.RETIRED, successor)
    with refused(matter, "当前是“已取消”，不能改为“已发布”"):
        resume(matter, by=reviewer)
    with refused(matter, "已取消，不能再发布"):
        publish_now(matter, reviewer)


@pytest.mark.parametrize("change", [suspend, retire])
def test_the_reason_of_a_stop_is_required(change: Callable[..., None], reviewer: StaffUser) -> None:
    matter = make_published()
    with refused(matter, "请写明原因"):
        change(matter, by=reviewer, reason=" ")


@pytest.mark.parametrize("change", [suspend, retire])
def test_a_draft_can_neither_be_suspended_nor_retired(change: Callable[..., None], reviewer: StaffUser) -> None:
    matter = make_matter()
    with refused(matter, "当前是“未发布”"):
        change(matter, by=reviewer, reason="原因")


def test_a_matter_is_not_its_own_successor(reviewer: StaffUser) -> None:
    matter = make_published()
    with refused(matter, "替代事项不能是它自己"):
        retire(matter, by=reviewer, reason="合并", successor=matter)


def test_a_new_edition_leaves_a_suspended_matter_suspended(reviewer: StaffUser) -> None:
    matter = make_published()
    suspend(matter, by=reviewer, reason="系统升级")
    rename(matter, "改了名称")
    publish_now(matter, reviewer)
    assert matter.standing == Standing.SUSPENDED


def test_every_change_of_standing_is_on_the_audit_trail(reviewer: StaffUser) -> None:
    matter = make_matter()
    edition = publish_now(matter, reviewer)
    suspend(matter, by=reviewer, reason="升级")
    resume(matter, by=reviewer)
    retire(matter, by=reviewer, reason="合并")
    entries = AuditEntry.objects.filter(subject=f"matters.matter:{matter.pk}").order_by("id")
    assert [(e.actor, e.action, e.target, e.detail["reason"]) for e in entries] == [
        (reviewer, "publish", f"{matter.code} 第1版", "首次发布"),
        (reviewer, "suspended", matter.code, "升级"),
        (reviewer, "live", matter.code, ""),
        (reviewer, "retired", matter.code, "合并"),
    ]
    assert entries[0].detail["sha256"] == edition.sha256


def test_papers_keep_their_keys_from_edition_to_edition(reviewer: StaffUser) -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1), make_requirement(2, "照片"))))
    first = publish_now(matter, reviewer)
    matter.requirements.filter(key="m1").update(copies=5)
    second = publish_now(matter, reviewer)
    assert [r.key for r in second.guide.requirements] == [r.key for r in first.guide.requirements]


def test_the_edition_in_force_is_one_query(django_assert_num_queries: Callable[..., object]) -> None:
    matter = make_published()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        edition_in_force(matter)


def test_a_scheduled_edition_is_called_off_by_publishing_the_present_content_for_its_day() -> None:
    matter, by = make_matter(), make_user()
    later = today() + timedelta(days=10)
    with override_settings(PUBLICATION_GATES=[]):
        present = publish(matter, by=by, change_note="首版")
        Matter.objects.filter(pk=matter.pk).update(consult_phone="0372-0000009")
        scheduled = publish(matter, by=by, change_note="十天后换电话", effective_from=later)
        Matter.objects.filter(pk=matter.pk).update(consult_phone=present.guide.consult_phone)
        again = publish(matter, by=by, change_note="不换了", effective_from=later)
    assert edition_in_force(matter, later) == again
    assert (scheduled.number, again.number, again.guide) == (2, 3, present.guide)
