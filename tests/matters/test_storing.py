"""Working copies go into the database and come out the same; what nobody changed is not written."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters.demo import matter_files
from matters.enums import Necessity, Source
from matters.guide import Handling, Option, Party, Question
from matters.keeping import copies_of, copy_of
from matters.models import Department, Material, Matter, Requirement, Topic
from matters.storing import Unknown, Writing, keyed, known, settled, store, store_all
from matters.working_copy import Desk, WorkingCopy
from matters.working_copy import Requirement as Paper
from tests import factories

pytestmark = pytest.mark.django_db

OFFICE = Party(name="北关区演示局")
WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))


@pytest.fixture
def office() -> Department:
    return Department.objects.create(name=OFFICE.name, code="11410503000000289F")


def make_copy(**values: object) -> WorkingCopy:
    return WorkingCopy(**{"code": factories.new_code(), "name": "演示事项", "department": OFFICE, **values})


def stored(copy: WorkingCopy) -> Matter:
    matter = Matter()
    store(matter, None, copy)
    return matter


def test_every_matter_of_the_demo_district_is_read_as_it_would_be_written() -> None:
    references = known()
    copies = [copy for _, copy in copies_of(Matter.objects.values_list("pk", flat=True))]
    assert len(copies) == len(matter_files())
    assert [settled(copy, copy, references) for copy in copies] == copies


def test_every_matter_of_the_demo_district_is_the_same_after_a_way_through_new_rows() -> None:
    references = known()
    originals = [copy for _, copy in copies_of(Matter.objects.values_list("pk", flat=True))]
    fresh = [settled(replace(copy, code=factories.new_code()), None, references) for copy in originals]
    writings = [Writing(Matter(), None, copy) for copy in fresh]
    store_all(writings, references)
    assert [copy for _, copy in copies_of([w.matter.pk for w in writings])] == fresh


def test_many_are_read_in_as_many_queries_as_one() -> None:
    keys = list(Matter.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as one:
        list(copies_of(keys[:1]))
    with CaptureQueriesContext(connection) as all_of_them:
        list(copies_of(keys))
    assert len(all_of_them) == len(one) == 19


def test_the_copies_come_in_the_order_asked_for_and_without_those_that_are_gone() -> None:
    first, second = stored_pair()
    assert [pk for pk, _ in copies_of([second, 987654321, first])] == [second, first]


def stored_pair() -> tuple[int, int]:
    return factories.make_matter().pk, factories.make_matter().pk


def test_a_list_that_stays_keeps_its_rows(office: Department) -> None:
    papers = (Paper(key="m1", material="居民身份证"),)
    matter = stored(make_copy(requirements=papers))
    row = Requirement.objects.get(matter=matter).pk
    before = copy_of(matter)
    store(matter, before, replace(before, visits=3, questions=(WHO,)))
    assert (Requirement.objects.get(matter=matter).pk, copy_of(matter).questions) == (row, (WHO,))


def test_a_missing_library_entry_is_made_and_an_existing_one_is_used(office: Department) -> None:
    Material.objects.create(name="演示申请表", source=Source.OTHER)
    stored(make_copy(requirements=(Paper(material="演示申请表"), Paper(material="演示新材料"))))
    assert list(Material.objects.filter(name__startswith="演示").values_list("name", "source")) == [
        ("演示新材料", Source.APPLICANT),
        ("演示申请表", Source.OTHER),
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"department": Party(name="没有的局")}, "目录里没有部门“没有的局”。"),
        ({"joint_departments": (Party(name="也没有的局"),)}, "目录里没有部门“也没有的局”。"),
        ({"desks": (Desk(site="nowhere"),)}, "目录里没有办事地点“nowhere”。"),
        ({"topics": ("没有的主题",)}, "目录里没有主题“没有的主题”。"),
    ],
)
def test_what_the_catalog_does_not_have_is_named_and_nothing_written(
    office: Department, values: dict[str, object], words: str
) -> None:
    count = Matter.objects.count()
    with pytest.raises(Unknown, match=words):
        stored(make_copy(**values))
    assert Matter.objects.count() == count


def test_references_are_settled_in_the_catalogs_words_and_order(office: Department) -> None:
    topics = tuple(Topic.objects.order_by("kind", "position").values_list("name", flat=True))[:2]
    copy = make_copy(
        topics=topics[::-1], handlings=(Handling(level="street", how="direct", sites=("hongqilu", "binhe")),)
    )
    result = settled(copy, None, known())
    assert (result.department.code, result.topics, result.handlings[0].sites) == (
        office.code, topics, ("binhe", "hongqilu"),
    )  # fmt: skip


def test_a_requirement_without_a_key_gets_that_of_the_same_paper_before() -> None:
    before = (Paper(key="a", material="身份证"), Paper(key="b", material="户口簿"))
    given = (Paper(material="户口簿", copies=2), Paper(material="照片"), Paper(material="身份证"))
    assert [r.key for r in keyed(given, before)] == ["b", "m1", "a"]


def test_a_fresh_key_is_never_one_that_was_used() -> None:
    before = (Paper(key="m1", material="身份证"),)
    assert [r.key for r in keyed((Paper(material="照片"), Paper(key="m2", material="表")), before)] == ["m3", "m2"]


def test_the_same_paper_twice_is_told_apart_by_its_condition() -> None:
    before = (Paper(key="a", material="身份证"), Paper(key="b", material="身份证", when=("who.agent",)))
    given = (Paper(material="身份证", when=("who.agent",)), Paper(material="身份证"))
    assert [r.key for r in keyed(given, before)] == ["b", "a"]


def test_necessity_and_blanks_come_back_as_they_were(office: Department) -> None:
    paper = Paper(key="m1", material="照片", necessity=Necessity.DEFERRABLE, defer="5个工作日内", source=None)
    assert copy_of(stored(make_copy(requirements=(paper,)))).requirements == (paper,)
