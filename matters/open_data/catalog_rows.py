"""A matter as one row of a table: what stands in which column. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.cells import neutral
from matters import wording
from matters.enums import LimitKind
from matters.guide import Guide, Requirement
from matters.open_data.shapes import PublishedGuide

LONGEST = 32_000
"""Characters of a cell; a workbook's holds 32,767."""
_CUT = "…（全文见 catalog.json）"
Cell = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """Its heading and what it holds. `is_code`: never to be taken for a number."""

    heading: str
    value: Callable[[PublishedGuide], Cell]
    is_code: bool = False


def row(guide: PublishedGuide) -> list[Cell]:
    """The cells of a matter in the order of COLUMNS; a text is never a formula."""
    return [_cell(column.value(guide)) for column in COLUMNS]


def _cell(value: Cell) -> Cell:
    if isinstance(value, int):
        return value
    return neutral(value if len(value) <= LONGEST else value[:LONGEST] + _CUT)


def _lines(texts: Iterable[str]) -> str:
    """Numbered, a line each, where there are several."""
    found = [text for text in texts if text]
    return "\n".join(f"{n}. {text}" for n, text in enumerate(found, 1)) if len(found) > 1 else "".join(found)


def _limits(guide: Guide, kind: LimitKind) -> str:
    return _lines(wording.conditional(guide, wording.limit_words(x), x.when) for x in guide.limits if x.kind == kind)


def _material(guide: Guide, r: Requirement) -> str:
    choice = f"多选一：{r.any_of}" if r.any_of else ""
    said = (
        wording.copies(r),
        wording.form(r),
        wording.issued_by(r),
        wording.necessity(r),
        choice,
        r.waiver and "可免交",
    )
    condition = wording.requirement_condition(guide, r)
    return (f"【{condition}】" if condition else "") + f"{r.name}（{'，'.join(filter(None, said))}）"


def _handled(guide: Guide) -> str:
    return _lines(wording.conditional(guide, wording.handling_words(h), h.when) for h in guide.handlings)


COLUMNS = (
    Column("公开短码", lambda g: g.code, is_code=True),
    Column("事项名称", lambda g: g.name),
    Column("通俗名称", lambda g: g.short_name),
    Column("别名", lambda g: "、".join(g.synonyms)),
    Column("一句话说明", lambda g: g.summary),
    Column("公开状态", lambda g: g.standing.label + (f"：{g.standing_reason}" if g.standing_reason else "")),
    Column("版本号", lambda g: g.edition.number),
    Column("施行日期", lambda g: g.edition.effective_from.isoformat()),
    Column("基本编码", lambda g: g.basic_code, is_code=True),
    Column("实施编码", lambda g: g.implementation_code, is_code=True),
    Column("业务办理项编码", lambda g: g.item_code, is_code=True),
    Column("事项类型", lambda g: g.matter_type.label),
    Column("办件类型", lambda g: g.processing_type.label),
    Column("服务对象", lambda g: "、".join(a.label for a in g.audiences)),
    Column("实施主体", lambda g: g.department.name),
    Column("统一社会信用代码", lambda g: g.department.code, is_code=True),
    Column("行使层级", lambda g: g.exercise_level.label),
    Column("办理层级", _handled),
    Column("主题", lambda g: "、".join(g.topics)),
    Column("受理条件", lambda g: _lines(wording.conditional(g, c.text, c.when) for c in g.conditions)),
    Column("申请材料", lambda g: "无需提交材料" if g.no_materials else _lines(_material(g, r) for r in g.requirements)),
    Column(
        "办理环节",
        lambda g: _lines(wording.conditional(g, f"{s.name}：{wording.step_words(s)}", s.when) for s in g.steps),
    ),
    Column("法定办结时限", lambda g: _limits(g, LimitKind.STATUTORY)),
    Column("承诺办结时限", lambda g: _limits(g, LimitKind.PROMISED)),
    Column("特别程序", lambda g: _lines(map(wording.pause_words, g.pauses))),
    Column(
        "收费",
        lambda g: _lines(wording.conditional(g, wording.charge_words(c), c.when) for c in g.charges) or "不收费",
    ),
    Column("设定依据", lambda g: _lines(map(wording.legal_title, g.legal_basis))),
    Column("结果名称", lambda g: g.result.name),
    Column("结果送达", lambda g: "、".join(d.label for d in g.result.delivery)),
    Column("到现场次数", lambda g: g.visits),
    Column("办理形式", lambda g: _lines(f"{c.kind.label} {c.url or c.note}".strip() for c in g.channels)),
    Column("咨询方式", lambda g: g.consult_phone),
    Column("监督投诉方式", lambda g: g.complaint_phone),
    Column("权利救济", lambda g: _lines(map(wording.remedy_words, g.remedies))),
    Column("演示数据", lambda g: "演示数据" if g.demo else ""),
)
