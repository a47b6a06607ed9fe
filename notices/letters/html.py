"""A letter and a setting as HTML. The applicant's name comes in here: it is in no snapshot."""

from collections.abc import Iterable
from itertools import groupby

from django.template.loader import render_to_string

from matters import qr
from notices import logos
from notices.enums import Manner, Tick
from notices.ladder import Setting
from notices.letters.letter import Letter, PaperLine
from notices.rows import pair

LETTER_STYLE = 1
"""Rises when the letters' template or style sheet changes how much room they take: settings found before then no longer count."""
HALF_ROW = {
    "roomy": 12.5,
    "normal": 14.5,
    "even": 15.5,
    "close": 15.5,
    "snug": 17.5,
    "compact": 19.5,
    "compact dense": 19.5,
}
"""How many full-width characters a value in half a row may have, by density."""


def render_letter(letter: Letter, setting: Setting, *, applicant: str = "") -> str:
    """The whole HTML document. Without an applicant's name there is a line to write it on."""
    image = qr.make(letter.url)
    context = {
        "letter": letter,
        "setting": setting,
        "applicant": applicant,
        "qr": image,
        "qr_mm": max(image.size_mm, qr.MIN_SIZE_MM),
        "logo": logos.data_uri(letter.logo) if letter.logo else "",
        "about_rows": pair(letter.about, HALF_ROW[setting.density]),
        "term_rows": pair(letter.terms, HALF_ROW[setting.density]),
        "open_papers": _grouped(letter.open_papers),
        "received": _grouped(row for row in letter.papers if row.state == Tick.RECEIVED),
        "foot": {line.key: line for line in letter.foot},
        "manners": Manner.labels,
    }
    return render_to_string("notices/letter.html", context)


def _grouped(rows: Iterable[PaperLine]) -> list[tuple[str, list[PaperLine]]]:
    """The rows under their headings, in their order."""
    return [(heading, list(group)) for heading, group in groupby(rows, lambda row: row.heading)]
