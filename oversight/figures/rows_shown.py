"""Rows behind a figure as lines of a list: what they are, never whose. Two or three queries a page, and no snapshot is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Bundle, Matter, MissedDay
from notices.access import ISSUE, VIEW
from notices.clerks import named
from notices.models import Notice, Visit
from oversight.access import VIEW_PROBLEMS
from oversight.models import Case, Feedback, Problem, Rating, Stars


@dataclass(frozen=True, slots=True)
class Shown:
    """A line: its cells, where its first one leads (empty where there is no page of its own), and the headings."""

    cells: tuple[str, ...]
    url: str = ""
    columns: tuple[str, ...] = ()

    def under(self) -> list[tuple[str, str]]:
        """The cells with their headings."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Listing:
    """How one table is listed: the headings, and a function from keys to lines in that order. Who has none of `rights` gets no links."""

    columns: tuple[str, ...]
    lines: Callable[[Sequence[int]], list[Shown]]
    rights: tuple[str, ...] = ()

    def page(self, keys: Sequence[int], user: StaffUser) -> list[Shown]:
        """Those lines, with links where `user` may follow them."""
        may_follow = not self.rights or any(map(user.has_perm, self.rights))
        return [Shown(line.cells, line.url if may_follow else "", self.columns) for line in self.lines(keys)]


def _notices(keys: Sequence[int]) -> list[Shown]:
    joined = ("site", "clerk", "acting_for", "matter", "bundle", "voiding", "receipt")
    return [
        Shown(
            (n.serial, n.get_kind_display(), _subject(n), _at(n.issued_at), n.site.name, named(n.clerk, n.acting_for), _state(n)),
            reverse("counter_notice", args=[n.pk]),
        )
        for n in _in_order(Notice.objects.select_related(*joined).defer("snapshot", "answers"), keys)
    ]  # fmt: skip


def _state(notice: Notice) -> str:
    if notice.is_void:
        return "已作废"
    return notice.receipt.get_how_display() if hasattr(notice, "receipt") else "未签收"


def _visits(keys: Sequence[int]) -> list[Shown]:
    joined = ("notice__matter", "notice__bundle", "site", "clerk", "acting_for")
    rows = Visit.objects.select_related(*joined).defer("notice__snapshot", "notice__answers")
    return [
        Shown(
            (
                v.notice.serial, _subject(v.notice), _at(v.at), v.get_decision_display(),
                v.get_cause_display() if v.cause else "", str(v.due_on or ""), v.site.name, named(v.clerk, v.acting_for),
            ),
            reverse("counter_notice", args=[v.notice_id]),
        )
        for v in _in_order(rows, keys)
    ]  # fmt: skip


def _ratings(keys: Sequence[int]) -> list[Shown]:
    joined = ("notice__matter", "notice__bundle", "notice__site", "notice__clerk")
    rows = Rating.objects.select_related(*joined).defer("notice__snapshot", "notice__answers")
    return [
        Shown(
            (
                r.notice.serial,
                _subject(r.notice),
                _at(r.at),
                r.get_stars_display(),
                r.get_way_display(),
                r.notice.site.name,
            ),
            reverse("counter_notice", args=[r.notice_id]),
        )
        for r in _in_order(rows, keys)
    ]


def _cases(keys: Sequence[int]) -> list[Shown]:
    rows = Case.objects.select_related("matter", "bundle", "site", "unit_site", "unit_department")
    return [
        Shown(
            (
                c.ref,
                _name(c.subject),
                str(c.site or ""),
                _at(c.opened_at),
                c.get_state_display(),
                str(c.due_on),
                _unit(c),
            ),
            reverse("oversight_case", args=[c.pk]),
        )
        for c in _in_order(rows, keys)
    ]


def _unit(case: Case) -> str:
    return str(case.unit_department or case.unit_site or "")


def _problems(keys: Sequence[int]) -> list[Shown]:
    rows = Problem.objects.select_related("matter", "bundle", "site")
    return [
        Shown(
            (f"{p.pk}号", p.what, p.get_cause_display(), _name(p.matter or p.bundle), p.site.name, _at(p.at)),
            reverse("oversight_problem", args=[p.pk]),
        )
        for p in _in_order(rows, keys)
    ]


def _matters(keys: Sequence[int]) -> list[Shown]:
    rows = Matter.objects.select_related("department")
    return [
        Shown(
            (m.code, m.name, m.department.name, m.get_standing_display()),
            reverse("admin:matters_matter_change", args=[m.pk]),
        )
        for m in _in_order(rows, keys)
    ]


def _feedback(keys: Sequence[int]) -> list[Shown]:
    rows = Feedback.objects.select_related("matter", "bundle", "site", "notice").defer(
        "notice__snapshot", "notice__answers"
    )
    return [
        Shown(
            (
                f.notice.serial if f.notice else "网页评价", _name(f.matter or f.bundle), _at(f.at),
                Stars(f.stars or 0).label, f.get_way_display(), str(f.site or ""),
            )
        )
        for f in _in_order(rows, keys)
    ]  # fmt: skip


def _searches(keys: Sequence[int]) -> list[Shown]:
    rows = _in_order(MissedDay.objects.all(), keys)
    return [
        Shown((f"{row.day:%Y-%m-%d}", f"{row.times}次"), reverse("admin:matters_missedsearch_changelist"))
        for row in rows
    ]


_READ = (ISSUE, VIEW)
LISTINGS = {
    "notices": Listing(("编号", "种类", "事项", "时间", "办事地点", "首问责任人", "状态"), _notices, _READ),
    "visits": Listing(
        ("告知单", "事项", "来访时间", "结果", "再次来访的原因", "期限", "办事地点", "经办人"), _visits, _READ
    ),
    "filings": Listing(
        ("告知单", "事项", "第一次来访", "结果", "再次来访的原因", "期限", "办事地点", "经办人"), _visits, _READ
    ),
    "ratings": Listing(("告知单", "事项", "时间", "评价", "渠道", "办事地点"), _ratings, _READ),
    "feedback": Listing(("告知单", "事项", "时间", "评价", "渠道", "办事地点"), _feedback),
    "cases": Listing(("办理单", "事项", "办事地点", "收到时间", "状态", "期限", "承办"), _cases),
    "problems": Listing(("编号", "什么事没办成", "原因", "事项", "办事地点", "时间"), _problems, (VIEW_PROBLEMS,)),
    "matters": Listing(("编码", "事项", "部门", "状态"), _matters, ("matters.view_matter",)),
    "searches": Listing(("日期", "没有结果的搜索"), _searches, ("matters.view_missedsearch",)),
}


def _in_order(rows: QuerySet[Any], keys: Sequence[int]) -> list[Any]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _subject(notice: Notice) -> str:
    return _name(notice.subject)


def _name(subject: Matter | Bundle | None) -> str:
    return (getattr(subject, "short_name", "") or subject.name) if subject else ""


def _at(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
