"""A year of a district's ledger, made up from a seed: sheets, visits and letters, what was voided or undone, ratings and cases. Rows go in by the
thousand, with snapshots as small as the tables allow, past the verbs of the counter: what is counted is rows, not papers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import StaffUser
from benchmarks.figures_said import create, missed, problems, rate
from matters.models import CalendarDay, Edition, Site
from notices.affairs.deadlines import decide_by
from notices.enums import Decision, Manner, NoticeKind, ReceiptHow, RepeatCause, Tick
from notices.models import Notice, Receipt, Visit, Voiding

CLERKS_PER_SITE = 5
MATERIALS = ("居民身份证", "居民户口簿", "申请表", "营业执照", "房屋租赁合同", "近期免冠照片")
D = Decision
COURSES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (30, ("acceptance",)),
    (15, ("kept", "acceptance")),
    (10, ("supplement", "acceptance!")),
    (8, ("kept", "supplement", "kept!", "acceptance")),
    (8, ("deferral", "completed")),
    (4, ("deferral",)),
    (5, ("returned", "acceptance!")),
    (4, ("kept", "kept", "acceptance")),
    (4, ("kept", "kept~", "acceptance")),
    (4, ("supplement~", "supplement", "returned!", "acceptance!")),
    (3, ("kept",)),
    (3, ("rejection", "acceptance")),
    (2, ("withdrawn", "kept", "returned", "acceptance!")),
)
"""How often of a hundred, and the visits: `!` one that should not have been needed, `~` one that was taken back."""


@dataclass
class Ground:
    """Who tells what where."""

    sites: list[Site]
    clerks: dict[int, list[StaffUser]]
    editions: list[Edition]
    calendar: Any
    numbers: Any = field(default_factory=lambda: count(1))
    padding: str = ""


@dataclass
class Written:
    """What was put in, to go on from."""

    sheets: list[Notice] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


def prepare(*, sites: int = 12, padding: int = 0) -> Ground:
    """The sites and matters there are, with clerks of their own; `padding` characters make every snapshot as large as a real one."""
    chosen = list(Site.objects.order_by("pk")[:sites])
    clerks: dict[int, list[StaffUser]] = {}
    for site in chosen:
        for number in range(CLERKS_PER_SITE):
            values = {"display_name": f"演示{site.pk}-{number}", "site": site, "window": f"{number % 3 + 1}号窗口"}
            user, _ = StaffUser.objects.get_or_create(username=f"year-{site.pk}-{number}", defaults=values)
            clerks.setdefault(site.pk, []).append(user)
    newest = {edition.matter_id or -edition.bundle_id: edition for edition in Edition.objects.defer("content")}
    calendar = CalendarDay.objects.around(timezone.localdate()).as_calendar()
    return Ground(chosen, clerks, list(newest.values()), calendar, padding="告" * padding)


def fill(ground: Ground, *, notices: int, first: date, days: int, seed: int = 7) -> Written:
    """About that many documents on the working days (调休 included) from `first` on, and what came of them."""
    random, written = Random(seed), Written()
    worked = [day for day in (first + timedelta(days=n) for n in range(days)) if ground.calendar.is_workday(day)]
    sheets = round(notices / 1.8)
    for number, day in enumerate(worked):
        share = sheets * (number + 1) // len(worked) - sheets * number // len(worked)
        new = day_of(ground, random, day, share)
        written.sheets += new.sheets
        written.visits += new.visits
    missed(random, worked)
    return written


def day_of(ground: Ground, random: Random, day: date, share: int) -> Written:
    """The sheets of one day with all that came of them later."""
    sheets = create(sheet_at(ground, random, day) for _ in range(share))
    courses = [(sheet, one) for sheet in sheets if random.random() < 0.6 for one in [_course(random)]]
    plans = [plan for sheet, course in courses for plan in _visits(ground, random, sheet, course)]
    visits = create(visit for visit, _ in sorted(plans, key=lambda plan: plan[0].at))
    back = {id(visit) for visit, is_back in plans if is_back}
    letters = create(letter_of(ground, visit) for visit in visits if D(visit.decision).letter)
    letters += create(correction_of(ground, sheet) for sheet in sheets if random.random() < 0.02)
    withdraw(letters, [visit for visit in visits if id(visit) in back])
    busy = {sheet.pk for sheet, _ in courses}
    _voidings(random, [sheet for sheet in sheets if sheet.pk not in busy])
    create(Receipt(notice=sheet, how=random.choice(ReceiptHow.values)) for sheet in sheets if random.random() < 0.85)
    rate(random, [*sheets, *letters])
    problems(random, sheets)
    return Written(sheets, visits)


def sheet_at(ground: Ground, random: Random, day: date) -> Notice:
    """A 告知单 of some matter or bundle at some window."""
    site, edition = random.choice(ground.sites), random.choice(ground.editions)
    at = _moment(day, random.choice((0, 8, 9, 9, 10, 11, 14, 15, 16, 23)), random)
    return _notice(
        ground,
        site=site,
        clerk=random.choice(ground.clerks[site.pk]),
        matter_id=edition.matter_id,
        bundle_id=edition.bundle_id,
        edition=edition,
        manner=random.choice((Manner.WINDOW, Manner.WINDOW, *Manner)),
        issued_at=at,
    )


def letter_of(ground: Ground, visit: Visit) -> Notice:
    """The document in which a visit ended."""
    return _follow(ground, visit.notice, visit.decision, visit=visit, clerk=visit.clerk, issued_at=visit.at)


def correction_of(ground: Ground, sheet: Notice) -> Notice:
    """A 更正告知书, which comes of no visit."""
    later = sheet.issued_at + timedelta(days=3)
    return _follow(ground, sheet, NoticeKind.CORRECTION, clerk=sheet.clerk, issued_at=later)


def withdraw(letters: Iterable[Notice], visits: Iterable[Visit]) -> None:
    """Take visits back: one with a document by voiding that, another by a further row."""
    of = {letter.visit_id: letter for letter in letters if letter.visit_id}
    taken = list(visits)
    create(Voiding(notice=of[v.pk], by=v.clerk, reason="测试") for v in taken if v.pk in of)
    create(
        Visit(
            notice=v.notice, filing=v.filing, site=v.site, clerk=v.clerk, at=v.at, decision=D.UNDONE, undoes=v, ticks=[]
        )
        for v in taken
        if v.pk not in of
    )


def visit_on(ground: Ground, sheet: Notice, decision: str, at: datetime, random: Random, **values: Any) -> Visit:
    """One that ended so; with the deadlines the counter would set."""
    day = timezone.localdate(at)
    due = {
        D.KEPT: decide_by(day, ground.calendar, 5),
        D.SUPPLEMENT: day + timedelta(days=30),
        D.DEFERRAL: day + timedelta(days=10),
    }
    clerk = random.choice(ground.clerks[sheet.site_id])
    defaults = {"due_on": due.get(decision), "ticks": _ticks(random), "clerk": clerk, "site": sheet.site}
    return Visit(notice=sheet, at=at, decision=decision, **{**defaults, **values})


def _visits(ground: Ground, random: Random, sheet: Notice, course: tuple[str, ...]) -> Iterator[tuple[Visit, bool]]:
    """The visits of one thread with whether each is taken back. What follows on a decision that ends a filing is the next one."""
    at, filing, kept = sheet.issued_at, 1, None
    for step in course:
        decision, mark = step.rstrip("!~"), step[len(step.rstrip("!~")) :]
        at = at + timedelta(days=random.choice((0, 1, 2, 4, 7, 9, 12)), minutes=random.randrange(1, 50))
        cause = random.choice(RepeatCause.values) if mark == "!" else ""
        more = {"due_on": kept} if decision == D.KEPT and kept else {}
        visit = visit_on(ground, sheet, decision, at, random, filing=filing, cause=cause, **more)
        if decision != D.RETURNED and mark != "~":
            kept = visit.due_on if decision == D.KEPT else None
        filing += decision in D.closing()
        yield visit, mark == "~"


def _course(random: Random) -> tuple[str, ...]:
    return random.choices([course for _, course in COURSES], [weight for weight, _ in COURSES])[0]


def _ticks(random: Random) -> list[dict[str, str]]:
    states = (*[Tick.RECEIVED] * 8, Tick.MISSING, Tick.WRONG)
    return [{"key": f"m{n}", "name": name, "state": random.choice(states)} for n, name in enumerate(MATERIALS[:4], 1)]


def _moment(day: date, hour: int, random: Random) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, random.randrange(60), random.randrange(60))))


def _notice(ground: Ground, **values: Any) -> Notice:
    number = next(ground.numbers)
    digest = sha256(f"{number}".encode()).hexdigest()
    return Notice(
        **{
            "serial": f"测年{number}",
            "token": f"Y{number:019d}",
            "kind": NoticeKind.GUIDANCE,
            "year": 3000,
            "number": number,
            "snapshot": {"padding": ground.padding},
            "snapshot_sha256": digest,
            "setting": "normal",
            "chain_sha256": digest,
            **values,
        }
    )


def _follow(ground: Ground, sheet: Notice, kind: str, **values: Any) -> Notice:
    same = {name: getattr(sheet, name) for name in ("site", "matter_id", "bundle_id", "edition")}
    return _notice(ground, kind=kind, follows=sheet, **same, **values)


def _voidings(random: Random, sheets: list[Notice]) -> None:
    create(Voiding(notice=sheet, by=sheet.clerk, reason="测试") for sheet in sheets if random.random() < 0.05)
