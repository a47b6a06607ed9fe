"""The touch terminal in a real Chromium: without a server, when nobody is there any more, and for everybody's eyes and reach."""

import io
import re
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from oversight.models import Feedback
from tests.browser.door import Door

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

START = "/kiosk/?site=dengtalu&printer=1"
SIZES = ((1080, 1920), (1366, 768))
SMALLEST = 60
SMALLEST_TEXT = 24
MEASURE = """([smallest, text]) => {
  const seen = [...document.querySelectorAll("body *")].filter((e) => e.getClientRects().length && !e.closest("iframe"));
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const size = (e) => parseFloat(getComputedStyle(e).fontSize);
  const box = (e) => e.getBoundingClientRect();
  return {
    small: seen.filter((e) => e.matches("button, a") && (box(e).width < smallest || box(e).height < smallest)).map((e) => e.outerHTML),
    faint: seen.filter((e) => own(e) && size(e) < text).map((e) => e.outerHTML),
    high: Math.min(...seen.filter((e) => e.matches("button, a")).map((e) => box(e.closest(".screen") || e).top)),
    wide: document.documentElement.scrollWidth - innerWidth,
    links: document.querySelectorAll("a").length,
  };
}"""


def begin(page, address=START):
    page.goto(address)
    expect(page.locator("body[data-state=ready]")).to_be_attached(timeout=60_000)
    return page


def touch(page, name):
    page.get_by_role("button", name=name).first.click()


def code_on(page):
    """What a phone reads from the screen."""
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))]


def find_by_letters(page, letters, name):
    touch(page, "按拼音首字母")
    for letter in letters:
        page.get_by_role("button", name=letter, exact=True).click()
    touch(page, name)


def to_an_answer(page):
    """From the start to the guide of 残疾人证 for an adult who sends somebody."""
    find_by_letters(page, "CJRZ", re.compile("残疾人证核发（新办）"))
    touch(page, "回答几个问题")
    touch(page, "成年肢体")
    touch(page, "委托他人")
    expect(page.get_by_role("heading", name="您的情形")).to_be_visible()


@pytest.fixture
def door(district):
    door = Door(urlsplit(district.url).port)
    yield door
    door.close()


