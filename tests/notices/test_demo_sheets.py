"""Every sheet of the demo district on paper: one page, all of it there, legible, and its codes lead where they should.

Each matter is printed blank, untailored, at its first site, and issued for its largest outcome; with FULL=1 for every outcome at its first and
last site. Paper does not know which database it came from: on PostgreSQL every third matter is enough.
"""

import os

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import StaffUser
from matters.completeness import texts
from matters.demo import matter_files
from matters.handling_places import places_for
from matters.models import Edition, Site
from matters.tailoring import outcomes, tailor
from notices.composing import gather, guide_url
from notices.fitting import setting_for
from notices.issuing import issue
from notices.ladder import SETTINGS, Setting
from tests.factories import local
from tests.notices.samples import A4, BASE, BODY, SMALLEST, Sample, edition_of, sample_of
from tests.paper import ORDEALS, decoded, outside, overlaps, shared_out, squeezed

pytestmark = pytest.mark.pdf

KINDS = ("blank", "issued")
MANY_PAPERS = 12


STEMS = [path.stem for path in matter_files()]
PRINTED = shared_out(STEMS)


@pytest.fixture(scope="module", params=PRINTED)
def samples(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> dict[str, Sample]:  # type: ignore[no-untyped-def]
    """Both sheets of a matter, printed once for all tests."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(PUBLIC_BASE_URL=BASE, ALLOWED_HOSTS=["*"]),
    ):
        edition = edition_of(request.param)
        made = {"blank": _blank(edition, {}), "issued": _issued(edition)}
        transaction.set_rollback(True)
    return made


@pytest.fixture(params=KINDS)
def sample(request: pytest.FixtureRequest, samples: dict[str, Sample]) -> Sample:
    return samples[request.param]


def _blank(edition: Edition, answers: dict[str, str], site: str | None = None) -> Sample:
    ingredients = gather(edition, answers, site)
    sheet = ingredients.sheet(guide_url(ingredients.guide))
    return sample_of(sheet, setting_for(edition, ingredients))


def _issued(edition: Edition) -> Sample:
    answers = max(outcomes(edition.guide), key=lambda a: len(tailor(edition.guide, a).requirements))
    site = Site.objects.get(code=gather(edition, answers).place.code)
    clerk = StaffUser.objects.get(username="quji")
    day = edition.effective_from
    at = local(day.year, day.month, day.day)
    notice = issue(matter=edition.matter, site=site, clerk=clerk, answers=answers, at=at)
    return sample_of(notice.sheet, SETTINGS[notice.setting])


# --- One page


def test_a_sheet_is_exactly_one_a4_page(sample: Sample) -> None:
    assert [page.size for page in sample.paper.pages] == [A4]


def test_a_sheet_is_small_enough_to_send(sample: Sample) -> None:
    limit = 100_000 if len(sample.sheet.materials) <= MANY_PAPERS else 128_000
    assert len(sample.printed.data) <= limit


# --- Legible


def test_no_type_is_under_nine_points(sample: Sample) -> None:
    assert [c["text"] for c in sample.paper.chars if c["size"] < SMALLEST - 0.01] == []


def test_on_the_first_rung_papers_and_details_are_set_in_body_type(sample: Sample) -> None:
    if sample.setting.rung == 1:
        assert _smaller_than_body(sample) == []


def test_nothing_is_printed_over_anything_else(sample: Sample) -> None:
    assert overlaps(sample.paper) == []


def test_nothing_of_a_blank_sheet_stands_in_the_margin_or_off_the_page(samples: dict[str, Sample]) -> None:
    assert outside(samples["blank"].paper) == []


def test_nothing_of_an_issued_sheet_stands_in_the_margin_or_off_the_page(samples: dict[str, Sample]) -> None:
    assert outside(samples["issued"].paper) == []


# --- Complete


def test_every_text_of_the_sheet_is_on_the_page(sample: Sample) -> None:
    assert missing(sample) == []


def test_the_page_names_what_moved_behind_the_code(sample: Sample) -> None:
    assert ("见二维码页面" in sample.paper.text) == _folds_something(sample)


# --- A sound document


def test_a_sheet_is_tagged_titled_and_in_chinese(sample: Sample) -> None:
    root = sample.paper.root
    assert (root["language"], root["marked"], root["structure"]) == ("zh-CN", True, True)
    assert root["title"].split() == f"{sample.sheet.title}：{sample.sheet.matter} {sample.sheet.serial}".split()


def test_every_face_is_embedded_and_one_of_the_prepared(sample: Sample) -> None:
    faces = sample.paper.root["faces"]
    assert [name for name, embedded in faces if not (embedded and name.startswith("Sheet-"))] == []
    assert faces != []


def test_the_typesetter_has_nothing_to_complain_about(sample: Sample) -> None:
    assert sample.complaints == []


# --- Codes


@pytest.mark.parametrize("ordeal", ORDEALS)
def test_the_codes_are_read_whatever_happened_to_the_paper(sample: Sample, ordeal: str) -> None:
    codes = 2 if sample.sheet.issued else 1
    assert decoded(ORDEALS[ordeal](sample.paper.raster)) == [sample.sheet.url] * codes


def test_the_address_in_the_code_answers(sample: Sample) -> None:
    assert sample.answer == 200


# --- Every combination


@pytest.mark.full
@pytest.mark.skipif(not os.environ.get("FULL"), reason="the complete sweep runs with FULL=1")
@pytest.mark.django_db
@pytest.mark.parametrize("stem", [path.stem for path in matter_files()])
def test_every_outcome_at_the_first_and_last_site(stem: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PUBLIC_BASE_URL = BASE
    edition = edition_of(stem)
    wrong = {}
    for answers in outcomes(edition.guide):
        places = places_for(tailor(edition.guide, answers), edition.matter)
        for code in dict.fromkeys((places[0].code, places[-1].code)):
            if faults := _faults(_blank(edition, answers, code)):
                wrong[f"{answers} {code}"] = faults
    assert wrong == {}


def _faults(sample: Sample) -> dict[str, object]:
    found = {
        "pages": [page.size for page in sample.paper.pages if page.size != A4] or len(sample.paper.pages) - 1,
        "small": [c["text"] for c in sample.paper.chars if c["size"] < SMALLEST - 0.01],
        "over": overlaps(sample.paper),
        "outside": outside(sample.paper),
        "missing": missing(sample),
        "bytes": max(0, len(sample.printed.data) - 128_000),
        "code": set(decoded(sample.paper.raster)) - {sample.sheet.url},
        "answer": sample.answer - 200,
        "complaints": sample.complaints,
    }
    return {name: value for name, value in found.items() if value}


# --- What should be there

_INTERNAL = ("key", "group", "matter_code", "kind")
_FOLDED = {
    "faqs": ("faqs", ""),
    "legal_texts": ("legal", "text"),
    "step_details": ("steps", "detail"),
    "other_sites": ("other_sites", ""),
}
"""How the path of a text begins and ends that a setting may fold."""


def missing(sample: Sample) -> list[str]:
    """Texts of the sheet that are not on the page and did not move behind the code."""
    return [
        text
        for path, text in texts(sample.sheet)
        if path.rpartition(".")[2] not in _INTERNAL
        and not _is_folded(path, sample.setting)
        and squeezed(text) not in sample.paper.text
    ]


def _is_folded(path: str, setting: Setting) -> bool:
    return any(path.startswith(_FOLDED[name][0]) and path.endswith(_FOLDED[name][1]) for name in setting.folded)


def _folds_something(sample: Sample) -> bool:
    return any(_is_folded(path, sample.setting) for path, _ in texts(sample.sheet))


def _smaller_than_body(sample: Sample) -> list[str]:
    """Of the papers' texts and the lines above and below them, those set smaller than body type."""
    sheet, chars = sample.sheet, sample.paper.chars
    page = "".join(char["text"] for char in chars)
    said = [text for m in sheet.materials for text in (m.name, m.note, m.condition)]
    said += [x.text for block in (sheet.meta, sheet.place, sheet.details, (sheet.conditions,)) for x in block]
    said += [text for s in sheet.steps for text in (f"{s.number}.{s.name}", s.who)]
    start = page.index(squeezed(sheet.matter))
    small = []
    for text in filter(None, map(squeezed, said)):
        at = page.index(text, start)
        if min(char["size"] for char in chars[at : at + len(text)]) < BODY - 0.01:
            small.append(text)
    return small
