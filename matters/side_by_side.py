"""Two guides beside each other, block by block in the order of the sheet, in the words citizens read. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from matters.changes import Fact, facts
from matters.guide import Guide

ORDER = (
    "基本信息", "包含事项", "办理情形", "受理条件", "申请材料", "不用另交的材料", "办理环节", "办理时限", "特别程序", "收费", "办理层级", "办理渠道",
    "服务方式", "设定依据", "权利救济", "常见问题",
)  # fmt: skip
"""The blocks as the sheet has them."""


class State(StrEnum):
    """What became of a line. The value stands in the page's classes, the word beside the line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        """In Chinese; nothing for what stayed."""
        return {"same": "", "added": "新增", "removed": "取消", "changed": "修改"}[self.value]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; `differs` where the other side says something else."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact on both sides. Without `before` it is new, without `after` it is gone."""

    state: State
    label: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one block of the sheet."""

    name: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        """How many lines differ."""
        return sum(line.state != State.SAME for line in self.lines)


def side_by_side(old: Guide, new: Guide) -> list[Block]:
    """Every block with its lines, those of the new guide first, then what is gone."""
    before, after = facts(old), facts(new)
    names = sorted(dict.fromkeys(f.block for f in (*after, *before)), key=_rank)
    return [Block(name, tuple(_lines(_of(name, before), _of(name, after)))) for name in names]


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _of(name: str, all_facts: Iterable[Fact]) -> dict[str, Fact]:
    return {fact.key: fact for fact in all_facts if fact.block == name}


def _lines(before: dict[str, Fact], after: dict[str, Fact]) -> Iterable[Line]:
    for key, fact in after.items():
        yield _line(before.get(key), fact)
    for key, fact in before.items():
        if key not in after:
            yield Line(state=State.REMOVED, label=fact.label, before=(Piece(_said(fact), True),))


def _line(before: Fact | None, after: Fact) -> Line:
    if before is None:
        return Line(state=State.ADDED, label=after.label, after=(Piece(_said(after), True),))
    if before == after:
        same = (Piece(_said(after), False),)
        return Line(state=State.SAME, label=after.label, before=same, after=same)
    old, new = pieces(_said(before), _said(after))
    return Line(state=State.CHANGED, label=after.label, before=old, after=new)


def _said(fact: Fact) -> str:
    """The label says it all where the text only repeats it."""
    return fact.label if fact.text in {"", fact.label} else f"{fact.label}：{fact.text}"


def pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut where they differ. Texts that share little are told apart as wholes: crumbs of them would say nothing."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.5:
        return (Piece(old, True),), (Piece(new, True),)
    cuts = matcher.get_opcodes()
    left = tuple(Piece(old[a:b], tag != "equal") for tag, a, b, _, _ in cuts if a < b)
    right = tuple(Piece(new[a:b], tag != "equal") for tag, _, _, a, b in cuts if a < b)
    return left, right
