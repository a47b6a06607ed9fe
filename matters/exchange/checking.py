"""Whether a working copy can be kept as it is: lengths, numbers, keys and conditions, read off the tables it will stand in.

A spreadsheet's cells are checked where they are read; here a whole copy is, as it would be stored, whatever file it came from. What a form of the
admin would refuse is refused here too. Pure: models are asked for their columns, not for rows.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models

from accounts.printable import printable
from matters import guide as g
from matters import models as m
from matters.enums import Necessity
from matters.keeping import TABLES
from matters.local_promise import why_no_promise
from matters.wording import duration
from matters.working_copy import LISTS, Desk, Requirement, WorkingCopy

MODELS: dict[type[Any], type[models.Model]] = {
    **{table.row: table.model for table in TABLES.values()},
    WorkingCopy: m.Matter,
    g.Party: m.Department,
    g.Question: m.Question,
    g.Option: m.Option,
    g.Handling: m.Handling,
    Requirement: m.Requirement,
    Desk: m.Desk,
}
"""Where the rows of each dataclass stand."""
_SURE = re.compile(r"[\n\r\t !-~·×—‘’“”…、-〕一-鿿！-～①-⑳]*")
"""Texts of these characters alone need no closer look."""
_LARGEST_VISITS = 10
_NEEDED = {
    (WorkingCopy, "name"), (g.Party, "name"), (g.Question, "key"), (g.Question, "text"), (g.Option, "key"), (g.Option, "text"),
}  # fmt: skip
"""Without these a row is nothing; what else a form asks for may be missing in a draft."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of the copy: `path` as in JSON ("requirements[2].copies"), `label` in words ("申请材料第3行 复印件份数").

    `is_doubt`: it can be kept all the same; a form would ask for it, a draft may lack it.
    """

    check: str
    path: str
    label: str
    value: str
    message: str
    is_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What a field has to keep to."""

    name: str
    label: str
    longest: int | None = None
    largest: int | None = None
    required: bool = False
    validators: tuple[Callable[[str], None], ...] = ()
    is_plain: bool = False
    """A text without rules but its length."""


def faults(copy: WorkingCopy) -> list[Fault]:
    """Everything that is wrong with the copy, in its order; empty when it can be kept."""
    found = [fault for path, label, row in _rows(copy) for fault in _row_faults(path, label, row)]
    if not _is_surely_printable(copy):
        found += _unprintable(copy)
    return [*found, *_doubled(copy), *_dangling(copy), *_own_rules(copy), *_local_promises(copy)]


@cache
def columns_of(kind: Any) -> tuple[Column, ...]:
    """The columns of a dataclass's fields, read off its table; fields that are rows or references of their own are left out."""
    table = {f.name: f for f in MODELS[kind]._meta.get_fields() if isinstance(f, models.Field)}
    return tuple(_column(table[f.name]) for f in fields(kind) if _is_plain(table.get(f.name)))


def _is_plain(field: models.Field[Any, Any] | None) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.IntegerField)


def _column(field: models.Field[Any, Any]) -> Column:
    if isinstance(field, models.IntegerField):
        small = isinstance(field, models.SmallIntegerField)
        return Column(field.name, str(field.verbose_name), largest=32767 if small else 2_147_483_647)
    rules = tuple(v for v in field.validators if isinstance(v, RegexValidator | URLValidator))
    required = not field.blank and not field.choices
    return Column(field.name, str(field.verbose_name), field.max_length, None, required, rules, not rules)


def _rows(copy: WorkingCopy) -> Iterator[tuple[str, str, Any]]:
    """Every dataclass in the copy with its place."""
    yield "", "", copy
    yield "department", "实施主体", copy.department
    for index, party in enumerate(copy.joint_departments):
        yield f"joint_departments[{index}]", f"联办机构第{index + 1}个", party
    for name in LISTS:
        for index, row in enumerate(getattr(copy, name)):
            yield f"{name}[{index}]", f"{MODELS[type(row)]._meta.verbose_name}第{index + 1}行", row
    for index, handling in enumerate(copy.handlings):
        if handling.back_office:
            yield f"handlings[{index}].back_office", f"办理层级第{index + 1}行 转报部门", handling.back_office
    for index, question in enumerate(copy.questions):
        for number, option in enumerate(question.options):
            yield f"questions[{index}].options[{number}]", f"情形问题第{index + 1}行第{number + 1}个选项", option


