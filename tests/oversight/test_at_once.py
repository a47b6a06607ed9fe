"""Two people at the same time, each with a connection of their own: nothing is done twice or lost, and nobody waits for the other for ever."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from time_machine import travel

from oversight.about import About
from oversight.contacts.keeping import contact_of
from oversight.enums import ProblemCause, Urgency
from oversight.models import Case, Feedback, Problem, SharedCause
from oversight.models.feedback import FeedbackKind
from oversight.orders.ordering import change, report_done
from oversight.problems.classifying import classify
from oversight.problems.sharing import end_in_rule, group, open_shared
from oversight.refusal import CannotDo
from oversight.telling_us import tell
from tests.factories import make_clerk, make_published, make_user
from tests.oversight.orders.made import DONE, NOON, ordered
from tests.oversight.problems.making import make_problem

pytestmark = pytest.mark.django_db(transaction=True)
Deed = Callable[[], Any]


@pytest.fixture(autouse=True)
def _noon(known_rung: None) -> Iterator[None]:
    with travel(NOON):
        yield


def beside(deed: Deed) -> tuple[Thread, list[Any]]:
    """The deed begun in a thread; what it returned or raised is added to the list."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(deed())
        except Exception as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, outcome


def at_once(*deeds: Deed) -> list[Any]:
    """What came of each, begun at the same moment."""
    together = Barrier(len(deeds))

    def after(deed: Deed) -> Deed:
        def waited() -> Any:
            together.wait()
            return deed()

        return waited

    begun = [beside(after(deed)) for deed in deeds]
    for thread, _ in begun:
        thread.join()
    return [outcome[0] for _, outcome in begun]


def test_who_reports_while_the_order_is_given_to_somebody_else_is_told_so() -> None:
    order = ordered()
    with transaction.atomic():
        change(order, by=order.ordered_by, responsible=make_clerk(order.responsible.site), reason="请假")
        thread, outcome = beside(lambda: report_done(order, by=order.responsible, words=DONE, revision=order.revision))
        time.sleep(0.3)
    thread.join()
    assert isinstance(outcome[0], CannotDo)
    assert "改期改派" in str(outcome[0])


def test_who_classifies_waits_for_the_thing_before_taking_its_case() -> None:
    problem, boss = make_problem(), make_user(is_superuser=True)
    given: dict[str, Any] = {"cause": ProblemCause.OTHER, "urgency": Urgency.URGENT, "today": date(2026, 3, 9)}
    with transaction.atomic():
        Problem.objects.select_for_update().get(pk=problem.pk)
        thread, outcome = beside(lambda: classify(problem, by=boss, **given))
        time.sleep(0.3)
        Case.objects.select_for_update(nowait=True).get(pk=problem.case.pk)
    thread.join()
    assert outcome[0].cause == ProblemCause.OTHER


def test_what_ends_twice_while_something_joins_ends_once() -> None:
    boss = make_user(is_superuser=True)
    shared, other = open_shared(make_problem(), title="复印", by=boss), make_problem(what="没有复印机")
    ended: list[Deed] = [lambda words=words: end_in_rule(shared, rule=words, by=boss) for words in ("甲", "乙")]  # type: ignore[misc]
    outcome = at_once(*ended, lambda: group(shared, [other], by=boss))
    assert sum(isinstance(one, SharedCause) for one in outcome) == 1
    assert all(isinstance(one, SharedCause | CannotDo | int) for one in outcome)


def test_what_is_sent_four_times_at_once_is_one_row_with_its_phone() -> None:
    about, phone = About(matter=make_published()), {"phone": "13800003210"}
    given: dict[str, Any] = {"kind": FeedbackKind.COMPLAINT, "words": "少告知一样", "contact": phone}
    rows = at_once(*[lambda: tell(about, **given, request_key="page")] * 4)
    assert {row.pk for row in rows} == {Feedback.objects.get().pk}
    assert contact_of(rows[0].case)
