"""What a walk goes through, from the guide somebody would have read: the steps, each with what the edition says of it. Pure."""

from dataclasses import dataclass

from matters.guide import Guide
from matters.wording import copies, step_words

LONGEST = 500
"""Characters that a step's `told` holds."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step to walk. `told` is the edition's word on it."""

    name: str
    told: str


def planned(guide: Guide) -> tuple[Planned, ...]:
    """Looking it up, getting the papers together, going there, the guide's own steps, the result; `guide` is tailored to the situation."""
    steps = (Planned(step.name[:100], step_words(step)[:LONGEST]) for step in guide.steps)
    return (
        Planned("查办事指南", f"扫码或在网上能查到“{guide.name}”，看得懂要带什么、去哪里。"[:LONGEST]),
        Planned("准备材料", _papers(guide)[:LONGEST]),
        Planned("到现场", _visits(guide)[:LONGEST]),
        *steps,
        Planned("拿到结果", (guide.result.name or "办理结果")[:LONGEST]),
    )


def _papers(guide: Guide) -> str:
    if guide.no_materials or not guide.requirements:
        return "无需提交材料。"
    names = "、".join(f"{paper.name}（{copies(paper)}）" for paper in guide.requirements)
    return f"共{len(guide.requirements)}份：{names}"


def _visits(guide: Guide) -> str:
    return f"到现场{guide.visits}次。{guide.visits_reason}" if guide.visits else "不用到现场。"
