"""“复制为新事项”: everything but the codes, once."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.history import entries_of
from matters.cloning import NameTaken, clone
from matters.enums import Standing
from matters.keeping import copy_of
from matters.models import Department, Matter
from tests import factories
from tests.admin_pages import make_asking_matter, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


def url(matter: Matter) -> str:
    return reverse("admin:matters_matter_clone", args=[matter.pk])


def test_a_clone_says_what_its_source_says_under_its_own_name() -> None:
    source, by = make_asking_matter(item_code="X1"), factories.make_user()
    made = clone(source, name="另一事项", code=factories.new_code(), by=by)
    said = copy_of(source)
    assert copy_of(made) == replace(
        said,
        code=made.code,
        name="另一事项",
        implementation_code="",
        item_code="",
        source_note=f"复制自{source.code}“{source.name}”",
    )
    assert (made.standing, made.edited_by, made.revision) == (Standing.DRAFT, by, 0)


def test_a_clone_of_a_published_matter_is_a_draft_without_editions() -> None:
    made = clone(factories.make_published(), name="另一事项", code=factories.new_code(), by=factories.make_user())
    assert (Matter.objects.get(pk=made.pk).standing, made.editions.count()) == (Standing.DRAFT, 0)


def test_a_clone_is_noted_with_its_source() -> None:
    source, by = factories.make_matter(), factories.make_user()
    entry = entries_of(clone(source, name="另一事项", code=factories.new_code(), by=by)).get()
    assert (entry.action, entry.actor, entry.detail["source"]) == ("create", by, f"{source.code} {source.name}")


def test_the_same_form_twice_makes_one_clone() -> None:
    source, by, code = factories.make_matter(), factories.make_user(), factories.new_code()
    assert clone(source, name="另一事项", code=code, by=by) == clone(source, name="另一事项", code=code, by=by)


def test_a_name_of_the_department_is_not_taken_twice() -> None:
    source = factories.make_matter()
    with pytest.raises(NameTaken, match="已经有“公共场所卫生许可证核发（新发）”"):
        clone(source, name=source.name, code=factories.new_code(), by=factories.make_user())


def sent(client: Client, matter: Matter, **values: str) -> Any:
    form = client.get(url(matter)).context["form"]
    return client.post(url(matter), {"name": "另一事项", "code": form["code"].value()} | values)


def test_the_page_leads_to_the_new_draft() -> None:
    answer = sent(signed_in(make_staff("目录编辑")), factories.make_matter())
    made = Matter.objects.get(name="另一事项")
    assert answer.headers["Location"] == reverse("admin:matters_matter_change", args=[made.pk])


def test_the_page_refuses_the_old_name_at_its_field() -> None:
    matter = factories.make_matter()
    page = sent(signed_in(make_superuser()), matter, name=matter.name)
    assert list(page.context["form"].errors) == ["name"]


def test_looking_at_the_page_makes_nothing() -> None:
    matter = factories.make_matter()
    before = Matter.objects.count()
    signed_in(make_superuser()).get(url(matter))
    assert Matter.objects.count() == before


def test_who_may_not_add_or_see_a_matter_cannot_clone_it() -> None:
    matter, other = factories.make_matter(), Department.objects.create(name="安阳市北关区演示局")
    assert signed_in(make_staff("审计员")).get(url(matter)).status_code in {403, 404}
    assert signed_in(make_staff("目录编辑", other)).get(url(matter)).status_code == 404
