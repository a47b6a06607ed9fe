"""常用词 and 没有结果的搜索 in the admin: two clicks from one to the other."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import AuditEntry
from matters.everyday_words.naming import CannotName, name
from matters.models import MissedSearch, Synonym
from matters.search import searching
from matters.search.wanted import Wanted
from tests.admin_pages import make_staff, signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/matters/missedsearch/"


@pytest.fixture
def missed():
    """Something that was looked for three times in vain."""
    return MissedSearch.objects.create(words="死人火化", times=3)


@pytest.fixture
def editor():
    return make_staff("目录编辑")


def page_of(missed, deed="name"):
    return f"{LIST}{missed.pk}/{deed}/"


def test_two_clicks_make_an_everyday_word(missed, editor):
    client = signed_in(editor)
    first = client.get(LIST).content.decode()
    assert f'href="{page_of(missed)}">设为常用词…' in first
    terms = re.findall(r'name="chosen" value="([^"]+)"', client.get(page_of(missed)).content.decode())
    answer = client.post(page_of(missed), {"word": "死人火化", "means": "", "chosen": terms[0]}, follow=True)
    assert (answer.redirect_chain, "试一试</a>" in answer.content.decode()) == ([(LIST, 302)], True)
    assert terms[0] in [hit.name for hit in searching.search(Wanted(q="死人火化")).hits]
    assert not MissedSearch.objects.waiting().exists()


def test_the_new_word_is_on_record(missed, editor):
    signed_in(editor).post(page_of(missed), {"word": "死人火化", "means": "结婚登记"})
    entry = AuditEntry.objects.get(
        action="create", subject=f"matters.synonym:{Synonym.objects.get(word='死人火化').pk}"
    )
    assert (entry.actor, entry.detail["via"]) == (editor, "没有结果的搜索")


def test_sent_twice_it_is_one_word(missed, editor):
    for _ in range(2):
        signed_in(editor).post(page_of(missed), {"word": "死人火化", "means": "结婚登记"})
    assert Synonym.objects.filter(word="死人火化").count() == 1


def test_a_word_that_stands_for_something_else_is_not_changed(missed):
    Synonym.objects.create(word="死人火化", means="护照")
    with pytest.raises(CannotName, match="指的是“护照”"):
        name(missed, word="死人火化", means="结婚登记", by=make_user())
    assert MissedSearch.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"word": "x", "means": ""}, "这个字段是必填项"),
        ({"word": "长" * 31, "means": "护照"}, "30"),
        ({"word": "x", "means": "😀"}, "印不出来"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field(missed, editor, sent, said):
    page = signed_in(editor).post(page_of(missed), sent).content.decode()
    assert (said in page, f'value="{sent["word"]}"' in page) == (True, True)
    assert not Synonym.objects.filter(word=sent["word"]).exists()


def test_other_words_find_other_names_to_click(missed, editor):
    page = signed_in(editor).get(page_of(missed), {"q": "护照"}).content.decode()
    assert 'name="chosen" value="普通护照签发"' in page


def test_set_aside_it_waits_no_longer_until_it_is_looked_for_again(missed, editor):
    signed_in(editor).post(page_of(missed, "set-aside"))
    assert not MissedSearch.objects.waiting().exists()
    MissedSearch.objects.update(last_at=timezone.now() + timedelta(minutes=1))
    assert MissedSearch.objects.waiting().count() == 1
    assert AuditEntry.objects.filter(action="set_aside", actor=editor).count() == 1


def test_a_get_sets_nothing_aside(missed, editor):
    assert signed_in(editor).get(page_of(missed, "set-aside")).status_code == 405


def test_several_are_set_aside_at_once(missed, editor):
    other = MissedSearch.objects.create(words="飞碟")
    chosen = {"action": "set_aside_chosen", "_selected_action": [missed.pk, other.pk]}
    signed_in(editor).post(LIST, chosen)
    assert not MissedSearch.objects.waiting().exists()


def test_what_waits_comes_first_then_what_is_asked_most(missed, editor):
    MissedSearch.objects.create(words="飞碟", times=9, seen_at=timezone.now() + timedelta(minutes=1))
    MissedSearch.objects.create(words="水怪", times=5)
    page = signed_in(editor).get(LIST).content.decode()
    assert re.findall(r"change/[^>]*>(.+?)</a></th>", page) == ["水怪", "死人火化", "飞碟"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_many_there_are(missed, editor, rows, django_assert_num_queries):
    MissedSearch.objects.bulk_create(MissedSearch(words=f"飞碟{n}") for n in range(rows - 1))
    client = signed_in(editor)
    with django_assert_num_queries(10):
        client.get(LIST)


def test_editors_are_reminded_on_the_first_page(missed, editor):
    assert f'<a href="{LIST}?done=no">1个搜索没有结果</a>' in signed_in(editor).get("/admin/").content.decode()


@pytest.mark.parametrize("deed", ["name", "set-aside"])
def test_who_only_looks_changes_nothing(missed, deed):
    auditor = make_user(is_staff=True)
    auditor.groups.add(Group.objects.get(name="审计员"))
    client = signed_in(auditor)
    answer = client.post(page_of(missed, deed), {"word": "死人火化", "means": "结婚登记"})
    assert (answer.status_code, "设为常用词" in client.get(LIST).content.decode()) == (403, False)
    assert MissedSearch.objects.waiting().count() == 1


def test_an_everyday_word_is_added_changed_and_on_record(editor):
    client = signed_in(editor)
    client.post("/admin/matters/synonym/add/", {"word": "红本本", "means": "结婚登记", "note": ""})
    word = Synonym.objects.get(word="红本本")
    client.post(f"/admin/matters/synonym/{word.pk}/change/", {"word": "红本本", "means": "不动产权证", "note": ""})
    actions = (
        AuditEntry.objects.filter(subject=f"matters.synonym:{word.pk}").order_by("pk").values_list("action", flat=True)
    )
    assert list(actions) == ["create", "edit"]


def test_everyday_words_are_searched_by_either_side(editor):
    page = signed_in(editor).get("/admin/matters/synonym/", {"q": "高龄津贴"}).content.decode()
    assert ("老年补贴" in page, "驾照" in page) == (True, False)
