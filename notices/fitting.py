"""The one-page ladder: the settings a sheet is tried in, in order, and the search that runs at publishing.

1. normal: body at least 10.5 pt (五号), roomy where there is room; 2. compact: at least 9 pt (小五), tighter rows; 3. fold: secondary blocks move
behind the QR code in a fixed order, and the sheet says so; 4. what is left is never folded, cut or set smaller.

Issued sheets are what is tried: they hold all that a blank one does, and the stub. The rung is stored per edition, outcome of the questions and
site; where the longest of all places fits, one row speaks for every site.

Every other layout has a ladder of its own (`notices.ladder.LADDERS`), climbed when it is first asked for. Publishing only looks whether large
type fits both sides of one sheet on its last rung, and warns where it does not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.cache import caches
from django.db import transaction

from matters.completeness import Finding, Severity, texts
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Edition, Subject
from matters.place import Place
from matters.plain import digest
from matters.publishing import GateVerdict
from matters.tailoring import outcome_key, outcomes, tailor
from notices import fonts, pdf
from notices.composing import Ingredients, basis_of, guide_url
from notices.enums import Layout
from notices.html import render_html
from notices.ladder import BUNDLE_LADDER, HOLDS, LADDER, LADDERS, SETTINGS, TWO_SIDED, Setting
from notices.models import Fit, OfficeProfile
from notices.sampling import longest_place, others_of, sample_sheet
from notices.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where a sheet came to rest: `pages` is 1 except for one set on two sides."""

    setting: Setting
    pages: int

    @property
    def is_over(self) -> bool:
        """Whether it takes more pages than its setting allows."""
        return self.pages > self.setting.most_pages


class DoesNotFit(Exception):
    """Not even the last rung fits one page. `lines_over` of body text, and the blocks with their share of the lines."""

    def __init__(self, lines_over: int, blocks: dict[str, int]) -> None:
        self.lines_over = lines_over
        self.blocks = blocks
        listed = "、".join(f"{name}{lines}行" for name, lines in sorted(blocks.items(), key=lambda b: -b[1])[:4])
        super().__init__(f"一页放不下，超出约{lines_over}行。占地方最多的是：{listed}。")


def climb(sheet: Sheet, start: Setting | None = None) -> Fitted:
    """The first setting of the A4 ladder in which `sheet` takes one page; `start` is where a similar sheet came to rest, if one is known.

    Raises DoesNotFit when no setting fits.
    """
    fitted = search(sheet, start or likely(sheet))
    if fitted.is_over:
        raise _too_long(sheet)
    return fitted


def search(sheet: Sheet, start: Setting) -> Fitted:
    """The first setting of its A4 ladder in which `sheet` fits, looked for up and down from `start`; the last one, and over, where none does.

    Every step takes less room than the one before, so the search may begin anywhere.
    """
    ladder = _ladder(sheet)
    index = ladder.index(start)
    fitted = _tried(sheet, start)
    while not fitted.is_over and index > 0 and not (roomier := _tried(sheet, ladder[index - 1])).is_over:
        index, fitted = index - 1, roomier
    while fitted.is_over and index < len(ladder) - 1:
        index += 1
        fitted = _tried(sheet, ladder[index])
    return fitted


def likely(sheet: Sheet) -> Setting:
    """Where a search may begin when nothing similar is known: a guess by the number of characters, mostly right or one step off."""
    ladder = _ladder(sheet)
    characters = sum(len(text) for _, text in texts(sheet))
    return ladder[min(bisect_right(HOLDS, characters), len(ladder) - 1)]


def _ladder(sheet: Sheet) -> tuple[Setting, ...]:
    return BUNDLE_LADDER if sheet.is_bundle else LADDER


def _tried(sheet: Sheet, setting: Setting) -> Fitted:
    return Fitted(setting, pdf.count_pages(render_html(sheet, setting)))


