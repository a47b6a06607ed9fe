"""`diff`: what changed from one guide to the next, in words a citizen understands.

Both sides are flattened to keyed facts and the facts compared; the ledger's sheets are compared by the same two functions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matters import wording
from matters.guide import Guide, Member, Question, Requirement, Step


class ChangeKind(StrEnum):
    """What happened to a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was told: `block` and `key` say which, `label` names it to a citizen, `text` is what is said of it."""

    block: str
    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `before` is empty for an addition, `after` for a removal."""

    kind: ChangeKind
    block: str
    label: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """The change as one Chinese sentence."""
        match self.kind:
            case ChangeKind.ADDED:
                return f"新增{self.block}：{self.label}" + (
                    f"（{self.after}）" if self.after not in {"", self.label} else ""
                )
            case ChangeKind.REMOVED:
                return f"取消{self.block}：{self.label}"
            case _ if not self.after:
                return f"{self.block}“{self.label}”取消，原为“{self.before}”"
            case _ if not self.before:
                return f"{self.block}“{self.label}”新增“{self.after}”"
            case _:
                return f"{self.block}“{self.label}”由“{self.before}”改为“{self.after}”"


def diff(old: Guide, new: Guide) -> list[Change]:
    """What changed, in the order of the new guide, removals of a block after its additions. `diff(x, x)` is empty."""
    return compare(facts(old), facts(new))


def compare(old: Iterable[Fact], new: Iterable[Fact]) -> list[Change]:
    """The differences between two lists of facts, matched by block and key."""
    before = {(f.block, f.key): f for f in old}
    after = {(f.block, f.key): f for f in new}
    changes = [_change(before.get(key), fact) for key, fact in after.items() if before.get(key) != fact]
    changes += [
        Change(kind=ChangeKind.REMOVED, block=f.block, label=f.label, before=f.text)
        for key, f in before.items()
        if key not in after
    ]
    order = list(dict.fromkeys(block for block, _ in [*after, *before]))
    return sorted(changes, key=lambda change: order.index(change.block))


def facts(guide: Guide) -> list[Fact]:
    """Everything a guide tells, as keyed facts."""
    return [
        *_identity(guide),
        *(_member(guide, m) for m in guide.members),
        *(_question(guide, q) for q in guide.questions),
        *(_material(guide, r) for r in guide.requirements),
        *listed("不用另交的材料", [(o.name, wording.obtained_words(guide, o)) for o in guide.obtained]),
        *listed("受理条件", [(c.text, wording.conditional(guide, c.text, c.when)) for c in guide.conditions]),
        *listed(
            "办理时限",
            [(x.kind.label, wording.conditional(guide, wording.limit_words(x), x.when)) for x in guide.limits],
        ),
        *listed("特别程序", [(p.name, wording.pause_words(p)) for p in guide.pauses]),
        *listed("收费", [(c.name, wording.conditional(guide, wording.charge_words(c), c.when)) for c in guide.charges]),
        *listed(
            "办理环节", [(_step(s), wording.conditional(guide, wording.step_words(s), s.when)) for s in guide.steps]
        ),
        *listed("办理层级", [(h.level.label, wording.handling_words(h)) for h in guide.handlings]),
        *listed("设定依据", [(b.title, wording.legal_title(b)) for b in guide.legal_basis]),
        *listed("办理渠道", [(c.kind.label, " ".join(filter(None, (c.note, c.url)))) for c in guide.channels]),
        *listed("服务方式", [(m.kind.label, m.note) for m in guide.modes]),
        *listed("权利救济", [(r.kind.label, wording.remedy_words(r)) for r in guide.remedies]),
        *listed("常见问题", [(f.question, f.answer) for f in guide.faqs]),
    ]


def _change(before: Fact | None, after: Fact) -> Change:
    if before is None:
        return Change(kind=ChangeKind.ADDED, block=after.block, label=after.label, after=after.text)
    if before.label != after.label:
        return Change(
            kind=ChangeKind.CHANGED,
            block=after.block,
            label=before.label,
            before=before.label,
            after="，".join(filter(None, (after.label, after.text if after.text != before.text else ""))),
        )
    return Change(kind=ChangeKind.CHANGED, block=after.block, label=after.label, before=before.text, after=after.text)


def _identity(guide: Guide) -> list[Fact]:
    rows = (
        ("name", "事项名称", guide.name),
        ("summary", "一句话说明", guide.summary),
        ("department", "实施机关", guide.department.name),
        ("type", "事项类型", guide.matter_type.label),
        ("processing", "办件类型", guide.processing_type.label),
        ("visits", "到现场次数", f"{guide.visits}次"),
        ("visits_reason", "必须到现场的原因", guide.visits_reason),
        ("joint", "联办机构", "、".join(party.name for party in guide.joint_departments)),
        ("result", "办理结果", guide.result.name),
        ("delivery", "结果送达", "、".join(way.label for way in guide.result.delivery)),
        ("validity", "结果有效期", guide.result.validity),
        ("annual_check", "年检", guide.result.annual_check),
        ("scope", "通办范围", guide.scope.label),
        ("scope_form", "通办形式", guide.scope_form.label if guide.scope_form else ""),
        ("consult", "咨询电话", guide.consult_phone),
        ("complaint", "投诉电话", guide.complaint_phone),
        ("quantity", "数量限制", guide.quantity_limit),
        ("prohibitions", "禁止性要求", guide.prohibitions),
    )
    return [Fact(block="基本信息", key=key, label=label, text=text) for key, label, text in rows if text]


def _member(guide: Guide, member: Member) -> Fact:
    details = (f"第{member.stage}阶段", member.department.name, member.result and f"办得{member.result}")
    words = wording.conditional(guide, "，".join(filter(None, details)), member.when)
    return Fact(block="包含事项", key=member.code, label=member.name, text=words)


def _step(step: Step) -> str:
    return f"{step.matter}：{step.name}" if step.matter else step.name


def _question(guide: Guide, q: Question) -> Fact:
    words = wording.conditional(guide, "、".join(option.text for option in q.options), q.when)
    return Fact(block="办理情形", key=q.key, label=q.text, text=words)


def _material(guide: Guide, r: Requirement) -> Fact:
    details = (
        wording.copies(r), wording.form(r), wording.necessity(r), r.standard, r.fill_note, r.waiver,
        wording.issued_by(r), r.how_to_get, wording.requirement_condition(guide, r), r.any_of and f"{r.any_of}任选其一",
        wording.used_by(guide, r),
    )  # fmt: skip
    return Fact(block="申请材料", key=r.key, label=r.name, text="，".join(filter(None, details)))


def listed(block: str, rows: list[tuple[str, str]]) -> list[Fact]:
    """Facts keyed by their first column; a repeated key is counted up so that no row hides another."""
    seen: dict[str, int] = {}
    result = []
    for label, text in rows:
        seen[label] = seen.get(label, 0) + 1
        key = label if seen[label] == 1 else f"{label}#{seen[label]}"
        result.append(Fact(block=block, key=key, label=label, text=text))
    return result
