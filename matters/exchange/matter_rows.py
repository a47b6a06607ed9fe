"""The row, or rows, of 事项 as the values of a matter's own fields."""

from collections.abc import Iterable
from typing import Any

from matters.exchange import codes
from matters.exchange.compact import compact_topics
from matters.exchange.finding import Finding
from matters.exchange.given import Severity
from matters.exchange.joining import Joined
from matters.exchange.organisation_codes import organisation_findings, plausible
from matters.exchange.repairs_texts import mixed_brackets
from matters.exchange.row_building import Row
from matters.exchange.row_reading import Notes
from matters.guide import Party

LONG_NAME = 60
"""Characters; a longer name does not fit a sheet's title."""
UNSORTED = frozenset({"未分类", "未归类"})
_HALF = Finding(Severity.WARNING, "brackets_half_width", "名称里有半角括号，应为全角（）")
_MIXED = Finding(Severity.WARNING, "brackets_mixed", "名称里的括号一边全角、一边半角")
_UNSORTED = Finding(Severity.NOTE, "main_item_unsorted", "主项写着“未分类”，按没有主项导入")
_SHAPE = Finding(Severity.WARNING, "code_malformed", "不像基本编码，没有导入")


def own_values(rows: Iterable[Row], joined: Joined, notes: Notes) -> dict[str, Any]:
    """The values of OWN that the rows hold; where several sheets describe one matter the first that says something counts."""
    values: dict[str, Any] = {}
    for row in rows:
        said = _said(row, joined, notes)
        empty = {name: value for name, value in said.items() if value in ("", (), None)}
        values = {
            **empty,
            **values,
            **{n: v for n, v in said.items() if n not in empty and values.get(n) in ("", (), None)},
        }
    return values


def _said(row: Row, joined: Joined, notes: Notes) -> dict[str, Any]:
    _look_at_name(row, joined, notes)
    _look_at_codes(row, notes)
    values = {name: value for name, value in row.values.items() if not name.startswith("~") and "." not in name}
    if "joint_departments" in values:
        values["joint_departments"] = _parties(
            values["joint_departments"], row.values.get("joint_departments.code", ())
        )
    if department := row.values.get("department.name"):
        values["department"] = Party(name=department, code=_organisation(row))
    if "code" in values:
        values["code"] = values["code"].upper()
    if values.get("main_item") in UNSORTED:
        notes.say(_UNSORTED, **row.place("main_item"), value=values["main_item"])
        values["main_item"] = ""
    if "topics" not in values and (topics := compact_topics(row.values)):
        values["topics"] = topics
    return values


def _parties(names: tuple[str, ...], their_codes: tuple[str, ...]) -> tuple[Party, ...]:
    padded = (*their_codes, *("" for _ in names))
    return tuple(Party(name=name, code=code) for name, code in zip(names, padded, strict=False))


def _look_at_name(row: Row, joined: Joined, notes: Notes) -> None:
    name = row.values.get("name", "")
    place = row.place("name")
    if not name:
        return
    if "(" in name:
        notes.say(_HALF, **place, value=name)
    if mixed(name):
        notes.say(_MIXED, **place, value=name)
    if len(name) > LONG_NAME:
        message = f"名称有{len(name)}个字，超过{LONG_NAME}个字，告知单的标题放不下"
        notes.say(Finding(Severity.WARNING, "name_long", message), **place, value=name)
    if (times := joined.named(name)) > 1:
        message = f"有{times}个事项都叫这个名称，请核对是不是同一事项"
        notes.say(Finding(Severity.WARNING, "duplicate_name", message), **place, value=name)


def mixed(name: str) -> bool:
    """Whether a bracket opened full-width is closed half-width, or the other way round."""
    return ("(" in name or ")" in name) and mixed_brackets(name) != name


def _look_at_codes(row: Row, notes: Notes) -> None:
    implementation, department = row.values.get("implementation_code"), row.values.get("department.code")
    for finding in codes.implementation_findings(implementation) if implementation else ():
        notes.say(finding, **row.place("implementation_code"), value=implementation)
    for finding in organisation_findings(department) if department else ():
        notes.say(finding, **row.place("department.code"), value=department)
    basic = row.values.get("basic_code", "")
    if basic and row.place("basic_code")["column"] == "base" and len(basic) < _SHORTEST_BASIC:
        notes.say(_SHAPE, **row.place("basic_code"), value=basic)
        row.values["basic_code"] = ""


_SHORTEST_BASIC = 6


def _organisation(row: Row) -> str:
    """The department's code: under our own heading as it stands, else the valid one of its column or of the 实施编码; empty for neither."""
    own: str = row.values.get("department.code", "")
    if row.place("department.code")["column"] == _OURS:
        return own
    parts = codes.implementation(row.values.get("implementation_code", ""))
    return plausible(own) or (plausible(parts.organisation) if parts else "")


_OURS = "实施主体编码"
