"""Catalogs as JSON: `{"schema": 1, "matters": […]}` with one matter a line, strictly typed, each matter read by itself.

A matter is a `WorkingCopy` in part: only the fields that are there are taken. A row of a list is a whole row: what it leaves out has the default that
docs/catalog-format.md states. The shapes are made from the dataclasses, so that the format and its JSON Schema cannot fall behind them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from django.db.models import TextChoices

from matters.exchange.checking import MODELS, columns_of
from matters.exchange.given import FileRefused, Given, Problem, Severity
from matters.working_copy import LISTS, OF_BUNDLES, WorkingCopy

SCHEMA = 1
"""The number of this format. It rises when an older file would be understood otherwise."""
MAX_BYTES = 300_000_000
"""A file's largest size: twenty thousand full matters are a third of it."""
MOST_MATTERS = 200_000
_SAYS = (
    (re.compile(r"Object contains unknown field `(.*?)`"), "没有名为“{0}”的字段"),
    (re.compile(r"Object missing required field `(.*?)`"), "缺少字段“{0}”"),
    (re.compile(r"Invalid enum value '?(.*?)'?( - at|$)"), "不认识的取值“{0}”，可用的取值见 docs/catalog-format.md"),
    (re.compile(r"Expected `(.*?)`, got `(.*?)`"), "应为 {0}，现在是 {1}"),
    (re.compile(r"JSON is malformed: .*\(byte (\d+)\)"), "第 {0} 个字节处不是正确的 JSON"),
    (re.compile(r"Input data was truncated"), "JSON 不完整，或有不成对的代理项字符"),
    (re.compile(r"[Rr]ecursion"), "嵌套太深"),
    (re.compile(r"(?:Integer value|Number) out of range"), "数字太大"),
)


def shape(kind: Any, *, measured: bool = False) -> Any:
    """The strict shape of a field's type: dataclasses become structs that refuse unknown fields. `measured`: with the longest lengths."""
    row: Any = kind
    if is_dataclass(kind):
        return _row_shape(row, measured)
    if get_origin(kind) is tuple:
        return tuple[shape(get_args(kind)[0], measured=measured), ...]  # type: ignore[misc]
    if isinstance(kind, UnionType):
        return Union[tuple(shape(part, measured=measured) for part in get_args(kind))]  # noqa: UP007 - made at run time
    return kind


@cache
def _row_shape(kind: Any, measured: bool) -> Any:
    members = [
        (name, field_type) if default is MISSING else (name, field_type, default)
        for name, field_type, default in _members(kind, measured)
    ]
    return msgspec.defstruct(
        kind.__name__,
        members,
        forbid_unknown_fields=True,
        omit_defaults=True,
        kw_only=True,
        namespace={"__doc__": kind.__doc__},
    )


def _members(kind: Any, measured: bool) -> Iterator[tuple[str, Any, Any]]:
    hints = get_type_hints(kind)
    limits = {c.name: c for c in columns_of(kind)} if measured and kind in MODELS else {}
    for f in fields(kind):
        if f.name in OF_BUNDLES.get(kind, ()):
            continue
        field_type = shape(hints[f.name], measured=measured)
        column = limits.get(f.name)
        if column and field_type is str and column.longest:
            least = 1 if column.required else None
            field_type = Annotated[str, msgspec.Meta(max_length=column.longest, min_length=least)]
        elif column and field_type is int:
            field_type = Annotated[int, msgspec.Meta(ge=0, le=column.largest)]
        yield f.name, field_type, f.default


@cache
def partial_shape(*, measured: bool = False) -> Any:
    """A matter of which any field may be absent."""
    members = [
        (name, field_type | msgspec.UnsetType, msgspec.UNSET) for name, field_type, _ in _members(WorkingCopy, measured)
    ]
    return msgspec.defstruct("Matter", members, forbid_unknown_fields=True, namespace={"__doc__": WorkingCopy.__doc__})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    matters: Any = tuple.__class_getitem__((partial_shape(measured=True), ...))
    members = [("schema", Literal[1]), ("matters", matters)]
    catalog = msgspec.defstruct("Catalog", members, forbid_unknown_fields=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(catalog, schema_hook=_choices),
    }


