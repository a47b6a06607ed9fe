"""A sheet and a setting as HTML: the same for the PDF and for a look on screen. The setting's layout chooses the template."""

from typing import Any

from django.template.loader import render_to_string

from matters import qr
from notices import logos
from notices.enums import Layout, Manner
from notices.ladder import FOLD_WORDS, Setting
from notices.rows import POSTER_HALF_ROW, headline, name_parts, pack, pair, step_rows
from notices.sheet import Sheet
from notices.sheet_words import HEADINGS

STYLE_VERSION = 4
"""Rises when the sheet's template or style sheet changes how a sheet looks: cached sheets and stored fits of the older style then no longer count."""
TEMPLATES = {
    Layout.A4: "notices/sheet.html",
    Layout.LARGE: "notices/layouts/large.html",
    Layout.POSTER: "notices/layouts/poster.html",
    Layout.LABEL: "notices/layouts/label.html",
    Layout.CARD: "notices/layouts/card.html",
}
QR_MM = {Layout.A4: 25, Layout.LARGE: 34, Layout.POSTER: 56, Layout.LABEL: 54, Layout.CARD: 25}
"""The least edge of the QR code on each layout, quiet zone included, in mm: what is read from further off needs a larger one."""
NEVER_FOLDED = {"charges"}
"""Details that stay on every layout that tells how much."""


def render_html(sheet: Sheet, setting: Setting) -> str:
    """The whole HTML document of a sheet, on the layout of its setting."""
    image = qr.make(sheet.url)
    context = {
        "sheet": sheet,
        "setting": setting,
        "qr": image,
        "qr_mm": max(image.size_mm, QR_MM[setting.layout]),
        "words": {key: word.text for key, word in HEADINGS.items()} | {x.key: x.text for x in sheet.headings},
        "logo": logos.data_uri(sheet.logo) if sheet.logo else "",
        "folded": set(setting.folded),
        "folded_words": "、".join(FOLD_WORDS[name] for name in setting.folded if _has(sheet, name)),
    }
    of_layout = _a4(sheet, setting) if setting.layout == Layout.A4 else _by_key(sheet, setting)
    return render_to_string(TEMPLATES[setting.layout], context | of_layout)


def _a4(sheet: Sheet, setting: Setting) -> dict[str, Any]:
    return {
        "meta_rows": pair(sheet.meta if "conditions" in setting.folded else (*sheet.meta, sheet.conditions)),
        "place_rows": pack(sheet.place),
        "detail_rows": pack(sheet.details),
        "foot": {line.key: line for line in sheet.foot},
        "manners": Manner.labels,
    }


def _by_key(sheet: Sheet, setting: Setting) -> dict[str, Any]:
    """The other layouts choose among the lines of a block by their keys, and set the matter's name as large as it goes."""
    return {
        "meta": {line.key: line for line in sheet.meta},
        "place": {line.key: line for line in sheet.place},
        "more": _more(sheet, setting),
        "meta_rows": pair((*sheet.meta, sheet.conditions), POSTER_HALF_ROW),
        "step_rows": step_rows(sheet.steps),
        "name_parts": name_parts(sheet.matter),
        "headline": headline(sheet.matter),
    }


def _more(sheet: Sheet, setting: Setting) -> bool:
    """Whether anything is left below the heading of what else to know."""
    kept = any(line.key in NEVER_FOLDED for line in sheet.details)
    return kept or any(block not in setting.folded and _has(sheet, block) for block in ("details", "legal", "faqs"))


def _has(sheet: Sheet, block: str) -> bool:
    """Whether folding that block hides anything of this sheet."""
    return {
        "faqs": bool(sheet.faqs),
        "legal_texts": any(line.text for line in sheet.legal),
        "legal": bool(sheet.legal),
        "step_details": any(step.detail for step in sheet.steps),
        "other_sites": bool(sheet.other_sites),
        "situation": bool(sheet.situation),
        "conditions": bool(sheet.conditions.text),
        "notes": any(m.note and m.note != m.how_to_get for m in sheet.materials),
        "steps": bool(sheet.steps),
        "details": any(line.key not in NEVER_FOLDED for line in sheet.details),
        "how_to_get": any(m.how_to_get for m in sheet.materials),
    }[block]
