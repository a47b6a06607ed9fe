"""The criteria of a round as people read them."""

from matters.models import Site
from matters.plain import from_plain
from oversight.enums import RoundKind
from oversight.inspection.criteria import Criteria
from oversight.inspection.report_frame import narrowed
from oversight.models import Round


def in_words(begun: Round) -> list[tuple[str, str]]:
    """Label and text; at most four queries."""
    if begun.kind == RoundKind.PATROL:
        site = Site.objects.filter(code=begun.frame.get("site", "")).first()
        return [("地点", site.name if site else "不限一处")]
    asked = from_plain(Criteria, begun.frame)
    unit = "%（进位取整）" if asked.size.is_percent else "份"
    return [
        ("告知日期", f"{asked.since:%Y-%m-%d} 至 {asked.until:%Y-%m-%d}"),
        *narrowed(asked),
        ("不含", f"{asked.inspector}（检查人）自己或顶岗出具的"),
        ("抽取数量", f"{asked.size.amount}{unit}"),
        ("分层", asked.stratum.label),
    ]
