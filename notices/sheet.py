"""The `Sheet`: everything one piece of paper shows, in its final words, as frozen plain data; and `compose`, which makes it.

A stored sheet prints the same for ever, whatever happens to the catalog or to this code: nothing is worded later than here. The order of the
fields is the order of the paper (see docs/architecture.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from matters import wording
from matters.changes import Fact
from matters.enums import LimitKind
from matters.guide import Guide, Requirement
from matters.place import Place
from matters.workdays import WorkCalendar, completes_on
from notices.enums import Manner, NoticeKind

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A labelled line: `key` is stable for comparing, `label` and `text` are printed."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One row of the list of materials. Rows of a 二选一 group share `number`; the first one says how many they are."""

    key: str
    number: int
    name: str
    original: str
    copies: str
    form: str
    source: str
    condition: str = ""
    note: str = ""
    flags: tuple[str, ...] = ()
    group: str = ""
    group_size: int = 0
    group_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: `detail` is what may move behind the QR code."""

    number: int
    name: str
    who: str
    limit: str
    result: str
    condition: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """告知单 as data. A blank one (`issued` False) has lines to fill in instead of `foot` and no `stub`."""

    schema: int = SCHEMA
    kind: NoticeKind = NoticeKind.GUIDANCE
    issued: bool = False
    demo: str = ""
    office: str
    title: str
    serial: str = ""
    edition: str
    url: str
    matter_code: str
    matter: str
    situation: tuple[Line, ...] = ()
    strip: tuple[Line, ...]
    meta: tuple[Line, ...]
    conditions: Line
    materials_title: str
    materials: tuple[MaterialLine, ...]
    place: tuple[Line, ...]
    steps: tuple[StepLine, ...]
    details: tuple[Line, ...]
    legal: tuple[Line, ...]
    faqs: tuple[Line, ...] = ()
    other_sites: tuple[Line, ...] = ()
    foot: tuple[Line, ...]
    stub: tuple[Line, ...] = ()
    footer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The office's own words: what stands on every sheet whatever the matter."""

    office: str
    title: str = "政务服务事项一次性告知单"
    hotline: str = ""
    progress: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMark:
    """Which edition a sheet is made from."""

    number: int
    effective_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuance:
    """The act of telling. `told_at` is local time; `calendar` dates the completion."""

    serial: str
    clerk: str
    window: str
    manner: Manner
    told_at: datetime
    calendar: WorkCalendar


def compose(
    guide: Guide,
    place: Place,
    *,
    mark: EditionMark,
    profile: Profile,
    url: str,
    others: Iterable[Place] = (),
    issuance: Issuance | None = None,
) -> Sheet:
    """All that the paper shows of a (tailored) guide at a site; blank without `issuance`.

    `url` is what the QR code holds: the guide for a blank sheet, the notice for an issued one. `others` are further sites, nearest first.
    """
    return Sheet(
        issued=issuance is not None,
        demo="演示数据" if guide.demo else "",
        office=profile.office,
        title=profile.title,
        serial=issuance.serial if issuance else "",
        edition=f"第{mark.number}版（{_day(mark.effective_from)}起施行）",
        url=url,
        matter_code=guide.code,
        matter=guide.name,
        situation=tuple(Line(key=a.question, label=a.question_text, text=a.option_text) for a in guide.answers),
        strip=_strip(guide, issuance),
        meta=_meta(guide),
        conditions=_conditions(guide),
        materials_title=_materials_title(guide),
        materials=_materials(guide),
        place=_place(guide, place, profile),
        steps=_steps(guide),
        details=_details(guide),
        legal=tuple(Line(key=b.title, label=wording.legal_title(b), text=b.text) for b in guide.legal_basis),
        faqs=tuple(Line(key=f.question, label=f.question, text=f.answer) for f in guide.faqs),
        other_sites=tuple(_other_site(p) for p in others),
        foot=_foot(issuance),
        stub=_stub(guide, mark, issuance) if issuance else (),
        footer=profile.footer,
    )


def sheet_facts(sheet: Sheet) -> list[Fact]:
    """What the paper tells of the matter, without what belongs to this one piece of paper (number, date, clerk, edition)."""
    lines = (
        ("基本信息", sheet.meta), ("基本信息", tuple(x for x in sheet.strip if x.key not in _OF_THE_PAPER)),
        ("受理条件", (sheet.conditions,)), ("办理地点", sheet.place), ("办理信息", sheet.details),
        ("设定依据", tuple(Line(key=x.key, label=x.label, text=x.label) for x in sheet.legal)),
    )  # fmt: skip
    return [
        *(_material_fact(m) for m in sheet.materials),
        *(Fact(block=block, key=x.key, label=x.label, text=x.text) for block, group in lines for x in group),
        *(
            Fact(block="办理环节", key=s.name, label=s.name, text="，".join(filter(None, (s.who, s.limit, s.result))))
            for s in sheet.steps
        ),
    ]


