"""A matter's own row in other people's files holds whole lists in single cells: what becomes of them here.

A cell that is empty says nothing of its list; 是否收费 “否” alone says that there are no charges.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from matters import guide as g
from matters.enums import ChannelKind, LimitKind, ModeKind
from matters.exchange.finding import Finding
from matters.exchange.given import Severity
from matters.exchange.kinds import default_unit
from matters.exchange.legal_titles import legal_bases
from matters.exchange.numbered_lists import listed
from matters.exchange.row_building import Builder, Row, materials

_ARROWS = re.compile(r"\s*(?:→|—+>|-+>|⇒|➜|>)\s*")
_NO_TEXT = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|bmp|pdf|docx?)|https?://\S+|[0-9a-fA-F-]{32,36}")
_STEP_NAME = 12
"""Characters up to which a text is a step's name and not its content."""
_LIST_FIELDS = ("~conditions", "~steps", "~pauses", "~requirements", "~legal_basis")
_SITE = Finding(
    Severity.NOTE,
    "site_column",
    "地点和办公时间属于办事地点，没有导入；请在办事地点里维护，哪一级办理写在“办理地点”表里",
)


def compact_lists(builder: Builder, row: Row) -> dict[str, tuple[Any, ...]]:
    """The lists that the row's own cells hold; a list none of whose cells says anything is left out."""
    cells = {name: value for name, value in row.values.items() if name.startswith("~") and value not in ("", (), None)}
    for name in ("~site_address", "~site_hours"):
        if name in cells:
            builder.notes.say(_SITE, **row.place(name), value=cells[name])
    made = {name: make(builder, row, cells) for name, make in _MAKERS.items() if _has(name, cells)}
    return {name: rows for name, rows in made.items() if rows is not None}


def _has(name: str, cells: Mapping[str, Any]) -> bool:
    return any(field in cells for field in _FIELDS[name])


def _limits(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Limit, ...]:
    return tuple(_each_limit(builder, row, cells))


def _each_limit(builder: Builder, row: Row, cells: Mapping[str, Any]) -> Iterator[g.Limit]:
    for kind, name in ((LimitKind.STATUTORY, "~statutory"), (LimitKind.PROMISED, "~promised")):
        if name in cells:
            amount, own = cells[name]
            found = default_unit(amount, own, cells.get(f"{name}_unit"))
            for finding in found.findings:
                builder.notes.say(finding, **row.place(name), value=amount)
            yield g.Limit(kind=kind, amount=amount, unit=found.value, note=cells.get(f"{name}_note", ""))


def _conditions(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Condition, ...]:
    return tuple(g.Condition(text=item) for item in listed(cells["~conditions"]))


def _steps(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Step, ...] | None:
    text = cells["~steps"]
    if _NO_TEXT.fullmatch(text):
        finding = Finding(Severity.NOTE, "flow_chart", "这里是流程图的文件，没有导入；环节请写在“环节”表里")
        builder.notes.say(finding, **row.place("~steps"), value=text)
        return None
    items = listed(text)
    if len(items) == 1 and len(arrows := _ARROWS.split(items[0])) > 1:
        items = tuple(arrow for arrow in arrows if arrow)
    return tuple(_step(item) for item in items)


def _step(item: str) -> g.Step:
    """受理：窗口核对材料 → its name before the colon; a text without one is the name while it is short."""
    name, _, content = (part.strip() for part in item.replace(":", "：", 1).partition("："))
    if content and len(name) <= _STEP_NAME:
        return g.Step(name=name, who="", content=content)
    return g.Step(name=item, who="") if len(item) <= _STEP_NAME else g.Step(name="办理", who="", content=item)


def _pauses(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Pause, ...]:
    return tuple(g.Pause(name=item) for item in listed(cells["~pauses"]))


def _requirements(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[Any, ...]:
    place = row.place("~requirements")
    return tuple(r for item in listed(cells["~requirements"]) for r in materials(builder, {"material": item}, place))


def _legal_basis(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.LegalBasis, ...]:
    return legal_bases(cells["~legal_basis"])


_FREE = re.compile(r"不收费|免费|不收取.{0,4}费用|免收.{0,4}|无费用|0元?")


def _charges(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Charge, ...] | None:
    standard = cells.get("~fee_standard", "")
    if cells.get("~is_fee") is False or _FREE.fullmatch(standard):
        return ()
    if not standard:
        if not cells.get("~is_fee"):
            return None
        finding = Finding(Severity.WARNING, "fee_without_standard", "收费，但没有写收费标准；请在“收费”表里写上")
        builder.notes.say(finding, **row.place("~is_fee"), value="是")
        return None
    name, basis = cells.get("~fee_name", "办理费用"), cells.get("~fee_basis", "")
    return (g.Charge(name=name, standard=standard, basis=basis, reduction=cells.get("~fee_reduction", "")),)


def _channels(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Channel, ...] | None:
    kinds: dict[ChannelKind, str] = dict.fromkeys(cells.get("~channels", ()), "")
    for name, kind in (
        ("~is_online", ChannelKind.WEB),
        ("~is_terminal", ChannelKind.TERMINAL),
        ("~is_express", ChannelKind.POST),
    ):
        if cells.get(name):
            kinds.setdefault(kind, "")
    for name, kind in (("~web", ChannelKind.WEB), ("~mobile", ChannelKind.MOBILE)):
        if name in cells:
            kinds[kind] = cells[name]
    return tuple(g.Channel(kind=kind, url=url) for kind, url in kinds.items()) or None


def _modes(builder: Builder, row: Row, cells: Mapping[str, Any]) -> tuple[g.Mode, ...] | None:
    return (g.Mode(kind=ModeKind.APPOINTMENT),) if cells["~is_schedule"] else None


_MAKERS: Mapping[str, Callable[[Builder, Row, Mapping[str, Any]], tuple[Any, ...] | None]] = {
    "limits": _limits, "conditions": _conditions, "steps": _steps, "pauses": _pauses, "requirements": _requirements,
    "legal_basis": _legal_basis, "charges": _charges, "channels": _channels, "modes": _modes,
}  # fmt: skip
_FIELDS: Mapping[str, tuple[str, ...]] = {
    **{name.removeprefix("~"): (name,) for name in _LIST_FIELDS},
    "limits": ("~statutory", "~promised"),
    "charges": ("~is_fee", "~fee_standard"),
    "channels": ("~channels", "~web", "~mobile", "~is_online", "~is_terminal", "~is_express"),
    "modes": ("~is_schedule",),
}


def compact_topics(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """The topics for persons and for legal persons together."""
    return tuple(dict.fromkeys((*cells.get("~user_topics", ()), *cells.get("~corp_topics", ()))))
