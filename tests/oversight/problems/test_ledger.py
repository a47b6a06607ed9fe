"""Colours, filters and sums as the database tells them: the same as the pure table."""

from datetime import date, timedelta
from typing import Any

import pytest

from matters.models import CalendarDay, Department, Site
from oversight.enums import CaseState, ProblemCause, Urgency
from oversight.models import Case, Problem
from oversight.problems.by_colour import count_by_colour, with_colour
from oversight.problems.colours import Colour, Edges, edges
from oversight.problems.filter import ProblemFilter, filtered
from oversight.problems.lines import lines, with_parts
from oversight.problems.summary import summary
from tests.factories import local, make_clerk, make_published
from tests.oversight.problems.making import make_inspector, make_problem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def _on_that_day(time_machine: Any) -> None:
    time_machine.move_to(local(2026, 9, 28, 15), tick=False)


@pytest.fixture
def seen() -> Edges:
    """As from the Monday before the National Day holidays."""
    return edges(TODAY, CalendarDay.objects.around(TODAY).as_calendar())


def of_every_sort() -> None:
    """Told lately and long ago, due before, within and after the holidays, of each urgency and state."""
    clerk = make_clerk()
    due = [TODAY + timedelta(days=n) for n in (-3, 0, 1, 2, 9, 10, 30)]
    for told_on in (local(2026, 9, 28), local(2026, 9, 11), local(2026, 9, 14), local(2026, 9, 12)):
        for urgency in Urgency:
            for day in due:
                problem = make_problem(clerk, urgency=urgency, at=told_on)
                Case.objects.filter(problem=problem).update(due_on=day)
    Case.objects.filter(pk=Case.objects.order_by("pk")[5:6]).update(state=CaseState.CLOSED)


def test_the_database_gives_every_row_the_colour_of_the_table(seen: Edges) -> None:
    of_every_sort()
    calendar = CalendarDay.objects.around(TODAY).as_calendar()
    told = lines(with_parts(with_colour(Problem.objects.all(), seen)), seen, calendar)
    assert [line.problem.shade for line in told] == [line.colour.value for line in told]  # type: ignore[attr-defined]
    shades = [line.colour for line in told]
    assert count_by_colour(with_colour(Problem.objects.all(), seen)) == {one: shades.count(one) for one in Colour}


def asked(seen: Edges, **said: str) -> list[Problem]:
    form = ProblemFilter(said, sites=Site.objects.all())
    form.is_valid()
    return list(filtered(Problem.objects.order_by("pk"), form.cleaned_data, seen))


def test_each_filter_keeps_what_it_names(seen: Edges) -> None:
    matter = make_published()
    done = make_problem(result="已解冻", what="当场的")
    late = make_problem(at=local(2026, 9, 1), cause=ProblemCause.POLICY)
    ours = make_problem(subject=matter, wish="先受理")
    assert matter.department is not None
    kept = {
        "state=open": [late, ours],
        "state=late": [late],
        "state=closed": [done],
        "cause=policy": [late],
        "colour=green": [done],
        "colour=red": [late],
        f"site={ours.site.code}": [ours],
        f"department={matter.department.pk}": [ours],
        "since=2026-09-02": [done, ours],
        "until=2026-09-01": [late],
        "q=先受理": [ours],
        f"q={matter.name[:4]}": [ours],
        f"q={done.case.ref}": [done],
        "q=没有这样的": [],
        "": [done, late, ours],
    }
    assert {said: asked(seen, **dict([said.split("=")] if said else [])) for said in kept} == kept


def test_a_filter_that_cannot_be_read_filters_nothing_and_says_so() -> None:
    form = ProblemFilter({"since": "heute", "colour": "violett"}, sites=Site.objects.all())
    assert (form.is_valid(), sorted(form.errors)) == (False, ["colour", "since"])


def test_a_summary_counts_what_is_within_reach_and_period() -> None:
    clerk, matter = make_clerk(), make_published()
    make_problem(clerk, subject=matter, cause=ProblemCause.POLICY)
    make_problem(clerk, result="已解冻")
    make_problem(clerk, at=local(2026, 8, 31))
    make_problem()
    mine, everything = (summary(user, date(2026, 9, 1), TODAY, TODAY) for user in (clerk, make_inspector()))
    assert (mine.total, mine.on_the_spot, mine.shared, everything.total) == (2, 1, 0, 3)
    assert (mine.causes, mine.states, mine.colours) == (
        {"policy": 1, "system": 1},
        {"new": 1, "closed": 1},
        {"blue": 1, "green": 1},
    )
    office = Department.objects.get(pk=matter.department_id)
    assert (mine.sites, mine.departments) == ({clerk.site.name: 2}, {office.name: 1, "": 1})


def test_a_summary_takes_two_queries(django_assert_num_queries: Any) -> None:
    inspector = make_inspector()
    inspector.has_perm("oversight.view_problem")
    make_problem()
    with django_assert_num_queries(2):
        summary(inspector, TODAY, TODAY, TODAY)
