"""The `Sheet`: everything one piece of paper shows, in its final words, as frozen plain data; and `compose`, which makes it.

A stored sheet prints the same for ever, whatever happens to the catalog or to this code: nothing is worded later than here. The order of the
fields is the order of the paper (see docs/architecture.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matters import wording
from matters.changes import Fact, listed
from matters.guide import Guide
from matters.local_promise import at_place
from matters.place import Place
from notices import blocks, material_lines
from notices.bundle_blocks import abridged
from notices.enums import NoticeKind
from notices.sheet_parts import EditionMark, Issuance, Line, MaterialLine, Profile, StepLine
from notices.sheet_words import headings, labelled, own_words, plain_label, told_once

__all__ = ["EditionMark", "Issuance", "Line", "MaterialLine", "Profile", "Sheet", "StepLine", "compose", "sheet_facts"]

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """告知单 as data. A blank one (`issued` False) has lines to fill in instead of `foot` and no `stub`.

    `site`, `position` and `address` stand together in `place` as well; small layouts print them apart. `headings` are those the office words
    in its own way.
    """

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
    site: str = ""
    position: str = ""
    address: str = ""
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
    headings: tuple[Line, ...] = ()
    logo: str = ""
    accent: str = ""
    has_seal_place: bool = False

    @property
    def is_bundle(self) -> bool:
        """Whether it tells of a 一件事: then it says which matters that holds."""
        return any(line.key == "members" for line in self.meta)


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
    own = own_words(profile.words, guide.matter_type)
    guide = at_place(abridged(guide) if guide.members else guide, place.promised)
    return Sheet(
        issued=issuance is not None,
        demo="演示数据" if guide.demo else "",
        office=profile.office,
        title=profile.title,
        serial=issuance.serial if issuance else "",
        edition=f"第{mark.number}版（{blocks.day_words(mark.effective_from)}起施行）",
        url=url,
        matter_code=guide.code,
        matter=guide.name,
        site=place.name,
        position=place.position,
        address=place.address,
        situation=tuple(Line(key=a.question, label=a.question_text, text=a.option_text) for a in guide.answers),
        strip=labelled("strip", blocks.strip(guide, issuance), own),
        meta=labelled("meta", blocks.meta(guide), own),
        conditions=labelled("conditions", (blocks.conditions(guide),), own)[0],
        materials_title=material_lines.materials_title(guide),
        materials=material_lines.materials(guide),
        place=labelled("place", blocks.where(guide, place, profile), own),
        steps=blocks.steps(guide),
        details=labelled("details", (*blocks.details(guide), *told_once(own, guide.matter_type)), own),
        legal=tuple(Line(key=b.title, label=wording.legal_title(b), text=b.text) for b in guide.legal_basis),
        faqs=tuple(Line(key=f.question, label=f.question, text=f.answer) for f in guide.faqs),
        other_sites=tuple(blocks.other_site(p) for p in others),
        foot=labelled("foot", blocks.foot(issuance), own),
        stub=labelled("stub", blocks.stub(guide, mark, issuance), own) if issuance else (),
        footer=own.get("footer") or profile.footer,
        headings=headings(own),
        logo=profile.logo,
        accent=profile.accent,
        has_seal_place=profile.has_seal_place,
    )


def sheet_facts(sheet: Sheet) -> list[Fact]:
    """What the paper tells of the matter: what is compared to say whether it still holds.

    Left out is what belongs to this one piece of paper (number, time, clerk, edition, dates counted from it) and what nobody acts on: the office's
    own name and its own words for labels, questions and answers, further sites, the wording of laws.
    """
    steps = [(s.name, "，".join(filter(None, (s.condition, s.detail, s.who, s.limit, s.result)))) for s in sheet.steps]
    lines = (
        ("基本信息", "meta", (Line(key="name", label="事项名称", text=sheet.matter), *sheet.meta)),
        ("情形", "situation", sheet.situation),
        ("基本信息", "strip", sheet.strip),
        ("受理条件", "conditions", (sheet.conditions,)),
        ("办理地点", "place", sheet.place),
        ("办理信息", "details", sheet.details),
        ("设定依据", "legal", tuple(Line(key=x.key, label=x.label, text=x.label) for x in sheet.legal)),
    )
    return [
        *(_material_fact(m) for m in sheet.materials),
        *(
            Fact(block=words, key=x.key, label=plain_label(block, x), text=x.text)
            for words, block, group in lines
            for x in group
            if (block, x.key) not in _OF_THE_PAPER
        ),
        *listed("办理环节", steps),
    ]


_OF_THE_PAPER = {("strip", "count"), ("strip", "completes"), ("details", "told_once")}


def _material_fact(m: MaterialLine) -> Fact:
    counts = (m.original and f"原件{m.original}", m.copies and f"复印件{m.copies}")
    text = "，".join(filter(None, (*counts, m.form, m.condition, m.note, *m.flags, m.group_label)))
    return Fact(block="申请材料", key=m.key, label=m.name, text=text)
