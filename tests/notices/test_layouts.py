"""Large type, poster, label and card of the demo district: the right number of pages, all of it there, legible, and the code read.

A few matters are printed on each layout, each at another site and for another outcome; with FULL=1 every matter on every layout, for every
outcome at its first and last site. On PostgreSQL every third of them is enough.
"""

import os
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import override_settings

from matters.demo import matter_files
from matters.handling_places import places_for
from matters.tailoring import outcomes, tailor
from notices.composing import gather, guide_url
from notices.enums import Layout
from notices.fitting import setting_for
from notices.sheet import Line, Sheet
from tests.notices.samples import BASE, Sample, edition_of, sample_of
from tests.paper import ORDEALS, behind_codes, code_boxes, decoded, outside, overlaps, shared_out, squeezed

pytestmark = pytest.mark.pdf


@dataclass(frozen=True)
class Promise:
    """What a layout keeps: size of a page in points, how many at most, the smallest type, the type of papers and places, the edge of the code
    without quiet zone in mm, and how many of the demo's matters are tried.
    """

    size: tuple[int, int]
    most_pages: int
    smallest: float
    body: float
    code_mm: float
    tried: int


PROMISES = {
    Layout.LARGE: Promise((595, 842), 2, 14, 18, 25, 5),
    Layout.POSTER: Promise((842, 1191), 1, 11, 11, 40, 4),
    Layout.LABEL: Promise((420, 298), 1, 9, 9, 40, 6),
    Layout.CARD: Promise((255, 153), 1, 7, 7, 19, 6),
}
STEMS = [path.stem for path in matter_files()]


