"""The yearly holiday notice as CSV (日期,类型,说明): read, compared with the calendar, and put in its place.

`read` is pure. The notice for a year replaces that year's rows; days of a neighbouring year that it names (a New Year's holiday that begins on
30 December) are set one by one.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts import audit
from accounts.models import StaffUser
from matters.models import CalendarDay

TEMPLATE = "\ufeff日期,类型,说明\r\n2027-01-01至2027-01-03,放假,元旦（示例，请按国务院办公厅通知填写）\r\n2027-01-04,上班,元旦调休（示例）\r\n"
LARGEST = 256 * 1024
"""Bytes of a file: a hundred times what a notice needs."""
LONGEST = 31
"""Days of one range: longer is a mistyped year."""
NAME_LENGTH = 40
_ENCODINGS = ("utf-8-sig", "gb18030")
_KINDS = {"放假": False, "休息": False, "休": False, "上班": True, "班": True, "调休上班": True}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_RANGE = re.compile(r"至|到|~|～|—+|–")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_SATURDAY = 5


class Unreadable(Exception):
    """The file is no such CSV at all; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the notice."""

    date: date
    is_workday: bool
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used, counted from 1 as an editor shows it."""

    line: int
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a file says: its `year` (that of most days), its days in order, and what is wrong with it."""

    year: int
    days: tuple[Day, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A day that would be set differently; None where it has no row."""

    date: date
    old: str
    new: str


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark) or GB18030. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(f"文件超过{LARGEST // 1024}KB，不像是一份节假日通知。")
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("文件不是UTF-8或GB18030编码的CSV。电子表格请“另存为CSV”后再上传。")


def read(text: str) -> Notice:
    """The days of a CSV text. Raises Unreadable when it holds no line to read."""
    days: dict[date, Day] = {}
    problems: list[Problem] = []
    for number, cells in _lines(text):
        try:
            for day in _days(cells):
                _require_agreement(days.get(day.date), day)
                days[day.date] = day
        except ValueError as error:
            problems.append(Problem(number, "，".join(cells), str(error)))
    if not days and not problems:
        raise Unreadable("文件里没有日期。每行应为：日期,类型（放假或上班）,说明。")
    year = Counter(day.year for day in days).most_common(1)[0][0] if days else 0
    strange = [day for day in days if abs(day.year - year) > 1]
    problems += [Problem(0, str(day), f"与{year}年相差太远，请检查年份。") for day in strange]
    return Notice(year, tuple(days[day] for day in sorted(days)), tuple(problems))


def written(notice: Notice) -> str:
    """The notice as CSV text: `read(written(n))` is `n`."""
    out = io.StringIO()
    rows = csv.writer(out)
    for day in notice.days:
        rows.writerow([day.date, "上班" if day.is_workday else "放假", day.name])
    return out.getvalue()


def differing(notice: Notice) -> tuple[Day, ...]:
    """The days that differ from Monday to Friday: only these are kept. A holiday on a Sunday changes nothing."""
    return tuple(day for day in notice.days if day.is_workday == (day.date.weekday() >= _SATURDAY))


def changes(notice: Notice) -> list[Change]:
    """What `apply` would change, day by day."""
    wanted = {day.date: _words(day.is_workday, day.name) for day in differing(notice)}
    named = [day.date for day in notice.days]
    rows = CalendarDay.objects.filter(date__year=notice.year) | CalendarDay.objects.filter(date__in=named)
    stored = {row.date: _words(row.is_workday, row.name, row.is_official) for row in rows}
    return [
        Change(day, stored.get(day, ""), wanted.get(day, ""))
        for day in sorted({*stored, *wanted})
        if stored.get(day) != wanted.get(day)
    ]


@transaction.atomic
def apply(notice: Notice, *, by: StaffUser) -> list[Change]:
    """Put the notice in place of what the calendar has for its year, all of it or nothing; returns what changed. Raises Unreadable where lines
    have problems.
    """
    if notice.problems:
        raise Unreadable("文件还有不能识别的行，没有导入。")
    found = changes(notice)
    if found:
        CalendarDay.objects.filter(date__in=[change.date for change in found]).delete()
        touched = {change.date for change in found}
        CalendarDay.objects.bulk_create(
            CalendarDay(date=day.date, is_workday=day.is_workday, name=day.name)
            for day in differing(notice)
            if day.date in touched
        )
        audit.record(
            actor=by,
            action="calendar",
            target=f"{notice.year}年节假日与调休",
            changes=[{"place": str(c.date), "old": c.old, "new": c.new} for c in found],
        )
    return found


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The filled lines with their numbers, without a heading."""
    reader = csv.reader(io.StringIO(text))
    for row in reader:
        cells = row[0].split("，") if len(row) == 1 else row
        stripped = [cell.translate(_HALF_WIDTH).strip() for cell in cells]
        if any(stripped) and not stripped[0].startswith("日期"):
            yield reader.line_num, stripped


def _days(cells: list[str]) -> Iterator[Day]:
    """The days of one line. Raises ValueError with the reason in Chinese."""
    when, kind, name = (*cells, "", "")[:3] if len(cells) < 3 else cells[:3]
    if kind not in _KINDS:
        raise ValueError(f"类型“{kind}”应为“放假”或“上班”。")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"说明超过{NAME_LENGTH}个字。")
    ends = [_date(part) for part in _RANGE.split(when) if part.strip()]
    if len(ends) not in (1, 2):
        raise ValueError(f"日期“{when}”不能识别，应如2027-02-06或2027-02-06至2027-02-12。")
    first, last = ends[0], ends[-1]
    if last < first:
        raise ValueError(f"结束日期{last}早于开始日期{first}。")
    if (last - first).days >= LONGEST:
        raise ValueError(f"{first}至{last}超过{LONGEST}天，请检查年份。")
    for offset in range((last - first).days + 1):
        yield Day(first + timedelta(offset), _KINDS[kind], name)


def _date(text: str) -> date:
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"日期“{text}”不能识别，应如2027-02-06。")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"没有“{text}”这一天。") from error


def _require_agreement(known: Day | None, day: Day) -> None:
    if known and known.is_workday != day.is_workday:
        raise ValueError(f"{day.date}既写了放假又写了上班。")


def _words(is_workday: bool, name: str, is_official: bool = True) -> str:
    return f"{'上班' if is_workday else '放假'} {name}".strip() + ("" if is_official else "（未正式公布）")
