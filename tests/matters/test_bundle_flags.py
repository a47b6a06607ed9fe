"""Which bundles have to be merged again, and doing it."""

from datetime import timedelta

import pytest

from matters.bundle_flags import flag_of, flags, merge_again
from matters.bundling import mark_edited
from matters.duplicates import merge
from matters.enums import Standing
from matters.models import Bundle
from matters.publishing import Refused, edition_in_force, today
from tests.bundles import make_bundle, make_live_bundle, member, move_on, permit_guide
from tests.counter import turned
from tests.factories import make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings):
    settings.PUBLICATION_GATES = []


def ours():
    return Bundle.objects.filter(name__startswith="试行一件事")


def test_a_bundle_that_says_what_its_members_say_is_not_flagged():
    assert flag_of(make_live_bundle()) is None


def test_a_draft_is_not_flagged():
    bundle = make_bundle()
    move_on(member(bundle, 1))
    assert flag_of(bundle) is None


def test_a_new_edition_of_a_member_flags_the_bundle():
    bundle = make_live_bundle()
    move_on(member(bundle, 2))
    flag = flag_of(bundle)
    assert (flag.since, flag.changes, flag.obstacles) == (today(), ("“试行许可”由第1版到第2版",), ())


def test_an_edition_dated_ahead_flags_it_from_its_day():
    bundle, start = make_live_bundle(), today() + timedelta(days=10)
    move_on(member(bundle, 2), effective_from=start)
    assert (flag_of(bundle).since, flag_of(bundle).is_ahead) == (start, True)
    edition = merge_again(bundle, by=make_user())
    assert (edition.effective_from, edition_in_force(bundle).number) == (start, 1)
    assert flag_of(bundle) is None


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.RETIRED])
def test_a_member_that_is_not_handled_is_an_obstacle(standing):
    bundle = make_live_bundle()
    turned(member(bundle, 2), standing)
    assert flag_of(bundle).obstacles == (f"“试行许可”{standing.label}：系统升级",)
    with pytest.raises(Refused):
        merge_again(bundle, by=make_user())


def test_a_member_merged_into_another_is_replaced_by_merging_again():
    bundle = make_live_bundle()
    survivor = make_published(permit_guide(name="试行卫生许可（新）", short_name="试行新许可"))
    gone = member(bundle, 2)
    merge(gone, survivor, by=make_user())
    assert set(flag_of(bundle).changes) == {"加入“试行新许可”", f"不再包含{gone.code}"}
    merge_again(bundle, by=make_user())
    assert [m.name for m in edition_in_force(bundle).guide.members] == ["试行执照", "试行新许可"]


def test_merging_again_names_what_changed_and_needs_one_person():
    bundle, by = make_live_bundle(), make_user()
    move_on(member(bundle, 2))
    edition = merge_again(bundle, by=by)
    assert (edition.number, edition.change_note) == (2, "按事项新版本重新合并：“试行许可”由第1版到第2版")
    assert flag_of(bundle) is None
    with pytest.raises(Refused, match="不用重新合并"):
        merge_again(bundle, by=by)


def test_merging_again_what_one_edited_oneself_is_refused():
    bundle, editor = make_live_bundle(), make_user()
    mark_edited(bundle, editor)
    move_on(member(bundle, 2))
    assert flag_of(bundle).is_edited
    with pytest.raises(Refused, match="须由另一个人"):
        merge_again(bundle, by=editor)


@pytest.mark.parametrize("count", [1, 3])
def test_flags_take_four_queries_however_many_there_are(count, django_assert_num_queries):
    for _ in range(count):
        move_on(member(make_live_bundle(), 2))
    with django_assert_num_queries(4):
        assert len(flags(ours())) == count
