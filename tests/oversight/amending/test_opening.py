"""`amend`: from what was said to the working copy."""

from typing import Any

import pytest

from accounts.models import AuditEntry
from matters.enums import Standing
from matters.models import Matter
from matters.reviewing import submit
from oversight.amending.opening import amend
from oversight.enums import StepDeed
from oversight.models import Amendment, Case, SharedCause
from oversight.orders.finding import find
from oversight.refusal import CannotDo
from tests.admin_pages import make_staff
from tests.factories import make_clerk, make_published
from tests.oversight.amending.told import change, make_case, make_editor, two_matters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


def make_finding(matter: Matter, case: Case | None = None) -> Any:
    return find(by=make_staff("督查人员"), words="告知单漏了照片", case=case or make_case(matter))


def make_shared() -> SharedCause:
    return SharedCause.objects.create(title="照片没有写明", cause="materials", opened_by=make_editor())


def test_an_amendment_names_its_case_and_the_edition_before_it() -> None:
    case, editor = make_case(), make_editor()
    assert case.matter
    made = amend(case, case.matter, by=editor)
    assert (made.case, made.matter, made.reference, made.after_number, made.by) == (
        case,
        case.matter,
        case.ref,
        1,
        editor,
    )


@pytest.mark.parametrize("source", ["finding", "shared"])
def test_findings_and_shared_causes_lead_to_the_catalog_too(source: str) -> None:
    matter = make_published()
    row = make_finding(matter) if source == "finding" else make_shared()
    made = amend(row, matter, by=make_editor())
    reference = f"检查发现{row.pk}号" if source == "finding" else f"共性问题{row.pk}号"
    assert (getattr(made, source), made.reference) == (row, reference)


def test_the_story_of_the_case_and_the_audit_trail_tell_it_once() -> None:
    case, editor = make_case(), make_editor()
    assert case.matter
    assert amend(case, case.matter, by=editor) == amend(case, case.matter, by=make_editor())
    told = [(step.by, step.words) for step in case.steps.filter(deed=StepDeed.AMENDED)]
    assert told == [(editor, case.matter.name)]
    assert [(e.actor, e.detail["reason"]) for e in AuditEntry.objects.filter(action="amend")] == [(editor, case.ref)]


def test_only_who_works_on_the_matter_may_open_it() -> None:
    own, foreign = two_matters()
    case = make_case(own)
    for somebody in (make_clerk(), make_staff("督查人员"), make_editor(department=foreign.department)):
        with pytest.raises(CannotDo, match="不归您修改"):
            amend(case, own, by=somebody)
    assert not Amendment.objects.exists()
    assert amend(case, own, by=make_editor(department=own.department)).matter == own


@pytest.mark.parametrize("state", ["review", "retired", "merged"])
def test_a_locked_working_copy_is_refused_with_the_reason(state: str) -> None:
    matter, editor = make_published(), make_editor()
    case = make_case(matter)
    if state == "review":
        change(matter, editor)
        submit(matter, by=editor, note="加一步")
    values = {
        "retired": {"standing": Standing.RETIRED, "standing_reason": "并入别的事项"},
        "merged": {"merged_into": make_published()},
    }
    Matter.objects.filter(pk=matter.pk).update(**values.get(state, {"demo": matter.demo}))
    words = {"review": "正在审核", "retired": "已取消", "merged": "已并入"}[state]
    with pytest.raises(CannotDo, match=words):
        amend(case, matter, by=editor)
    assert not Amendment.objects.exists()
