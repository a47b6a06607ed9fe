"""Notices and blank sheets as PDF: which setting, from which cache, with what record."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import caches
from django.db import IntegrityError, transaction

from matters.models import Edition
from matters.plain import canonical, from_plain
from notices import fonts, pdf
from notices.composing import Ingredients, guide_url
from notices.enums import Layout
from notices.fitting import fit_or_spill, setting_for, spilled
from notices.html import STYLE_VERSION, render_html
from notices.ladder import ISSUED_LAYOUTS, LADDERS, SETTINGS, TWO_SIDED, Setting
from notices.letters.fitting import lay_out_letter
from notices.letters.letter import Letter
from notices.models import Notice, Rendering
from notices.personal.applicants import name_for_print
from notices.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Printed:
    """A rendered sheet: the PDF, its sha256 and page count, and the setting it was made in."""

    data: bytes
    sha256: str
    pages: int
    setting: Setting


def layouts_of(notice: Notice) -> tuple[Layout, ...]:
    """What a notice can be printed as: large type is for 告知单 only."""
    return ISSUED_LAYOUTS if notice.is_sheet else (Layout.A4,)


def print_notice(notice: Notice, *, layout: Layout = Layout.A4, named: bool = True) -> Printed:
    """The PDF of a notice from its stored snapshot: the same sheet for ever, whatever happened to the catalog since.

    A letter carries the applicant's name where one is noted and `named`. What was made is recorded once per result. Raises ValueError for a layout
    it has not.
    """
    if layout not in layouts_of(notice):
        raise ValueError(f"this notice is not printed as {layout}")
    if notice.is_sheet:
        printed, name = _print_sheet(notice, layout), ""
    else:
        name = name_for_print(notice) if named else ""
        printed = _print_letter(notice, name)
    if not name:  # the hash of a paper with a name on it would outlive the name and let a guess be proved
        _record(notice, layout, printed)
    return printed


def _record(notice: Notice, layout: Layout, printed: Printed) -> None:
    """What bytes came out, by which renderer and fonts. A record that cannot be written now is simply made with the next printing."""
    record = {
        "notice": notice,
        "layout": layout,
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


def _print_sheet(notice: Notice, layout: Layout) -> Printed:
    sheet = notice.sheet
    return render_whole(sheet, SETTINGS[notice.setting] if layout == Layout.A4 else _searched(sheet, layout))


def _print_letter(notice: Notice, name: str) -> Printed:
    """With the applicant's name, which stands apart from the ledger and may be erased by now."""
    laid, setting = lay_out_letter(from_plain(Letter, notice.snapshot), applicant=name)
    return _written(laid, setting)


def _searched(sheet: Sheet, layout: Layout) -> Setting:
    """The setting of a stored sheet on a layout that the ledger keeps none for; found once and kept by content."""
    key = f"setting-{blank_key(sheet, LADDERS[layout][0])}"
    name = caches["sheets"].get(key)
    if name is None:
        name = fit_or_spill(sheet, layout).setting.name
        caches["sheets"].set(key, name)
    return SETTINGS[name]


def print_blank(edition: Edition, ingredients: Ingredients, *, layout: Layout = Layout.A4) -> Printed:
    """The PDF of a blank sheet on a layout, from the cache where the same content was rendered before."""
    sheet = ingredients.sheet(guide_url(ingredients.guide))
    setting = setting_for(edition, ingredients, layout=layout, store=False)
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
    """One sheet in its setting; an A4 one on two sides when it has outgrown the page (a longer address), so that nothing is ever cut."""
    laid, setting = lay_out_whole(sheet, setting)
    return _written(laid, setting)


def _written(laid: pdf.Laid, setting: Setting) -> Printed:
    document = pdf.write(laid)
    return Printed(document.data, document.sha256, document.pages, setting)


def lay_out_whole(sheet: Sheet, setting: Setting) -> tuple[pdf.Laid, Setting]:
    """The same, laid out and not written yet, with the setting that it took in the end."""
    laid = pdf.lay_out(render_html(sheet, setting))
    if laid.pages > setting.most_pages and setting not in TWO_SIDED:
        setting = (spilled(sheet) if setting.layout == Layout.A4 else fit_or_spill(sheet, setting.layout)).setting
        laid = pdf.lay_out(render_html(sheet, setting))
    return laid, setting
