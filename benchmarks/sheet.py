"""A sheet from its stored snapshot to PDF bytes: our path, WeasyPrint alone on the same HTML, Chromium and Typst on an equivalent page."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter

from django.core.cache import caches

from accounts.models import StaffUser
from benchmarks import database
from benchmarks.chromium import Chromium, equivalent_page
from benchmarks.measuring import Bar, Case, Outcome, p50_ms, ratio
from benchmarks.typst_page import Typst
from matters import qr
from matters.enums import Standing
from matters.models import Edition, Matter, Site
from matters.plain import from_plain, to_plain
from matters.publishing import edition_in_force
from notices import pdf
from notices.composing import Ingredients, gather
from notices.fitting import setting_for
from notices.html import render_html
from notices.issuing import issue
from notices.ladder import SETTINGS, Setting
from notices.rendering import print_blank, render_whole
from notices.sheet import Sheet

ROUNDS = 3
WARM_UP = 8
ENOUGH = 100
"""Seconds after which no further round begins: a slow machine measures fewer rounds instead of keeping people waiting."""
OURS, ALONE, CHROMIUM, TYPST = "stored sheet → HTML → PDF (ours)", "WeasyPrint alone", "Chromium print to PDF", "Typst"
UNCACHED, CACHED, GATHERED = "blank sheet, first time", "blank sheet, cached", "blank sheet, cached, with its queries"


@dataclass(frozen=True)
class Printable:
    """One demo matter: the issued sheet as the ledger stores it, and what its blank sheet is made from."""

    edition: Edition
    ingredients: Ingredients
    snapshot: object
    setting: Setting
    html: str
    page: str

    @property
    def sheet(self) -> Sheet:
        """The snapshot as typed data."""
        return from_plain(Sheet, self.snapshot)


def run() -> Outcome:
    """Matter by matter, the contenders in turn, ROUNDS times after a warm-up with WARM_UP matters: what slows the machine down slows all of them."""
    database.load()
    printables = [_printable(matter) for matter in Matter.objects.filter(standing=Standing.LIVE)]
    cases = {name: Case(name, ALONE) for name in (OURS, CHROMIUM, TYPST)} | {ALONE: Case(ALONE)}
    cases |= {UNCACHED: Case(UNCACHED, ALONE), CACHED: Case(CACHED, UNCACHED), GATHERED: Case(GATHERED, UNCACHED)}
    wrong: set[str] = set()
    with ExitStack() as stack:
        chromium, typst = stack.enter_context(Chromium()), Typst()
        started = perf_counter()
        for round_number in range(-1, ROUNDS):
            if round_number > 0 and perf_counter() - started > ENOUGH:
                break
            counted = cases if round_number >= 0 else {name: Case(name) for name in cases}
            caches["sheets"].clear()
            for number, printable in enumerate(printables if round_number >= 0 else printables[:WARM_UP]):
                wrong |= set(_race(printable, counted, _contenders(printable, chromium, typst), round_number + number))
                _time_blank(printable, counted)
    return _outcome(cases, wrong, len(printables))


def _contenders(p: Printable, chromium: Chromium, typst: Typst) -> dict[str, Callable[[], bytes]]:
    chromium.take(p.page)
    return {
        OURS: lambda: render_whole(from_plain(Sheet, p.snapshot), p.setting).data,
        ALONE: lambda: weasyprint_alone(p.html),
        CHROMIUM: chromium.print,
        TYPST: lambda: typst.compile(p.sheet, p.setting),
    }


def _race(p: Printable, cases: dict[str, Case], contenders: dict[str, Callable[[], bytes]], turn: int) -> Iterator[str]:
    """Everybody once, each time another one first and every second round of turns backwards: who sets a text after somebody else has it easier.

    Yields what must not be: ours differing from WeasyPrint's own bytes.
    """
    names = list(contenders)
    made: dict[str, bytes | None] = {}
    order = (*names[turn % len(names) :], *names[: turn % len(names)])
    for name in order if turn // len(names) % 2 else reversed(order):
        qr.make.cache_clear()  # every notice has a code of its own
        made[name] = cases[name].time(contenders[name])
    if made[OURS] != made[ALONE]:
        yield f"{p.sheet.matter}: our bytes are not WeasyPrint's for the same HTML"


def weasyprint_alone(html: str) -> bytes:
    """WeasyPrint's own entry on the finished HTML, with the options, faces and fetcher that ours has."""
    import weasyprint

    document = weasyprint.HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=pdf._fetcher())
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    return document.write_pdf(font_config=pdf._font_configuration(), pdf_identifier=identifier, **pdf._OPTIONS)


def _time_blank(p: Printable, cases: dict[str, Case]) -> None:
    """The public sheet: first rendered, then from the cache, then with the reading of everything it is composed of."""
    cases[UNCACHED].time(lambda: print_blank(p.edition, p.ingredients).data)
    cases[CACHED].time(lambda: print_blank(p.edition, p.ingredients).data)
    cases[GATHERED].time(lambda: print_blank(p.edition, gather(p.edition, {})).data)


def _printable(matter: Matter) -> Printable:
    """Issued once at the matter's first site; its rung is found here, before anything is timed."""
    edition = edition_in_force(matter)
    ingredients = gather(edition, {})
    setting_for(edition, ingredients)
    site = Site.objects.get(code=ingredients.place.code)
    notice = issue(matter=matter, site=site, clerk=_clerk(), request_key=f"bench-{edition.sha256}")
    setting = SETTINGS[notice.setting]
    html = render_html(notice.sheet, setting)
    pdf.count_pages(html)  # also loads WeasyPrint with the right faces
    return Printable(edition, ingredients, to_plain(notice.sheet), setting, html, equivalent_page(html))


def _clerk() -> StaffUser:
    return StaffUser.objects.filter(site__isnull=False).order_by("pk").first()


def _outcome(cases: dict[str, Case], wrong: set[str], matters: int) -> Outcome:
    bars = [
        Bar("our path, times WeasyPrint alone (p50)", ratio(cases[OURS], cases[ALONE]), 1.15),
        Bar("cached blank sheet, ms (p50)", p50_ms(cases[CACHED]), 5.0),
    ]
    biggest = max(cases[OURS].sizes)
    paired = sorted(a / b for a, b in zip(cases[OURS].seconds, cases[ALONE].seconds, strict=True))
    notes = [
        f"{matters} demo matters, {len(cases[OURS].seconds) // matters} rounds; the biggest issued sheet has {biggest:,} bytes",
        f"ours to alone, pair by pair: median {paired[len(paired) // 2]:.3f}",
    ]
    return Outcome(list(cases.values()), bars, sorted(wrong), notes)
