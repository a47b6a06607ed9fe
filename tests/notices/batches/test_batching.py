"""Which sheets a choice makes, and what is left out and why. Nothing is laid out."""

from datetime import date
from typing import Any

import pytest

from accounts.models import StaffUser
from matters.enums import How, Level, Standing
from matters.guide import Handling
from matters.models import Department, Matter, Site
from notices.batches import batching
from notices.batches.batching import Batch, LeftOut, Selection, gather_batch
from tests.counter import asking_guide, turned
from tests.factories import add_edition, make_clerk, make_guide, make_matter, make_published, make_site, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> StaffUser:
    """Somebody who sees everything."""
    return make_user(is_superuser=True)


def picked(*matters: Matter, **values: Any) -> Selection:
    return Selection(matters=tuple(matter.pk for matter in matters), **values)


def handled_at(*sites: Site, **values: Any) -> Matter:
    """A published matter that exactly those street sites handle."""
    handling = Handling(level=Level.STREET, how=How.DIRECT, sites=tuple(site.code for site in sites))
    return make_published(make_guide(handlings=(handling,)), **values)


def labels(batch: Batch) -> list[str]:
    return [wanted.label for wanted in batch.wanted]


def test_a_matter_is_one_sheet_at_its_first_site(chief: StaffUser) -> None:
    sites = [make_site(), make_site()]
    matter = handled_at(*sites, name="残疾人证办理")
    batch = gather_batch(picked(matter), chief)
    assert (labels(batch), batch.matters, batch.left_out) == ([f"残疾人证办理 · {sites[0].name}"], 1, ())


def test_every_situation_is_a_sheet_of_its_own(chief: StaffUser) -> None:
    site = make_site()
    matter = make_published(asking_guide(handlings=(Handling(level=Level.STREET, how=How.DIRECT, sites=(site.code,)),)))
    batch = gather_batch(picked(matter, every_outcome=True), chief)
    assert [label.split(" · ")[1] for label in labels(batch)] == [
        "自己办、新办",
        "自己办、遗失补办",
        "请别人代办、新办",
        "请别人代办、遗失补办",
    ]


def test_every_site_has_its_sheets_together(chief: StaffUser) -> None:
    near, far = make_site(), make_site()
    handled = [handled_at(near, far, name=name) for name in ("甲事项", "乙事项")]
    batch = gather_batch(picked(*handled, every_place=True), chief)
    assert [wanted.site for wanted in batch.wanted] == [near.code] * 2 + [far.code] * 2


def test_a_site_narrows_to_what_it_handles(chief: StaffUser) -> None:
    here, there = make_site(), make_site()
    mine = handled_at(here, there)
    handled_at(there)
    batch = gather_batch(Selection(site=here.code), chief)
    assert [(w.edition, w.site) for w in batch.wanted if w.edition == mine.editions.get().pk] == [
        (mine.editions.get().pk, here.code)
    ]
    assert {w.site for w in batch.wanted} == {here.code}


def test_a_level_narrows_to_its_sites(chief: StaffUser) -> None:
    matter = handled_at(make_site())
    found = {level: len(gather_batch(picked(matter, level=level), chief).wanted) for level in ("street", "district")}
    assert found == {"street": 1, "district": 0}


def test_a_department_narrows_to_its_own(chief: StaffUser) -> None:
    department = Department.objects.create(name="演示甲局", short_name="甲局")
    matter = handled_at(make_site(), department=department)
    batch = gather_batch(Selection(department=department.pk), chief)
    assert [wanted.edition for wanted in batch.wanted] == [matter.editions.get().pk]


@pytest.mark.parametrize(("since", "count"), [(date(2026, 2, 1), 1), (date(2026, 2, 2), 0)])
def test_a_day_narrows_to_what_took_effect_since(chief: StaffUser, since: date, count: int) -> None:
    matter = handled_at(make_site())
    add_edition(matter, matter.editions.get().guide, effective_from=date(2026, 2, 1))
    assert len(gather_batch(picked(matter, since=since), chief).wanted) == count


def test_what_cannot_be_printed_is_listed_with_its_reason(chief: StaffUser) -> None:
    site = make_site()
    draft, late = make_matter(name="草稿事项"), make_matter(name="未来事项", standing=Standing.LIVE)
    add_edition(late, make_guide(), effective_from=date(2099, 1, 1))
    suspended = turned(handled_at(site, name="暂停事项"), Standing.SUSPENDED)
    retired = turned(handled_at(site, name="取消事项"), Standing.RETIRED)
    batch = gather_batch(picked(draft, late, suspended, retired), chief)
    assert (batch.wanted, set(batch.left_out)) == (
        (),
        {
            LeftOut("草稿事项", "还没有发布"),
            LeftOut("未来事项", "现在没有生效的版本"),
            LeftOut("暂停事项", "暂停办理"),
            LeftOut("取消事项", "已取消"),
        },
    )


def test_a_picked_matter_that_the_site_does_not_handle_is_listed(chief: StaffUser) -> None:
    matter = handled_at(make_site(), name="别处事项")
    batch = gather_batch(picked(matter, site=make_site().code), chief)
    assert batch.left_out == (LeftOut("别处事项", "所选的办事地点都不办理"),)


def test_too_many_are_not_counted_to_the_end(chief: StaffUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MAX_SHEETS", 2)
    matters = [handled_at(make_site()) for _ in range(4)]
    batch = gather_batch(picked(*matters), chief)
    assert (len(batch.wanted), batch.is_over) == (2, True)


def test_a_clerk_prints_what_their_site_handles_and_only_there() -> None:
    here, there = make_site(), make_site()
    both, elsewhere = handled_at(here, there), handled_at(there)
    batch = gather_batch(picked(both, elsewhere, every_place=True), make_clerk(here))
    assert [(w.edition, w.site) for w in batch.wanted] == [(both.editions.get().pk, here.code)]


def test_an_editor_prints_their_departments_matters_at_every_site() -> None:
    own = Department.objects.create(name="演示乙局", short_name="乙局")
    sites = [make_site(), make_site()]
    mine, other = handled_at(*sites, department=own), handled_at(*sites)
    batch = gather_batch(picked(mine, other, every_place=True), make_user(department=own))
    assert [w.edition for w in batch.wanted] == [mine.editions.get().pk] * 2


def test_counting_takes_the_same_queries_for_one_and_for_three(
    chief: StaffUser, django_assert_num_queries: Any
) -> None:
    matters = [handled_at(make_site()) for _ in range(3)]
    for some in (matters[:1], matters):
        with django_assert_num_queries(4):
            assert len(gather_batch(picked(*some), chief).wanted) == len(some)
