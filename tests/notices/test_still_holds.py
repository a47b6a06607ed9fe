"""Whatever the paper says and somebody acts on: when it changes, the old sheet no longer holds."""

from dataclasses import replace

import pytest

from matters.guide import Guide, Option, Question, Step
from matters.models import Matter
from notices.issuing import issue
from notices.models import Notice
from notices.verifying import State, verify
from tests.factories import add_edition, local, make_clerk, make_guide, make_published, make_requirement, make_site

pytestmark = pytest.mark.django_db

WHO = Question(
    key="who", text="谁来办理？", options=(Option(key="self", text="本人办理"), Option(key="agent", text="委托他人"))
)
STEPS = (
    Step(name="现场核查", who="区卫健委", limit="3个工作日"),
    Step(name="现场核查", who="区市场监管局", limit="2个工作日"),
)
GUIDE = make_guide(questions=(WHO,), steps=STEPS, requirements=(make_requirement(1, when=("who.agent",)),))


def told(guide: Guide = GUIDE) -> tuple[Matter, Notice]:
    matter, site = make_published(guide), make_site()
    clerk = make_clerk(site)
    return matter, issue(matter=matter, site=site, clerk=clerk, answers={"who": "agent"}, at=local(2026, 3, 9))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "公共场所卫生许可"}, "基本信息“事项名称”由“公共场所卫生许可证核发（新发）”改为“公共场所卫生许可”"),
        (
            {"steps": (replace(STEPS[0], content="先到五楼"), STEPS[1])},
            "办理环节“现场核查”由“区卫健委，3个工作日”改为“先到五楼，区卫健委，3个工作日”",
        ),
        (
            {"steps": (STEPS[0], replace(STEPS[1], limit="9个工作日"))},
            "办理环节“现场核查”由“区市场监管局，2个工作日”改为“区市场监管局，9个工作日”",
        ),
        (
            {"questions": (replace(WHO, options=(WHO.options[0], Option(key="agent", text="请别人代办"))),)},
            "情形“谁来办理？”由“委托他人”改为“请别人代办”",
        ),
    ],
    ids=["name", "content of a step", "one of two steps of one name", "wording of the answer"],
)
def test_a_sheet_no_longer_holds_when_it_would_read_otherwise(changed: dict[str, object], sentence: str) -> None:
    matter, notice = told()
    add_edition(matter, replace(matter.editions.get().guide, **changed), local(2026, 3, 10).date())
    verdict = verify(notice, local(2026, 3, 11).date())
    assert verdict.state == State.SUPERSEDED
    assert sentence in [change.sentence for change in verdict.changes]


def test_the_same_content_in_a_newer_edition_still_holds() -> None:
    matter, notice = told()
    add_edition(matter, matter.editions.get().guide, local(2026, 3, 10).date())
    assert verify(notice, local(2026, 3, 11).date()).state == State.VALID
