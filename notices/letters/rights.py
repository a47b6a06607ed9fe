"""The rights somebody has against a refusal: from the guide, and where it is silent from the laws that hold for every matter. Pure."""

from collections.abc import Iterable

from matters.enums import RemedyKind
from matters.guide import Guide, Remedy

HEARING = "您（单位）对本决定享有陈述、申辩的权利。"
"""行政许可法 art. 7."""
_GENERAL = {
    RemedyKind.REVIEW: ("有管辖权的行政复议机关", "知道本决定之日起60日内"),
    RemedyKind.LITIGATION: ("有管辖权的人民法院", "知道本决定之日起6个月内"),
}
"""To whom and within which period: 行政复议法 art. 20, 行政诉讼法 art. 46."""
_DEEDS = {RemedyKind.RECHECK: "申请复核", RemedyKind.REVIEW: "申请行政复议", RemedyKind.LITIGATION: "提起行政诉讼"}


def rights(guide: Guide) -> str:
    """To be heard, 行政复议 and 行政诉讼 with authority and period, each one once."""
    ways = [_way(remedy) for kind in _DEEDS for remedy in _of(guide, kind)]
    return f"{HEARING}不服本决定的，可以{'；也可以'.join(dict.fromkeys(ways))}。"


def _of(guide: Guide, kind: RemedyKind) -> Iterable[Remedy]:
    """The guide's own of that kind, one an authority; where it has none, the law's general one."""
    own = {remedy.authority: remedy for remedy in reversed(guide.remedies) if remedy.kind == kind}
    return reversed(own.values()) if own or kind not in _GENERAL else [Remedy(kind=kind)]


def _way(remedy: Remedy) -> str:
    """`自收到决定起60日内向安阳市北关区人民政府申请行政复议`."""
    authority, period = _GENERAL.get(remedy.kind, ("作出决定的机关", ""))
    period = remedy.period or period
    since = "自" if period.startswith(("收到", "知道")) else "在" if period.endswith("内") else ""
    return f"{since}{period}向{remedy.authority or authority}{_DEEDS[remedy.kind]}"
