"""The list of the ledger: what is found, in which order, by whom, and how many queries it takes."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from matters.models import Site
from notices.enums import Manner, NoticeKind
from notices.models import Notice
from tests.affairs import follow_up, make_visit
from tests.counter import address, make_notice, signed_in, text_of
from tests.factories import local, make_clerk, make_guide, make_published, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def listed(window: Client, **query: str) -> list[Notice]:
    return [line.notice for line in window.get(address("counter_notices"), query).context["lines"]]


def test_the_newest_comes_first(window: Client, site: Site) -> None:
    notices = [make_notice(site) for _ in range(3)]
    assert listed(window) == notices[::-1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_eight_queries_whatever_its_length(
    window: Client, site: Site, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        follow_up(make_notice(site), NoticeKind.SUPPLEMENT)
    listed(window)  # notes in the session that the clerk is there
    with django_assert_num_queries(8):
        assert len(listed(window)) == 2 * count


def test_pages_lead_from_row_to_row_and_keep_the_filter(
    window: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.views.ledger.PER_PAGE", 2)
    *older, edge, _ = [make_notice(site) for _ in range(4)]
    first = window.get(address("counter_notices"), {"state": "valid"})
    assert f'href="?state=valid&amp;before={edge.pk}"' in first.content.decode()
    assert listed(window, state="valid", before=str(edge.pk)) == older[::-1]


@pytest.mark.parametrize("edge", ["", "x", "-1", "9" * 40, "²"])
def test_an_edge_that_is_no_key_shows_the_first_page(window: Client, site: Site, edge: str) -> None:
    notice = make_notice(site)
    assert [listed(window, before=edge), listed(window, after=edge)] == [[notice], [notice]]


@pytest.mark.parametrize(
    "words", ["{serial}", "{token}", "{code}", "000002", "演示烟花", "炮仗证", "演示 烟花 〔2026〕"]
)
def test_the_list_finds_serials_scans_and_matters(window: Client, site: Site, words: str) -> None:
    make_notice(site)
    wanted = make_notice(site, matter=make_published(make_guide(name="演示烟花爆竹", short_name="炮仗证")))
    asked = words.format(serial=wanted.serial, token=wanted.token, code=wanted.matter.code)
    assert listed(window, q=asked) == [wanted]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({"since": "2026-03-10"}, [11, 10]),
        ({"until": "2026-03-10"}, [10, 9]),
        ({"since": "2026-03-10", "until": "2026-03-10"}, [10]),
    ],
)
def test_the_list_is_filtered_by_local_day(window: Client, site: Site, query: dict[str, str], days: list[int]) -> None:
    for day, hour in ((9, 0), (10, 23), (11, 0)):
        make_notice(site, at=local(2026, 3, day, hour))
    assert [timezone.localtime(row.issued_at).day for row in listed(window, **query)] == days


def test_who_gave_it_out_is_found_by_name_window_and_in_whose_place(window: Client, site: Site) -> None:
    one = make_clerk(site, display_name="演示甲员", username="jiayuan")
    away = make_user(site, display_name="演示乙员", window="9号窗口")
    own, in_place = make_notice(site, one), make_notice(site, one, acting_for=away)
    make_notice(site)
    found = [listed(window, who=who) for who in ("甲员", "JIAYUAN", "9号窗", "没有这人")]
    assert found == [[in_place, own], [in_place, own], [in_place], []]


def test_the_list_is_filtered_by_kind_and_manner(window: Client, site: Site) -> None:
    sheet = make_notice(site, manner=Manner.PHONE)
    letter = follow_up(sheet, NoticeKind.REJECTION)
    found = [listed(window, **query) for query in ({"kind": "rejection"}, {"kind": "guidance"}, {"manner": "phone"})]
    assert found == [[letter], [sheet], [sheet]]


def test_a_letter_says_which_sheet_it_follows(window: Client, site: Site) -> None:
    sheet = make_notice(site)
    letter = follow_up(sheet, NoticeKind.ACCEPTANCE)
    page = text_of(window.get(address("counter_notices"), {"kind": "acceptance"}))
    assert f"{letter.serial} 受理通知书，随 {sheet.serial}" in page


def test_quick_ranges_keep_the_rest_of_the_filter(window: Client, site: Site) -> None:
    today = timezone.localdate().isoformat()
    page = window.get(address("counter_notices"), {"q": "证", "before": "3", "since": today, "until": today})
    first, second, *_ = page.context["ranges"]
    assert (first["label"], first["query"], first["is_current"]) == (
        "今天",
        f"q=%E8%AF%81&since={today}&until={today}",
        True,
    )
    assert second["is_current"] is False


@pytest.mark.parametrize(
    "query",
    [{"since": "昨天"}, {"state": "lost"}, {"until": "2026-02-30"}, {"since": "2026-03-10", "until": "2026-03-09"}],
)
def test_a_filter_that_cannot_be_read_says_so(window: Client, site: Site, query: dict[str, str]) -> None:
    make_notice(site, at=local(2026, 3, 11))
    page = window.get(address("counter_notices"), query)
    assert (len(page.context["lines"]), 'class="invalid-feedback"' in page.content.decode()) == (1, True)


def test_nothing_found_and_nothing_there_say_different_things(window: Client) -> None:
    found, empty = (text_of(window.get(address("counter_notices"), query)) for query in ({"q": "烟花"}, {}))
    assert ("没有符合条件的告知记录" in found, "还没有告知记录" in empty) == (True, True)


def test_a_long_list_is_counted_no_further_than_needed(
    window: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.views.ledger.PER_PAGE", 1)
    monkeypatch.setattr("notices.views.ledger.COUNTED", 2)
    said = []
    for _ in range(3):
        make_notice(site)
        said.append(text_of(window.get(address("counter_notices"))).split(site.name + "，")[1].split()[0])
    assert said == ["共1份", "共2份", "超过2份"]


# Whose rows


def test_another_sites_rows_never_appear(window: Client, site: Site) -> None:
    own, other = make_notice(site), make_notice()
    make_visit(other, decision="kept")
    queries = ({}, {"site": other.site.code}, {"q": other.serial}, {"q": other.token}, {"state": "kept"})
    assert [listed(window, **query) for query in queries] == [[own], [own], [], [], []]


def test_an_inspector_sees_every_site_and_can_choose_one(site: Site) -> None:
    inspector = signed_in(make_user(None, "notices.view_notice"))
    notice, other = make_notice(site), make_notice()
    assert listed(inspector) == [other, notice]
    assert listed(inspector, site=notice.site.code) == [notice]


def test_an_inspector_of_a_street_finds_and_chooses_its_sites_only(site: Site) -> None:
    inspector = signed_in(make_user(None, "notices.view_notice", region=site.region))
    notice, other = make_notice(site), make_notice()
    assert [listed(inspector), listed(inspector, site=other.site.code)] == [[notice], [notice]]
    choices = inspector.get(address("counter_notices")).context["form"].fields["site"].queryset
    assert list(choices) == [site]


@pytest.mark.parametrize("query", [{"since": "0001-01-01"}, {"until": "9999-12-31"}])
def test_days_at_the_ends_of_the_calendar_are_refused_in_words(window: Client, query: dict[str, str]) -> None:
    page = window.get(address("counter_notices"), query)
    assert (page.status_code, "请填1900年到2199年之间的日期" in text_of(page)) == (200, True)
