"""A sheet and a setting as HTML: the same for the PDF and for a look on screen."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from notices import qr
from notices.enums import Manner
from notices.ladder import FOLD_WORDS, Setting
from notices.sheet import Line, Sheet

STYLE_VERSION = 3
"""Rises when the sheet's template or style sheet changes how a sheet looks: cached sheets and stored fits of the older style then no longer count."""
HALF_ROW = 19
"""How many full-width characters a value in half a row may have (at 10.5 pt)."""
FULL_ROW = 46
"""The same for a whole row, labels included."""


def render_html(sheet: Sheet, setting: Setting) -> str:
    """The whole HTML document of an A4 sheet."""
    image = qr.make(sheet.url)
    return render_to_string(
        "notices/sheet.html",
        {
            "sheet": sheet,
            "setting": setting,
            "qr": image,
            "meta_rows": pair((*sheet.meta, sheet.conditions)),
            "place_rows": pack(sheet.place),
            "detail_rows": pack(sheet.details),
            "foot": {line.key: line for line in sheet.foot},
            "manners": Manner.labels,
            "folded": set(setting.folded),
            "folded_words": "、".join(FOLD_WORDS[name] for name in setting.folded if _has(sheet, name)),
        },
    )


def pair(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines as rows of the sheet: two short neighbours share a row, a long one has its own."""
    rows: list[list[Line]] = []
    for line in lines:
        fits = _width(line.text) <= HALF_ROW and rows and len(rows[-1]) == 1 and _width(rows[-1][0].text) <= HALF_ROW
        if fits:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def pack(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines as rows: neighbours share a row as long as they fit on it with their labels."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and sum(_width(x.label + x.text) + 2 for x in (*rows[-1], line)) <= FULL_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _width(text: str) -> float:
    """Rough width in full-width characters: Latin letters and digits are a little over half as wide."""
    return sum(0.56 if ord(c) < 0x2E80 else 1.0 for c in text)


def _has(sheet: Sheet, block: str) -> bool:
    """Whether folding that block hides anything of this sheet."""
    return {
        "faqs": bool(sheet.faqs),
        "legal_texts": any(line.text for line in sheet.legal),
        "step_details": any(step.detail for step in sheet.steps),
        "other_sites": bool(sheet.other_sites),
    }[block]
