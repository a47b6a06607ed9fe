"""The rows of a worksheet, streaming."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NoReturn
from zipfile import ZipFile

from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

from matters.exchange.given import Cell, FileRefused
from matters.exchange.reading.cells import LONGEST, MOST_COLUMNS, CellError, Formula, plain, refuse_long
from matters.exchange.reading.merged import Row
from matters.exchange.reading.xml_parts import Listener, LocalNames, Patience, listen

MOST_ROWS = 1_048_576
WORTH_OF_A_ROW = 2_000
_COLUMNS: dict[str, int] = {get_column_letter(number): number for number in range(1, MOST_COLUMNS + 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the cells of a workbook refer to: its strings, the styles that show a number as a date, the day dates count from."""

    strings: list[str | None]
    date_styles: frozenset[str]
    epoch: datetime


class _Rows(Listener):
    def __init__(self, sheet: str, ground: Ground, patience: Patience) -> None:
        super().__init__(patience)
        self.sheet, self.ground = sheet, ground
        self.local = LocalNames()
        self.ready: list[Row] = []
        self.cells: dict[int, Cell] = {}
        self.row = self.column = self.length = 0
        self.kind = self.style = ""
        self.text: list[str] = []
        self.formula: list[str] | None = None
        self.into: list[str] | None = None
        self.is_phonetic = False
        self.for_nothing = (
            f"工作表“{sheet}”里有大量没有内容、只有格式的行或单元格，系统没有继续读。"
            "请选中内容以外的空行和空列，删除后保存，再导入。"
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.patience.spend(1 + (len(attributes) >> 3), self.for_nothing)
        name = self.local[tag]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or (name == "t" and not self.is_phonetic):
            self.into = self.text
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self.formula = self.into = []
        elif name == "rPh":
            self.is_phonetic = True

    def data(self, text: str) -> None:
        if self.into is None:
            return
        self.into.append(text)
        self.length += len(text)
        if self.length > LONGEST * 7:
            raise refuse_long(self._place())

    def end(self, tag: str) -> None:
        name = self.local[tag]
        if name == "c":
            if (value := self._value()) is not None:
                self.cells[self.column] = value
        elif name in ("v", "t", "f"):
            self.into = None
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.is_phonetic = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self.row + 1))
        if not self.row < number <= MOST_ROWS:
            raise FileRefused(
                f"工作表“{self.sheet}”的行号错乱（第 {self.row} 行之后是 {number}）。请另存为新的 .xlsx 再导入。"
            )
        self.row, self.column, self.cells = number, 0, {}

    def _end_row(self) -> None:
        if self.cells:
            self.ready.append((self.row, self.cells))
            self.patience.restore(WORTH_OF_A_ROW)
        self.cells = {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = _COLUMNS.get(reference.rstrip("0123456789"), 0) if reference else self.column + 1
        if not 0 < self.column <= MOST_COLUMNS:
            raise FileRefused(
                f"工作表“{self.sheet}”第 {self.row} 行的列数超过 {MOST_COLUMNS:,}。请删去多余的列再导入。"
            )
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.text, self.formula, self.length = [], None, 0

    def _value(self) -> Cell | None:
        if self.formula is not None:
            return Formula("=" + (plain("".join(self.formula)) or "…"))
        if not self.text:
            return None
        text = "".join(self.text)
        if self.kind == "s":
            return self._shared(text)
        if self.kind in ("inlineStr", "str"):
            return self._checked(plain(text))
        return value_of(text, self.kind, self.style, self.ground)

    def _shared(self, index: str) -> str | None:
        strings = self.ground.strings
        if not index.isdecimal() or len(index) > 9 or int(index) >= len(strings):
            raise FileRefused(f"{self._place()}引用了不存在的文字，文件已损坏。请另存为新的 .xlsx 再导入。")
        text = strings[int(index)]
        return self._too_long() if text is None else self._checked(text)

    def _checked(self, text: str) -> str | None:
        if len(text) > LONGEST:
            self._too_long()
        return text if text and not text.isspace() else None

    def _too_long(self) -> NoReturn:
        raise refuse_long(self._place())

    def _place(self) -> str:
        return f"工作表“{self.sheet}”单元格 {get_column_letter(self.column or 1)}{self.row}"


def sheet_rows(archive: ZipFile, part: str, *, sheet: str, ground: Ground, patience: Patience) -> Iterator[Row]:
    """The rows that hold anything, in order. FileRefused at the place of what cannot be taken."""
    listener = _Rows(sheet, ground, patience)
    for _ in listen(archive, part, listener):
        yield from listener.ready
        listener.ready.clear()
    yield from listener.ready


def value_of(text: str, kind: str, style: str, ground: Ground) -> Cell | None:
    """The value of a cell that is not text: `kind` is its `t`, `style` its `s`."""
    if kind == "b":
        return text.strip() not in ("0", "false")
    if kind == "e":
        return CellError(text)
    if kind == "d":
        return _day(from_ISO8601(text.strip()))
    if not text.strip():
        return None
    return _date(text, ground) if style in ground.date_styles else number(text)


def number(text: str) -> int | float | CellError:
    """Integral numbers as int, exactly as many digits as the file has; what is beyond a float is an error."""
    text = text.strip()
    if len(text) < 19 and text.lstrip("-").isdecimal():
        return int(text)
    value = float(text)
    if abs(value) < 1e18:
        return int(value) if value.is_integer() else value
    return value if abs(value) < float("inf") else CellError("#NUM!")


def _date(text: str, ground: Ground) -> Cell:
    try:
        return _day(from_excel(float(text), ground.epoch))
    except (OverflowError, ValueError):
        return CellError("#NUM!")


def _day(value: Cell) -> Cell:
    """Midnight means that only the day was written."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if isinstance(value, date | time) else str(value)
