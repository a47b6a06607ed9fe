"""What the desk's one input finds."""

from datetime import date

import pytest

from matters.enums import How, Level, Standing
from matters.guide import Guide, Handling
from matters.models import Matter, Site
from matters.search.writing import index
from notices.desk.finding import LIMIT, Found, find
from tests.counter import turned
from tests.factories import add_edition, make_guide, make_matter, make_published, make_site

pytestmark = pytest.mark.django_db

DISTRICT_ONLY = (Handling(level=Level.DISTRICT, how=How.DIRECT),)


def names(found: list[Found]) -> list[str]:
    return [one.subject.name for one in found]


@pytest.mark.parametrize("text", ["演示烟花", "演示烟花 经营", "演示炮仗证", "花炮", "1141050399", "ZZZZZ9", "zzzzz9"])
def test_a_matter_is_found_by_any_of_its_names_and_codes(site: Site, text: str) -> None:
    guide = make_guide(name="演示烟花爆竹经营许可", short_name="演示炮仗证", implementation_code="1141050399X")
    matter = make_published(guide, code="ZZZZZ9", synonyms="鞭炮 花炮")
    assert [one.subject for one in find(text, site)] == [matter]


def test_what_this_site_handles_comes_first(site: Site) -> None:
    make_published(make_guide(name="演示烟花甲", handlings=DISTRICT_ONLY))
    make_published(make_guide(name="演示烟花乙"))
    found = find("演示烟花", site)
    assert [(one.subject.name, one.here) for one in found] == [("演示烟花乙", True), ("演示烟花甲", False)]


def test_a_site_named_by_the_handling_counts_and_others_of_its_level_do_not(site: Site) -> None:
    here = Handling(level=Level.STREET, how=How.DIRECT, sites=(site.code,))
    make_published(make_guide(name="演示烟花", handlings=(here,)))
    assert [one.here for s in (site, make_site()) for one in find("演示烟花", s)] == [True, False]


def test_the_edition_in_force_decides_not_the_draft(site: Site) -> None:
    matter = make_published(make_guide(name="演示烟花"))
    matter.handlings.all().delete()
    assert [one.is_ready for one in find("演示烟花", site)] == [True]


def test_names_that_start_with_the_words_come_first(site: Site) -> None:
    for name in ("申领演示烟花", "演示烟花申领"):
        make_published(make_guide(name=name))
    assert names(find("演示烟花", site)) == ["演示烟花申领", "申领演示烟花"]


def test_a_suspended_matter_is_listed_last_and_marked(site: Site) -> None:
    turned(make_published(make_guide(name="演示烟花甲")), Standing.SUSPENDED)
    make_published(make_guide(name="演示烟花乙"))
    found = find("演示烟花", site)
    assert [(one.subject.name, one.obstacle) for one in found] == [("演示烟花乙", ""), ("演示烟花甲", "暂停办理")]


def test_a_matter_not_yet_in_force_is_marked(site: Site) -> None:
    matter = make_matter(make_guide(name="演示烟花"), standing=Standing.LIVE)
    add_edition(matter, make_guide(name="演示烟花"), effective_from=date(2199, 1, 1))
    assert [(one.obstacle, one.is_ready) for one in find("演示烟花", site)] == [("尚未生效", False)]


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.RETIRED])
def test_drafts_and_retired_matters_are_not_found(site: Site, standing: Standing) -> None:
    turned(make_published(make_guide(name="演示烟花")), standing)
    assert find("演示烟花", site) == []


def test_without_a_site_every_matter_in_force_is_ready() -> None:
    make_published(make_guide(name="演示烟花", handlings=DISTRICT_ONLY))
    assert [one.is_ready for one in find("演示烟花", None)] == [True]


def test_one_more_than_the_limit_tells_that_there_are_more(site: Site) -> None:
    guide = make_guide(name="演示烟花")
    for _ in range(LIMIT + 2):
        make_published(guide)
    assert len(find("演示烟花", site)) == LIMIT + 1


@pytest.mark.parametrize("count", [1, 3])
def test_finding_is_two_queries_whatever_is_found(site: Site, count: int, django_assert_num_queries: object) -> None:
    for _ in range(count):
        make_findable(make_guide(name="演示烟花"))
    find("", site)
    with django_assert_num_queries(2):
        assert len(find("演示烟花", site)) == count


def make_findable(guide: Guide, code: str = "", **values: object) -> Matter:
    """Published as publishing does it: with the letters of its names."""
    matter = make_published(guide, **({"code": code} if code else {}), **values)
    index(matter.editions.get(), guide)
    return matter


@pytest.mark.parametrize(
    "text",
    [
        "yanshiyanhua", "YanShiYanHua", "yanshi", "yan shi jingying", "yanhuabaozhu", "ysyhbz", "YSYHBZ", "bzjy",
        "演示yanhua", "演示yhbz", "演示 yhbz", "huapao", "hp", "ｙｓｙｈ",
    ],
)  # fmt: skip
def test_a_matter_is_found_by_the_letters_of_its_names(site: Site, text: str) -> None:
    matter = make_findable(make_guide(name="演示烟花爆竹（经营）许可", synonyms=("花炮",)))
    assert [one.subject for one in find(text, site)][:1] == [matter]


def test_characters_are_not_found_by_their_sound(site: Site) -> None:
    make_findable(make_guide(name="演示烟花"))
    assert find("演示焰花", site) == []


def test_letters_find_bundles(site: Site) -> None:
    assert names(find("kcydyjs", site)) == ["开餐饮店一件事"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("演示烟花", ["演示烟花", "演示烟花甲", "申领演示烟花", "申领花炮"]),
        ("ysyh", ["演示烟花", "演示烟花甲", "申领演示烟花", "申领花炮"]),
        ("yanshiyanhua", ["演示烟花", "演示烟花甲", "申领演示烟花", "申领花炮"]),
    ],
)
def test_a_whole_name_comes_before_a_beginning_and_that_before_a_part(site: Site, text: str, order: list[str]) -> None:
    """Of the names the editors gave, in whichever order these were published; a synonym of one word's letters counts as a name."""
    for name in ("申领演示烟花", "演示烟花甲", "演示烟花"):
        make_findable(make_guide(name=name))
    make_findable(make_guide(name="申领花炮", synonyms=("老演示烟花",)), synonyms="老演示烟花")
    assert names(find(text, site)) == order


def test_equally_good_ones_are_in_the_order_of_their_codes(site: Site) -> None:
    for code in ("ZZZZZ9", "ZZZZZ7", "ZZZZZ8"):
        make_findable(make_guide(name="演示烟花"), code)
    assert [one.subject.code for one in find("ysyh", site)] == ["ZZZZZ7", "ZZZZZ8", "ZZZZZ9"]


def test_what_is_ready_here_comes_before_what_fits_better(site: Site) -> None:
    make_findable(make_guide(name="演示烟花", handlings=DISTRICT_ONLY))
    make_findable(make_guide(name="申领演示烟花"))
    assert names(find("ysyh", site)) == ["申领演示烟花", "演示烟花"]


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "%_%", "y" * 200])
def test_marks_of_the_database_find_nothing(site: Site, text: str) -> None:
    make_findable(make_guide(name="演示烟花"))
    assert find(text, site) == []


@pytest.mark.parametrize("count", [1, 3])
def test_finding_by_letters_is_two_queries_as_well(site: Site, count: int, django_assert_num_queries: object) -> None:
    for _ in range(count):
        make_findable(make_guide(name="演示烟花"))
    find("", site)
    with django_assert_num_queries(2):
        assert len(find("ysyh", site)) == count
