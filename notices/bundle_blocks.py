"""The blocks of a sheet where a bundle has its own: its matters with signs ①②③, by which all the rest says whose it is."""

import re
from dataclasses import replace
from itertools import takewhile
from typing import Any

from matters import wording
from matters.guide import Answer, Guide, LegalBasis, Member, Question, Requirement
from matters.totals import Stage, schedule
from notices.sheet_parts import StepLine

_QUOTED = re.compile("“([^”]*)”")
_CHOSEN = re.compile("(一起办|不办)(.*)")
"""How a question that chooses a matter and its answers are worded (see `matters.merging.asking`)."""
_FIRST = ord("①")
_CIRCLED = 20


def abridged(guide: Guide) -> Guide:
    """A bundle as one page has room for it: signs instead of names in front of what only some matters say, laws by their titles.

    What a matter forbids and how it helps is left to its own guide behind the QR code; no rule asks for it on paper.
    """
    signs = _Signs(guide)
    return replace(
        guide,
        questions=tuple(map(signs.question, guide.questions)),
        answers=tuple(map(signs.answer, guide.answers)),
        conditions=tuple(replace(c, text=signs.said(c.text)) for c in guide.conditions),
        pauses=tuple(
            replace(p, name=signs.said(p.name), limit=signs.said(p.limit), note=signs.said(p.note))
            for p in guide.pauses
        ),
        charges=tuple(replace(c, name=signs.said(c.name)) for c in guide.charges),
        requirements=tuple(map(signs.requirement, guide.requirements)),
        legal_basis=tuple(LegalBasis(title=title) for title in dict.fromkeys(b.title for b in guide.legal_basis)),
        result=replace(
            guide.result,
            validity=signs.said(guide.result.validity),
            annual_check=signs.said(guide.result.annual_check),
        ),
        visits_reason=signs.said(guide.visits_reason),
        modes=tuple(replace(m, note="") for m in guide.modes),
        quantity_limit="",
        prohibitions="",
        remedies=tuple(
            replace(r, authority=signs.said(r.authority), period=signs.said(r.period)) for r in guide.remedies
        ),
    )


def number(index: int) -> str:
    """`①` for 1; beyond twenty, for which there is no sign, `(21)`."""
    return chr(_FIRST + index - 1) if index <= _CIRCLED else f"({index})"


def members(guide: Guide) -> str:
    """`①结婚登记 → ②户口婚姻状况变更＋③换领社保卡（选办）`: stages follow each other, what stands with ＋ runs in parallel."""
    numbered = _numbered(guide)
    return " → ".join("＋".join(_member(m, numbered) for m in stage.members) for stage in schedule(guide))


def used_by(guide: Guide, r: Requirement) -> str:
    """`用于①③`; empty where every matter asks for it."""
    numbered = _numbered(guide)
    asking = [numbered[name] for name in r.used_by if name in numbered]
    return f"用于{''.join(asking)}" if asking and len(asking) < len(guide.members) else ""


def obtained(guide: Guide) -> str:
    """What need not be brought because it is made on the way, whoever needs it in whatever situation: `营业执照（①办得，②③用）`."""
    numbered = _numbered(guide)
    needing: dict[tuple[str, str], set[str]] = {}
    for row in guide.obtained:
        asking = {numbered[name] for name in row.used_by if name in numbered}
        needing.setdefault((row.name, numbered.get(row.by, row.by)), set()).update(asking)
    return "；".join(
        f"{name}（{by}办得" + (f"，{''.join(sorted(asking))}用）" if asking else "）")
        for (name, by), asking in needing.items()
    )


def steps(guide: Guide) -> tuple[StepLine, ...]:
    """A step a stage: the steps inside the matters stand in their own guides, what comes of the last one with the result."""
    stages, numbered, area = schedule(guide), _numbered(guide), _area(guide)
    return tuple(_step(stage, numbered, area, is_last=stage is stages[-1]) for stage in stages)


def _step(stage: Stage, numbered: dict[str, str], area: str, *, is_last: bool) -> StepLine:
    limit = wording.duration(stage.limit) if stage.limit else ""
    return StepLine(
        number=stage.number,
        name="＋".join(numbered[m.name] + m.name for m in stage.members),
        who="、".join(dict.fromkeys(m.department.name.removeprefix(area) for m in stage.members)),
        limit=("同时办，" if len(stage.members) > 1 and limit else "") + limit,
        result="" if is_last else "、".join(dict.fromkeys(m.result for m in stage.members if m.result)),
    )


def _area(guide: Guide) -> str:
    """What the names of all departments begin with, `安阳市`; the head of the sheet says it already."""
    columns = zip(*(m.department.name for m in guide.members), strict=False)
    shared = "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns))
    return shared[: max(shared.rfind(end) for end in "市区县旗") + 1]


def _member(member: Member, numbered: dict[str, str]) -> str:
    return numbered[member.name] + member.name + ("（选办）" if member.when else "")


def _numbered(guide: Guide) -> dict[str, str]:
    """The sign of each matter by its name in the bundle."""
    in_order = (m for stage in schedule(guide) for m in stage.members)
    return {m.name: number(i) for i, m in enumerate(in_order, 1)}


class _Signs:
    """Names of matters where they say whose something is: `刻公章、消防检查：` and `（刻公章）` become `②⑤：` and `（②）`."""

    def __init__(self, guide: Guide) -> None:
        self.numbered = _numbered(guide)
        name = "|".join(re.escape(n) for n in sorted(self.numbered, key=len, reverse=True))
        names = f"((?:{name})(?:、(?:{name}))*)"
        self.ahead = re.compile(rf"(?:^|(?<=[；。，（(：]))(?:【[^】]*】)?{names}：")
        self.alone = re.compile(names)
        self.enclosed = re.compile(rf"（{names}）")

    def said(self, text: str) -> str:
        """The text with signs; one that is nothing but names becomes signs alone."""
        if self.alone.fullmatch(text):
            return self._signs(text)
        text = self.ahead.sub(lambda m: m[0].replace(m[1] + "：", self._signs(m[1])), text)
        return self.enclosed.sub(lambda m: f"（{self._signs(m[1])}）", text)

    def requirement(self, r: Requirement) -> Requirement:
        """A paper with the texts that stand beside it."""
        fields = ("issuer", "how_to_get", "standard", "fill_note", "defer", "waiver")
        said: dict[str, Any] = {name: self.said(getattr(r, name)) for name in fields}
        return replace(r, **said)

    def question(self, q: Question) -> Question:
        """One that chooses a matter, by its sign: `办④户外广告许可吗？`."""
        options = tuple(replace(o, text=self._chosen(o.text)) for o in q.options)
        return replace(q, text=self.said(_QUOTED.sub(self._named, q.text)), options=options)

    def answer(self, a: Answer) -> Answer:
        """The same once it is answered."""
        return replace(
            a, question_text=_QUOTED.sub(self._named, a.question_text), option_text=self._chosen(a.option_text)
        )

    def _chosen(self, text: str) -> str:
        """`办④` for `一起办户外广告许可`."""
        found = _CHOSEN.fullmatch(text)
        return (
            f"{found[1].removeprefix('一起')}{self.numbered[found[2]]}" if found and found[2] in self.numbered else text
        )

    def _named(self, found: re.Match[str]) -> str:
        return self.numbered.get(found[1], "") + found[1] if found[1] in self.numbered else found[0]

    def _signs(self, names: str) -> str:
        return "".join(sorted(self.numbered[name] for name in names.split("、")))
