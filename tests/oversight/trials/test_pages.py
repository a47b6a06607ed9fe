"""The pages of a walk."""

import pytest
from django.urls import reverse

from matters.publishing import edition_in_force
from oversight.models import TrialRun
from oversight.trials.walking import begin, write_down
from tests.counter import asking_guide, signed_in, text_of
from tests.factories import make_published, make_site, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker():
    return make_user(None, "oversight.add_trialrun", "oversight.view_trialrun")


@pytest.fixture
def run(walker):
    return begin(edition_in_force(make_published(asking_guide())), by=walker)


def test_a_walk_is_begun_with_its_situation_and_place(walker):
    matter, site = make_published(asking_guide()), make_site()
    client = signed_in(walker)
    page = client.get(reverse("oversight_trial_new", args=[matter.code]))
    assert "谁来办理？" in text_of(page)
    sent = {"key": "k", "q-who": "who.self", "q-kind": "", "site": site.code}
    answer = client.post(reverse("oversight_trial_new", args=[matter.code]), sent)
    run = TrialRun.objects.get()
    assert answer.url == reverse("oversight_trial", args=[run.pk])
    assert (run.answers, run.site, run.by) == (["who.self"], site, walker)


def test_an_unpublished_matter_is_not_found(walker):
    assert signed_in(walker).get(reverse("oversight_trial_new", args=["ZZZZZZ"])).status_code == 404


def test_a_step_is_written_down(run, walker):
    step = run.steps.first()
    sent = {"minutes": "12", "as_told": "0", "snag": "找不到入口"}
    answer = signed_in(walker).post(reverse("oversight_trial_step", args=[step.pk]), sent)
    step.refresh_from_db()
    assert (answer.status_code, step.minutes, step.as_told, step.snag) == (302, 12, False, "找不到入口")


def test_what_was_typed_is_kept_when_it_is_refused(run, walker):
    step = run.steps.first()
    sent = {"minutes": "很久", "snag": "人太多"}
    answer = signed_in(walker).post(reverse("oversight_trial_step", args=[step.pk]), sent)
    assert (answer.status_code, 'value="人太多"' in answer.content.decode(), "请填整数。" in text_of(answer)) == (
        400,
        True,
        True,
    )


def test_the_end_needs_words(run, walker):
    client, url = signed_in(walker), reverse("oversight_trial_end", args=[run.pk])
    assert client.post(url, {"visits": "1", "summary": ""}).status_code == 400
    assert client.post(url, {"visits": "1", "summary": "顺利。"}).status_code == 302
    assert "多跑" not in text_of(client.get(reverse("oversight_trial", args=[run.pk])))


def test_hostile_words_are_text(run, walker):
    write_down(run.steps.first(), by=walker, minutes=1, snag="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in signed_in(walker).get(reverse("oversight_trial", args=[run.pk])).content


def test_the_walk_of_another_site_is_not_found_by_a_lead(run):
    lead = make_user(make_site(), "oversight.view_trialrun")
    assert signed_in(lead).get(reverse("oversight_trial", args=[run.pk])).status_code == 404


def test_the_list_takes_the_same_queries_however_long(walker, django_assert_num_queries):
    client = signed_in(walker)
    client.get(reverse("oversight_trials"))
    edition = edition_in_force(make_published())
    for _ in range(5):
        begin(edition, by=walker)
    with django_assert_num_queries(6):
        client.get(reverse("oversight_trials"))


def test_what_was_typed_beside_the_clock_is_kept(run, walker):
    step = run.steps.first()
    sent = {"clock": "1", "minutes": "", "as_told": "0", "snag": "找不到入口"}
    signed_in(walker).post(reverse("oversight_trial_step", args=[step.pk]), sent)
    step.refresh_from_db()
    assert (step.began_at is not None, step.minutes, step.as_told, step.snag) == (True, None, False, "找不到入口")


def test_enter_in_a_field_writes_down_and_does_not_start_the_clock(run, walker):
    page = signed_in(walker).get(reverse("oversight_trial", args=[run.pk])).content.decode()
    assert 0 < page.index(">记下<") < page.index(">开始计时<")


def test_words_of_another_step_are_asked_about_before_they_are_lost(run, walker):
    page = signed_in(walker).get(reverse("oversight_trial", args=[run.pk])).content.decode()
    assert "js/walking" in page
