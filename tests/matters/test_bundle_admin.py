"""Composing bundles in the admin, publishing them, and merging them again."""

import pytest
from django.urls import reverse

from accounts import history
from matters.bundling import mark_edited
from matters.enums import Standing
from matters.models import Bundle
from tests.admin_pages import form_data, make_staff, signed_in
from tests.bundles import make_bundle, make_live_bundle, member, move_on, other_department
from tests.counter import turned
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings):
    settings.PUBLICATION_GATES = []


@pytest.fixture
def editor():
    return signed_in(make_staff("目录编辑"))


@pytest.fixture
def reviewer():
    return signed_in(make_staff("审核发布"))


def url(bundle, name="change"):
    return reverse(f"admin:matters_bundle_{name}", args=[bundle.pk])


def save(client, bundle, **changes):
    return client.post(url(bundle), form_data(client, url(bundle)) | changes)


def test_the_list_shows_what_has_to_be_merged_again(editor):
    bundle = make_live_bundle()
    list_page = reverse("admin:matters_bundle_changelist") + f"?q={bundle.code}"
    before = editor.get(list_page).content.decode()
    move_on(member(bundle, 2))
    after = editor.get(list_page).content.decode()
    assert ["事项有新版本，要重新合并" in text for text in (before, after)] == [False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_it_shows(editor, count, django_assert_num_queries):
    for _ in range(count):
        move_on(member(make_live_bundle(), 2))
    list_page = reverse("admin:matters_bundle_changelist") + "?q=试行一件事"
    editor.get(list_page)
    with django_assert_num_queries(12):
        assert editor.get(list_page).context["cl"].result_count == count


def test_the_page_shows_what_it_is_merged_to(editor):
    text = editor.get(url(make_bundle())).content.decode()
    assert "承诺7个工作日（各阶段合计）" in text
    assert "试行执照办得，试行许可用" in text


def test_saving_counts_as_an_edit_and_is_noted(editor):
    bundle = make_live_bundle()
    assert save(editor, bundle, summary="一次办好").status_code == 302
    bundle.refresh_from_db()
    assert (bundle.summary, bundle.revision, bundle.edited_by) == ("一次办好", 1, history.entries_of(bundle)[0].actor)


def test_saving_untouched_is_no_edit(editor):
    bundle = make_live_bundle()
    save(editor, bundle)
    bundle.refresh_from_db()
    assert (bundle.revision, bundle.edited_by) == (0, None)


def test_a_save_over_somebody_elses_is_refused_once_with_what_was_typed(editor):
    bundle = make_live_bundle()
    data = form_data(editor, url(bundle)) | {"summary": "我的说明"}
    Bundle.objects.filter(pk=bundle.pk).update(summary="别人的说明")
    mark_edited(bundle, make_user())
    refused = editor.post(url(bundle), data)
    text = refused.content.decode()
    assert ("没有保存" in text, "我的说明" in text) == (True, True)
    assert Bundle.objects.get(pk=bundle.pk).summary == "别人的说明"
    again = data | {"opened": refused.context["adminform"].form["opened"].value()}
    editor.post(url(bundle), again)
    assert Bundle.objects.get(pk=bundle.pk).summary == "我的说明"


def test_a_code_of_a_matter_is_refused(editor):
    bundle = make_bundle()
    response = save(editor, bundle, code=member(bundle, 1).code)
    assert response.context["adminform"].form.errors["code"] == ["这个短码已经是一个事项的，请换一个。"]


def test_the_live_result_is_of_what_is_typed_and_leaves_nothing(editor):
    bundle = make_bundle()
    answer = editor.post(url(bundle, "live"), form_data(editor, url(bundle)) | {"result_name": "试行结果"})
    assert "试行结果" in answer.content.decode()
    bundle.refresh_from_db()
    assert (bundle.result_name, bundle.revision) == ("", 0)


def test_the_live_result_says_what_is_wrong(editor):
    bundle = make_bundle()
    data = form_data(editor, url(bundle)) | {"members-1-matter": ""}
    assert "没填完或重复的行" in editor.post(url(bundle, "live"), data).content.decode()


def test_who_edits_does_not_publish(editor, reviewer):
    bundle = make_bundle()
    assert editor.get(url(bundle, "publish")).status_code == 403
    page = reviewer.get(url(bundle, "publish"))
    form = page.context["form"]
    data = {name: form[name].value() for name in ("change_note", "effective_from", "seen")}
    assert reviewer.post(url(bundle, "publish"), data | {"effective_to": ""}).status_code == 302
    bundle.refresh_from_db()
    assert (bundle.standing, bundle.editions.count()) == (Standing.LIVE, 1)


def test_a_refusal_is_shown_and_nothing_published(reviewer):
    bundle = make_bundle()
    turned(member(bundle, 1), Standing.SUSPENDED)
    page = reviewer.post(url(bundle, "publish"), {"change_note": "首版", "effective_from": "2999-01-01"})
    assert (page.status_code, "太远" in page.content.decode(), bundle.editions.count()) == (200, True, 0)


def test_suspending_and_resuming(reviewer):
    bundle = make_live_bundle()
    reviewer.post(url(bundle, "suspend"), {"reason": "系统升级"})
    bundle.refresh_from_db()
    assert (bundle.standing, bundle.standing_reason) == (Standing.SUSPENDED, "系统升级")
    reviewer.post(url(bundle, "resume"))
    bundle.refresh_from_db()
    assert bundle.standing == Standing.LIVE


def test_one_click_merges_again_and_publishes(reviewer):
    bundle = make_live_bundle()
    move_on(member(bundle, 2))
    note = reviewer.get(url(bundle)).context["panel"].flag.note
    response = reviewer.post(url(bundle, "merge_again"), {"change_note": note}, follow=True)
    assert "已重新合并，第2版" in response.content.decode()
    assert bundle.editions.newest_first().first().change_note == note


def test_merging_again_is_the_reviewers_and_only_by_post(editor, reviewer):
    bundle = make_live_bundle()
    move_on(member(bundle, 2))
    assert [
        editor.post(url(bundle, "merge_again")).status_code,
        reviewer.get(url(bundle, "merge_again")).status_code,
    ] == [403, 405]
    assert bundle.editions.count() == 1


def test_all_flagged_are_published_with_what_came_of_each(reviewer):
    ready, stuck = make_live_bundle(), make_live_bundle()
    for bundle in (ready, stuck):
        move_on(member(bundle, 2))
    turned(member(stuck, 1), Standing.SUSPENDED)
    flagged = reverse("admin:matters_bundle_flagged")
    assert {flag.bundle for flag in reviewer.get(flagged).context["flags"]} == {ready, stuck}
    text = reviewer.post(flagged, follow=True).content.decode()
    assert (f"“{ready.name}”已重新合并" in text, ready.editions.count(), stuck.editions.count()) == (True, 2, 1)


def test_another_departments_bundle_is_out_of_sight():
    bundle = make_live_bundle()
    foreign = signed_in(make_staff("审核发布", other_department()))
    assert [foreign.get(url(bundle, name)).status_code for name in ("publish", "suspend")] == [404, 404]
    assert foreign.post(url(bundle, "merge_again")).status_code == 404


def test_one_that_has_ended_is_only_looked_at(editor):
    bundle = make_live_bundle()
    Bundle.objects.filter(pk=bundle.pk).update(standing=Standing.RETIRED, standing_reason="改为分别办理")
    assert not editor.get(url(bundle)).context["has_change_permission"]
