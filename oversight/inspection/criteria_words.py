"""The criteria of a round as people read them."""

from collections.abc import Iterable

from matters.models import Bundle, Matter, Site
from matters.plain import from_plain
from notices.enums import NoticeKind
from oversight.enums import RoundKind
from oversight.inspection.criteria import Criteria, Names
from oversight.models import Round

_FEW = 6
"""So many are named; of more only the number is told."""


def in_words(begun: Round) -> list[tuple[str, str]]:
    """Label and text; at most three queries."""
    if begun.kind == RoundKind.PATROL:
        site = Site.objects.filter(code=begun.frame.get("site", "")).first()
        return [("地点", site.name if site else "不限一处")]
    asked = from_plain(Criteria, begun.frame)
    unit = "%（进位取整）" if asked.size.is_percent else "份"
    lines = [
        ("告知日期", f"{asked.since:%Y-%m-%d} 至 {asked.until:%Y-%m-%d}"),
        (
            "办事地点",
            _named(asked.sites, Site.objects.filter(code__in=asked.sites or ()).values_list("name", flat=True)),
        ),
        ("文书种类", _named(asked.kinds, [NoticeKind(kind).label for kind in asked.kinds or ()])),
        ("经办人", _named(asked.clerks, asked.clerks or ())),
        ("事项", _subjects(asked)),
        ("不含", f"{asked.inspector}（检查人）自己或顶岗出具的"),
        ("抽取数量", f"{asked.size.amount}{unit}"),
        ("分层", asked.stratum.label),
    ]
    return [(label, text) for label, text in lines if text]


def _subjects(asked: Criteria) -> str:
    if asked.matters is None and asked.bundles is None:
        return ""
    codes = (*(asked.matters or ()), *(asked.bundles or ()))
    if len(codes) > _FEW:
        return f"共{len(codes)}个事项"
    matters = Matter.objects.filter(code__in=asked.matters or ()).order_by("code").values_list("name", flat=True)
    bundles = Bundle.objects.filter(code__in=asked.bundles or ()).order_by("code").values_list("name", flat=True)
    return "、".join([*matters, *bundles]) or "没有"


def _named(asked: Names | None, words: Iterable[str]) -> str:
    if asked is None:
        return ""
    return f"共{len(asked)}个" if len(asked) > _FEW else "、".join(words) or "没有"
