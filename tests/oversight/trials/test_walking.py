"""A manager walks a matter as a citizen, and only they write it down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matters.publishing import edition_in_force
from oversight.models import TrialRun
from oversight.refusal import CannotDo
from oversight.trials.walking import add_step, begin, finish, start_clock, write_down
from tests.counter import asking_guide, audited
from tests.factories import make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker():
    return make_user(None, "oversight.add_trialrun")


@pytest.fixture
def run(walker):
    return begin(edition_in_force(make_published(asking_guide())), by=walker, answers=["who.agent", "who.nobody"])


def test_a_walk_plays_the_situation_and_leaves_out_what_the_edition_does_not_know(run):
    papers = run.steps.get(name="准备材料").told
    assert run.answers == ["who.agent"]
    assert "授权委托书" in papers


def test_beginning_twice_with_one_key_is_one_walk(walker):
    edition = edition_in_force(make_published())
    assert begin(edition, by=walker, request_key="k") == begin(edition, by=walker, request_key="k")
    assert TrialRun.objects.count() == 1


def test_minutes_come_from_the_clock_unless_they_are_written(run, walker):
    step = run.steps.get(position=1)
    start_clock(step, by=walker)
    run.steps.filter(pk=step.pk).update(began_at=timezone.now() - timedelta(minutes=11, seconds=30))
    write_down(step, by=walker, as_told=True)
    assert run.steps.get(pk=step.pk).minutes == 12
    write_down(step, by=walker, minutes=8, as_told=True)
    assert run.steps.get(pk=step.pk).minutes == 8


def test_a_clock_that_runs_is_not_set_back(run, walker):
    step = run.steps.get(position=1)
    start_clock(step, by=walker)
    first = run.steps.get(pk=step.pk).began_at
    start_clock(step, by=walker)
    assert run.steps.get(pk=step.pk).began_at == first


def test_a_step_nobody_told_of_stands_at_the_end_once(run, walker):
    added = add_step(run, by=walker, name="到三楼复印")
    assert add_step(run, by=walker, name="到三楼复印 ") == added
    assert (run.steps.last(), added.told, added.as_told) == (added, "", False)


def test_who_walks_is_the_only_one_to_write(run):
    with pytest.raises(CannotDo, match="别人"):
        write_down(run.steps.first(), by=make_user(), minutes=3)


def test_what_has_ended_stays_as_it_is(run, walker):
    finish(run, by=walker, visits=2, summary="窗口要求多带一份复印件。")
    with pytest.raises(CannotDo, match="已经结束"):
        add_step(run, by=walker, name="再来一次")
    run.refresh_from_db()
    assert (run.visits, run.ended_at is None) == (2, False)
    assert [action for action, _, _ in audited("begin_trial", "finish_trial")] == ["begin_trial", "finish_trial"]


@pytest.mark.parametrize(("minutes", "snag"), [(-1, ""), (10**6, ""), (5, "打13800138000问的")])
def test_what_cannot_be_or_names_a_person_is_refused_and_nothing_is_written(run, walker, minutes, snag):
    step = run.steps.first()
    with pytest.raises(CannotDo):
        write_down(step, by=walker, minutes=minutes, snag=snag)
    assert run.steps.get(pk=step.pk).minutes is None
