"""The documents that follow a 告知单, for every matter and bundle of the demo district: complete as data, and on paper one legible A4 page.

What they say is looked at for all of them; on paper only a part of them, each kind in turn, and all with FULL=1 (on PostgreSQL fewer still: paper
does not know which database it came from). The 告知单 itself: test_demo_sheets.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest
from django.db import connection, transaction
from django.test import override_settings

from matters.completeness import texts
from matters.demo import matter_files
from matters.demo_bundles import bundle_codes
from matters.models import CalendarDay, Edition
from matters.tailoring import outcomes, tailor
from notices import pdf
from notices.composing import Ingredients, gather
from notices.enums import NoticeKind, Tick
from notices.ladder import LETTER_LADDER, Setting
from notices.letters import fitting as letter_fitting
from notices.letters.fitting import lay_out_letter
from notices.letters.html import HALF_ROW, render_letter
from notices.letters.letter import Letter
from notices.letters.writing import write_letter
from notices.models import Applicant, Notice
from notices.personal.applicants import ERASED, erase_all
from notices.personal.sealing import seal
from notices.rendering import print_notice
from tests.counter import make_notice
from tests.factories import PROFILE, make_guide, make_requirement
from tests.letters import KINDS, URL, lacking, make_letter, occasion, ticked
from tests.notices.samples import A4, BODY, SMALLEST, edition_of, listening
from tests.paper import Paper, decoded, outside, overlaps, squeezed

BUNDLES = bundle_codes()
NAMES = [*(path.stem for path in matter_files()), *BUNDLES]
PAIRS = [(name, kind) for name in NAMES for kind in KINDS]
EVERY = 1 if os.environ.get("FULL") else 21 if connection.vendor == "sqlite" else 63
"""Each kind in turn, since it is no multiple of five."""


@cache
def ingredients_of(name: str) -> tuple[Edition, Ingredients]:
    """A matter's outcome with most papers, a bundle untailored, at the first site."""
    if name in BUNDLES:
        edition = Edition.objects.select_related("bundle").get(bundle__code=name)
        return edition, gather(edition, {})
    edition = edition_of(name)
    most = max(outcomes(edition.guide), key=lambda answers: len(tailor(edition.guide, answers).requirements))
    return edition, gather(edition, most)


def letter_of(name: str, kind: NoticeKind) -> Letter:
    """As in `tests.letters`, of that matter or bundle."""
    edition, found = ingredients_of(name)
    calendar = CalendarDay.objects.around(edition.effective_from).as_calendar()
    return make_letter(kind, found.guide, place=found.place, profile=found.profile, calendar=calendar)


# --- As data


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_no_demo_matters_letter_lacks_anything(kind: NoticeKind) -> None:
    assert {name: lack for name in NAMES if (lack := lacking(letter_of(name, kind)))} == {}


# --- On paper


@dataclass(frozen=True)
class Sample:
    """A printed letter with what it should say, in which setting, and what the typesetter said."""

    letter: Letter
    setting: Setting
    paper: Paper
    complaints: list[str]