_OF_THE_PAPER = {"count", "completes"}


def _material_fact(m: MaterialLine) -> Fact:
    counts = (m.original and f"原件{m.original}", m.copies and f"复印件{m.copies}")
    text = "，".join(filter(None, (*counts, m.form, m.condition, m.note, *m.flags, m.group_label)))
    return Fact(block="申请材料", key=m.key, label=m.name, text=text)


def _strip(guide: Guide, issuance: Issuance | None) -> tuple[Line, ...]:
    """The four things asked first: how many papers, how long, how much, how often to come."""
    return (
        Line(key="count", label="申请材料", text=_count(guide)),
        Line(key="promised", label="承诺时限", text=_limits(guide, LimitKind.PROMISED, notes=False)),
        *_completion(guide, issuance),
        Line(key="fee", label="收费", text="收费，见下" if guide.charges else "不收费"),
        Line(key="visits", label="到现场", text=f"{guide.visits}次" if guide.visits else "不用跑"),
    )


def _count(guide: Guide) -> str:
    return f"{_material_count(guide)}项" if guide.requirements else "无需提交"


def _completion(guide: Guide, issuance: Issuance | None) -> tuple[Line, ...]:
    promised = guide.limit(LimitKind.PROMISED)
    if issuance is None or promised is None or promised.when:
        return ()
    end = completes_on(issuance.told_at.date(), promised.amount, promised.unit, issuance.calendar)
    estimate = "" if issuance.calendar.is_official(end) else "（预计）"
    return (Line(key="completes", label="今日受理", text=f"最迟{end.month}月{end.day}日办结{estimate}"),)


def _limits(guide: Guide, kind: LimitKind, *, notes: bool = True) -> str:
    """Every limit of the kind that may still apply, with its condition where the answer is open."""
    words = wording.limit_words if notes else wording.duration
    found = [wording.conditional(guide, words(x), x.when) for x in guide.limits if x.kind == kind]
    return "；".join(dict.fromkeys(found)) or "无"


def _clock(guide: Guide) -> str:
    """When the promised time starts, and what does not count."""
    notes = dict.fromkeys(x.note for x in guide.limits if x.kind == LimitKind.PROMISED and x.note)
    return "；".join((*notes, *map(wording.pause_words, guide.pauses)))


