"""The verbs of a walk: begin it, start a step's clock, write down how it went, add a step nobody told of, end it. Only who walks writes."""

import math
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from matters.models import Edition, Site
from matters.situation import known_only
from matters.tailoring import tailor
from oversight.models import TrialRun, TrialStep
from oversight.once import already
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.trials.plan import planned

MOST_MINUTES = 60 * 24 * 60
"""Sixty days: a step that takes longer is a slip of the pen."""
NAME_LENGTH, SNAG_LENGTH, SUMMARY_LENGTH = 100, 500, 1000
"""Characters."""


def begin(
    edition: Edition,
    *,
    by: StaffUser,
    answers: Iterable[str] = (),
    site: Site | None = None,
    with_citizen: bool = False,
    request_key: str | None = None,
) -> TrialRun:
    """A walk through what `edition` tells for these answers (question.option tokens; unknown ones are left out), with its steps to fill in.

    The same `request_key` again returns the first one.
    """
    if earlier := already(TrialRun, request_key):
        return earlier
    known = known_only(edition.guide, answers)
    try:
        with transaction.atomic():
            run = TrialRun.objects.create(
                matter=edition.matter, bundle=edition.bundle, edition=edition, site=site, by=by, with_citizen=with_citizen,
                answers=[f"{question}.{option}" for question, option in known.items()],
                started_at=timezone.now(), request_key=request_key,
            )  # fmt: skip
            steps = planned(tailor(edition.guide, known))
            TrialStep.objects.bulk_create(
                TrialStep(run=run, position=number, name=step.name, told=step.told)
                for number, step in enumerate(steps, 1)
            )
            _note(run, by, "begin_trial")
    except IntegrityError:
        if earlier := already(TrialRun, request_key):
            return earlier
        raise
    return run


def start_clock(step: TrialStep, *, by: StaffUser, as_told: bool | None = None, snag: str = "") -> None:
    """The step begins now; a clock that runs goes on running. What was typed beside the clock is kept.

    Raises CannotDo for another's walk, one that has ended, and words that cannot be kept.
    """
    snag = said(snag, "snag", longest=SNAG_LENGTH)
    with transaction.atomic():
        row = _open_step(step, by)
        row.began_at = row.began_at or timezone.now()
        row.as_told = row.as_told if as_told is None else as_told
        row.snag = snag or row.snag
        row.save(update_fields=["began_at", "as_told", "snag"])


def write_down(
    step: TrialStep, *, by: StaffUser, minutes: int | None = None, as_told: bool | None = None, snag: str = ""
) -> None:
    """How the step went. Without `minutes` they are those since its clock was started, rounded up. What was written before is replaced.

    Raises CannotDo for another's walk, one that has ended, minutes out of range, and words that cannot be kept.
    """
    snag = said(snag, "snag", longest=SNAG_LENGTH)
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise CannotDo(f"用时请填0到{MOST_MINUTES}分钟。", "minutes")
    with transaction.atomic():
        row = _open_step(step, by)
        row.minutes = minutes if minutes is not None else _since(row)
        row.as_told, row.snag = as_told, snag
        row.save(update_fields=["minutes", "as_told", "snag"])


def add_step(run: TrialRun, *, by: StaffUser, name: str) -> TrialStep:
    """A step that the edition does not tell of, at the end of the list. The same name once more is the step that stands there.

    Raises CannotDo without a name, for another's walk and for one that has ended.
    """
    name = said(name, "name", longest=NAME_LENGTH, missing="请写明是哪个环节。")
    with transaction.atomic():
        row = _open_run(run, by)
        if there := row.steps.filter(name=name).first():
            return there
        last = row.steps.order_by("-position").first()
        return TrialStep.objects.create(run=row, position=last.position + 1 if last else 1, name=name, as_told=False)


def finish(run: TrialRun, *, by: StaffUser, visits: int, summary: str) -> None:
    """The walk is over: how often one had to come, and what is to be learnt of it. Raises CannotDo for another's walk and one that has ended."""
    summary = said(summary, "summary", longest=SUMMARY_LENGTH, missing="请写几句体会和建议：顺不顺，该改什么。")
    with transaction.atomic():
        row = _open_run(run, by)
        row.ended_at, row.visits, row.summary = timezone.now(), visits, summary
        row.save(update_fields=["ended_at", "visits", "summary"])
        _note(row, by, "finish_trial", visits=visits)


def _since(step: TrialStep) -> int | None:
    return math.ceil((timezone.now() - step.began_at).total_seconds() / 60) if step.began_at else None


def _open_run(run: TrialRun, by: StaffUser) -> TrialRun:
    """Fetched again behind its lock."""
    row = TrialRun.objects.select_for_update().get(pk=run.pk)
    if row.by_id != by.pk:
        raise CannotDo("这次走流程由别人记录，您只能查看。")
    if row.ended_at is not None:
        raise CannotDo("这次走流程已经结束，不能再修改。")
    return row


def _open_step(step: TrialStep, by: StaffUser) -> TrialStep:
    _open_run(step.run, by)
    return TrialStep.objects.get(pk=step.pk)


def _note(run: TrialRun, by: StaffUser, action: str, **detail: object) -> None:
    audit.record(
        actor=by,
        action=action,
        target=f"走流程{run.pk}号",
        subject=f"oversight.trialrun:{run.pk}",
        edition=run.edition_id,
        **detail,
    )
