"""The facts of drawn notices, read for a whole round at once in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from matters.guide import Guide
from matters.models import Edition
from matters.tailoring import UnknownOption, pending, tailor
from notices.corrections.affected import affected
from notices.enums import Decision, Manner, ReceiptHow
from notices.material_lines import materials
from notices.models import Notice, Rendering, Visit
from oversight.inspection.facts import Came, Facts

_GuideKey = tuple[int, tuple[tuple[str, str], ...]]


def facts_of(keys: Sequence[int], today: date) -> dict[int, Facts]:
    """Of the notices with these keys, as things stand on `today`."""
    notices = Notice.objects.filter(pk__in=keys).select_related("receipt").order_by("pk")
    found = {notice.pk: notice for notice in notices}
    guides = _guides(found.values())
    holding = _editions_of(found.values())
    visits = _visits(found.values())
    printed = dict(Rendering.objects.filter(notice__in=keys).values_list("notice").annotate(at=Min("rendered_at")))
    corrected = _corrected(keys, today)
    return {
        pk: _of_one(
            notice,
            today=today,
            guide=guides.get(_guide_key(notice)),
            edition=holding(notice),
            came=visits.get(notice.follows_id or pk, {}),
            printed_at=printed.get(pk),
            correction=corrected.get(pk),
        )
        for pk, notice in found.items()
    }


def _of_one(
    notice: Notice,
    *,
    today: date,
    guide: Guide | None,
    edition: tuple[int, int | None],
    came: Mapping[int, Came],
    printed_at: datetime | None,
    correction: bool | None,
) -> Facts:
    receipt = getattr(notice, "receipt", None)
    told = notice.snapshot.get("materials", ()) if notice.is_sheet else ()
    asked = materials(guide) if guide else ()
    keys = {row["key"] for row in told}
    return Facts(
        today=today,
        is_sheet=notice.is_sheet,
        manner=Manner(notice.manner),
        told_on=timezone.localdate(notice.issued_at),
        edition=edition[0],
        in_force=edition[1],
        is_intact=notice.is_intact,
        situation=tuple(answer.option_text for answer in guide.answers) if guide else (),
        open_questions=tuple(question.text for question in pending(guide)) if guide else (),
        material_count=len(told),
        missing=tuple(row.name for row in asked if row.key not in keys) if guide else None,
        printed_at=printed_at,
        receipt=ReceiptHow(receipt.how) if receipt else None,
        received_at=receipt.at if receipt else None,
        came=tuple(came.values()),
        own_visit=came.get(notice.visit_id) if notice.visit_id else None,
        correction=correction,
    )


def _guide_key(notice: Notice) -> _GuideKey:
    return notice.edition_id, tuple(sorted(notice.answers.items()))


def _guides(notices: Iterable[Notice]) -> dict[_GuideKey, Guide]:
    """Of each edition and situation of a 告知单 what should have been told; left out where the edition does not know the situation."""
    wanted = {_guide_key(notice): notice.answers for notice in notices if notice.is_sheet}
    contents = {pk: edition.guide for pk, edition in Edition.objects.in_bulk({pk for pk, _ in wanted}).items()}
    found = {}
    for key, answers in wanted.items():
        try:
            found[key] = tailor(contents[key[0]], answers)
        except UnknownOption:
            continue
    return found


class _Editions:
    """Which edition held when: `editions` of each matter or bundle, the one that holds first in front."""

    def __init__(self, rows: Iterable[Edition]) -> None:
        self.of_subject: dict[tuple[int | None, int | None], list[Edition]] = defaultdict(list)
        for row in rows:
            self.of_subject[row.matter_id, row.bundle_id].append(row)

    def __call__(self, notice: Notice) -> tuple[int, int | None]:
        """The number of the edition it was told from, and of the one in force on that day, among those published by then."""
        day = timezone.localdate(notice.issued_at)
        rows = self.of_subject[notice.matter_id, notice.bundle_id]
        own = next(row.number for row in rows if row.pk == notice.edition_id)
        known = (row for row in rows if row.pk == notice.edition_id or row.published_at <= notice.issued_at)
        held = (row.number for row in known if row.effective_from <= day <= (row.effective_to or day))
        return own, next(held, None)


def _editions_of(notices: Iterable[Notice]) -> _Editions:
    rows = list(notices)
    light = Edition.objects.defer("content").order_by("-effective_from", "-number")
    matters, bundles = {n.matter_id for n in rows if n.matter_id}, {n.bundle_id for n in rows if n.bundle_id}
    return _Editions([*light.filter(matter__in=matters), *light.filter(bundle__in=bundles)])


def _visits(notices: Iterable[Notice]) -> dict[int, dict[int, Came]]:
    """By the 告知单 at the head of the thread, the visits that count by their keys, oldest first."""
    roots = {notice.follows_id or notice.pk for notice in notices}
    found: dict[int, dict[int, Came]] = defaultdict(dict)
    rows = Visit.objects.standing().filter(notice__in=roots).defer("ticks").order_by("pk")
    for row in rows:
        found[row.notice_id][row.pk] = Came(
            decision=Decision(row.decision),
            on=timezone.localdate(row.at),
            filing=row.filing,
            due_on=row.due_on,
            cause=row.cause,
            again=row.again,
        )
    return found


def _corrected(keys: Sequence[int], today: date) -> dict[int, bool]:
    """Of the open 告知单 that no longer hold, as far back as AFFECTED_DAYS: whether their holder was told so in writing."""
    groups = affected(Notice.objects.filter(pk__in=keys), day=today, within_days=settings.AFFECTED_DAYS)
    return {held.notice: held.correction is not None for group in groups for held in group.held}
