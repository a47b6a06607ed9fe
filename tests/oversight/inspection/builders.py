"""What tests of inspection start from: an inspector, notices with known tokens, a round."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any
from unittest.mock import patch

from accounts.models import StaffUser
from matters.models import Site
from notices.models import Notice
from oversight.enums import Verdict
from oversight.inspection.checking import Said
from oversight.inspection.criteria import Criteria
from oversight.inspection.drawing import Size
from oversight.inspection.rounds import add_to_patrol, start_patrol, start_sample
from oversight.models import Drawn, Round
from tests.admin_pages import make_staff
from tests.counter import make_notice
from tests.factories import make_clerk, make_published

_keys = count(1)
MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


def make_inspector(**values: Any) -> StaffUser:
    """Somebody of the centre with the rights of 督查人员; `values` confine them."""
    inspector = make_staff("督查人员")
    StaffUser.objects.filter(pk=inspector.pk).update(**values)
    return StaffUser.objects.get(pk=inspector.pk)


def with_tokens(site: Site, tokens: Iterable[str], **values: Any) -> list[Notice]:
    """Given out at that site on 9 March 2026 by one clerk about one matter, with these tokens."""
    shared = {"clerk": make_clerk(site), "matter": make_published(), **values}
    with patch("notices.issuing.chain.new_token", side_effect=list(tokens)):
        return [make_notice(site, **shared) for _ in tokens]


def march(inspector: StaffUser, size: Size = Size(100, is_percent=True), **values: Any) -> Criteria:  # noqa: B008
    """All that was told in March 2026, but for what the inspector gave out."""
    return Criteria(**{**MARCH, "inspector": inspector.username, "size": size, **values})


def make_sample(inspector: StaffUser, size: Size = Size(100, is_percent=True), **values: Any) -> Round:  # noqa: B008
    """A draw from March 2026 with the seed `seed`; the further values are criteria."""
    asked = march(inspector, size, **values)
    return start_sample(by=inspector, title="三月抽查", asked=asked, seed="seed", request_key=f"round {next(_keys)}")


def make_patrol(inspector: StaffUser, *notices: Notice) -> Round:
    """A patrol that has looked at those."""
    patrol = start_patrol(by=inspector, title="巡查", site=None, request_key=f"round {next(_keys)}")
    for notice in notices:
        add_to_patrol(patrol, notice, by=inspector)
    return patrol


def all_yes(drawn: Drawn, **others: Said) -> dict[str, Said]:
    """是 to every question of the round but those named."""
    return {**{item["key"]: Said(Verdict.YES) for item in drawn.round.items}, **others}
