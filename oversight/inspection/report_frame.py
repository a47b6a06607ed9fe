"""How the notices of a round were found, in words that let anybody repeat it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site
from matters.plain import from_plain
from notices.enums import NoticeKind
from oversight.enums import RoundKind
from oversight.inspection.criteria import Criteria, Names
from oversight.inspection.strata import Stratum
from oversight.models import Round

NAMED = 4
"""So many are named, of more only the number."""
RULE = "对范围内每份文书的查验码与种子算出SHA-256，按结果从小到大取足份数；同一种子在同一范围内重抽，结果相同。"
RULE_IN_STRATA = RULE.replace("取足份数", "在各层里取足名额，名额按各层份数的比例分")


def how_drawn(begun: Round, drawn: int) -> tuple[tuple[str, str], ...]:
    """(name, value) for the head of the report; at most four queries."""
    if begun.kind == RoundKind.PATROL:
        site = Site.objects.filter(code=begun.frame.get("site", "")).first()
        return (("地点", site.name if site else "不限"), ("查看", f"{drawn}份，由检查人在现场选看"))
    asked = from_plain(Criteria, begun.frame)
    return (
        ("告知日期", f"{asked.since:%Y-%m-%d} 至 {asked.until:%Y-%m-%d}"),
        *narrowed(asked),
        ("抽取", f"从{begun.frame_size}份中抽{drawn}份（{_size(asked)}，{Stratum(asked.stratum).label}）"),
        ("种子", begun.seed),
        ("范围校验值", begun.frame_sha256),
        ("抽取规则", RULE if Stratum(asked.stratum) == Stratum.NONE else RULE_IN_STRATA),
    )


def _size(asked: Criteria) -> str:
    return f"按{asked.size.amount}%" if asked.size.is_percent else f"按{asked.size.amount}份"


def narrowed(asked: Criteria) -> Iterable[tuple[str, str]]:
    """What the frame was narrowed to, as far as it was."""
    if asked.sites is not None:
        yield "办事地点", _named(Site, "code", asked.sites)
    if asked.clerks is not None:
        yield "经办人", _named(StaffUser, "username", asked.clerks)
    if asked.matters:
        yield "事项", _named(Matter, "code", asked.matters)
    if asked.bundles:
        yield "一件事", _named(Bundle, "code", asked.bundles)
    if asked.kinds is not None:
        yield "文书种类", "、".join(NoticeKind(kind).label for kind in asked.kinds)


def _named(model: type[Model], field: str, names: Names) -> str:
    """Their names as they are now; a name that is gone is told by its code."""
    if len(names) > NAMED:
        return f"共{len(names)}个"
    rows: Any = model._default_manager.filter(**{f"{field}__in": names})
    known = {getattr(row, field): str(getattr(row, "public_name", "") or getattr(row, "name", row)) for row in rows}
    return "、".join(known.get(name, name) for name in names) or "无"