def setting_for(
    edition: Edition, ingredients: Ingredients, *, layout: Layout = Layout.A4, store: bool = True
) -> Setting:
    """The stored setting for those answers at that site; tried now where none is known, and stored (`store=False`: only kept in the cache,
    since a page that is read writes nothing).

    A set of answers that leaves questions open holds no more than the untailored sheet, whose rung serves it too. What was tried with another
    address, profile or style no longer counts (`basis`). A sheet that stopped fitting goes on two sides.
    """
    outcome, site = outcome_key(ingredients.answers), ingredients.place.code
    fits = edition.fits.filter(layout=layout, basis=ingredients.basis)
    rows = fits.filter(outcome__in=(outcome, ""), site__in=(site, ""))
    if layout != Layout.A4:  # small paper has no row that speaks for others: a longer address in the code is felt there
        rows = rows.filter(outcome=outcome, site=site)
    known = sorted(rows, key=lambda fit: (fit.outcome == outcome, fit.site == site), reverse=True)
    if known:
        return SETTINGS[known[0].setting]
    cached = digest([edition.sha256, outcome, site, ingredients.basis, layout])
    name = caches["sheets"].get(cached)
    if name is None or store:
        fitted = fit_or_spill(_sample(edition, ingredients, layout), layout)
        name = fitted.setting.name
        caches["sheets"].set(cached, name)
    if store:
        found = {"basis": ingredients.basis, "setting": fitted.setting.name, "pages": fitted.pages}
        Fit.objects.update_or_create(edition=edition, outcome=outcome, site=site, layout=layout, defaults=found)
    return SETTINGS[name]


def _sample(edition: Edition, of: Ingredients, layout: Layout) -> Sheet:
    """What is tried: on A4 the longest issued sheet, since issuing relies on it; on other layouts the blank one itself."""
    if layout != Layout.A4:
        return of.sheet(guide_url(of.guide))
    return sample_sheet(of.guide, of.place, of.others, edition.number, of.profile)


def publication_gate(guide: Guide, subject: Subject, number: int) -> GateVerdict:
    """Publishing's gate: every outcome fits one page at every site, or the editor allowed two sides; every character can be printed."""
    findings = list(_unprintable(guide))
    rows: list[Fit] = []
    if not findings:
        try:
            rows = _fit_rows(guide, subject, number)
            findings += _too_long_in_large_type(guide, subject, number)
        except DoesNotFit as refusal:
            message = f"{refusal} 可精简文字、拆分事项，或由编辑勾选“允许一张双面”。"
            findings.append(
                Finding(severity=Severity.ERROR, check="sheet_does_not_fit", field="requirements", message=message)
            )
    return GateVerdict(findings, lambda edition: _store(edition, rows))


def _too_long_in_large_type(guide: Guide, subject: Subject, number: int) -> Iterator[Finding]:
    """A warning where large type takes more than both sides of one sheet, with the situation that is longest of all.

    The untailored sheet holds no less than any other, so that in general one look is enough.
    """
    places = places_for(guide, subject)
    place, profile = longest_place(places), OfficeProfile.current().as_plain()
    for answers in ({}, *outcomes(guide)):
        tailored = tailor(guide, answers)
        sheet = sample_sheet(tailored, place, others_of(place, places), number, profile)
        is_over = _tried(sheet, LADDERS[Layout.LARGE][-1]).is_over
        if not answers and not is_over:
            return
        if answers and is_over:
            situation = "、".join(a.option_text for a in tailored.answers)
            message = f"大字版一张双面放不下（{situation}），会印成多张。可精简材料名称，或拆分事项。"
            yield Finding(severity=Severity.WARNING, check="large_does_not_fit", field="requirements", message=message)
            return


def refit(edition: Edition) -> list[Fit]:
    """Try the ladder again after a site or the profile changed; returns the rows that no longer fit one page."""
    rows = _fit_rows(edition.guide, edition.subject, edition.number, beyond=spilled)
    _store(edition, rows)
    return [row for row in rows if row.pages > 1]


def _store(edition: Edition, rows: list[Fit]) -> None:
    with transaction.atomic():
        edition.fits.all().delete()
        for row in rows:
            row.edition = edition
        Fit.objects.bulk_create(rows)