def _meta(guide: Guide) -> tuple[Line, ...]:
    types = f"{guide.matter_type.label} · {guide.processing_type.label}"
    departments = "、".join(p.name for p in (guide.department, *guide.joint_departments))
    rows = (
        ("code", "事项编码", guide.item_code or guide.implementation_code or guide.basic_code),
        ("type", "事项类型", types),
        ("department", "实施机关", departments),
        ("audience", "服务对象", "、".join(a.label for a in guide.audiences)),
        ("statutory", "法定时限", _limits(guide, LimitKind.STATUTORY)),
        ("channels", "办理渠道", "、".join(c.kind.label for c in guide.channels) + _scope(guide)),
        ("handling", "办理层级", _handlings(guide)),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def _handlings(guide: Guide) -> str:
    """Levels that do the same are named together: `社区、街道前端受理转报；区直接办理`."""
    same: dict[str, list[str]] = {}
    for h in guide.handlings:
        back = h.back_office.name if h.back_office and h.back_office != guide.department else ""
        note = "，".join(filter(None, (back and f"转{back}", h.note)))
        words = h.how.label + (f"（{note}）" if note else "")
        same.setdefault(wording.conditional(guide, words, h.when), []).append(h.level.label)
    return "；".join("、".join(levels) + words for words, levels in same.items())


def _scope(guide: Guide) -> str:
    if guide.scope == guide.scope.NONE:
        return ""
    return f"（{guide.scope.label}通办" + (f"，{guide.scope_form.label}" if guide.scope_form else "") + "）"


def _conditions(guide: Guide) -> Line:
    texts = [wording.conditional(guide, c.text, c.when).rstrip("。；") for c in guide.conditions]
    numbered = "；".join(f"{i}. {t}" for i, t in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
    return Line(key="conditions", label="受理条件", text=numbered)


def _materials_title(guide: Guide) -> str:
    if not guide.requirements:
        return "申请材料（本事项无需提交材料）"
    forms = any(r.blank_url or r.sample_url for r in guide.requirements)
    return f"申请材料（共{_material_count(guide)}项，请逐项核对" + ("；空白表、样表扫码下载）" if forms else "）")


def _material_count(guide: Guide) -> int:
    """A 二选一 group counts once."""
    lone = sum(1 for r in guide.requirements if not r.any_of)
    return lone + len({r.any_of for r in guide.requirements if r.any_of})


def _materials(guide: Guide) -> tuple[MaterialLine, ...]:
    groups: dict[str, list[Requirement]] = {}
    for r in guide.requirements:
        groups.setdefault(r.any_of or f"={r.key}", []).append(r)
    lines: list[MaterialLine] = []
    for number, members in enumerate(groups.values(), 1):
        together = len(members) if len(members) > 1 else 0
        for index, r in enumerate(members):
            lines.append(_material(guide, r, number, together, is_first=index == 0))
    return tuple(lines)


def _material(guide: Guide, r: Requirement, number: int, together: int, *, is_first: bool) -> MaterialLine:
    got = "，".join(filter(None, (wording.issued_by(r), r.how_to_get)))
    flags = (wording.necessity(r), f"免交：{r.waiver}" if r.waiver else "", _downloads(r))
    return MaterialLine(
        key=r.key,
        number=number,
        name=r.name,
        original=str(r.original or ""),
        copies=str(r.copies or ""),
        form=wording.form(r),
        source=wording.source(r),
        condition=wording.condition(guide, r.when),
        note="；".join(filter(None, (r.standard, r.fill_note, got))),
        flags=tuple(filter(None, flags)),
        group=r.any_of if together else "",
        group_size=together if is_first else 0,
        group_label=wording.one_of(together) if together else "",
    )


def _downloads(r: Requirement) -> str:
    return "样表" if r.sample_url else "空白表" if r.blank_url else ""


def _place(guide: Guide, place: Place, profile: Profile) -> tuple[Line, ...]:
    complaint = "、".join(dict.fromkeys(filter(None, (guide.complaint_phone, profile.hotline))))
    consult = "、".join(dict.fromkeys(filter(None, (guide.consult_phone, place.phone))))
    rows = (
        ("where", "地点", f"{place.name}{place.position}（{place.address}）"),
        ("hours", "时间", place.hours),
        ("transit", "交通", "；".join(filter(None, (place.transit, place.accessible)))),
        ("consult", "咨询", consult),
        ("complaint", "投诉", complaint),
        ("progress", "进度", profile.progress),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def _steps(guide: Guide) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            number=number,
            name=s.name,
            who=s.who if not s.level or s.level.label in s.who else f"{s.level.label}：{s.who}",
            limit=s.limit,
            result=s.result,
            condition=wording.condition(guide, s.when),
            detail="；".join(filter(None, (s.content, s.standard))),
        )
        for number, s in enumerate(guide.steps, 1)
    )


def _details(guide: Guide) -> tuple[Line, ...]:
    result = guide.result
    delivery = "、".join(way.label for way in result.delivery)
    result_text = "，".join(
        filter(None, (result.name, delivery, result.validity and f"有效期{result.validity}", result.annual_check))
    )
    rows = (
        (
            "charges",
            "收费",
            "；".join(wording.conditional(guide, wording.charge_words(c), c.when) for c in guide.charges),
        ),
        ("clock", "时限说明", _clock(guide)),
        ("result", "办理结果", result_text),
        ("visits", "到场原因", guide.visits_reason if guide.visits else ""),
        ("modes", "便民服务", "；".join(m.kind.label + (f"（{m.note}）" if m.note else "") for m in guide.modes)),
        ("limits", "限制", "；".join(filter(None, (guide.quantity_limit, guide.prohibitions)))),
        ("remedies", "权利救济", "；".join(map(wording.remedy_words, guide.remedies))),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def _other_site(place: Place) -> Line:
    """Name and phone: enough to go there or ask; the address is behind the QR code."""
    return Line(key=place.code, label=place.name, text=place.phone)


def _foot(issuance: Issuance | None) -> tuple[Line, ...]:
    """Who told, how and when; empty texts are lines to fill in."""
    clerk = " ".join(filter(None, (issuance.clerk, issuance.window))) if issuance else ""
    return (
        Line(key="clerk", label="首问责任人", text=clerk),
        Line(key="manner", label="告知方式", text=issuance.manner.label if issuance else ""),
        Line(key="told", label="告知时间", text=_moment(issuance.told_at) if issuance else ""),
        Line(key="receipt", label="申请人签收", text=""),
        Line(key="receipt_date", label="签收日期", text=""),
    )


def _stub(guide: Guide, mark: EditionMark, issuance: Issuance) -> tuple[Line, ...]:
    situation = "，".join(a.option_text for a in guide.answers)
    return (
        Line(key="serial", label="编号", text=issuance.serial),
        Line(
            key="matter",
            label="事项",
            text=guide.name + (f"（{situation}）" if situation else "") + f" 第{mark.number}版",
        ),
        Line(key="clerk", label="首问责任人", text=" ".join(filter(None, (issuance.clerk, issuance.window)))),
        Line(key="told", label="告知", text=f"{issuance.manner.label} {_moment(issuance.told_at)}"),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    return f"{_day(at)} {at:%H:%M}"
