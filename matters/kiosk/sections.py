"""A tailored guide as sections of ready lines, worded as on the public page.

A row is a tuple that begins with its kind, so that a terminal can draw it without knowing anything of guides:
("o", question, short, more) an answer of the overview; ("m", number, name, copies, marks, notes) a paper; ("g", number, label, words) the head
of alternatives; ("h", words, mark) a heading inside a section; ("b", words) a bullet; ("p", words) a paragraph.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matters import wording
from matters.guide import Guide, Limit, Requirement, When
from matters.kiosk.place_rows import Row, place_rows
from matters.overview import Group, grouped, overview
from matters.place import Place
from matters.totals import schedule


@dataclass(frozen=True, slots=True)
class Section:
    """`title` stands above its rows; that of the overview is empty."""

    title: str
    rows: tuple[Row, ...]


def sections(guide: Guide, here: Place | None, others: Sequence[Place]) -> tuple[Section, ...]:
    """All of a tailored guide, for somebody who stands at the place `here` (None where it is not handled there in this situation)."""
    found = (
        Section("", _overview(guide, here, others)),
        Section(_materials_title(guide), _materials(guide)),
        Section("这些不用带", _obtained(guide)),
        Section("一件事里有什么", _stages(guide)),
        Section("办理地点和时间", place_rows(guide, here, others)),
        Section("受理条件", _conditions(guide)),
        Section("办理时限", _limits(guide)),
        Section("收费", _charges(guide)),
        Section("办理流程", _steps(guide)),
        Section("办理结果", _result(guide)),
        Section("常见问题", tuple(row for faq in guide.faqs for row in (("h", faq.question, ""), ("p", faq.answer)))),
        Section("咨询和投诉", _contact(guide)),
        Section("设定依据", _bullets(wording.legal_title(basis) for basis in guide.legal_basis)),
        Section("对结果不服", _bullets(map(wording.remedy_words, guide.remedies))),
    )
    return tuple(section for section in found if section.rows)


def _overview(guide: Guide, here: Place | None, others: Sequence[Place]) -> tuple[Row, ...]:
    return tuple(("o", a.question, a.short, a.more) for a in overview(guide, [here] if here else list(others)))


def _materials_title(guide: Guide) -> str:
    count = len(grouped(guide.requirements))
    open_words = "，按情形选带" if any(r.when for r in guide.requirements) else ""
    return f"申请材料（共{count}项{open_words}）" if count else "申请材料"


def _materials(guide: Guide) -> tuple[Row, ...]:
    if not guide.requirements:
        return (("p", "办这件事不用交材料。"),)
    return tuple(row for group in grouped(guide.requirements) for row in _group(guide, group))


def _group(guide: Guide, group: Group) -> Iterable[Row]:
    if not group.label:
        yield _paper(guide, group.members[0], str(group.number))
        return
    yield ("g", str(group.number), group.label, f"下面{len(group.members)}样，带一样就行")
    for member in group.members:
        yield _paper(guide, member, "")


def _paper(guide: Guide, paper: Requirement, number: str) -> Row:
    only_if = wording.requirement_condition(guide, paper)
    marks = (only_if and f"{only_if}才需要", wording.necessity(paper), paper.waiver and f"免交：{paper.waiver}")
    origin = "，".join(filter(None, (wording.issued_by(paper), paper.how_to_get)))
    notes = (
        wording.used_by(guide, paper),
        paper.standard and f"要求：{paper.standard}",
        paper.fill_note and f"填写：{paper.fill_note}",
        origin and f"怎样取得：{origin}",
    )
    counted = f"{wording.copies(paper)}，{paper.form.label}"
    return ("m", number, paper.name, counted, tuple(filter(None, marks)), tuple(filter(None, notes)))


def _obtained(guide: Guide) -> tuple[Row, ...]:
    return tuple(("b", f"{row.name}：{wording.obtained_words(guide, row)}") for row in guide.obtained)


def _stages(guide: Guide) -> tuple[Row, ...]:
    rows: list[Row] = []
    for stage in schedule(guide):
        at_once = f"{len(stage.members)}项同时办" if len(stage.members) > 1 else ""
        rows.append(("h", f"第{stage.number}步", at_once))
        rows += [("b", f"{m.name}（{m.department.name}）" + ("，按需选办" if m.when else "")) for m in stage.members]
    return tuple(rows)


def _conditions(guide: Guide) -> tuple[Row, ...]:
    texts = [_only_if(guide, row.when, "：") + row.text for row in guide.conditions]
    texts += [f"数量限制：{guide.quantity_limit}"] if guide.quantity_limit else []
    texts += [f"禁止性要求：{guide.prohibitions}"] if guide.prohibitions else []
    return _bullets(texts)


def _limits(guide: Guide) -> tuple[Row, ...]:
    texts = [_limit(guide, limit) for limit in guide.limits]
    return _bullets([*texts, *(f"不计入时限：{wording.pause_words(pause)}" for pause in guide.pauses)])


def _limit(guide: Guide, limit: Limit) -> str:
    return f"{limit.kind.label}时限：{_only_if(guide, limit.when, '，')}{wording.limit_words(limit)}"


def _charges(guide: Guide) -> tuple[Row, ...]:
    return _bullets(_only_if(guide, c.when, "：") + wording.charge_words(c) for c in guide.charges) or (
        ("b", "不收费"),
    )


def _steps(guide: Guide) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, step in enumerate(guide.steps, 1):
        rows.append(("h", f"{number}. {step.name}", step.limit))
        words = step.who + (f"：{step.content}" if step.content else "")
        rows += [("p", text) for text in (step.matter, wording.condition(guide, step.when), words) if text]
        rows += [("p", f"结果：{step.result}")] if step.result else []
    return tuple(rows)


def _result(guide: Guide) -> tuple[Row, ...]:
    result = guide.result
    delivery = "、".join(way.label for way in result.delivery)
    texts = (
        f"{result.name}（{result.kind.label}）",
        delivery and f"领取方式：{delivery}",
        result.validity and f"有效期：{result.validity}",
        result.annual_check and f"年检：{result.annual_check}",
    )
    return _bullets(filter(None, texts))


def _contact(guide: Guide) -> tuple[Row, ...]:
    phones = (("咨询电话", guide.consult_phone), ("投诉电话", guide.complaint_phone))
    ways = [(c.kind.label, c.note) for c in guide.channels] + [(m.kind.label, m.note) for m in guide.modes]
    return _bullets(f"{name}：{words}" for name, words in (*phones, *ways) if words)


def _bullets(texts: Iterable[str]) -> tuple[Row, ...]:
    return tuple(("b", text) for text in texts)


def _only_if(guide: Guide, when: When, colon: str) -> str:
    words = wording.condition(guide, when)
    return words + colon if words else ""
