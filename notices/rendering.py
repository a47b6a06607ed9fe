"""Notices and blank sheets as PDF: which setting, from which cache, with what record."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import caches
from django.db import IntegrityError, transaction

from matters.models import Edition
from matters.plain import canonical
from notices import fonts, pdf
from notices.composing import Ingredients, guide_url
from notices.enums import Layout
from notices.fitting import setting_for, spilled
from notices.html import STYLE_VERSION, render_html
from notices.ladder import SETTINGS, Setting
from notices.models import Notice, Rendering
from notices.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Printed:
    """A rendered sheet: the PDF, its sha256 and page count, and the setting it was made in."""

    data: bytes
    sha256: str
    pages: int
    setting: Setting


def print_notice(notice: Notice) -> Printed:
    """The PDF of a notice from its stored snapshot: the same sheet for ever, whatever happened to the catalog since.

    What was made is recorded once per result; a record that cannot be written now is simply made with the next printing.
    """
    printed = render_whole(notice.sheet, SETTINGS[notice.setting])
    record = {
        "notice": notice,
        "layout": Layout.A4,
        "pdf_sha256": printed.sha256,
        "renderer": pdf.renderer(),
        "fonts": fonts.version(),
    }
    if not Rendering.objects.filter(**record).exists():
        try:
            with transaction.atomic():
                Rendering.objects.create(**record, size=len(printed.data), pages=printed.pages)
        except IntegrityError:
            pass  # the same bytes were recorded by another process in this moment
    return printed


def print_blank(edition: Edition, ingredients: Ingredients) -> Printed:
    """The PDF of a blank sheet, from the cache where the same content was rendered before."""
    sheet = ingredients.sheet(guide_url(ingredients.guide.code, ingredients.answers))
    setting = setting_for(edition, ingredients, store=False)
    key = blank_key(sheet, setting)
    found = caches["sheets"].get(key)
    if found is None:
        printed = render_whole(sheet, setting)
        found = (printed.data, printed.sha256, printed.pages)
        caches["sheets"].set(key, found)
    data, digest, pages = found
    return Printed(data, digest, pages, setting)


def blank_key(sheet: Sheet, setting: Setting) -> str:
    """The content hash a blank sheet is cached by: what it says, how it is set, and what renders it."""
    made_by = f"{setting.name} {STYLE_VERSION} {pdf.renderer()} {fonts.version()}"
    return sha256(canonical(sheet) + made_by.encode()).hexdigest()


def render_whole(sheet: Sheet, setting: Setting) -> Printed:
    """One sheet in its setting; on two sides when it has outgrown the page (a longer address), so that nothing is ever cut."""
    document = pdf.render_pdf(render_html(sheet, setting))
    if document.pages > 1 and not setting.two_sided:
        setting = spilled(sheet).setting
        document = pdf.render_pdf(render_html(sheet, setting))
    return Printed(document.data, document.sha256, document.pages, setting)
