"""What a bundle demands is on its sheet, for any bundle."""

from hypothesis import given, settings

from matters import wording
from matters.guide import Guide
from matters.merging import Membership, merge
from matters.plain import to_plain
from matters.tailoring import tailor
from notices import bundle_blocks
from notices.sheet import Sheet
from tests import strategies
from tests.factories import make_sheet

few = settings(max_examples=25, deadline=None)


def told(members: list[Membership], answers: dict[str, str]) -> tuple[Guide, Sheet]:
    """A bundle for an applicant, in the words for one page, and its sheet."""
    guide = tailor(merge(members), answers)
    return bundle_blocks.abridged(guide) if guide.members else guide, make_sheet(guide)


def spoken(sheet: Sheet) -> str:
    """All texts of a sheet."""
    return "\n".join(_texts(to_plain(sheet)))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return _texts(list(value.values()))
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@few
@given(strategies.answered_bundles())
def test_every_paper_of_a_bundle_is_on_its_sheet(case: tuple[list[Membership], dict[str, str]]) -> None:
    guide, sheet = told(*case)
    lines = {m.key: m for m in sheet.materials}
    assert sorted(lines) == sorted(r.key for r in guide.requirements)
    for r in guide.requirements:
        line = lines[r.key]
        assert (line.name, line.original, line.copies) == (r.name, str(r.original or ""), str(r.copies or ""))
        assert line.condition == wording.requirement_condition(guide, r)
        said = (wording.issued_by(r), r.how_to_get, r.fill_note, r.standard, bundle_blocks.used_by(guide, r))
        assert [text for text in said if text not in line.note] == []


@few
@given(strategies.answered_bundles())
def test_every_other_demand_of_a_bundle_is_on_its_sheet(case: tuple[list[Membership], dict[str, str]]) -> None:
    guide, sheet = told(*case)
    demands = [
        guide.name,
        guide.department.name,
        *(p.name for p in guide.joint_departments),
        *(m.name for m in guide.members),
        *(a.option_text for a in guide.answers),
        *(wording.duration(x) for x in guide.limits),
        *(o.name for o in guide.obtained),
        *(c.text for c in guide.conditions),
        *(wording.conditional(guide, wording.charge_words(c), c.when) for c in guide.charges),
        *map(wording.remedy_words, guide.remedies),
        *(b.title for b in guide.legal_basis),
        guide.result.name,
        guide.consult_phone,
        guide.complaint_phone,
    ]
    said = spoken(sheet)
    assert [text for text in demands if text not in said] == []
