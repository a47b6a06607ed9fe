"""`/g/<code>/`: what is shown, and every way it can be refused."""

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from matters import qr
from matters.enums import Level, LimitKind, LimitUnit, Standing
from matters.guide import Handling, Limit, Option, Question
from matters.models import Bundle, CalendarDay, Edition, Matter, OpeningHours, Region, Site
from matters.models.rows import Desk
from matters.plain import digest, to_plain
from matters.publishing import retire, suspend
from tests.factories import add_edition, make_guide, make_matter, make_published, make_user

MARRIAGE = "MRK5A3"


def _page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def matter(db):
    return Matter.objects.get(code=MARRIAGE)


def test_guide_tells_everything_of_the_edition(matter, client):
    page = _page(client, f"/g/{MARRIAGE}/")
    guide = matter.editions.get().guide
    told = [
        *(r.name for r in guide.requirements), *(s.name for s in guide.steps), *(b.title for b in guide.legal_basis),
        *(f.question for f in guide.faqs), *(f.answer for f in guide.faqs), *(c.text for c in guide.conditions),
        *(r.authority for r in guide.remedies), guide.department.name, guide.implementation_code, guide.source_note,
        guide.result.name, guide.consult_phone, guide.complaint_phone, guide.prohibitions, "第1版", "演示数据首版",
    ]  # fmt: skip
    assert [text for text in told if text not in page] == []


def test_guide_names_every_site_with_its_blank_sheet(db, client):
    matter = make_published()
    page = _page(client, f"/g/{matter.code}/")
    streets = Site.objects.filter(region__level=Level.STREET, kind="street_centre").values_list("code", flat=True)
    assert [s for s in streets if f"/g/{matter.code}/sheet.pdf?site={s}" not in page] == []


def test_the_sheet_is_printed_for_the_place_that_the_first_screen_names(db, client):
    pages = [client.get(f"/g/K7M2PA/{query}").content.decode() for query in ("", "?at=410503003000")]
    chosen = [re.findall(r'<option value="([a-z]+)"\s+selected>', page) for page in pages]
    assert chosen == [["beiguan"], ["dengtalu"]]


def test_guide_is_tailored_by_the_answers_in_the_address(matter, client):
    whole, own = _page(client, f"/g/{MARRIAGE}/"), _page(client, f"/g/{MARRIAGE}/?a=kind.mainland")
    assert ("华侨有效护照" in whole, "华侨有效护照" in own) == (True, False)
    assert f"/g/{MARRIAGE}/sheet.pdf?a=kind.mainland&amp;site=beiguan" in own


def test_guide_code_in_small_letters_leads_to_the_right_address(matter, client):
    response = client.get("/g/mrk5a3/?a=kind.hmt")
    assert (response.status_code, response["Location"]) == (301, f"/g/{MARRIAGE}/?a=kind.hmt")


@pytest.mark.parametrize("code", ["ZZZZZZ", "O0I1LU", "X", "%00%00", "结婚"])
def test_guide_of_an_unknown_code_is_not_found_and_offers_search(db, client, code):
    assert 'action="/search/"' in _page(client, f"/g/{code}/", 404)


def test_guide_of_a_draft_is_not_found(db, client):
    assert client.get(f"/g/{make_matter().code}/").status_code == 404


@pytest.mark.parametrize("answer", ["kind.mars", "moon.full", "kind", "<b>.x"])
def test_guide_refuses_an_unknown_option_with_links_to_the_valid_ones(matter, client, answer):
    page = _page(client, f"/g/{MARRIAGE}/?a={answer}", 400)
    links = re.findall(rf'href="/g/{MARRIAGE}/\?(.+?)"', page)
    assert links == ["a=kind.mainland", "a=kind.hmt", "a=kind.overseas", "a=kind.foreign"]
    assert "<b>" not in page


def test_suspended_guide_says_so_with_the_reason(matter, client):
    suspend(matter, by=make_user(), reason="系统升级，12月1日恢复")
    page = _page(client, f"/g/{MARRIAGE}/")
    assert "系统升级，12月1日恢复" in page.split("<h1>")[0]
    assert "sheet.pdf" not in page


def test_retired_guide_is_gone_and_points_to_its_successor(matter, client):
    successor = Matter.objects.public().exclude(pk=matter.pk).first()
    retire(matter, by=make_user(), reason="并入新事项", successor=successor)
    page = _page(client, f"/g/{MARRIAGE}/", 410)
    assert "并入新事项" in page
    assert f'href="/g/{successor.code}/">{successor.name}' in page


def test_guide_not_yet_in_force_says_from_when(db, client):
    start = timezone.localdate() + timedelta(days=40)
    matter = make_matter(standing=Standing.LIVE)
    add_edition(matter, make_guide(code=matter.code), effective_from=start)
    assert f"{start.year}年{start.month}月{start.day}日" in _page(client, f"/g/{matter.code}/")