def _row_faults(path: str, label: str, row: Any) -> Iterator[Fault]:
    for column, value in zip(columns_of(_kind(row)), _values(_kind(row))(row), strict=True):
        if type(value) is str and value and column.is_plain and len(value) <= (column.longest or len(value)):
            continue
        if message := _objection(column, value):
            place = f"{path}.{column.name}" if path else column.name
            check, words = message
            is_doubt = check == "missing" and (type(row), column.name) not in _NEEDED
            yield Fault(check, place, f"{label} {column.label}".strip(), _shown(value), words, is_doubt)


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [column.name for column in columns_of(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)


def _kind(row: Any) -> Any:
    return type(row)


def _objection(column: Column, value: Any) -> tuple[str, str] | None:
    """The check's name and what to say, when the value cannot stand in the column."""
    if isinstance(value, int):
        return None if 0 <= value <= (column.largest or 0) else ("out_of_range", f"须在0到{column.largest}之间")
    text = " ".join(value) if isinstance(value, tuple) else value or ""
    if column.longest is not None and len(text) > column.longest:
        return "too_long", f"最多{column.longest}个字，现在{len(text)}个字，请精简"
    if not text:
        return ("missing", f"没有填写{column.label}") if column.required else None
    return next((("malformed", words) for rule in column.validators if (words := _refused(rule, text))), None)


def _refused(rule: Callable[[str], None], text: str) -> str:
    try:
        rule(text)
    except ValidationError as error:
        return str(error.message)
    return ""


def _is_surely_printable(copy: WorkingCopy) -> bool:
    """Whether a look at all its texts at once finds nothing doubtful; as JSON, where only control characters are written as \\u."""
    text = msgspec.json.encode(copy).decode()
    return "\\u" not in text and _SURE.fullmatch(text) is not None


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _unprintable(copy: WorkingCopy) -> Iterator[Fault]:
    for path, label, row in _rows(copy):
        for name in _names(_kind(row)):
            value = getattr(row, name)
            words = value if isinstance(value, tuple) else (value,)
            for word in words:
                if isinstance(word, str) and (message := _refused(printable, word)):
                    place = f"{path}.{name}" if path else name
                    yield Fault("unprintable", place, label or _label(name), _shown(word), message)


def _label(name: str) -> str:
    return str(getattr(m.Matter._meta.get_field(name), "verbose_name", name))


def _doubled(copy: WorkingCopy) -> Iterator[Fault]:
    """Keys that must be there once: of questions, of their options, of requirements, and the site of a desk."""
    yield from _twice("questions", "情形问题", "代号", [q.key for q in copy.questions])
    for index, question in enumerate(copy.questions):
        yield from _twice(
            f"questions[{index}].options", f"情形“{question.text}”的选项", "代号", [o.key for o in question.options]
        )
    yield from _twice("requirements", "申请材料", "代号", [r.key for r in copy.requirements])
    yield from _twice("desks", "窗口安排", "办事地点", [d.site for d in copy.desks])


def _twice(path: str, label: str, column: str, keys: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key and key in seen:
            yield Fault("doubled", f"{path}[{index}]", f"{label}第{index + 1}行 {column}", key, f"{column}“{key}”重复")
        seen.add(key)


def _dangling(copy: WorkingCopy) -> Iterator[Fault]:
    """Conditions that name an option which is not there; a question may only be opened by one before it."""
    known: set[str] = set()
    for index, question in enumerate(copy.questions):
        yield from _unknown_options(f"questions[{index}]", f"情形问题第{index + 1}行", question.when, known)
        known |= {f"{question.key}.{option.key}" for option in question.options}
    for name in LISTS:
        for index, row in enumerate(getattr(copy, name)):
            when = () if name == "questions" else getattr(row, "when", ())
            if when:
                label = f"{MODELS[type(row)]._meta.verbose_name}第{index + 1}行"
                yield from _unknown_options(f"{name}[{index}]", label, when, known)


def _unknown_options(path: str, label: str, when: g.When, known: set[str]) -> Iterator[Fault]:
    for token in when:
        if token not in known:
            there = "、".join(sorted(known)) or "没有"
            yield Fault(
                "unknown_option", f"{path}.when", f"{label} 适用情形", token, f"没有情形选项“{token}”；可用的：{there}"
            )


def _own_rules(copy: WorkingCopy) -> Iterator[Fault]:
    """What the tables' own constraints say."""
    if copy.visits > _LARGEST_VISITS:
        yield Fault("out_of_range", "visits", "到现场次数", str(copy.visits), "到现场次数不能超过10次")
    for index, word in enumerate(copy.synonyms):
        if word.split() != [word]:
            yield Fault("malformed", f"synonyms[{index}]", "别名", word, "一个别名里不能有空格，也不能为空")
    for index, row in enumerate(copy.requirements):
        place = f"requirements[{index}]", f"申请材料第{index + 1}行"
        if row.defer and row.necessity != Necessity.DEFERRABLE:
            message = "只有“容缺后补”的材料才填写补交期限"
            yield Fault("malformed", f"{place[0]}.defer", f"{place[1]} 容缺补交期限", row.defer, message)
        if not 0 < len(row.material) <= 200:
            yield Fault(
                "missing", f"{place[0]}.material", f"{place[1]} 材料名称", row.material, "材料名称须有1到200个字"
            )


def _local_promises(copy: WorkingCopy) -> Iterator[Fault]:
    """A place may be quicker than the catalog promises, never slower."""
    for index, desk in enumerate(copy.desks):
        if desk.promised and (message := why_no_promise(desk.promised, copy.limits)):
            label = f"窗口安排第{index + 1}行 本地承诺时限"
            yield Fault(
                "promise_not_shorter", f"desks[{index}].promised_amount", label, duration(desk.promised), message
            )


def _shown(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, tuple) else str("" if value is None else value)
    return text if len(text) <= 120 else f"{text[:119]}…"
