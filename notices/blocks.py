"""The blocks of a sheet: each takes what of the guide it shows and words it for the paper."""

from datetime import date, datetime

from matters import clock, wording
from matters.enums import LimitKind
from matters.guide import Guide
from matters.place import Place
from notices import bundle_blocks
from notices.material_lines import material_count
from notices.sheet_parts import EditionMark, Issuance, Line, Profile, StepLine


def strip(guide: Guide, issuance: Issuance | None) -> tuple[Line, ...]:
    """The four things asked first: how many papers, how long, how much, how often to come."""
    return (
        Line(key="count", label="申请材料", text=_count(guide)),
        Line(key="promised", label="承诺时限", text=_limits(guide, LimitKind.PROMISED, notes=False)),
        *_completion(guide, issuance),
        Line(key="fee", label="收费", text="收费，见下" if guide.charges else "不收费"),
        Line(key="visits", label="到现场", text=f"{guide.visits}次" if guide.visits else "不用跑"),
    )


def _count(guide: Guide) -> str:
    return f"{material_count(guide)}项" if guide.requirements else "无需提交"


def _completion(guide: Guide, issuance: Issuance | None) -> tuple[Line, ...]:
    promised = guide.limit(LimitKind.PROMISED)
    if issuance is None or promised is None or promised.when:
        return ()
    statutory = next((x for x in guide.limits if x.kind == LimitKind.STATUTORY and not x.when), None)
    text = clock.latest(promised, issuance.told_at.date(), issuance.calendar, within=statutory)
    return (Line(key="completes", label="今日受理", text=text),)


def _limits(guide: Guide, kind: LimitKind, *, notes: bool = True) -> str:
    """Every limit of the kind that may still apply, with its condition where the answer is open."""
    words = wording.limit_words if notes else wording.duration
    found = [wording.conditional(guide, words(x), x.when) for x in guide.limits if x.kind == kind]
    return "；".join(dict.fromkeys(found)) or "无"


def meta(guide: Guide) -> tuple[Line, ...]:
    """Codes, type, department, audience, statutory limit, channels, levels; of a bundle its matters and who leads."""
    own = _of_bundle(guide) if guide.members else _of_matter(guide)
    rows = (
        *own,
        ("audience", "服务对象", "、".join(a.label for a in guide.audiences)),
        ("statutory", "法定时限", _limits(guide, LimitKind.STATUTORY)),
        ("channels", "办理渠道", "、".join(c.kind.label for c in guide.channels) + _scope(guide)),
        ("handling", "办理层级", _handlings(guide)),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def _of_bundle(guide: Guide) -> tuple[tuple[str, str, str], ...]:
    return (
        ("members", "包含事项", bundle_blocks.members(guide)),
        ("department", "牵头部门", guide.department.name),
    )


def _of_matter(guide: Guide) -> tuple[tuple[str, str, str], ...]:
    types = f"{guide.matter_type.label} · {guide.processing_type.label}"
    departments = "、".join(p.name for p in (guide.department, *guide.joint_departments))
    return (
        ("code", "事项编码", guide.item_code or guide.implementation_code or guide.basic_code),
        ("type", "事项类型", types),
        ("department", "实施机关", departments),
    )


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


def conditions(guide: Guide) -> Line:
    """受理条件, numbered where there are several."""
    texts = [wording.conditional(guide, c.text, c.when).rstrip("。；") for c in guide.conditions]
    numbered = "；".join(f"{i}. {t}" for i, t in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
    return Line(key="conditions", label="受理条件", text=numbered)


def where(guide: Guide, place: Place, profile: Profile) -> tuple[Line, ...]:
    """Where to go, when, how to get there, what is special there, whom to call and where to complain."""
    complaint = "、".join(dict.fromkeys(filter(None, (guide.complaint_phone, profile.hotline))))
    consult = "、".join(dict.fromkeys(filter(None, (guide.consult_phone, place.phone)))) or profile.consult
    rows = (
        ("where", "地点", f"{place.name}{place.position}（{place.address}）"),
        ("hours", "时间", place.hours),
        ("transit", "交通", "；".join(filter(None, (place.transit, place.accessible)))),
        ("note", "本地说明", place.note),
        ("consult", "咨询", consult),
        ("complaint", "投诉", complaint),
        ("progress", "进度", profile.progress),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def steps(guide: Guide) -> tuple[StepLine, ...]:
    """办理环节 in order; of a bundle its stages."""
    if guide.members:
        return bundle_blocks.steps(guide)
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


def details(guide: Guide) -> tuple[Line, ...]:
    """Charges, what stops the clock, result, reason to come, service modes, limits, remedies."""
    result = guide.result
    delivery = "、".join(way.label for way in result.delivery)
    result_text = "，".join(
        filter(None, (result.name, delivery, result.validity and f"有效期{result.validity}", result.annual_check))
    )
    rows = (
        ("obtained", "不用带", bundle_blocks.obtained(guide) if guide.members else ""),
        (
            "charges",
            "收费",
            "；".join(wording.conditional(guide, wording.charge_words(c), c.when) for c in guide.charges),
        ),
        ("clock", "时限说明", clock.clock(guide)),
        ("result", "办理结果", result_text),
        ("visits", "到场原因", guide.visits_reason if guide.visits else ""),
        ("modes", "便民服务", "；".join(m.kind.label + (f"（{m.note}）" if m.note else "") for m in guide.modes)),
        ("limits", "限制", "；".join(filter(None, (guide.quantity_limit, guide.prohibitions)))),
        ("remedies", "权利救济", "；".join(map(wording.remedy_words, guide.remedies))),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def other_site(place: Place) -> Line:
    """Name and phone: enough to go there or ask; the address is behind the QR code."""
    return Line(key=place.code, label=place.name, text=place.phone)


def foot(issuance: Issuance | None) -> tuple[Line, ...]:
    """Who told, how and when; empty texts are lines to fill in."""
    clerk = " ".join(filter(None, (issuance.clerk, issuance.window))) if issuance else ""
    return (
        Line(key="clerk", label="首问责任人", text=clerk),
        Line(key="manner", label="告知方式", text=issuance.manner.label if issuance else ""),
        Line(key="told", label="告知时间", text=_moment(issuance.told_at) if issuance else ""),
        Line(key="receipt", label="申请人签收", text=""),
        Line(key="receipt_date", label="签收日期", text=""),
    )


def stub(guide: Guide, mark: EditionMark, issuance: Issuance) -> tuple[Line, ...]:
    """What the tear-off stub repeats."""
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


def day_words(day: date) -> str:
    """`2026年3月9日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    return f"{day_words(at)} {at:%H:%M}"
