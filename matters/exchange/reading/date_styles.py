"""Which styles of a workbook show a number as a date."""

import re
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from matters.exchange.reading.xml_parts import elements

CHINESE_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Number formats that are dates in Chinese Excel and WPS without being written into the file (ECMA-376 part 1, 18.8.30)."""


def date_styles(archive: ZipFile, part: str) -> frozenset[str]:
    """Numbers of the cell styles that show a date. An elapsed time ([h]:mm) is not a date: its number stays a number."""
    described = elements(archive, part, "numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "xf")
    formats = {about.get("numFmtId", ""): about.get("formatCode", "") for name, about in described if name == "numFmt"}
    styles: list[str] = []
    group = ""
    for name, about in described:
        if name != "xf":
            group = name
        elif group == "cellXfs":
            styles.append(about.get("numFmtId", "0"))
    dates = {number for number in set(styles) if _is_date(number, formats.get(number))}
    return frozenset(str(index) for index, number in enumerate(styles) if number in dates)


def _is_date(number: str, code: str | None) -> bool:
    if not re.fullmatch(r"\d{1,6}", number):
        return False
    code = code or BUILTIN_FORMATS.get(int(number))
    if code is None:
        return int(number) in CHINESE_DATES
    return is_date_format(code) and not is_timedelta_format(code)
