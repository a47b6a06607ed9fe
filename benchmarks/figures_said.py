"""What people said of that year: ratings, feedback, what could not be done, searches in vain, and what the office did about it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db.models import Model
from django.utils import timezone

from matters.models import MissedDay
from notices.models import Notice
from oversight.models import CallBack, Case, Feedback, Problem, Rating

BATCH = 1_000


def rate(random: Random, documents: list[Notice]) -> None:
    """好差评 of some of them, days later; bad ones become cases, some of which turn out to be unfair."""
    with given_times(Rating, Feedback):
        rated = create(
            Rating(
                notice=one,
                stars=random.choice((1, 2, 3, 4, 5, 5, 5)),
                at=one.issued_at + timedelta(days=random.randrange(9)),
            )
            for one in documents
            if random.random() < 0.15
        )
        said = create(_feedback(random, one) for one in documents if random.random() < 0.03)
    cases = [_case(random, one, rating=one) for one in rated if one.stars <= 2]
    cases += [_case(random, one, feedback=one) for one in said if one.stars is None or one.stars <= 2]
    made = create(cases)
    create(
        CallBack(case=case, outcome=random.choice(("reached", "no_answer")), by=case.answered_by)
        for case in made
        if case.answered_by
    )


def problems(random: Random, sheets: list[Notice]) -> None:
    """What could not be done of a few of them."""
    create(
        Problem(
            at=sheet.issued_at,
            site=sheet.site,
            matter_id=sheet.matter_id,
            bundle_id=sheet.bundle_id,
            cause=random.choice(("materials", "policy", "system")),
            what="测试",
            received_by=sheet.clerk,
        )
        for sheet in sheets
        if random.random() < 0.01
    )


def missed(random: Random, days: Iterable[date]) -> None:
    """Searches in vain on every one of these days."""
    MissedDay.objects.bulk_create(
        [MissedDay(day=day, times=random.randrange(1, 30)) for day in days], ignore_conflicts=True
    )


@contextmanager
def given_times(*models: type[Model]) -> Iterator[None]:
    """Inside, `at` is the time that was given and not now."""
    fields = [model._meta.get_field("at") for model in models]
    for one in fields:
        one.auto_now_add = False
    try:
        yield
    finally:
        for one in fields:
            one.auto_now_add = True


def create(rows: Iterable[Any]) -> list[Any]:
    """All at once, with their keys."""
    made = list(rows)
    return type(made[0])._default_manager.bulk_create(made, batch_size=BATCH) if made else []


def _feedback(random: Random, notice: Notice) -> Feedback:
    is_rating = random.random() < 0.5
    return Feedback(
        kind="rating" if is_rating else "suggestion",
        number=f"R{notice.pk}",
        notice=notice if random.random() < 0.5 else None,
        matter_id=notice.matter_id,
        bundle_id=notice.bundle_id,
        site=notice.site,
        stars=random.choice((1, 2, 4, 5)) if is_rating else None,
        words="" if is_rating else "测试",
        at=notice.issued_at + timedelta(days=1),
    )


def _case(random: Random, said: Rating | Feedback, **of: Any) -> Case:
    notice = said.notice
    site = getattr(said, "site", None) or (notice.site if notice else None)
    clerk = notice.clerk if notice else None
    due_on = timezone.localdate(said.at) + timedelta(days=7)
    is_answered = clerk is not None and random.random() < 0.8
    answered = {
        "answer": "已核实",
        "answered_by": clerk,
        "answered_at": said.at + timedelta(days=random.randrange(11)),
    }
    return Case(
        **of,
        site=site,
        clerk=clerk,
        matter_id=(notice or said).matter_id,
        bundle_id=(notice or said).bundle_id,
        opened_at=said.at,
        due_on=due_on,
        is_unfounded=random.random() < 0.1,
        **(answered if is_answered else {}),
    )
