"""`/api/v1/guides/<code>/`: whole, tailored, older, and every way it is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from matters import enums
from matters.guide import Guide, Option, Question
from matters.models import Bundle, Desk, Matter, Site
from matters.plain import digest, from_plain
from matters.publishing import retire, suspend, today
from tests.factories import add_edition, make_guide, make_matter, make_published, make_requirement, make_user
from tests.matters.api.asking import ask

pytestmark = pytest.mark.django_db
WHO = Question(
    key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办人"))
)
LETTER = make_requirement(8, "委托书", when=("who.agent",))


def asking():
    """A matter that asks for a letter where somebody else comes."""
    guide = make_guide(questions=(WHO,))
    return make_published(replace(guide, requirements=(*guide.requirements, LETTER)))


def own_fields(said):
    return {name: said[name] for name in Guide.__dataclass_fields__}


def test_a_guide_is_the_content_of_its_edition_field_by_field(client):
    matter = asking()
    said, edition = ask(client, f"guides/{matter.code}/"), matter.editions.get()
    assert from_plain(Guide, own_fields(said)) == edition.guide
    assert said["edition"]["sha256"] == edition.sha256 == digest(own_fields(said))


def test_nobody_is_named_as_publisher(client):
    matter = asking()
    said = ask(client, f"guides/{matter.code}/")
    assert set(said["edition"]) == {
        "number", "effective_from", "effective_to", "published_at", "sha256", "change_note"
    }  # fmt: skip


def test_answers_leave_only_what_applies(client):
    matter = asking()
    names = {
        choice: [r["name"] for r in ask(client, f"guides/{matter.code}/?a=who.{choice}")["requirements"]]
        for choice in ("self", "agent")
    }
    assert names == {
        "self": ["居民身份证", "居民户口簿", "申请表"],
        "agent": ["居民身份证", "居民户口簿", "申请表", "委托书"],
    }


def test_an_unknown_option_is_told_the_valid_ones(client):
    said = ask(client, f"guides/{asking().code}/?a=who.nobody", 400)
    assert (said["code"], said["detail"]) == (
        "unknown_option",
        {
            "given": "who.nobody",
            "options": [{"option": "who.self", "text": "本人"}, {"option": "who.agent", "text": "代办人"}],
        },
    )


@pytest.mark.parametrize("code", ["ZZZZZZ", "NOPE00", "k7m2pa", "%00", "%F0%9F%92%A9", "ABC", "%ED%A0%80"])
def test_an_unknown_code_is_a_problem_in_plain_words(client, code):
    assert ask(client, f"guides/{code}/", 404)["code"] == "unknown_code"


def test_a_draft_is_unknown(client):
    assert ask(client, f"guides/{make_matter().code}/", 404)["code"] == "unknown_code"


def test_a_matter_that_has_not_begun_is_unknown_everywhere(client):
    matter = make_matter(standing=enums.Standing.LIVE)
    add_edition(matter, make_guide(), effective_from=today() + timedelta(days=3))
    paths = (
        f"guides/{matter.code}/",
        f"matters/{matter.code}/",
        f"editions/{matter.code}/",
        f"guides/{matter.code}/?edition=1",
    )
    assert {ask(client, path, 404)["code"] for path in paths} == {"unknown_code"}


def test_a_retired_matter_names_its_successor(client):
    matter, successor = asking(), asking()
    retire(matter, by=make_user(), reason="职能划转", successor=successor)
    said = ask(client, f"guides/{matter.code}/", 410)
    assert (said["code"], said["detail"]) == ("retired", {"reason": "职能划转", "successor": successor.code})


def test_a_suspended_matter_says_so_and_why(client):
    matter = asking()
    suspend(matter, by=make_user(), reason="系统升级")
    said = ask(client, f"guides/{matter.code}/")
    assert (said["standing"], said["standing_reason"]) == ("suspended", "系统升级")


def test_an_older_edition_is_kept(client):
    matter = asking()
    add_edition(matter, replace(matter.editions.get().guide, summary="新的说明"), today())
    summaries = [ask(client, f"guides/{matter.code}/{query}")["summary"] for query in ("", "?edition=2", "?edition=1")]
    assert summaries == ["新的说明", "新的说明", ""]


def test_a_scheduled_edition_is_not_told_before_its_day(client):
    matter = asking()
    add_edition(matter, replace(matter.editions.get().guide, summary="下月起"), today() + timedelta(days=9))
    assert ask(client, f"guides/{matter.code}/?edition=2", 404)["code"] == "unknown_edition"
    assert [e["number"] for e in ask(client, f"editions/{matter.code}/")["items"]] == [1]


def test_the_guide_of_a_bundle_has_its_matters(client):
    bundle = Bundle.objects.public().first()
    said = ask(client, f"guides/{bundle.code}/")
    assert [m["code"] for m in said["members"]] == [m.code for m in bundle.editions.first().guide.members]


def test_a_place_has_what_the_matter_has_of_its_own_there(client):
    matter, site = Matter.objects.get(code="K7M2PA"), Site.objects.get(code="dengtalu")
    Desk.objects.update_or_create(matter=matter, site=site, defaults={"window": "9号演示窗口"})
    places = {place["code"]: place for place in ask(client, f"guides/{matter.code}/places/")}
    assert places["dengtalu"]["window"] == "9号演示窗口"


def test_a_guide_asked_for_again_is_one_query(client, django_assert_num_queries):
    path = f"/api/v1/guides/{asking().code}/"
    tag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_another_edition_has_another_tag(client):
    matter = asking()
    path = f"/api/v1/guides/{matter.code}/"
    before = client.get(path)["ETag"]
    add_edition(matter, replace(matter.editions.get().guide, summary="改过"), today())
    assert client.get(path, headers={"If-None-Match": before}).json()["summary"] == "改过"


def test_what_a_draft_says_meanwhile_is_not_told(client):
    matter = asking()
    matter.name = "正在改的名称"
    matter.save(update_fields=["name"])
    assert ask(client, f"matters/{matter.code}/")["name"] == matter.editions.get().guide.name
