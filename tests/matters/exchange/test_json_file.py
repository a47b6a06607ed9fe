"""JSON catalogs: what is refused as a whole, what only for one matter, and the documented format."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.conf import settings

from matters.exchange import json_file
from matters.exchange.given import FileRefused
from matters.working_copy import LISTS, OWN
from tests.matters.exchange.bringing import bring, catalog, counts, new

DOCUMENT = settings.BASE_DIR / "docs" / "catalog-format.md"
SCHEMA = settings.BASE_DIR / "docs" / "catalog-format.schema.json"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("matter", "column", "message"),
    [
        ({"nmae": "甲"}, "$", "第1个事项：没有名为“nmae”的字段"),
        ({"name": 1}, "$.name", "第1个事项：应为 str，现在是 int"),
        ({"matter_type": "许可"}, "$.matter_type", "第1个事项：不认识的取值“许可”，可用的取值见 docs/catalog-format.md"),
        ({"steps": [{"who": "窗口"}]}, "$.steps[0]", "第1个事项：缺少字段“name”"),
        ({"steps": [{"name": "甲", "who": "乙", "x": 1}]}, "$.steps[0]", "第1个事项：没有名为“x”的字段"),
        ({"standing": "live"}, "$", "第1个事项：没有名为“standing”的字段"),
    ],
)  # fmt: skip
def test_a_matter_of_the_wrong_shape_is_refused_alone(
    tmp_path: Path, matter: dict[str, Any], column: str, message: str
) -> None:
    report = bring(catalog(tmp_path, matter, new()))
    assert counts(report) == (1, 0, 0, 1)
    assert [(p.row, p.column, p.message) for p in report.problems] == [(1, column, message)]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"matters": []}', b'{"schema": 2, "matters": []}', b'{"schema": 1, "matters": [], "x": 1}', b"[" * 100_000],
    ids=["empty", "cut off", "a list", "no schema", "another schema", "more in it", "deep"],
)  # fmt: skip
def test_what_is_no_catalog_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        json_file.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_this_country_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps({"schema": 1, "matters": [{"name": "演示"}]}, ensure_ascii=False).encode(encoding))
    total, givens = json_file.read(path)
    assert (total, next(givens).values) == (1, {"name": "演示"})


def test_the_documented_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == msgspec.json.decode(msgspec.json.encode(json_file.json_schema()))


def test_every_field_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert [name for name in (*OWN, *LISTS) if f"`{name}`" not in text] == []


@pytest.mark.django_db
def test_an_export_has_the_documented_shape(tmp_path: Path) -> None:
    from matters.exchange import writing

    path = tmp_path / "a.json"
    writing.export(path, writing.exportable())
    matter = json_file.partial_shape(measured=True)
    kind = msgspec.defstruct("Catalog", [("schema", int), ("matters", tuple[matter, ...])], forbid_unknown_fields=True)
    assert len(msgspec.json.decode(path.read_bytes(), type=kind).matters) == writing.exportable().count()


@pytest.mark.django_db
def test_a_matter_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    from matters.exchange import writing

    path = tmp_path / "a.json"
    writing.export(path, writing.exportable())
    lines = path.read_text("utf-8").splitlines()
    assert (len(lines) - 2, lines[0], lines[-1]) == (writing.exportable().count(), '{"schema": 1, "matters": [', "]}")


def test_more_matters_than_a_catalog_has_refuse_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MOST_MATTERS", 2)
    path = tmp_path / "目录.json"
    path.write_text('{"schema": 1, "matters": [{}, {}, {}]}', "utf-8")
    with pytest.raises(FileRefused, match="文件里有3个事项，最多2个"):
        json_file.read(path)


@pytest.mark.parametrize("text", ['{"schema": 1, "matters": [NaN]}', '{"schema": 1, "matters": [' + "[" * 9000, "{"])
def test_what_is_no_json_is_said_in_chinese(tmp_path: Path, text: str) -> None:
    path = tmp_path / "目录.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FileRefused) as refusal:
        json_file.read(path)
    assert not any(word in str(refusal.value) for word in ("malformed", "truncated", "recursion"))
