"""联系卡: who sees them, and what is printed."""

import io

import pdfplumber
import pytest

from oversight.models import ContactCard
from oversight.requests.cards import face_of, fits, print_card, print_cards, render_cards
from oversight.requests.demo_cards import load_cards
from tests.counter import signed_in, text_of
from tests.factories import make_clerk, make_site

pytestmark = pytest.mark.django_db


def make_card(site=None, **values):
    site = site or make_site()
    defaults = {"name": "演示网格员9", "phone": "0372-0005009", "region": site.region, "site": site, "grid": "第9网格"}
    return ContactCard.objects.create(**{**defaults, **values})


def test_one_card_is_one_small_page_with_everything_on_it():
    card = make_card(services="帮办代办")
    with pdfplumber.open(io.BytesIO(print_card(card).data)) as paper:
        page = paper.pages[0]
        size = (len(paper.pages), round(page.width * 25.4 / 72), round(page.height * 25.4 / 72))
        text = page.extract_text()
    assert size == (1, 90, 54)
    assert [word in text for word in (card.name, card.phone, card.grid, "帮办代办", card.site.name)] == [True] * 5


def test_ten_go_on_a_page_and_the_eleventh_on_the_next():
    cards = [make_card() for _ in range(11)]
    assert print_cards(cards).pages == 2


def test_a_single_card_fills_its_page():
    assert render_cards([make_card()]).count("0372-0005009") == 10


def test_its_code_leads_to_the_sites_page():
    card = make_card()
    assert face_of(card, "演示中心").code.text == f"https://zwfw.example.gov.cn/sites/{card.site.code}/"


def test_a_card_without_a_site_has_no_code():
    assert face_of(ContactCard(name="甲", region=make_site().region), "演示中心").code is None


@pytest.mark.parametrize(("services", "expected"), [("帮办代办", True), ("政策咨询、" * 60, False)])
def test_what_does_not_fit_is_noticed(services, expected):
    assert fits(ContactCard(name="演示", region=make_site().region, services=services)) == expected


def test_the_demo_cards_are_loaded_once_and_marked():
    ContactCard.objects.filter(demo=True).delete()
    counts = [load_cards(), load_cards(), ContactCard.objects.filter(demo=True).count()]
    assert counts == [6, 6, 6]


def test_a_clerk_sees_the_cards_of_the_own_region():
    clerk = make_clerk()
    mine, far = make_card(clerk.site), make_card(name="别处")
    said = text_of(signed_in(clerk).get("/oversight/cards/"))
    assert [mine.name in said, far.name in said] == [True, False]
    assert signed_in(clerk).get(f"/oversight/cards/{far.pk}/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_any_number_of_cards_asks_once_for_the_office(django_assert_num_queries, many):
    cards = [make_card() for _ in range(many)]
    with django_assert_num_queries(1):
        render_cards(cards)
