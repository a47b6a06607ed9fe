"""The report of a round read from the database, with a constant number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts.models import StaffUser
from matters.publishing import today
from notices.clerks import named
from notices.models import OfficeProfile
from oversight.enums import OrderState, Verdict
from oversight.inspection.follow_up import answers_of
from oversight.inspection.items import Item, items_of
from oversight.inspection.progress import drawn_of
from oversight.inspection.report import Answered, Checked, Found, Report
from oversight.inspection.report_frame import how_drawn
from oversight.models import CheckAnswer, CorrectionOrder, Drawn, Finding, Round

Said = dict[int, dict[str, CheckAnswer]]
"""The answers by drawn notice and question."""


def report_of(begun: Round, user: StaffUser) -> Report:
    """The report as it stands now; a constant number of queries."""
    items = items_of(begun.items)
    drawn = drawn_of(begun)
    answers = _answers(begun)
    return Report(
        office=OfficeProfile.current().office,
        title=begun.title,
        kind=begun.get_kind_display(),
        by=begun.by.public_name,
        began_at=timezone.localtime(begun.at),
        closed_at=timezone.localtime(begun.closed_at) if begun.closed_at else None,
        summary=begun.summary,
        how=how_drawn(begun, len(drawn)),
        answered=tuple(_answered(item, answers, len(drawn)) for item in items),
        checked=tuple(_checked(one, items, answers.get(one.pk, {})) for one in drawn),
        found=_found(begun, items),
        answers=answers_of(begun, [one.notice.follows_id or one.notice_id for one in drawn]),
        made_at=timezone.localtime(),
        made_by=user.public_name,
    )


def _answers(begun: Round) -> Said:
    found: Said = {}
    for answer in CheckAnswer.objects.filter(drawn__round=begun):
        found.setdefault(answer.drawn_id, {})[answer.key] = answer
    return found


def _answered(item: Item, answers: Said, drawn: int) -> Answered:
    said = Counter(of[item.key].verdict for of in answers.values() if item.key in of)
    return Answered(item.question, said[Verdict.YES], said[Verdict.NO], said[Verdict.NONE], drawn - said.total())


def _checked(one: Drawn, items: Sequence[Item], said: dict[str, CheckAnswer]) -> Checked:
    notice = one.notice
    given = [(number, said[item.key]) for number, item in enumerate(items, 1) if item.key in said]
    return Checked(
        position=one.position,
        serial=notice.serial,
        told_at=timezone.localtime(notice.issued_at),
        site=notice.site.name,
        matter=notice.matter.short_name or notice.matter.name if notice.matter else notice.subject.name,
        told_by=named(notice.clerk, notice.acting_for),
        stratum=one.stratum,
        is_void=notice.is_void,
        verdicts=tuple(said[item.key].verdict if item.key in said else "" for item in items),
        notes=tuple((number, answer.note) for number, answer in given if answer.verdict == Verdict.NO and answer.note),
    )


def _found(begun: Round, items: Sequence[Item]) -> tuple[Found, ...]:
    questions = {item.key: item.question for item in items}
    rows = Finding.objects.filter(round=begun).order_by("pk").defer("notice__snapshot", "notice__answers")
    joined = ("matter", "bundle", "site", "notice", "clerk", "order__responsible")
    day = today()
    return tuple(_line(row, questions, day) for row in rows.select_related(*joined))


def _line(row: Finding, questions: dict[str, str], day: date) -> Found:
    found = Found(
        pk=row.pk,
        ref=row.ref,
        words=row.words,
        question=questions.get(row.item, ""),
        site=row.site.name if row.site else "",
        matter=row.subject.name if row.subject else "",
        serial=row.notice.serial if row.notice else "",
        clerk=row.clerk.public_name if row.clerk else "",
    )
    order = getattr(row, "order", None)
    return _with_order(found, order, day) if order else found


def _with_order(found: Found, order: CorrectionOrder, day: date) -> Found:
    return replace(
        found,
        order=str(order),
        responsible=order.responsible.public_name,
        measure=order.measure,
        due_on=order.due_on,
        state=order.get_state_display(),
        is_late=order.state == OrderState.OPEN and order.due_on < day,
    )
