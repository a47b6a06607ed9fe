"""What a card says of a figure, and the period it is compared with."""

from datetime import date

import pytest

from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Share
from oversight.figures.page import behind, card, compared, period_links, query_of
from oversight.figures.periods import before
from tests.factories import make_site

ASKED = Asked(since=date(2026, 3, 1), until=date(2026, 3, 31))


def count(value: float | None, **values: object) -> Figure:
    return Figure(key="told", name="告知单", definition="。", value=value, unit="张", rows="notices", **values)  # type: ignore[arg-type]


def rate(part: int, whole: int) -> Figure:
    value = round(100 * part / whole, 1) if whole else None
    return count(value, part=part, whole=whole)


@pytest.mark.parametrize(
    ("now", "past", "words"),
    [
        (count(120), count(100), "上期100张，多20%"),
        (count(75), count(100), "上期100张，少25%"),
        (count(5), count(5), "上期5张，没有变化"),
        (count(5), count(0), "上期0张，多5"),
        (count(900), count(9), "上期9张，多891"),
        (rate(1, 2), rate(1, 4), "上期25张，升25个百分点"),
        (rate(1, 3), rate(1, 2), "上期50张，降16.7个百分点"),
        (rate(0, 0), rate(1, 2), ""),
        (rate(1, 2), rate(0, 0), ""),
        (count(1.5), count(2.5), "上期2.5张，少1"),
    ],
)
def test_a_figure_is_compared_in_its_own_measure(now: Figure, past: Figure, words: str) -> None:
    assert compared(now, past) == words


def test_a_card_leads_to_its_rows_only_where_there_are_any() -> None:
    full = card(rate(1, 4), None, ASKED)
    none = card(rate(0, 4), None, ASKED)

    assert (full.part, full.whole) == ("1", "4")
    assert full.url.endswith("?what=told&since=2026-03-01&until=2026-03-31")
    assert full.whole_url.endswith("?what=told&share=whole&since=2026-03-01&until=2026-03-31")
    assert (none.url, bool(none.whole_url)) == ("", True)
    assert [behind(f) for f in (count(0), count(1), count(None), count(0.4))] == [False, True, False, True]


def test_each_share_leads_to_its_own_rows() -> None:
    shares = (Share(key="phone", label="电话", value=2), Share(key="home", label="上门", value=0))
    first, second = card(count(2, shares=shares), None, ASKED).parts

    assert (first.shown, "share=phone" in first.url, second.url) == ("2", True, "")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 3, 1), date(2026, 3, 30), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 3, 1), date(2026, 3, 9), (date(2026, 2, 1), date(2026, 2, 9))),
        (date(2026, 1, 1), date(2026, 1, 31), (date(2025, 12, 1), date(2025, 12, 31))),
        (date(2028, 1, 1), date(2028, 2, 29), (date(2027, 1, 1), date(2027, 2, 28))),
        (date(2026, 1, 1), date(2026, 12, 31), (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2026, 3, 9), date(2026, 3, 15), (date(2026, 3, 2), date(2026, 3, 8))),
        (date(2026, 3, 9), date(2026, 3, 9), (date(2026, 3, 8), date(2026, 3, 8))),
    ],
)
def test_a_period_is_compared_with_the_one_before(since: date, until: date, expected: tuple[date, date]) -> None:
    assert before(since, until) == expected


def test_the_usual_periods_keep_whose_figures_are_shown() -> None:
    links = period_links(ASKED, date(2026, 4, 2))

    assert [link.label for link in links if link.is_current] == ["上月"]
    assert links[0].query == "since=2026-04-02&until=2026-04-02"


@pytest.mark.django_db
def test_a_window_stands_in_the_address_with_its_site() -> None:
    site = make_site()
    asked = Asked(since=date(2026, 3, 1), until=date(2026, 3, 31), site=site, window="1号 & 2号")

    assert query_of(asked).endswith(f"&of=window%3A{site.pk}%3A1%E5%8F%B7+%26+2%E5%8F%B7")
