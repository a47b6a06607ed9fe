"""`/forms/`: what can be downloaded, and who asks for it."""

import re

import pytest
from django.core.files.base import ContentFile

from matters.directory import blanks
from matters.models import Material, Matter
from matters.publishing import publish, today
from tests.factories import make_guide, make_matter, make_requirement, make_user

pytestmark = pytest.mark.django_db


def with_form(name: str) -> Matter:
    """A published matter that asks for a paper of that name, which has a blank form."""
    matter = make_matter(make_guide(requirements=(make_requirement(1, name),)))
    Material.objects.get(name=name).blank_form.save("form.pdf", ContentFile(b"%PDF"))
    publish(matter, by=make_user(), change_note="首版")
    return matter


def test_a_form_is_listed_with_its_files_and_the_matters_that_offer_it(client):
    matter = with_form("甲事申请表")
    (blank,) = blanks.with_uses(list(blanks.downloads("甲事")), today())
    assert (blank.name, blank.sample_url, [use.code for use in blank.uses], blank.more) == (
        "甲事申请表",
        "",
        [matter.code],
        0,
    )
    page = client.get("/forms/", {"q": "甲事"}).content.decode()
    assert (f'href="{blank.blank_url}"' in page, f'href="/g/{matter.code}/"' in page) == (True, True)


def test_a_form_that_no_public_matter_asks_for_is_left_out():
    matter = with_form("甲事申请表")
    Matter.objects.filter(pk=matter.pk).update(standing="retired", standing_reason="停办")
    assert list(blanks.downloads("甲事")) == []


def test_a_form_that_only_the_working_copy_offers_names_no_matter():
    matter = with_form("甲事申请表")
    later = Material.objects.create(name="甲事附表", blank_form="forms/later.pdf")
    matter.requirements.create(material=later)
    found = {blank.name: len(blank.uses) for blank in blanks.with_uses(list(blanks.downloads("甲事")), today())}
    assert found == {"甲事申请表": 1, "甲事附表": 0}


@pytest.mark.parametrize("asked", ["没有这种表", "%00", "a" * 5000, "申请 表 \U0001f600"])
def test_a_search_that_finds_nothing_says_where_else(client, asked):
    answer = client.get("/forms/", {"q": asked})
    assert (answer.status_code, "没有找到" in answer.content.decode()) == (200, True)


def test_every_form_of_the_demo_district_is_on_some_page(client):
    names = [
        n
        for page in range(1, 5)
        for n in re.findall(r"<h2>([^<]+)</h2>", client.get(f"/forms/?page={page}").content.decode())
    ]
    assert sorted(names) == sorted(blanks.downloads().values_list("name", flat=True))