def test_everything_works_while_the_server_is_away_and_it_comes_back_by_itself(district, door, browser):
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, locale="zh-CN")
    page = begin(context.new_page(), f"http://localhost:{door.port}{START}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    door.close()
    page.reload()  # as after a power cut
    expect(page.locator("#offline")).to_have_text(re.compile(r"内容更新于 \d+月\d+日 \d+:\d\d；网络中断，仍可查询"))
    to_an_answer(page)
    assert code_on(page) == [f"{district.url}/g/K7M2PA/?a=kind.adult&a=who.agent"]
    expect(page.get_by_text("授权委托书")).not_to_have_count(0)
    expect(page.get_by_role("button", name="打印告知单")).to_be_disabled()
    door.open()
    expect(page.locator("#offline")).to_be_hidden(timeout=30_000)
    context.close()


@pytest.fixture
def waiting(district, open_page):
    """A terminal whose time is ours, with somebody who looks at a guide in the wheelchair layout."""
    page = open_page(width=1080, height=1920)
    page.clock.install()
    begin(page)
    touch(page, "轮椅高度")
    to_an_answer(page)
    page.locator("#screen").evaluate("screen => { screen.scrollTop = 900; }")
    return page


def left_behind(page):
    return page.evaluate(
        """() => [history.length, location.search, document.getElementById("screen").scrollTop, localStorage.length,
                  sessionStorage.length, document.cookie, document.documentElement.className]"""
    )


def test_half_a_minute_without_a_touch_leaves_nothing_behind(waiting):
    before = waiting.evaluate("history.length")
    waiting.clock.fast_forward(20_000)
    expect(waiting.get_by_role("dialog")).to_contain_text("10 秒后回到首页")
    waiting.clock.run_for(10_000)
    expect(waiting.locator("h1")).to_have_text("您要办什么事？")
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    assert left_behind(waiting) == [before, "?site=dengtalu&printer=1", 0, 0, 0, "", ""]
    assert "委托他人" not in waiting.content()


def test_who_goes_on_is_not_disturbed(waiting, axe):
    waiting.clock.fast_forward(25_000)
    expect(waiting.get_by_role("dialog")).to_be_visible()
    axe(waiting)
    touch(waiting, "继续使用")
    waiting.clock.fast_forward(19_000)
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    expect(waiting.get_by_role("heading", name="您的情形")).to_be_visible()


def test_nobody_is_hurried_in_the_layout_for_the_elderly(waiting):
    touch(waiting, "长辈版")
    waiting.clock.fast_forward(119_000)
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    waiting.clock.fast_forward(2_000)
    expect(waiting.get_by_role("dialog")).to_contain_text("您还在看吗？")
    waiting.clock.run_for(100_000)
    expect(waiting.get_by_role("dialog")).to_be_visible()


def test_what_is_called_exactly_by_those_letters_comes_first(district, open_page):
    page = begin(open_page())
    find_by_letters(page, "CJRZ", re.compile("^残疾人证"))
    expect(page.get_by_role("heading", level=1)).to_have_text("残疾人证核发（新办）")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_screen_is_large_and_accessible(district, open_page, axe, width, height):
    page = open_page(width=width, height=height)
    screens = (
        lambda: begin(page),
        lambda: find_by_letters(page, "CJRZ", re.compile("残疾人证核发（新办）")),
        lambda: touch(page, "回答几个问题"),
        lambda: (touch(page, "成年肢体"), touch(page, "委托他人")),
        lambda: touch(page, "放大二维码"),
        lambda: (touch(page, "首页"), touch(page, re.compile("^残疾"))),
        lambda: (touch(page, "首页"), touch(page, "按拼音首字母")),
    )
    for go in screens:
        go()
        for view in ("", "轮椅高度", "高对比", "长辈版"):
            if view:
                page.get_by_role("button", name=view, exact=True).click()
            axe(page)
            found = page.evaluate(MEASURE, [SMALLEST, SMALLEST_TEXT])
            top = found.pop("high")
            assert (view, found) == (view, {"small": [], "faint": [], "wide": 0, "links": 0})
            assert view != "轮椅高度" or top >= height / 2
            if view:
                page.get_by_role("button", name=view, exact=True).click()


def test_the_paper_is_printed_and_nothing_else(district, open_page):
    page = open_page(width=1366, height=768)
    page.add_init_script(
        "window.print = () => { window.top.document.body.dataset.printed = location.pathname + location.search; };"
    )
    begin(page)
    to_an_answer(page)
    page.route("**/kiosk/g/**", lambda route: route.fulfill(content_type="application/pdf", body=b"%PDF-1.7"))
    touch(page, "打印告知单")
    expect(page.get_by_text("已经送到打印机")).to_be_visible()
    page.unroute("**/kiosk/g/**")
    page.route("**/kiosk/g/**", lambda route: route.fulfill(status=404, content_type="text/html", body="no"))
    touch(page, "打印告知单")
    expect(page.get_by_text("现在不能打印")).to_be_visible()


def test_it_reads_aloud_where_there_is_a_chinese_voice(district, open_page):
    page = open_page(width=1366, height=768)
    page.add_init_script(
        """const said = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        const voices = [{ lang: "en-US" }, { lang: "zh-CN", localService: true }];
        Object.defineProperty(window, "speechSynthesis", { value: {
          getVoices: () => voices, cancel: () => { said.length = 0; }, addEventListener: () => {},
          speak: (words) => { said.push(words.text); document.body.dataset.said = said.join("|"); } } });"""
    )
    begin(page)
    to_an_answer(page)
    touch(page, "朗读")
    expect(page.locator("body")).to_have_attribute("data-said", re.compile("^残疾人证核发（新办）|.*授权委托书"))
    touch(page, "返回")
    expect(page.get_by_role("button", name="停止朗读")).to_have_count(0)


def test_without_a_chinese_voice_there_is_no_reading(district, open_page):
    page = open_page(width=1366, height=768)
    begin(page)
    to_an_answer(page)
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)


def test_a_rating_is_sent_once(district, open_page):
    page = open_page(width=1080, height=1920)
    begin(page)
    to_an_answer(page)
    touch(page, "非常满意")
    expect(page.get_by_text("谢谢您的评价")).to_be_visible()
    expect(page.get_by_role("button", name="非常满意")).to_be_disabled()


def test_a_bad_rating_is_given_the_number_its_answer_is_read_by(district, open_page):
    page = open_page(width=1080, height=1920)
    begin(page)
    to_an_answer(page)
    touch(page, "非常不满意")
    expect(page.get_by_text("回执编号")).to_be_visible()
    said = Feedback.objects.get()
    assert said.number == re.search(r"[0-9A-Z ]{24}$", page.get_by_text("回执编号").inner_text())[0].replace(" ", "")
