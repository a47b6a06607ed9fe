"""The verbs of a round but for checking: begin, add what is looked at on a patrol, close. Closed is closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts import history
from accounts.models import StaffUser
from matters.models import Region, Site
from matters.plain import to_plain
from notices.access import visible_notices
from notices.models import Notice
from oversight.enums import RoundKind, Verdict
from oversight.inspection.criteria import Criteria, within_reach
from oversight.inspection.drawing import Ticket, draw
from oversight.inspection.framing import Frame, frame_of, heads_now
from oversight.inspection.items import items_now
from oversight.models import Drawn, Finding, Round
from oversight.refusal import CannotDo

MOST = 500
"""So many at once: more than one person checks in a week."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A round about to begin: the notices that would be drawn from, and how many."""

    criteria: Criteria
    heads: dict[str, int]
    frame: Frame

    @property
    def number(self) -> int:
        """How many would be drawn."""
        return self.criteria.size.of(len(self.frame.tickets))


def prepared(asked: Criteria, by: StaffUser) -> Draft:
    """The frame as it stands now, within what `by` may see; writes nothing."""
    criteria = within_reach(asked, by)
    heads = heads_now(criteria)
    return Draft(criteria, heads, frame_of(criteria, heads))


def start_sample(*, by: StaffUser, title: str, asked: Criteria, seed: str, request_key: str) -> Round:
    """Draw, and keep all that decides over the draw. The same `request_key` again is the first round.

    Raises CannotDo where nothing is in the frame, too many would be drawn, or no question is on the check sheet.
    """
    with _once(request_key, by) as earlier:
        if earlier:
            return earlier
        draft = prepared(asked, by)
        _require_drawable(draft)
        begun = Round.objects.create(
            kind=RoundKind.SAMPLE,
            title=title,
            frame=to_plain(draft.criteria),
            seed=seed,
            heads=draft.heads,
            frame_size=len(draft.frame.tickets),
            frame_sha256=draft.frame.digest,
            items=_questions(),
            region=_region(by),
            by=by,
            request_key=request_key,
        )
        drawn = draw(draft.frame.tickets, seed, draft.criteria.size)
        _keep(begun, drawn, draft.frame)
        history.note(actor=by, action="start_round", row=begun, drawn=len(drawn), frame=len(draft.frame.tickets))
    return begun


def start_patrol(*, by: StaffUser, title: str, site: Site | None, request_key: str) -> Round:
    """Walk past the windows; what is looked at is added one by one. Raises CannotDo where no question is on the check sheet."""
    with _once(request_key, by) as earlier:
        if earlier:
            return earlier
        begun = Round.objects.create(
            kind=RoundKind.PATROL,
            title=title,
            frame={"site": site.code if site else ""},
            items=_questions(),
            region=site.region if site else _region(by),
            by=by,
            request_key=request_key,
        )
        history.note(actor=by, action="start_round", row=begun, site=site.code if site else "")
    return begun


def add_to_patrol(patrol: Round, notice: Notice, *, by: StaffUser) -> Drawn:
    """Look at that notice as well; one that was added already is simply given back. Raises CannotDo."""
    with transaction.atomic():
        locked = open_round(patrol.pk)
        if locked.kind != RoundKind.PATROL:
            raise CannotDo("抽查的告知单由抽取决定，不能另外添加。", "what")
        if earlier := Drawn.objects.filter(round=locked, notice=notice).first():
            return earlier
        require_somebody_else_s(notice, by)
        last = Drawn.objects.filter(round=locked).order_by("-position").first()
        added = Drawn.objects.create(round=locked, notice=notice, position=last.position + 1 if last else 1)
        history.note(actor=by, action="add_to_round", row=locked, serial=notice.serial)
    return added


def close(begun: Round, *, by: StaffUser, summary: str, leave_rest: bool = False) -> Round:
    """End it with a summary. Closing twice is closing once. Raises CannotDo where notices are unchecked, unless these are left."""
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=begun.pk)
        if locked.closed_at:
            return locked
        unchecked = unchecked_of(locked)
        if unchecked and not leave_rest:
            raise CannotDo(f"还有{unchecked}份没有查完。确实不再查的，请勾选“其余不查了”。", "leave_rest")
        locked.closed_at, locked.closed_by, locked.summary = timezone.now(), by, summary
        locked.save(update_fields=["closed_at", "closed_by", "summary"])
        history.note(actor=by, action="close_round", row=locked, unchecked=unchecked)
    return locked


def open_round(pk: int) -> Round:
    """The round, locked. Raises CannotDo when it is closed."""
    locked = Round.objects.select_for_update().get(pk=pk)
    if locked.closed_at:
        raise CannotDo("这次检查已经结束，不能再改。")
    return locked


def require_somebody_else_s(notice: Notice, by: StaffUser) -> None:
    """Raises CannotDo when `by` gave the notice out, or took the place of whoever did, or may not see it."""
    if by.pk in (notice.clerk_id, notice.acting_for_id):
        raise CannotDo("不能检查自己出具的告知单，请同事来查。", "what")
    if not visible_notices(by).filter(pk=notice.pk).exists():
        raise CannotDo("这份告知单不在您的检查范围内。", "what")


def unchecked_of(begun: Round) -> int:
    """How many of its notices nobody checked: all questions are answered at once or none."""
    return Drawn.objects.filter(round=begun, answers=None).count()


def unfound_of(begun: Round) -> int:
    """How many of its notices have something wrong of which nothing was written down: after the end nothing can be."""
    wrong = Drawn.objects.filter(round=begun, answers__verdict=Verdict.NO)
    return wrong.exclude(Exists(Finding.objects.filter(drawn=OuterRef("pk")))).distinct().count()


@contextmanager
def _once(request_key: str, by: StaffUser) -> Iterator[Round | None]:
    """The round that this page began already, if it did. Two sendings at the same time wait for each other on the row of whoever sent them."""
    with transaction.atomic():
        StaffUser.objects.select_for_update().get(pk=by.pk)
        yield Round.objects.filter(request_key=request_key).first()


def _require_drawable(draft: Draft) -> None:
    if not draft.frame.tickets:
        raise CannotDo("范围里没有一份告知记录，请放宽条件。")
    if draft.number > MOST:
        raise CannotDo(f"一次最多抽{MOST}份，现在要抽{draft.number}份。", "amount")
    if draft.number == 0:
        raise CannotDo("至少要抽一份。", "amount")


def _questions() -> list[dict[str, str]]:
    questions = items_now()
    if not questions:
        raise CannotDo("检查表上没有启用的问题。请在“检查表”页恢复默认检查表，或者在目录管理里启用。")
    return questions


def _region(by: StaffUser) -> Region | None:
    return by.region or (by.site.region if by.site else None)


def _keep(begun: Round, drawn: list[Ticket], frame: Frame) -> None:
    keys = dict(Notice.objects.filter(token__in=[one.token for one in drawn]).values_list("token", "pk"))
    rows = (
        Drawn(round=begun, notice_id=keys[one.token], position=position, stratum=frame.words[one.stratum])
        for position, one in enumerate(drawn, 1)
    )
    Drawn.objects.bulk_create(rows)
