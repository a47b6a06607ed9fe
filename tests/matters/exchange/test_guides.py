"""Four real guides, entered row by row in the template workbook, become complete published matters: situations, conditions and levels as
their text says. `data/guides.csv` holds the rows as text, `data/README.md` says where the guides come from.
"""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import StaffUser
from matters.enums import Level, LimitKind
from matters.exchange.importing_publish import Publishers
from matters.exchange.report import Report
from matters.exchange.template import write_template
from matters.guide import Guide
from matters.models import Matter
from matters.publishing import edition_in_force
from matters.tailoring import outcome_key, outcomes, tailor
from tests.matters.exchange.bringing import bring, counts

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]

ROWS = Path(__file__).parent / "data" / "guides.csv"
CARD, CARD_BY_LEVEL = "办理残疾人证（裕安区）", "第二代残疾人证办理（硚口区）"
ALLOWANCE, LICENCE = "高龄老人津贴申请（洛川县）", "公共场所卫生许可证（变更）（白城市）"
NEW = [
    ("《中华人民共和国残疾人证申请表》", 1, 0, ""),
    ("残疾人居民身份证", 1, 1, ""),
    ("残疾人居民户口簿", 1, 1, ""),
    ("近期两寸免冠白底彩照", 4, 0, ""),
]
GUARDIAN = [("法定监护人居民身份证", 1, 1, ""), ("法定监护人居民户口簿", 1, 1, "")]
EITHER = [("残疾人居民身份证", 0, 1, "身份证明"), ("残疾人居民户口簿", 0, 1, "身份证明")]
LISTS = {
    "kind.new who.other": NEW,
    "kind.new who.ward": NEW + GUARDIAN,
    "kind.change": [
        ("《中华人民共和国残疾人证等级变更申请表》", 1, 0, ""),
        ("残疾人居民身份证", 1, 1, ""),
        ("残疾人居民户口簿", 1, 1, ""),
        ("近期两寸免冠白底彩照", 4, 0, ""),
        ("残疾人证", 1, 0, ""),
    ],
    "kind.lost": [
        ("《中华人民共和国残疾人证挂失补办申请表》", 1, 0, ""),
        *EITHER,
        ("近期两寸免冠白底彩照", 2, 0, ""),
    ],
    "kind.damaged": [
        ("《中华人民共和国残疾人证残损换新申请表》", 1, 0, ""),
        *EITHER,
        ("近期两寸免冠白底彩照", 2, 0, ""),
    ],
}
"""What 裕安区 asks for in each situation: paper, originals, copies, group of which one is enough."""


def workbook(folder: Path) -> Path:
    """The downloaded template with the guides' rows typed into its columns."""
    path = folder / "四份指南.xlsx"
    write_template(path)
    book = load_workbook(path)
    sheet: Any = None
    headings: list[str] = []
    for row in csv.reader(ROWS.read_text("utf-8-sig").splitlines()):
        if row[0].startswith("#"):
            sheet, headings = book[row[0][1:]], []
        elif not headings:
            headings = row
        else:
            cells = dict(zip(headings, row, strict=True))
            sheet.append([cells.get(cell.value, "") for cell in sheet[1]])
    book.save(path)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """What is left to say when an editor brings the workbook in and a reviewer publishes it, the sheet's own gate included."""
    editor, reviewer = (StaffUser.objects.get(username=name) for name in ("bianji", "shenhe"))
    return bring(workbook(tmp_path), by=editor, publishers=Publishers(editor, reviewer))


def guide_of(name: str, *answers: str) -> Guide:
    edition = edition_in_force(Matter.objects.get(name=name))
    chosen: dict[str, str] = dict(answer.split(".") for answer in answers)  # type: ignore[misc]
    return tailor(edition.guide, chosen)  # type: ignore[union-attr]


def papers(guide: Guide) -> list[tuple[str, int, int]]:
    return [(r.name, r.original, r.copies) for r in guide.requirements]


def levels(guide: Guide) -> list[tuple[Level, str]]:
    return [(h.level, h.how.label) for h in guide.handlings]


def test_the_four_guides(report: Report) -> None:
    assert (counts(report), report.published, report.is_complete) == ((4, 0, 0, 0), 4, True)
    assert {p.check for p in report.problems} == {"department_created", "sheet_skipped"}
    _a_card_asks_for_what_its_situation_needs()
    _a_card_is_handled_in_the_street_and_in_the_district()
    _the_stages_of_a_card_have_their_levels_and_days()
    _the_allowance_is_paid_through_the_street_and_the_community()
    _a_change_of_licence_asks_what_changed()


def _a_card_asks_for_what_its_situation_needs() -> None:
    """The four lists of the text, ①②③④ in their order, and the guardian's papers of the note under the first."""
    guide = guide_of(CARD)
    assert {outcome_key(answers) for answers in outcomes(guide)} == set(LISTS)
    told = {key: tailor(guide, dict(token.split(".") for token in key.split())) for key in LISTS}  # type: ignore[misc]
    asked = {key: [(r.name, r.original, r.copies, r.any_of) for r in one.requirements] for key, one in told.items()}
    assert asked == LISTS
    assert {key: [c.standard for c in one.charges] for key, one in told.items()} == {
        key: ["100元，自理"] if key == "kind.change" else [] for key in LISTS
    }


def _a_card_is_handled_in_the_street_and_in_the_district() -> None:
    notes = [(h.level, h.note) for h in guide_of(CARD, "kind.lost").handlings]
    assert notes == [(Level.STREET, "户口所在地乡镇街残联"), (Level.DISTRICT, "每周一至周五区残联办事大厅")]
    assert [c.text for c in guide_of(CARD, "kind.damaged").conditions] == ["持有或者申领残疾人证的残疾人"]


def _the_stages_of_a_card_have_their_levels_and_days() -> None:
    guide = guide_of(CARD_BY_LEVEL)
    assert guide.limit(LimitKind.PROMISED).amount == 35  # type: ignore[union-attr]
    assert [(s.level, s.limit) for s in guide.steps if s.limit] == [
        (Level.STREET, "15个工作日"),
        (Level.DISTRICT, "20个工作日"),
    ]
    assert levels(guide) == [
        (Level.COMMUNITY, "前端受理转报"),
        (Level.STREET, "前端受理转报"),
        (Level.DISTRICT, "直接办理"),
    ]


def _the_allowance_is_paid_through_the_street_and_the_community() -> None:
    guide = guide_of(ALLOWANCE)
    assert levels(guide) == [(Level.STREET, "前端受理转报"), (Level.COMMUNITY, "前端受理转报")]
    assert [(x.kind.label, x.amount, x.unit.label) for x in guide.limits] == [("法定", 1, "月"), ("承诺", 1, "月")]
    assert ([b.number for b in guide.legal_basis], guide.charges) == (
        ["陕民发〔2012〕11号", "延市民发〔2012〕63号"],
        (),
    )
    assert papers(guide)[-2:] == [("户口本", 1, 2), ("二寸照片", 2, 0)]


def _a_change_of_licence_asks_what_changed() -> None:
    asked = {
        change: [r.name for r in guide_of(LICENCE, f"what.{change}").requirements[2:]]
        for change in ("address", "item", "name", "person")
    }
    assert asked == {
        "address": ["生产经营地址名称变更证明"],
        "item": [],
        "name": ["变更后的营业执照"],
        "person": ["变更后的营业执照", "新法定代表人身份证明"],
    }
    guide = guide_of(LICENCE)
    assert [(x.kind.label, x.amount) for x in guide.limits] == [("法定", 20), ("承诺", 17)]
