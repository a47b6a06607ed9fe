"""A thread as plain data: everything that happened to one applicant's affair, in order, with who and when, and how it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from matters.models import CalendarDay
from matters.publishing import today as day_now
from notices.affairs.standing import Standing, standing
from notices.affairs.table import past_of
from notices.clerks import named
from notices.enums import Decision, NoticeKind, RepeatCause, Tick
from notices.letters.letter import Ticked
from notices.models import Arrival, Enquiry, Notice, Reprint, Visit


class Deed(StrEnum):
    """What an event of a thread is."""

    TOLD = "told"
    REPRINTED = "reprinted"
    RECEIVED = "received"
    CAME = "came"
    CORRECTED = "corrected"
    VOIDED = "voided"
    UNDONE = "undone"
    LED = "led"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. `paper` is the document it is about or brought forth; `counts` is False for a visit that was taken back.

    `flag` says in words what oversight should look at. `visit` is the row of a visit.
    """

    at: datetime
    deed: Deed
    title: str
    who: str = ""
    words: str = ""
    ticks: tuple[Ticked, ...] = ()
    paper: Notice | None = None
    visit: Visit | None = None
    counts: bool = True
    flag: str = ""

    @property
    def tally(self) -> str:
        """`已收3，缺1，需更正1`; what there is none of is not named."""
        counted = {state: sum(1 for tick in self.ticks if tick.state == state) for state in Tick}
        return "，".join(f"{state.label}{number}" for state, number in counted.items() if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """`events` oldest first. `repeats` counts the visits that should not have been needed, `newest` is the last visit that counts."""

    root: Notice
    standing: Standing
    events: tuple[Event, ...]
    repeats: int
    newest: Visit | None

    @property
    def can_undo(self) -> bool:
        """Whether the newest visit is taken back by undoing it: one with a document is taken back by voiding that."""
        return self.newest is not None and not Decision(self.newest.decision).letter


def thread_of(root: Notice, today: date | None = None) -> Thread:
    """The thread at whose head `root`, a 告知单, stands, as it stands on `today`; six queries, however long it is."""
    today = today or day_now()
    papers = _papers(root)
    visits = list(root.visits.select_related("clerk", "acting_for", "undone_by").order_by("pk"))
    letters = {paper.visit_id: paper for paper in papers if paper.visit_id}
    counting = [v for v in visits if _counts(v, letters)]
    past = [past_of(visit) for visit in counting]
    events = [
        *_told(root),
        *(event for paper in papers for event in _of_paper(paper, letters)),
        *_reprinted(papers),
        *(_visit_event(visit, letters.get(visit.pk), counts=visit in counting) for visit in visits),
    ]
    head = next((paper for paper in papers if paper.pk == root.pk), root)
    newer = next((paper.serial for paper in papers if paper.replaces_id == root.pk and not paper.is_void), "")
    return Thread(
        root=root,
        standing=standing(
            past, today, CalendarDay.objects.around(today).as_calendar(), is_void=head.is_void, newer=newer
        ),
        events=tuple(sorted(events, key=lambda event: event.at)),
        repeats=sum(1 for visit in counting if visit.cause),
        newest=counting[-1] if counting else None,
    )


def _papers(root: Notice) -> list[Notice]:
    """The 告知单, every document that followed and the 告知单 that took its place, with what happened to each."""
    rows = Notice.objects.filter(Q(pk=root.pk) | Q(follows=root) | Q(replaces=root)).order_by("pk")
    people = (
        "clerk",
        "acting_for",
        "voiding__by",
        "voiding__acting_for",
        "receipt__recorded_by",
        "receipt__acting_for",
    )
    return list(rows.select_related(*people, "replaces").defer("snapshot", "answers", "replaces__snapshot"))


def _counts(visit: Visit, letters: dict[int, Notice]) -> bool:
    letter = letters.get(visit.pk)
    is_withdrawn = hasattr(visit, "undone_by") or (letter is not None and letter.is_void)
    return visit.decision != Decision.UNDONE and not is_withdrawn


def _told(root: Notice) -> Iterator[Event]:
    """Who was asked first and where the person was led, before this sheet was given out and with it."""
    enquiries = Enquiry.objects.filter(Q(notice=root) | Q(arrival__notice=root)).select_related("clerk", "acting_for")
    for enquiry in enquiries:
        words = "，".join(filter(None, (enquiry.get_outcome_display(), enquiry.led_to)))
        who = named(enquiry.clerk, enquiry.acting_for)
        yield Event(at=enquiry.at, deed=Deed.LED, title="首问", who=who, words=words)
    for arrival in Arrival.objects.filter(notice=root).select_related("clerk", "acting_for"):
        who = named(arrival.clerk, arrival.acting_for)
        yield Event(at=arrival.at, deed=Deed.ARRIVED, title="引导到达", who=who)


def _of_paper(paper: Notice, letters: dict[int, Notice]) -> Iterator[Event]:
    """That it was given out (unless its visit says so), received, voided."""
    if paper.visit_id not in letters:
        deed = Deed.CORRECTED if paper.kind == NoticeKind.CORRECTION else Deed.TOLD
        title, who = f"出具{paper.get_kind_display()}", named(paper.clerk, paper.acting_for)
        instead = f"代替{paper.replaces.serial}" if paper.replaces else ""
        words = "，".join(filter(None, (paper.get_manner_display(), instead)))
        yield Event(at=paper.issued_at, deed=deed, title=title, who=who, words=words, paper=paper)
    if hasattr(paper, "receipt"):
        receipt = paper.receipt
        words = f"{receipt.get_receiver_display()}，{receipt.get_how_display()}"
        who = named(receipt.recorded_by, receipt.acting_for) if receipt.recorded_by else ""
        yield Event(at=receipt.at, deed=Deed.RECEIVED, title="签收", who=who, words=words, paper=paper)
    if paper.is_void:
        voiding = paper.voiding
        title, who = f"{paper.get_kind_display()}作废", named(voiding.by, voiding.acting_for)
        yield Event(at=voiding.at, deed=Deed.VOIDED, title=title, who=who, words=voiding.reason, paper=paper)


def _reprinted(papers: Sequence[Notice]) -> Iterator[Event]:
    known = {paper.pk: paper for paper in papers}
    for one in Reprint.objects.filter(notice__in=list(known)).select_related("by", "acting_for"):
        paper = known[one.notice_id]
        title = f"重打{paper.get_kind_display()}"
        yield Event(
            at=one.at,
            deed=Deed.REPRINTED,
            title=title,
            who=named(one.by, one.acting_for),
            words=one.reason,
            paper=paper,
        )


def _visit_event(visit: Visit, letter: Notice | None, *, counts: bool) -> Event:
    is_undoing = visit.decision == Decision.UNDONE
    said = (
        f"再次来访：{RepeatCause(visit.cause).label}" if visit.cause else "",
        f"期限{visit.due_on:%Y-%m-%d}" if visit.due_on else "",
        visit.note,
    )
    return Event(
        at=visit.at,
        deed=Deed.UNDONE if is_undoing else Deed.CAME,
        title=visit.get_decision_display(),
        who=named(visit.clerk, visit.acting_for),
        words="；".join(filter(None, said)),
        ticks=visit.ticked,
        paper=letter,
        visit=visit,
        counts=counts or is_undoing,
        flag=f"再次补正：{visit.again}" if visit.again else "",
    )