def _choices(kind: Any) -> dict[str, Any]:
    """A TextChoices, with what each of its values means."""
    if not issubclass(kind, TextChoices):
        raise NotImplementedError
    words = "；".join(f"{value or '（空）'} {label}" for value, label in kind.choices)
    return {"title": kind.__name__, "description": words, "enum": list(kind.values)}


def write_schema(path: Path) -> None:
    """Write the JSON Schema as the documents have it."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(json_schema(), order="sorted"), indent=1) + b"\n")


# --- Reading


class _Catalog(msgspec.Struct, forbid_unknown_fields=True):
    matters: list[msgspec.Raw]
    schema: int


def read(path: Path) -> tuple[int, Iterator[Given]]:
    """How many matters the file holds, and what it says of each; `row` counts them from 1, a problem's column is its JSON path.

    Raises FileRefused for a file that is no catalog at all; one bad matter among good ones is a problem of its own.
    """
    catalog = _catalog(path)
    return len(catalog.matters), (_given(raw, number) for number, raw in enumerate(catalog.matters, 1))


def _catalog(path: Path) -> _Catalog:
    if path.stat().st_size > MAX_BYTES:
        raise FileRefused(f"文件超过{MAX_BYTES // 1_000_000} MB，请分成几个文件导入。")
    try:
        catalog = msgspec.json.decode(_utf8(path.read_bytes()), type=_Catalog)
    except (msgspec.DecodeError, RecursionError) as error:
        raise FileRefused(
            f'不是目录文件：应为 {{"schema": {SCHEMA}, "matters": […]}}。{_in_chinese(str(error))}'
        ) from error
    if len(catalog.matters) > MOST_MATTERS:
        raise FileRefused(f"文件里有{len(catalog.matters):,}个事项，最多{MOST_MATTERS:,}个，请分成几个文件导入。")
    if catalog.schema != SCHEMA:
        raise FileRefused(f"这个文件的格式版本是{catalog.schema}，本系统只认得{SCHEMA}。")
    return catalog


def _utf8(data: bytes) -> bytes:
    """Without a byte order mark; GB18030 becomes UTF-8."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.isascii():
        return data
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return data if encoding == "utf-8" else text.encode()
    raise FileRefused("文件的编码既不是 UTF-8 也不是 GB18030，请另存为 UTF-8。")


def _given(raw: msgspec.Raw, number: int) -> Given:
    try:
        strict = msgspec.json.decode(raw, type=partial_shape())
    except (msgspec.DecodeError, RecursionError) as error:
        return Given(row=number, problems=(_problem(str(error), number),))
    there = {name: value for name in _FIELDS if (value := getattr(strict, name)) is not msgspec.UNSET}
    said = {name: msgspec.convert(value, _TYPES[name], from_attributes=True) for name, value in there.items()}
    lists = {name: said.pop(name) for name in LISTS if name in said}
    return Given(row=number, values=said, lists=lists)


_FIELDS = tuple(f.name for f in fields(WorkingCopy))
_TYPES = get_type_hints(WorkingCopy)


def _problem(said: str, number: int) -> Problem:
    message, _, place = said.partition(" - at ")
    return Problem(
        severity=Severity.ERROR,
        check="json_shape",
        row=number,
        column=place.strip("`") or "$",
        message=f"第{number}个事项：{_in_chinese(message)}",
    )


def _in_chinese(said: str) -> str:
    for pattern, words in _SAYS:
        if match := pattern.search(said):
            return words.format(*match.groups())
    return said


# --- Writing


def lines(copies: Iterable[WorkingCopy]) -> Iterator[bytes]:
    """The file in pieces: a matter a line, every field of it there, rows without what is their default."""
    yield b'{"schema": %d, "matters": [' % SCHEMA
    separator = b"\n"
    for copy in copies:
        yield separator + _ENCODER.encode(_written(copy))
        separator = b",\n"
    yield b"\n]}\n"


_ENCODER = msgspec.json.Encoder()


def _written(copy: WorkingCopy) -> Any:
    return msgspec.convert(copy, partial_shape(), from_attributes=True)
