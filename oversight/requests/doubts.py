"""What speaks against an arrangement: told, never refused. A weekend is for who asks for one, and a clash is for people to settle."""

from dataclasses import dataclass

from matters.guide import Guide
from matters.models import CalendarDay, Subject
from matters.publishing import edition_in_force
from oversight.enums import RequestState, ServiceMode
from oversight.models import ServiceRequest
from oversight.requests.modes import KINDS, named
from oversight.requests.times import overlap, words


@dataclass(frozen=True, slots=True)
class Offered:
    """The service modes of an edition in words, and whether a mode of ours is among them. `edition` 0: none is in force."""

    edition: int
    words: str
    fits: bool


def doubts(request: ServiceRequest) -> list[str]:
    """Everything that speaks against it, in sentences. At most three queries."""
    return [sentence for sentence in (_mode(request), _day(request), *_clashes(request)) if sentence]


def offered(subject: Subject, mode: ServiceMode | str) -> Offered:
    """What the edition in force of `subject` says of its service modes."""
    edition = edition_in_force(subject)
    if edition is None:
        return Offered(0, "", False)
    guide: Guide = edition.guide
    kinds = [one.kind for one in guide.modes]
    fits = bool(mode) and any(kind in KINDS[ServiceMode(mode)] for kind in kinds)
    return Offered(edition.number, "、".join(kind.label for kind in kinds) or "没有列出", fits)


def _mode(request: ServiceRequest) -> str:
    subject = request.matter or request.bundle
    if subject is None:
        return ""
    told = offered(subject, request.mode)
    if told.edition == 0:
        return f"“{subject.name}”没有现行版本的办事指南。"
    if told.fits:
        return ""
    return f"现行指南（第{told.edition}版）没有公布“{named(request.mode)}”，公布的服务方式：{told.words}。"


def _day(request: ServiceRequest) -> str:
    calendar = CalendarDay.objects.around(request.on).as_calendar()
    if calendar.is_workday(request.on):
        return ""
    if request.mode == ServiceMode.EXTENDED:
        return f"{request.on:%Y-%m-%d} 不是工作日，按延时服务办理，请先确认有人在岗。"
    return f"{request.on:%Y-%m-%d} 不是工作日，请确认到时有人办理。"


def _clashes(request: ServiceRequest) -> list[str]:
    """What the same person has at the same time."""
    if request.assignee is None or request.state != RequestState.ARRANGED:
        return []
    others = ServiceRequest.objects.filter(
        assignee=request.assignee_id, on=request.on, state=RequestState.ARRANGED
    ).exclude(pk=request.pk)
    span = (request.starts, request.ends)
    return [
        f"{request.assignee.public_name}在{words((one.starts, one.ends))}还有一件“{named(one.mode)}”（{one.pk}号）。"
        for one in others
        if overlap(span, (one.starts, one.ends))
    ]