def _fit_rows(
    guide: Guide, subject: Subject, number: int, *, beyond: Callable[[Sheet], Fitted] | None = None
) -> list[Fit]:
    """A row for every outcome, and one for the untailored sheet; per site only where the longest place does not fit at once.

    `beyond` is where a sheet goes that one page cannot hold; without it, on both sides where an editor allowed that.
    """
    places = places_for(guide, subject)
    profile = OfficeProfile.current().as_plain()
    beyond = beyond or (on_two_sides if subject.allow_two_sides else None)
    basis = basis_of(places, profile)
    start: Setting | None = None
    rows: list[Fit] = []
    for answers in {outcome_key(a): a for a in ({}, *outcomes(guide))}.values():
        tailored = tailor(guide, answers)

        def sheet_at(place: Place, tailored: Guide = tailored) -> Sheet:
            return sample_sheet(tailored, place, others_of(place, places), number, profile)

        for code, fitted in _fit_places(sheet_at, places, start, beyond):
            found = {"basis": basis, "setting": fitted.setting.name, "pages": fitted.pages}
            rows.append(Fit(outcome=outcome_key(answers), site=code, **found))
            start = LADDER[-1] if fitted.setting in TWO_SIDED else fitted.setting
    return rows


def _fit_places(
    sheet_at: Callable[[Place], Sheet],
    places: list[Place],
    start: Setting | None,
    beyond: Callable[[Sheet], Fitted] | None,
) -> Iterator[tuple[str, Fitted]]:
    """One row for every site where the longest place fits, else a row a site."""
    longest = longest_place(places)
    try:
        yield "", climb(sheet_at(longest), start)
    except DoesNotFit:
        if beyond:
            yield "", beyond(sheet_at(longest))
            return
        for place in places or [longest]:
            yield place.code, climb(sheet_at(place), LADDER[-1])


def on_two_sides(sheet: Sheet) -> Fitted:
    """The first of the settings for both sides of one sheet.

    Raises DoesNotFit when even two pages are too few.
    """
    for setting in TWO_SIDED:
        if not (fitted := _tried(sheet, setting)).is_over:
            return fitted
    raise _too_long(sheet)


def fit_or_spill(sheet: Sheet, layout: Layout = Layout.A4) -> Fitted:
    """What a sheet of an edition in force comes to rest in: never refused any more, never cut."""
    if layout != Layout.A4:
        return halve(sheet, LADDERS[layout])
    fitted = search(sheet, likely(sheet))
    return spilled(sheet) if fitted.is_over else fitted


def halve(sheet: Sheet, ladder: tuple[Setting, ...]) -> Fitted:
    """The first setting in which `sheet` fits, found in a few looks where nothing similar is known; the last one, and over, where none does."""
    looks: dict[str, Fitted] = {}

    def fits(setting: Setting) -> bool:
        looks[setting.name] = _tried(sheet, setting)
        return not looks[setting.name].is_over

    setting = ladder[min(bisect_left(ladder, True, key=fits), len(ladder) - 1)]
    return looks.get(setting.name) or _tried(sheet, setting)


def spilled(sheet: Sheet) -> Fitted:
    """Where an A4 sheet goes that outgrew its page: on both sides, and should two be too few, on as many as it takes."""
    try:
        return on_two_sides(sheet)
    except DoesNotFit:
        return _tried(sheet, TWO_SIDED[-1])


def _unprintable(guide: Guide) -> Iterator[Finding]:
    for field, text in texts(guide):
        if missing := fonts.missing_characters(text):
            listed = "".join(missing[:5])
            message = f"“{text[:20]}”里的字符“{listed}”没有字形，印不出来，请换一种写法。"
            yield Finding(severity=Severity.ERROR, check="character_without_glyph", field=field, message=message)


def _too_long(sheet: Sheet) -> DoesNotFit:
    """How far the last rung overflows, in lines of 9 pt text, and which blocks take the room."""
    measured = pdf.measure(render_html(sheet, _ladder(sheet)[-1]))
    return DoesNotFit(measured.lines_over, measured.blocks)
