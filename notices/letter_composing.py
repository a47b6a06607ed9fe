"""`compose_letter`: what a letter says, from the guide, the place, the office and the occasion. Pure."""

from matters.guide import Guide
from matters.place import Place
from notices.enums import NoticeKind
from notices.letter import Letter, Occasion
from notices.sheet_parts import Issuance, Line, Profile


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
    return Letter(
        kind=kind,
        demo="演示数据" if guide.demo else "",
        office=profile.office,
        title=kind.label,
        serial=issuance.serial,
        url=url,
        matter_code=guide.code,
        matter=guide.name,
        about=(Line(key="told", label="告知单编号", text=occasion.told_serial),),
        body=(),
        foot=(Line(key="clerk", label="经办人", text=issuance.clerk),),
        footer=profile.footer,
        logo=profile.logo,
        accent=profile.accent,
    )