def chosen(layout: Layout) -> list[str]:
    """Matters from all over the list, other ones for each layout."""
    number, first = PROMISES[layout].tried, list(PROMISES).index(layout)
    return [STEMS[(first + n * len(STEMS) // number) % len(STEMS)] for n in range(number)]


CASES = [(layout, stem) for layout in PROMISES for stem in chosen(layout)]
CASES = shared_out(CASES)


def printed_on(layout: Layout, stem: str, outcome: int, place: int) -> Sample:
    """The blank sheet of a matter on a layout, for one of its outcomes at one of its places (counted round)."""
    edition = edition_of(stem)
    every = list(outcomes(edition.guide))
    answers = every[outcome % len(every)]
    places = places_for(tailor(edition.guide, answers), edition.subject)
    ingredients = gather(edition, answers, places[place % len(places)].code)
    sheet = ingredients.sheet(guide_url(ingredients.guide))
    return sample_of(sheet, setting_for(edition, ingredients, layout=layout, store=False))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def sample(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Sample:  # type: ignore[no-untyped-def]
    layout, stem = request.param
    number = CASES.index(request.param)
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(PUBLIC_BASE_URL=BASE, ALLOWED_HOSTS=["*"]),
    ):
        made = printed_on(layout, stem, number * 3, number)
        transaction.set_rollback(True)
    return made


def faults(sample: Sample) -> dict[str, object]:
    """What is wrong with a printed sheet; empty when nothing is."""
    promise = PROMISES[sample.setting.layout]
    pages, chars = sample.paper.pages, sample.paper.chars
    root = sample.paper.root
    found = {
        "pages": [page.size for page in pages if page.size != promise.size] or max(0, len(pages) - promise.most_pages),
        "bytes": max(0, len(sample.printed.data) - 128_000),
        "small": [c["text"] for c in chars if c["size"] < promise.smallest - 0.01],
        "body": smaller(sample, promise.body),
        "over": overlaps(sample.paper),
        "outside": outside(sample.paper),
        "hidden": behind_codes(sample.paper),
        "missing": [text for text in said(sample) if squeezed(text) not in sample.paper.text],
        "code": decoded(sample.paper.raster) != [sample.sheet.url],
        "small code": [box for box in code_boxes(sample.paper) if (box[2] - box[0]) * 25.4 / 72 < promise.code_mm],
        "answer": sample.answer - 200,
        "tags": (root["language"], root["marked"], root["structure"]) != ("zh-CN", True, True),
        "title": sample.sheet.matter not in root["title"],
        "faces": [name for name, embedded in root["faces"] if not (embedded and name.startswith("Sheet-"))],
        "complaints": sample.complaints,
    }
    return {name: value for name, value in found.items() if value}


def said(sample: Sample) -> list[str]:
    """What the layout must show of the sheet, whatever else it leaves to the code."""
    sheet, layout, folded = sample.sheet, sample.setting.layout, sample.setting.folded
    place = {line.key: line.text for line in sheet.place}
    always = [sheet.matter, sheet.url, sheet.edition, sheet.office, sheet.demo]
    always += [line.text for line in sheet.situation if "situation" not in folded]
    if layout == Layout.LABEL:
        return [*always, "扫码看办事指南", *(line.text for line in sheet.meta if line.key == "department")]
    if layout == Layout.CARD:
        return [*always, sheet.site, sheet.address, place["hours"], place["consult"], place["complaint"]]
    lines = (*sheet.strip, *sheet.place, *(line for line in sheet.details if line.key == "charges"))
    hidden = [] if "见二维码页面" in sample.paper.text or not folded else ["见二维码页面"]
    return [*always, *hidden, *papers(sheet), *(line.text for line in lines), *unfolded(sample)]


def papers(sheet: Sheet) -> list[str]:
    return [text for m in sheet.materials for text in (m.name, m.condition, m.form, *m.flags)]


def unfolded(sample: Sample) -> list[str]:
    """Texts that only some settings leave to the code."""
    sheet, folded = sample.sheet, sample.setting.folded
    texts = {
        "notes": [m.note for m in sheet.materials],
        "steps": [text for s in sheet.steps for text in (s.name, s.who, s.limit)],
        "details": [line.text for line in sheet.details],
        "conditions": [sheet.conditions.text],
    }
    return [text for block, lines in texts.items() if block not in folded for text in lines]


def smaller(sample: Sample, body: float) -> list[str]:
    """Of the papers, strip and place those that are set smaller than the layout's body type, where that is not its smallest."""
    if sample.setting.layout != Layout.LARGE:
        return []
    sheet, chars = sample.sheet, sample.paper.chars
    page = "".join(char["text"] for char in chars)
    block: tuple[Line, ...] = (*sheet.strip, *sheet.place)
    texts = filter(None, map(squeezed, [*papers(sheet), *(line.text for line in block)]))
    starts = [(text, page.find(text, page.find(squeezed(sheet.matter)))) for text in texts]
    return [text for text, at in starts if min(c["size"] for c in chars[at : at + len(text)]) < body - 0.01]


def test_a_layout_keeps_what_it_promises(sample: Sample) -> None:
    assert faults(sample) == {}


@pytest.mark.parametrize("ordeal", [name for name in ORDEALS if name != "as printed"])
def test_the_code_is_read_whatever_happened_to_the_paper(sample: Sample, ordeal: str) -> None:
    assert decoded(ORDEALS[ordeal](sample.paper.raster)) == [sample.sheet.url]


@pytest.mark.full
@pytest.mark.skipif(not os.environ.get("FULL"), reason="the complete sweep runs with FULL=1")
@pytest.mark.django_db
@pytest.mark.parametrize("layout", PROMISES)
@pytest.mark.parametrize("stem", STEMS)
def test_every_outcome_at_the_first_and_last_site_on_every_layout(stem: str, layout: Layout, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PUBLIC_BASE_URL = BASE
    number = sum(1 for _ in outcomes(edition_of(stem).guide))
    wrong = {}
    for outcome in range(number):
        for place in (0, -1):
            if found := faults(printed_on(layout, stem, outcome, place)):
                wrong[f"{outcome} {place}"] = found
    assert wrong == {}
