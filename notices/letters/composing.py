"""`compose_letter`: what a letter says, from the guide, the place, the office and the occasion. Pure."""

from matters.guide import Guide
from matters.local_promise import at_place
from matters.place import Place
from notices import blocks
from notices.blocks import day_words
from notices.bundle_blocks import abridged
from notices.enums import NoticeKind
from notices.letters.case import Case, lines
from notices.letters.kinds import SUBSTANCE
from notices.letters.letter import Letter, Occasion
from notices.sheet_parts import Issuance, Line, Profile
from notices.sheet_words import labelled, own_words

_OF_PAPERS = {NoticeKind.SUPPLEMENT, NoticeKind.DEFERRAL, NoticeKind.ACCEPTANCE}
"""Those that are written because papers were handed in."""


def compose_letter(
    kind: NoticeKind,
    guide: Guide,
    place: Place,
    occasion: Occasion,
    *,
    profile: Profile,
    url: str,
    issuance: Issuance,
) -> Letter:
    """The document of that kind about a (tailored) guide at a site; `url` is what its QR code holds."""
    case = Case(
        guide=at_place(abridged(guide) if guide.members else guide, place.promised),
        place=place,
        occasion=occasion,
        profile=profile,
        url=url,
        issuance=issuance,
        own=own_words(profile.words, guide.matter_type),
    )
    substance = SUBSTANCE[kind](case)
    return Letter(
        kind=kind,
        demo="演示数据" if guide.demo else "",
        office=profile.office,
        title=kind.label,
        serial=issuance.serial,
        url=url,
        matter_code=guide.code,
        matter=guide.name,
        about=_about(kind, case),
        body=substance.body,
        papers_title=substance.papers_title,
        papers=substance.papers,
        changes=substance.changes,
        terms=substance.terms,
        rights=substance.rights,
        promise=substance.promise,
        seal=guide.department.name,
        day=day_words(case.today),
        foot=_foot(case),
        footer=f"本{kind.label[-3:]}一式两份，一份交申请人，一份存档。",
        logo=profile.logo,
        accent=profile.accent,
    )


def _about(kind: NoticeKind, case: Case) -> tuple[Line, ...]:
    """Which affair this is: matter, situation, codes, who decides, the sheet before, the papers' day, who handles it and the phone."""
    occasion, place = case.occasion, case.place
    received = case.received if kind in _OF_PAPERS else occasion.received_on
    told = f"{occasion.told_serial}（{day_words(occasion.told_on)}）"
    clerk = " ".join(filter(None, (case.issuance.clerk, case.issuance.window)))
    return (
        *lines(
            ("matter", "申请事项", case.guide.name),
            ("situation", "办理情形", "，".join(a.option_text for a in case.guide.answers)),
        ),
        *_of_the_sheet(case),
        *lines(
            ("received", "收到材料", day_words(received) if received else ""),
            ("told", "告知单编号", told),
            ("place", "办理地点", place.name + place.position),
            ("clerk", "经办人", clerk),
            ("phone", "联系电话", place.phone or case.guide.consult_phone or case.profile.consult),
        ),
    )


def _of_the_sheet(case: Case) -> tuple[Line, ...]:
    """Codes and departments in the words of the sheet."""
    meta = labelled("meta", blocks.meta(case.guide), case.own)
    return tuple(line for line in meta if line.key in {"code", "members", "department"})


def _foot(case: Case) -> tuple[Line, ...]:
    """How and when it was given out; the receipt is filled in by hand, with the hour (送达)."""
    told = labelled("foot", blocks.foot(case.issuance), case.own)
    by_hand = Line(key="receipt_date", label="签收时间", text="")
    return (*(line for line in told if line.key in {"manner", "told", "receipt"}), by_hand)
