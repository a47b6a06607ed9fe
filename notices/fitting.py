"""The one-page ladder: the settings a sheet is tried in, in order, and the search that runs at publishing.

1. normal: body at least 10.5 pt (五号), roomy where there is room; 2. compact: at least 9 pt (小五), tighter rows; 3. fold: secondary blocks move
behind the QR code in a fixed order, and the sheet says so; 4. what is left is never folded, cut or set smaller.

Issued sheets are what is tried: they hold all that a blank one does, and the stub. The rung is stored per edition, outcome of the questions and
site; where the longest of all places fits, one row speaks for every site.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.cache import caches
from django.db import transaction

from matters.completeness import Finding, Severity, texts
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Edition, Matter
from matters.place import Place
from matters.plain import digest
from matters.publishing import GateVerdict
from matters.tailoring import outcome_key, outcomes, tailor
from notices import fonts, pdf
from notices.composing import Ingredients, basis_of
from notices.enums import Layout
from notices.html import render_html
from notices.ladder import LADDER, SETTINGS, TWO_SIDED, Setting
from notices.models import Fit, OfficeProfile
from notices.sampling import longest_place, others_of, sample_sheet
from notices.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where a sheet came to rest: `pages` is 1 except for one set on two sides."""

    setting: Setting
    pages: int


class DoesNotFit(Exception):
    """Not even the last rung fits one page. `lines_over` of body text, and the blocks with their share of the lines."""

    def __init__(self, lines_over: int, blocks: dict[str, int]) -> None:
        self.lines_over = lines_over
        self.blocks = blocks
        listed = "、".join(f"{name}{lines}行" for name, lines in sorted(blocks.items(), key=lambda b: -b[1])[:4])
        super().__init__(f"一页放不下，超出约{lines_over}行。占地方最多的是：{listed}。")


def climb(sheet: Sheet, start: Setting = LADDER[0]) -> Fitted:
    """The first setting of the ladder in which `sheet` takes one page.

    Every step takes less room than the one before, so the search may begin anywhere: `start` is where a similar sheet came to rest.
    Raises DoesNotFit when no setting fits.
    """
    index = LADDER.index(start)
    if _fits(sheet, start):
        while index > 0 and _fits(sheet, LADDER[index - 1]):
            index -= 1
        return Fitted(LADDER[index], 1)
    for setting in LADDER[index + 1 :]:
        if _fits(sheet, setting):
            return Fitted(setting, 1)
    raise _too_long(sheet)


def _fits(sheet: Sheet, setting: Setting) -> bool:
    return pdf.count_pages(render_html(sheet, setting)) == 1


def setting_for(edition: Edition, ingredients: Ingredients, *, store: bool = True) -> Setting:
    """The stored setting for those answers at that site; tried now where none is known, and stored (`store=False`: only kept in the cache,
    since a page that is read writes nothing).

    A set of answers that leaves questions open holds no more than the untailored sheet, whose rung serves it too. What was tried with another
    address, profile or style no longer counts (`basis`). A sheet that stopped fitting goes on two sides.
    """
    outcome, site = outcome_key(ingredients.answers), ingredients.place.code
    fits = edition.fits.filter(layout=Layout.A4, basis=ingredients.basis)
    rows = fits.filter(outcome__in=(outcome, ""), site__in=(site, ""))
    known = sorted(rows, key=lambda fit: (fit.outcome == outcome, fit.site == site), reverse=True)
    if known:
        return SETTINGS[known[0].setting]
    cached = digest([edition.sha256, outcome, site, ingredients.basis])
    name = caches["sheets"].get(cached)
    if name is None or store:
        fitted = fit_or_spill(_sample(edition, ingredients))
        name = fitted.setting.name
        caches["sheets"].set(cached, name)
    if store:
        found = {"basis": ingredients.basis, "setting": fitted.setting.name, "pages": fitted.pages}
        Fit.objects.update_or_create(edition=edition, outcome=outcome, site=site, layout=Layout.A4, defaults=found)
    return SETTINGS[name]


def _sample(edition: Edition, of: Ingredients) -> Sheet:
    return sample_sheet(of.guide, of.place, of.others, edition.number, of.profile)


