"""On which rung of its ladder a letter is printed: found when it is first printed, and kept by content."""

from hashlib import sha256

from django.core.cache import caches

from matters.plain import canonical
from notices import fonts, pdf
from notices.ladder import LETTER_LADDER, SETTINGS, Setting
from notices.letters.html import LETTER_STYLE, render_letter
from notices.letters.letter import Letter


def lay_out_letter(letter: Letter, *, applicant: str = "") -> tuple[pdf.Laid, Setting]:
    """The letter laid out in the first setting in which it fits, looked for downwards; the last one takes as many pages as it needs.

    `applicant` is the name as printed: a long one may take a line more.
    """
    key = f"setting-{_key(letter, applicant)}"
    known = caches["sheets"].get(key)
    start = LETTER_LADDER.index(SETTINGS[known]) if known else 0
    for setting in LETTER_LADDER[start:]:
        laid = pdf.lay_out(render_letter(letter, setting, applicant=applicant))
        if laid.pages <= setting.most_pages:
            break
    if setting.name != known:
        caches["sheets"].set(key, setting.name)
    return laid, setting


def _key(letter: Letter, applicant: str) -> str:
    made_by = f"{applicant} {LETTER_STYLE} {pdf.renderer()} {fonts.version()}"
    return sha256(canonical(letter) + made_by.encode()).hexdigest()
