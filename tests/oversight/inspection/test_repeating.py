"""A recorded draw repeated, here and later: the same notices, or it says so."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import StaffUser
from oversight.inspection.drawing import Size
from oversight.inspection.repeating import repeat
from oversight.inspection.strata import Stratum
from oversight.models import Round
from tests.counter import make_notice
from tests.factories import local, make_site
from tests.oversight.inspection.builders import make_patrol, make_sample, with_tokens

pytestmark = pytest.mark.django_db
TOKENS = [f"{n:020d}" for n in range(1, 31)]


def said(sample: Round, *arguments: str) -> str:
    out = StringIO()
    call_command("repeat_draw", str(sample.pk), *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_known_tokens_draw_the_same_numbers_on_every_database(inspector: StaffUser) -> None:
    with_tokens(make_site(serial_name="测抽"), TOKENS)
    drawn = make_sample(inspector, Size(5)).drawn.order_by("position")
    assert [one.notice.number for one in drawn] == [29, 21, 22, 9, 15]


def test_a_month_later_with_more_rows_it_is_the_same(inspector: StaffUser) -> None:
    site = make_site()
    for _ in range(6):
        make_notice(site)
    sample = make_sample(inspector, Size(3), stratum=Stratum.CLERK)
    for day in (2, 9, 30):
        make_notice(site, at=local(2026, 3, day))
    make_notice(at=local(2026, 3, 9))
    found = repeat(Round.objects.get(pk=sample.pk))
    assert (found.is_same, found.frame_size) == (True, 6)
    assert [line.serial for line in found.lines] == list(
        sample.drawn.order_by("position").values_list("notice__serial", flat=True)
    )


def test_the_inspector_s_later_move_changes_nothing(inspector: StaffUser) -> None:
    site = make_site()
    make_notice(site)
    StaffUser.objects.filter(pk=inspector.pk).update(region=site.region)
    sample = make_sample(StaffUser.objects.get(pk=inspector.pk))
    StaffUser.objects.filter(pk=inspector.pk).update(region=make_site().region)
    assert repeat(Round.objects.get(pk=sample.pk)).is_same


def test_another_seed_is_found_out(inspector: StaffUser) -> None:
    with_tokens(make_site(), TOKENS[:9])
    sample = make_sample(inspector, Size(3))
    Round.objects.filter(pk=sample.pk).update(seed="another")
    found = repeat(Round.objects.get(pk=sample.pk))
    assert (found.is_same, found.is_same_frame, bool(found.gone)) == (False, True, True)


def test_a_smaller_frame_is_found_out(inspector: StaffUser) -> None:
    site = make_site()
    make_notice(site), make_notice(site)
    sample = make_sample(inspector)
    Round.objects.filter(pk=sample.pk).update(heads={f"{site.code}|guidance|2026": 1})
    found = repeat(Round.objects.get(pk=sample.pk))
    assert (found.is_same, found.is_same_frame, found.frame_size) == (False, False, 1)


def test_the_command_says_the_same_and_which(inspector: StaffUser) -> None:
    notice = make_notice()
    sample = make_sample(inspector)
    first, line = said(sample).splitlines()
    assert (first, line.split()[:2]) == ("same notices: 1 drawn from 1, seed seed", ["1", notice.serial])


def test_the_command_exits_1_where_it_is_not_the_same(inspector: StaffUser) -> None:
    make_notice()
    sample = make_sample(inspector)
    Round.objects.filter(pk=sample.pk).update(frame_sha256="0" * 64)
    with pytest.raises(SystemExit) as left:
        said(sample)
    assert left.value.code == 1


def test_the_command_speaks_json(inspector: StaffUser) -> None:
    make_notice()
    report = json.loads(said(make_sample(inspector), "--json"))
    assert (report["same"], report["frame_size"], report["gone"]) == (True, 1, [])


def test_a_patrol_has_no_draw_to_repeat(inspector: StaffUser) -> None:
    with pytest.raises(CommandError, match="没有编号为"):
        said(make_patrol(inspector))
