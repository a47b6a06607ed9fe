"""Causes that several things share: opened, joined, left, and ended in a rule or a catalog change (固化机制)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from oversight.amending.outcome import outcome_of
from oversight.enums import Ending, ProblemCause, StepDeed
from oversight.models import Problem, SharedCause
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step


def open_shared(
    problem: Problem, *, title: str, words: str = "", also: Iterable[Problem] = (), by: StaffUser
) -> SharedCause:
    """A new shared cause that begins with `problem` and `also` others. Pressed twice it is the same one.

    Raises CannotDo without a title, or where one of them is in another one already.
    """
    title = said(title, "title", longest=100, missing="请给这个共性问题起个名称。")
    words = said(words, "words", longest=500)
    with transaction.atomic():
        rows = {pk: _locked_problem(pk) for pk in sorted({problem.pk, *(one.pk for one in also)})}
        row = rows.pop(problem.pk)
        if row.shared and row.shared.title == title:
            return row.shared
        shared = SharedCause.objects.create(title=title, cause=ProblemCause(row.cause), words=words, opened_by=by)
        audit.record(actor=by, action="open_shared_cause", target=title, subject=_subject(shared))
        for one in (row, *rows.values()):
            _join(one, shared, by)
    return shared


def group(shared: SharedCause, problems: Iterable[Problem], *, by: StaffUser) -> int:
    """Put those into it and tell it in the story of each; how many were new in it. Raises CannotDo for one that is in another, and after the end."""
    with transaction.atomic():
        row = _open(shared)
        rows = [_locked_problem(pk) for pk in sorted({problem.pk for problem in problems})]
        joining = [problem for problem in rows if problem.shared_id != row.pk]
        for problem in joining:
            _join(problem, row, by)
    return len(joining)


def leave(problem: Problem, *, by: StaffUser) -> None:
    """Take it out again: it was something else. Nothing where it is in none; CannotDo after the end."""
    if problem.shared is None:
        return
    with transaction.atomic():
        shared = _open(problem.shared)  # before the problem, as `group` does
        row = _locked_problem(problem.pk)
        if row.shared_id != shared.pk:
            return
        row.shared = None
        row.save(update_fields=["shared"])
        step(row.case, StepDeed.CLASSIFIED, by=by, words=f"移出共性问题“{shared.title}”", shared=shared.pk)


def end_in_rule(shared: SharedCause, *, rule: str, by: StaffUser) -> SharedCause:
    """It ended in a rule: its words go into the list of rules and the story of every case. Raises CannotDo without them, or once ended."""
    words = said(rule, "rule", longest=1000, missing="请写明形成了什么制度。")
    return _end(shared, Ending.RULE, words, f"共性问题“{shared.title}”已形成制度：{words}", by)


def end_in_catalog(shared: SharedCause, *, why: str = "", by: StaffUser) -> SharedCause:
    """It ended in a catalog change. An edition must have come of it, or `why` says how the catalog was mended otherwise. Else CannotDo."""
    words, editions = said(why, "why", longest=1000), published(shared)
    if not (editions or words):
        raise CannotDo("还没有发布因它而改的版本。目录已另行改好的，请写明怎么改的。", "why")
    told = "；".join(filter(None, (*editions, words)))
    return _end(shared, Ending.CATALOG, words, f"共性问题“{shared.title}”已修改目录：{told}", by)


def published(shared: SharedCause) -> list[str]:
    """The editions that came of it, in words."""
    return [f"{one.matter.name}第{one.edition.number}版" for one in outcome_of(shared) if one.edition]


def _end(shared: SharedCause, ending: Ending, rule: str, told: str, by: StaffUser) -> SharedCause:
    with transaction.atomic():
        row = _open(shared)
        row.ending, row.rule, row.ended_by, row.ended_at = ending, rule, by, timezone.now()
        row.save(update_fields=["ending", "rule", "ended_by", "ended_at"])
        for problem in row.problems.select_related("case"):
            step(problem.case, StepDeed.GROUPED, by=by, words=told[:1000], shared=row.pk, ending=ending.value)
        audit.record(actor=by, action="end_shared_cause", target=row.title, subject=_subject(row), ending=ending.value)
    return row


def _join(problem: Problem, shared: SharedCause, by: StaffUser) -> None:
    if problem.shared is not None:
        raise CannotDo(f"{problem.case.ref}已在共性问题“{problem.shared.title}”里，请先移出。")
    problem.shared = shared
    problem.save(update_fields=["shared"])
    step(problem.case, StepDeed.GROUPED, by=by, words=f"并入共性问题“{shared.title}”", shared=shared.pk)


def _open(shared: SharedCause) -> SharedCause:
    """Locked and not ended, or CannotDo."""
    row = SharedCause.objects.select_for_update().get(pk=shared.pk)
    if row.ended_at:
        raise CannotDo(f"“{row.title}”已办结（{row.get_ending_display()}），不能再改。")
    return row


def _locked_problem(pk: int) -> Problem:
    """Without joins: after waiting for a lock PostgreSQL shows the new row beside what was joined to the old one."""
    return Problem.objects.select_for_update().get(pk=pk)


def _subject(shared: SharedCause) -> str:
    return f"oversight.sharedcause:{shared.pk}"