def test_guide_whose_time_has_run_out_is_not_found(db, client):
    matter = make_matter(standing=Standing.LIVE)
    guide, yesterday = make_guide(code=matter.code), timezone.localdate() - timedelta(days=1)
    Edition.objects.create(
        matter=matter, number=1, content=to_plain(guide), sha256=digest(guide), effective_from=date(2026, 1, 1),
        effective_to=yesterday, published_by=make_user(), change_note="测试版本",
    )  # fmt: skip
    assert "施行期已满" in _page(client, f"/g/{matter.code}/", 404)


def test_guide_announces_the_edition_to_come(matter, client):
    start = timezone.localdate() + timedelta(days=40)
    add_edition(matter, make_guide(code=MARRIAGE), effective_from=start)
    page = _page(client, f"/g/{MARRIAGE}/")
    assert f"新一版自<strong>{start.year}年{start.month}月{start.day}日</strong>起施行" in page
    assert "第1版" in page


@pytest.mark.parametrize("query", ["", "?a=kind.hmt"])
def test_guide_takes_one_query_and_no_session(matter, client, django_assert_num_queries, query):
    with django_assert_num_queries(1):
        response = client.get(f"/g/{MARRIAGE}/{query}")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.cookies == {}


def test_a_proxy_may_answer_for_a_minute_and_a_browser_asks_every_time(matter, client):
    assert client.get(f"/g/{MARRIAGE}/")["Cache-Control"] == "public, max-age=0, s-maxage=60"
    refused = client.get(f"/g/{MARRIAGE}/?a=kind.mars")
    assert (refused.get("ETag"), refused.get("Cache-Control")) == (None, None)


def test_guide_is_not_sent_again_when_nothing_changed(matter, client, django_assert_num_queries):
    first = client.get(f"/g/{MARRIAGE}/")
    with django_assert_num_queries(1):
        again = client.get(f"/g/{MARRIAGE}/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_guide_has_another_tag_for_other_answers_a_moved_window_and_a_suspension(matter, client):
    def tag(query=""):
        return client.get(f"/g/{MARRIAGE}/{query}")["ETag"]

    tags = [tag(), tag("?a=kind.hmt")]
    matter.desks.update(window="9号窗口")
    tags.append(tag())
    suspend(matter, by=make_user(), reason="停电")
    tags.append(tag())
    assert len(set(tags)) == 4


CHANGES = {
    "address": lambda: Site.objects.filter(code="beiguan").update(address="别处2号"),
    "closed": lambda: Site.objects.filter(code="beiguan").update(is_active=False),
    "hours": lambda: OpeningHours.objects.filter(site__code="beiguan").update(opens="08:15"),
    "region": lambda: Region.objects.filter(sites__code="beiguan").update(name="别区"),
    "desk": lambda: Desk.objects.filter(matter__code=MARRIAGE).update(note="请走西门"),
    "day": lambda: CalendarDay.objects.create(date=timezone.localdate().replace(month=6, day=2), is_workday=False),
    "bundle": lambda: Bundle.objects.update(standing=Standing.SUSPENDED, standing_reason="升级"),
    "view": lambda: None,
}


@pytest.mark.parametrize("what", CHANGES)
def test_guide_has_another_tag_when_a_row_it_is_made_of_changed_by_whatever_way(matter, client, what):
    before = client.get(f"/g/{MARRIAGE}/")["ETag"]
    CHANGES[what]()
    query = "?view=elder" if what == "view" else ""
    assert client.get(f"/g/{MARRIAGE}/{query}", headers={"if-none-match": before}).status_code == 200


def test_the_first_screen_names_the_desk_and_the_hours_of_today_with_their_date(matter, client, on):
    add_edition(
        matter, matter.editions.get().guide
    )  # so that it is in force on these days, whenever the demo was loaded
    on("2026-12-07")
    screen = _overview(client, f"/g/{MARRIAGE}/")
    assert "去哪办北关区政务服务中心二楼婚姻登记1至3号窗口安阳市北关区彰德路演示1号" in screen
    assert "什么时间12月7日（周一）9:00—12:00、13:00—17:00周一至周五" in screen
    on("2026-12-05")
    assert "12月5日（周六）不上班，12月7日（周一）9:00开门周一至周五" in _overview(client, f"/g/{MARRIAGE}/")


def _overview(client, path):
    block = re.search(r'class="overview".+?</section>', _page(client, path), re.S)[0]
    return re.sub(r"<[^>]+>|\s+", "", block.partition(">")[2])


def test_all_forms_of_the_situation_stand_in_one_block(matter, client):
    forms = [r.name for r in matter.editions.get().guide.requirements if r.blank_url or r.sample_url]
    block = re.search(r'id="forms".+?</section>', _page(client, f"/g/{MARRIAGE}/"), re.S)[0]
    assert re.findall(r"<li>\s*<span>(.+?)</span>", block) == forms


def test_only_the_page_without_answers_is_for_search_engines(matter, client):
    whole, own = _page(client, f"/g/{MARRIAGE}/"), _page(client, f"/g/{MARRIAGE}/?a=kind.hmt")
    noindex = '<meta name="robots" content="noindex">'
    assert (noindex in whole, noindex in own) == (False, True)
    assert f'type="application/json" href="https://zwfw.example.gov.cn/api/v1/guides/{MARRIAGE}/?a=kind.hmt"' in own
    assert own.count(f'<link rel="canonical" href="https://zwfw.example.gov.cn/g/{MARRIAGE}/">') == 1


def test_the_address_to_send_on_carries_the_answers_in_words_and_as_a_code(matter, client):
    page = _page(client, f"/g/{MARRIAGE}/?a=kind.hmt")
    address = f"https://zwfw.example.gov.cn/g/{MARRIAGE}/?a=kind.hmt"
    assert f">{address}</a>" in page
    assert qr.svg(address) in page


def test_guide_leads_to_feedback_about_itself_as_it_was_answered(matter, client):
    assert f"/feedback/?g={MARRIAGE}&amp;kind=missing&amp;a=kind.hmt" in _page(client, f"/g/{MARRIAGE}/?a=kind.hmt")


def test_guide_linked_data_is_json_whatever_the_text(db, client):
    matter = make_published(make_guide(name="</script><b>&事项"))
    page = _page(client, f"/g/{matter.code}/")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert data["@graph"][0]["name"] == "</script><b>&事项"
    assert "<b>&事项" not in page


def test_guide_without_papers_sites_or_questions_still_answers(db, client):
    nowhere = (Handling(level=Level.COMMUNITY, how="direct", sites=("nirgends",)),)
    matter = make_published(make_guide(requirements=(), no_materials=True, handlings=nowhere))
    Site.objects.update(is_active=False)
    page = _page(client, f"/g/{matter.code}/")
    assert ("不用交材料" in page, "目前没有可以办理的地点" in page, "situation" in page) == (True, True, False)


def test_guide_takes_no_post(matter, client):
    assert client.post(f"/g/{MARRIAGE}/").status_code == 405


# --- Accepted today


@pytest.fixture
def on(time_machine):
    """Sets the clock to a day's morning in Asia/Shanghai."""
    return lambda day: time_machine.move_to(f"{day}T09:00:00+08:00", tick=False)


def _completion(client, path):
    page = _page(client, path)
    block = re.search(r'<section class="card" id="completion".+?</section>', page, re.S)
    return re.sub(r"\s+|<.+?>", "", block[0]) if block else ""


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-03-09", "今天（3月9日）受理，承诺最迟3月16日办结（法定最迟4月7日办结）。"),
        ("2026-10-01", "下一个工作日（10月8日）受理，承诺最迟10月14日办结（法定最迟11月4日办结）。"),
        ("2026-12-30", "承诺最迟2027年1月7日办结（预计）（法定最迟2027年1月28日办结（预计））。标“预计”的"),
    ],
)
def test_guide_says_when_it_is_done_if_accepted_today(db, client, on, day, told):
    matter = make_published()
    on(day)
    block = _completion(client, f"/g/{matter.code}/")
    assert (told in block, "自受理之日起算，当天不计。" in block) == (True, True)