@pytest.fixture(scope="module", params=PAIRS[::EVERY], ids=lambda pair: "-".join(pair))
def sample(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Sample:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock(), transaction.atomic(), listening() as complaints:
        letter = letter_of(*request.param)
        laid, setting = lay_out_letter(letter)
        return Sample(letter, setting, Paper(pdf.write(laid).data), complaints)


@pytest.mark.pdf
def test_a_letter_is_one_a4_page_with_all_its_text(sample: Sample) -> None:
    assert [page.size for page in sample.paper.pages] == [A4]
    assert missing(sample.letter, sample.paper) == []


@pytest.mark.pdf
def test_a_letter_is_legible(sample: Sample) -> None:
    smallest = min(char["size"] for char in sample.paper.chars)
    assert smallest >= SMALLEST - 0.01
    if sample.setting.rung == 1:
        assert smaller_than_body(sample) == []
    assert (overlaps(sample.paper), outside(sample.paper)) == ([], [])


@pytest.mark.pdf
def test_a_letter_is_a_sound_document_whose_code_is_read(sample: Sample) -> None:
    root, letter = sample.paper.root, sample.letter
    assert (root["language"], root["marked"], root["structure"]) == ("zh-CN", True, True)
    assert root["title"].split() == f"{letter.title}：{letter.matter} {letter.serial}".split()
    assert {name for name, embedded in root["faces"] if not (embedded and name.startswith("Sheet-"))} == set()
    assert (sample.complaints, decoded(sample.paper.raster)) == ([], [URL])
    assert len(sample.paper.data) <= 128_000


_INTERNAL = ("key", "kind", "state", "matter_code")


def missing(letter: Letter, paper: Paper) -> list[str]:
    """Texts of the letter that are not on the page."""
    said = ((path.rpartition(".")[2], squeezed(text)) for path, text in texts(letter))
    return [text for name, text in said if name not in _INTERNAL and text not in paper.text]


def smaller_than_body(sample: Sample) -> list[str]:
    """Paragraphs, papers and terms that are set smaller than body type."""
    letter, chars = sample.letter, sample.paper.chars
    page = "".join(char["text"] for char in chars)
    said = [*letter.body, *(x.text for x in (*letter.about, *letter.terms)), *(x.name for x in letter.papers)]
    found = ((text, page.index(squeezed(text))) for text in said)
    return [text for text, at in found if min(char["size"] for char in chars[at : at + len(text)]) < BODY - 0.01]


@pytest.mark.parametrize("accent", ["", "#14508c"])
def test_the_offices_colour_is_on_the_letter(accent: str) -> None:
    letter = make_letter(NoticeKind.ACCEPTANCE, profile=replace(PROFILE, accent=accent))
    html = render_letter(letter, LETTER_LADDER[0])
    assert ("accented" in html, "--accent: #14508c" in html) == (bool(accent), bool(accent))


# --- What one page cannot hold


def test_every_density_says_how_wide_half_a_row_is() -> None:
    assert set(HALF_ROW) == {setting.density for setting in LETTER_LADDER}


@pytest.mark.pdf
@pytest.mark.django_db
def test_what_one_page_cannot_hold_goes_on_both_sides_and_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_fitting, "LETTER_LADDER", LETTER_LADDER[-3:])  # the roomier ones are tried in vain
    names = [f"第{n}份证明材料" for n in range(40)]
    papers = tuple(make_requirement(n, name) for n, name in enumerate(names))
    ticks = tuple(replace(ticked(f"m{n}", name, Tick.WRONG), right="按要求" * 9) for n, name in enumerate(names))
    letter = make_letter(NoticeKind.SUPPLEMENT, make_guide(requirements=papers), ticks=ticks)
    laid, setting = lay_out_letter(letter)
    assert (laid.pages, setting.two_sided) == (2, True)
    assert missing(letter, Paper(pdf.write(laid).data)) == []


@pytest.mark.pdf
@pytest.mark.django_db
def test_the_rung_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, tried = make_letter(NoticeKind.SUPPLEMENT), []
    real = letter_fitting.render_letter
    monkeypatch.setattr(letter_fitting, "render_letter", lambda *a, **k: tried.append(a[1].name) or real(*a, **k))
    settings = [lay_out_letter(letter)[1] for _ in range(2)]
    assert settings[0] == settings[1]
    assert tried[-1] == tried[-2] == settings[0].name


# --- The applicant's name


@pytest.fixture
def acceptance(db: None, known_rung: None) -> Iterator[Notice]:
    root = make_notice()
    case = occasion(NoticeKind.ACCEPTANCE, root.edition.guide)
    with override_settings(PUBLIC_BASE_URL="https://zwfw.example.gov.cn"):
        yield write_letter(root, kind=NoticeKind.ACCEPTANCE, site=root.site, clerk=root.clerk, occasion=case)


@pytest.mark.pdf
def test_the_name_comes_in_when_it_is_printed_and_goes_when_it_is_erased(acceptance: Notice) -> None:
    without = print_notice(acceptance)
    Applicant.objects.create(notice=acceptance.follows, name_sealed=seal("演示餐饮公司"))
    printed = print_notice(acceptance)
    named = Paper(printed.data).text
    assert printed.sha256 not in acceptance.renderings.values_list("pdf_sha256", flat=True)  # it would prove a guess
    erase_all(Applicant.objects.all())
    erased = Paper(print_notice(acceptance).data).text
    pages = (Paper(without.data).text, named, erased)
    assert ["申请人：演示餐饮公司" in text for text in pages] == [False, True, False]
    assert [f"申请人：{ERASED}" in text for text in pages] == [False, False, True]


@pytest.mark.pdf
def test_a_reprint_is_the_same_letter(acceptance: Notice) -> None:
    first, again = (print_notice(Notice.objects.get(pk=acceptance.pk)) for _ in range(2))
    assert (first.data, first.pages) == (again.data, 1)
    assert acceptance.renderings.get().pdf_sha256 == first.sha256
