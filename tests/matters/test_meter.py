"""How complete a working copy is, in the blocks of the sheet."""

import pytest

from matters.admin.listing import meters_of
from matters.completeness import Finding, Severity, check, errors
from matters.meter import BLOCKS, Meter, meter
from tests import factories

TODAY = factories.local(2026, 3, 9).date()


def wrong(field: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity=severity, check="any", field=field, message="缺")


def test_without_findings_every_block_is_filled() -> None:
    assert meter([]) == Meter(len(BLOCKS), len(BLOCKS), ())
    assert meter([]).percent == 100


@pytest.mark.parametrize(
    ("field", "block"),
    [
        ("consult_phone", "咨询与投诉电话"),
        ("requirements[3].name", "申请材料"),
        ("result.delivery", "办理结果"),
        ("department", "实施主体"),
        ("faqs[0].answer", "常见问题与其他"),
        ("something_new", "常见问题与其他"),
    ],
)
def test_an_error_empties_its_block(field: str, block: str) -> None:
    assert meter([wrong(field)]).missing == (block,)


def test_two_errors_of_one_block_are_one_missing_block() -> None:
    assert meter([wrong("consult_phone"), wrong("complaint_phone"), wrong("steps")]).missing == (
        "办理环节",
        "咨询与投诉电话",
    )


def test_a_warning_leaves_its_block_filled() -> None:
    assert meter([wrong("steps", Severity.WARNING)]).percent == 100


def test_the_percentage_is_rounded_down() -> None:
    found = meter([wrong("steps")])
    assert (found.filled, found.needed, found.percent) == (16, 17, 94)


@pytest.mark.parametrize("values", [{}, {"conditions": ()}, {"consult_phone": "待补充", "steps": ()}])
def test_a_hundred_percent_is_what_may_be_published(values: dict[str, object]) -> None:
    findings = check(factories.make_guide(**values), TODAY)
    assert (meter(findings).percent == 100) == (errors(findings) == [])


@pytest.mark.django_db
def test_the_rows_of_a_list_are_measured_together() -> None:
    whole, part = factories.make_matter(), factories.make_matter(consult_phone="")
    assert {pk: m.percent for pk, m in meters_of([whole.pk, part.pk]).items()} == {whole.pk: 100, part.pk: 94}