def test_guide_names_the_limits_that_hang_on_an_answer_without_dates(db, client, on):
    kind = Question(
        key="kind", text="哪种？", options=(Option(key="urgent", text="急难"), Option(key="slow", text="支出"))
    )
    limits = tuple(
        Limit(kind=LimitKind.PROMISED, amount=amount, unit=LimitUnit.WORKDAY, when=(f"kind.{key}",))
        for key, amount in (("urgent", 1), ("slow", 10))
    )
    matter = make_published(make_guide(questions=(kind,), limits=limits))
    on("2026-03-09")
    whole, own = (_completion(client, f"/g/{matter.code}/{query}") for query in ("", "?a=kind.slow"))
    assert "今天（3月9日）受理的，办结日期要看情形：急难时：承诺1个工作日支出时：承诺10个工作日自受理" in whole
    assert "今天（3月9日）受理，承诺最迟3月23日办结。" in own


def test_suspended_guide_promises_no_date(matter, client):
    suspend(matter, by=make_user(), reason="停电")
    assert _completion(client, f"/g/{MARRIAGE}/") == ""


def test_guide_has_another_tag_after_midnight(db, client, on):
    path, tags = f"/g/{make_published().code}/", []
    for day in ("2026-03-09", "2026-03-10"):
        on(day)
        tags.append(client.get(path)["ETag"])
    assert len(set(tags)) == 2


def test_guide_leads_to_the_questions_one_by_one_while_some_are_open(matter, client):
    whole, own = _page(client, f"/g/{MARRIAGE}/"), _page(client, f"/g/{MARRIAGE}/?a=kind.mainland")
    link = f'href="/g/{MARRIAGE}/ask/'
    assert (link in whole, link in own) == (True, False)
