"""csv files as offices have them: encodings, separators, stacked tables, formulas."""

from pathlib import Path

import pytest

from matters.exchange.reading import Formula, tables
from matters.exchange.reading.cells import from_text
from tests.matters.exchange.read import knows, only, read, refusal

TEXT = "事项名称,实施编码\n残疾人证办理,511Z07001006\n"
ROWS = {"": [(2, {"事项名称": "残疾人证办理", "实施编码": "511Z07001006"})]}


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path / "a.csv", TEXT, encoding)) == ROWS


def test_characters_beyond_gbk_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "事项名称,实施编码\n𠮷田㛃,1\n", "gb18030")
    assert only(path) == [{"事项名称": "𠮷田㛃", "实施编码": "1"}]


def test_big_endian_unicode_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.replace(",", "\t").encode("utf-16-be"))
    assert read(path) == ROWS


def test_a_broken_place_in_utf_8_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("事项名称,实施编码\n" + "残疾人证办理,1\n" * 5).encode() + b"\xff\xfe,2\n")
    assert refusal(path).startswith("第 7 行有无法识别的字符")


def test_a_broken_place_in_gb18030_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("事项名称,实施编码\n办理,1\n".encode("gb18030") + b"\xd6\xff,2\n")
    assert refusal(path).startswith("第 3 行有无法识别的字符")


def test_a_nul_far_down_names_its_line(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.csv", TEXT * 9_000 + "\0,1\n")).startswith("第 18001 行有空字符")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_separator_is_found(tmp_path: Path, separator: str, encoding: str) -> None:
    assert read(written(tmp_path / "a.csv", TEXT.replace(",", separator), encoding)) == ROWS


def test_separators_inside_quotes_do_not_mislead(tmp_path: Path) -> None:
    text = '"名单，a,b,c,d,e,f,g"\n事项名称;实施编码\n"甲,乙,丙;丁";1\n'
    assert only(written(tmp_path / "a.csv", text)) == [{"事项名称": "甲,乙,丙;丁", "实施编码": "1"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path: Path, end: str) -> None:
    assert read(written(tmp_path / "a.csv", TEXT.replace("\n", end))) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_line_breaks_stay_and_rows_keep_their_line(tmp_path: Path, end: str) -> None:
    text = f'事项名称,实施编码{end}"甲{end}乙",1{end}{end}"丙 ""丁""",2{end}'
    expected = [(2, {"事项名称": "甲\n乙", "实施编码": "1"}), (5, {"事项名称": '丙 "丁"', "实施编码": "2"})]
    assert read(written(tmp_path / "a.csv", text)) == {"": expected}


def test_an_unclosed_quote_names_its_line(tmp_path: Path) -> None:
    text = TEXT + '"没有配对,1\n' + "甲,2\n" * 60_000
    assert refusal(written(tmp_path / "a.csv", text)).startswith("第 3 行的引号没有配对")


@pytest.mark.parametrize("mark", ["#材料", "# 材料", "[材料]", "【材料】", '"#材料",'])
def test_stacked_tables_are_read_by_their_names(tmp_path: Path, mark: str) -> None:
    text = f"#事项,,\n事项名称,实施编码,\n甲,1,\n,,\n{mark}\n实施编码,材料名称,份数\n1,身份证,2\n1,户口簿,1\n"
    assert read(written(tmp_path / "a.csv", text)) == {
        "事项": [(3, {"事项名称": "甲", "实施编码": "1"})],
        "材料": [
            (7, {"实施编码": "1", "材料名称": "身份证", "份数": "2"}),
            (8, {"实施编码": "1", "材料名称": "户口簿", "份数": "1"}),
        ],
    }


@pytest.mark.parametrize("rows", [1, 50])
def test_rows_asked_for_after_the_next_table_are_an_error(tmp_path: Path, rows: int) -> None:
    text = TEXT + "乙,2\n" * rows + "#材料\n材料名称,份数\n身份证,1\n"
    first, _ = tables(written(tmp_path / "a.csv", text), knows=knows)
    with pytest.raises(RuntimeError):
        list(first.rows)


def test_a_table_whose_rows_nobody_wants_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TEXT + "乙,2\n" * 50 + "#材料\n材料名称,份数\n身份证,1\n")
    assert [[dict(row.cells) for row in table.rows] for table in tables(path, knows=knows) if table.sheet] == [
        [{"材料名称": "身份证", "份数": "1"}]
    ]


def test_an_empty_section_with_headings_is_a_table(tmp_path: Path) -> None:
    text = "#事项\n事项名称,实施编码\n#材料\n材料名称,份数\n"
    assert read(written(tmp_path / "a.csv", text)) == {"事项": [], "材料": []}


@pytest.mark.parametrize(
    "text", ["=A1+B1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "+A1", "-2+3", "@SUM(A1:A9)"]
)
def test_what_a_spreadsheet_would_calculate_is_a_formula(text: str) -> None:
    assert (type(from_text(text)), from_text(text)) == (Formula, text)


@pytest.mark.parametrize(
    "text",
    ["-5", "+86 138-0000-0000", "+86-0826-123", "-", "--", "-身份证", "- 申请表", "-A4纸", "@微信", "=", "1.15E+17"],
)
def test_what_only_begins_with_a_sign_is_text(text: str) -> None:
    assert (type(from_text(text)), from_text(text)) == (str, text)


def test_a_code_kept_as_a_constant_formula_is_its_text() -> None:
    assert from_text('="0123"') == "0123"


def test_a_cell_longer_than_a_spreadsheets_is_refused_at_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TEXT + f"{'长' * 40_000},1\n")
    assert refusal(path) == "第 3 行的一个单元格的内容超过 32,767 个字，不是表格软件能写出的单元格。请缩短后再导入。"


def test_a_very_long_line_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.csv", TEXT + "长" * 2_000_000)).startswith("第 3 行太长")


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a.csv", TEXT + "," * 100_000)) == "第 3 行的列数超过 16,384。请检查分隔符。"


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TEXT + "乙,2\n丙,3\n")
    assert refusal(path, max_rows=2) == "文件的行数超过上限 2 行。请拆成几个文件分别导入。"


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TEXT * 30_000)
    assert refusal(path, max_bytes=1_000_000) == "文件超过上限 1 MB。请拆成几个文件分别导入。"
