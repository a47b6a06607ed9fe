"""The demo's bundles on paper: each on one A4 page untailored, and on another layout in turn; with FULL=1 each on every layout."""

import os

import pytest
from django.db import transaction
from django.test import override_settings

from matters.demo_bundles import bundle_codes
from matters.models import Edition
from notices.composing import gather, guide_url
from notices.enums import Layout
from notices.fitting import setting_for
from tests.notices.samples import BASE, Sample, sample_of
from tests.paper import decoded, outside, overlaps, shared_out, squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]

MOST_PAGES = {Layout.A4: 1, Layout.LARGE: 2, Layout.POSTER: 1, Layout.LABEL: 1, Layout.CARD: 1}
CODES = bundle_codes()
TRIED = shared_out(CODES)


def layouts(number: int) -> list[Layout]:
    """A4 and one more; all of them in the full sweep."""
    further = [layout for layout in Layout if layout != Layout.A4]
    return list(Layout) if os.environ.get("FULL") else [Layout.A4, further[number % len(further)]]


CASES = [(layout, code) for number, code in enumerate(TRIED) for layout in layouts(number)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def sample(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Sample:  # type: ignore[no-untyped-def]
    layout, code = request.param
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(PUBLIC_BASE_URL=BASE, ALLOWED_HOSTS=["*"]),
    ):
        edition = Edition.objects.select_related("bundle").get(bundle__code=code)
        ingredients = gather(edition, {})
        setting = setting_for(edition, ingredients, layout=layout, store=False)
        made = sample_of(ingredients.sheet(guide_url(ingredients.guide)), setting)
        transaction.set_rollback(True)
    return made


def test_a_bundle_takes_the_pages_of_its_layout(sample: Sample) -> None:
    assert len(sample.paper.pages) <= MOST_PAGES[sample.setting.layout]


def test_nothing_of_a_bundle_lies_over_another_or_outside(sample: Sample) -> None:
    assert (overlaps(sample.paper), outside(sample.paper), sample.complaints) == ([], [], [])


def test_the_code_of_a_bundle_is_read_and_answers(sample: Sample) -> None:
    assert (decoded(sample.paper.raster), sample.answer) == ([sample.sheet.url], 200)


def test_what_the_layout_is_for_is_on_it(sample: Sample) -> None:
    """Every paper where papers are listed; on a card or label the bundle's name."""
    is_small = sample.setting.layout in (Layout.LABEL, Layout.CARD)
    told = {sample.sheet.matter} if is_small else {m.name for m in sample.sheet.materials}
    assert {text for text in told if squeezed(text) not in sample.paper.text} == set()
