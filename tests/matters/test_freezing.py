"""The working copy becomes a guide: all of it, in a constant number of queries."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters import enums
from matters.freezing import freeze, ready_to_freeze
from matters.guide import (
    Guide,
    Handling,
)
from matters.models import Material, Matter, Topic
from tests.factories import make_guide, make_matter, make_requirement, make_site
from tests.guides import full_guide

pytestmark = pytest.mark.django_db


def frozen(matter: Matter) -> Guide:
    return freeze(ready_to_freeze().get(pk=matter.pk))


def test_a_frozen_working_copy_is_the_guide_its_rows_were_made_of() -> None:
    guide = full_guide()
    matter = make_matter(guide)
    assert frozen(matter) == replace(guide, code=matter.code)


def test_an_unfinished_working_copy_can_be_frozen_too() -> None:
    bare = replace(make_guide(), limits=(), requirements=(), steps=(), channels=(), handlings=(), conditions=())
    assert frozen(make_matter(bare)).requirements == ()


def test_what_a_requirement_leaves_open_comes_from_the_library() -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1, "库中材料"),)))
    matter.requirements.update(source="")
    Material.objects.filter(name="库中材料").update(
        source=enums.Source.GOVERNMENT, issuer="公安机关", how_to_get="到派出所申领"
    )
    (paper,) = frozen(matter).requirements
    assert (paper.source, paper.issuer, paper.how_to_get) == (enums.Source.GOVERNMENT, "公安机关", "到派出所申领")


def test_a_requirement_may_have_a_name_and_source_of_its_own() -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1, "库中材料", issuer="医院"),)))
    matter.requirements.update(name_override="本事项的叫法")
    Material.objects.filter(name="库中材料").update(issuer="公安机关")
    (paper,) = frozen(matter).requirements
    assert (paper.name, paper.material, paper.issuer) == ("本事项的叫法", "库中材料", "医院")


def test_a_requirement_without_a_key_is_known_by_its_row() -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1),)))
    matter.requirements.update(key="")
    assert frozen(matter).requirements[0].key == f"r{matter.requirements.get().pk}"


def test_forms_are_named_by_their_address() -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1, "演示申请表九"),)))
    material = Material.objects.get(name="演示申请表九")
    material.blank_form.save("nine.pdf", ContentFile(b"%PDF-1.7"))
    assert (frozen(matter).requirements[0].blank_url, frozen(matter).requirements[0].sample_url) == (
        material.blank_form.url,
        "",
    )


def test_topics_and_joint_departments_are_frozen() -> None:
    matter = make_matter()
    topic = Topic.objects.create(name="演示主题")
    matter.topics.add(topic)
    matter.joint_departments.add(matter.department)
    assert (frozen(matter).topics, frozen(matter).joint_departments) == (("演示主题",), (make_guide().department,))


def queries_for(matter: Matter) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        frozen(matter)
    return len(captured)


def test_freezing_takes_as_many_queries_for_thirty_papers_as_for_three() -> None:
    many = tuple(make_requirement(n, f"材料{n}") for n in range(30))
    site = Handling(level=enums.Level.STREET, how=enums.How.DIRECT, sites=(make_site().code,))
    large = make_matter(replace(full_guide(), requirements=many, handlings=(site,)))
    assert queries_for(large) == queries_for(make_matter(full_guide())) == 19
