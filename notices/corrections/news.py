"""What became of a sheet since it was told, in words for whoever holds it. Pure but for the rows it is given."""

from typing import NamedTuple

from matters.enums import Standing
from matters.models import Matter
from notices.models import Notice
from notices.verifying import State, Verdict


class News(NamedTuple):
    """A sentence each, without a full stop; `choose_again`: the questions themselves changed, so that the situation is to be chosen anew."""

    sentences: tuple[str, ...] = ()
    choose_again: bool = False


def news_of(verdict: Verdict, notice: Notice) -> News:
    """Why the sheet is no longer right; empty for one that holds or is void."""
    if verdict.state == State.SUPERSEDED:
        return News(tuple(change.sentence for change in verdict.changes), verdict.choose_again)
    if verdict.state == State.SUSPENDED:
        return News(_suspended(verdict, notice))
    if verdict.state == State.WITHDRAWN:
        return News((_withdrawn(verdict, notice),))
    return News()


def _suspended(verdict: Verdict, notice: Notice) -> tuple[str, ...]:
    subject = notice.subject
    stopped = [(f"其中“{m.name}”{m.get_standing_display()}", m.standing_reason) for m in verdict.halted]
    return tuple(f"{what}：{why}" for what, why in stopped or [("这个事项暂停办理", subject.standing_reason)])


def _withdrawn(verdict: Verdict, notice: Notice) -> str:
    subject = notice.subject
    if subject.standing == Standing.RETIRED:
        successor = subject.successor if isinstance(subject, Matter) else None
        return f"这个事项已取消：{subject.standing_reason}" + (f"，改办“{successor.name}”" if successor else "")
    if verdict.edition:
        return f"{notice.site.name}不再办理这个事项"
    return "原来的办事指南已到期，新的还没有公布"