def publication_gate(guide: Guide, matter: Matter, number: int) -> GateVerdict:
    """Publishing's gate: every outcome fits one page at every site, or the editor allowed two sides; every character can be printed."""
    findings = list(_unprintable(guide))
    rows: list[Fit] = []
    if not findings:
        try:
            rows = _fit_rows(guide, matter, number)
        except DoesNotFit as refusal:
            message = f"{refusal} 可精简文字、拆分事项，或由编辑勾选“允许一张双面”。"
            findings.append(
                Finding(severity=Severity.ERROR, check="sheet_does_not_fit", field="requirements", message=message)
            )
    return GateVerdict(findings, lambda edition: _store(edition, rows))


def refit(edition: Edition) -> list[Fit]:
    """Try the ladder again after a site or the profile changed; returns the rows that no longer fit one page."""
    matter = edition.matter
    rows = _fit_rows(edition.guide, matter, edition.number, two_sides=True)
    _store(edition, rows)
    return [row for row in rows if row.pages > 1]


def _store(edition: Edition, rows: list[Fit]) -> None:
    with transaction.atomic():
        edition.fits.all().delete()
        for row in rows:
            row.edition = edition
        Fit.objects.bulk_create(rows)


def _fit_rows(guide: Guide, matter: Matter, number: int, *, two_sides: bool = False) -> list[Fit]:
    """A row for every outcome, and one for the untailored sheet; per site only where the longest place does not fit at once."""
    places = places_for(guide, matter)
    profile = OfficeProfile.current().as_plain()
    two_sides = two_sides or matter.allow_two_sides
    basis = basis_of(places, profile)
    start = LADDER[0]
    rows: list[Fit] = []
    for answers in {outcome_key(a): a for a in ({}, *outcomes(guide))}.values():
        tailored = tailor(guide, answers)

        def sheet_at(place: Place, tailored: Guide = tailored) -> Sheet:
            return sample_sheet(tailored, place, others_of(place, places), number, profile)

        for code, fitted in _fit_places(sheet_at, places, start, two_sides=two_sides):
            found = {"basis": basis, "setting": fitted.setting.name, "pages": fitted.pages}
            rows.append(Fit(outcome=outcome_key(answers), site=code, **found))
            start = fitted.setting if fitted.setting in LADDER else LADDER[-1]
    return rows


def _fit_places(
    sheet_at: Callable[[Place], Sheet], places: list[Place], start: Setting, *, two_sides: bool
) -> Iterator[tuple[str, Fitted]]:
    """One row for every site where the longest place fits, else a row a site."""
    longest = longest_place(places)
    try:
        yield "", climb(sheet_at(longest), start)
    except DoesNotFit:
        if two_sides:
            yield "", on_two_sides(sheet_at(longest))
            return
        for place in places or [longest]:
            yield place.code, climb(sheet_at(place), LADDER[-1])


def on_two_sides(sheet: Sheet) -> Fitted:
    """The first of the settings for both sides of one sheet.

    Raises DoesNotFit when even two pages are too few.
    """
    for setting in TWO_SIDED:
        pages = pdf.count_pages(render_html(sheet, setting))
        if pages <= 2:
            return Fitted(setting, pages)
    raise _too_long(sheet)


def fit_or_spill(sheet: Sheet) -> Fitted:
    """What a sheet of an edition in force comes to rest in: never refused any more, never cut."""
    try:
        return climb(sheet)
    except DoesNotFit:
        return spilled(sheet)


def spilled(sheet: Sheet) -> Fitted:
    """Where a sheet goes that outgrew its page: on both sides, and should two be too few, on as many as it takes."""
    try:
        return on_two_sides(sheet)
    except DoesNotFit:
        return Fitted(TWO_SIDED[-1], pdf.count_pages(render_html(sheet, TWO_SIDED[-1])))


def _unprintable(guide: Guide) -> Iterator[Finding]:
    for field, text in texts(guide):
        if missing := fonts.missing_characters(text):
            listed = "".join(missing[:5])
            message = f"“{text[:20]}”里的字符“{listed}”没有字形，印不出来，请换一种写法。"
            yield Finding(severity=Severity.ERROR, check="character_without_glyph", field=field, message=message)


def _too_long(sheet: Sheet) -> DoesNotFit:
    """How far the last rung overflows, in lines of 9 pt text, and which blocks take the room."""
    measured = pdf.measure(render_html(sheet, LADDER[-1]))
    return DoesNotFit(measured.lines_over, measured.blocks)
