"""The main job as a clerk does it: by keyboard, from the desk to the paper and to the phone that scans it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from matters.models import Matter
from notices.enums import Manner
from notices.models import Notice
from notices.rendering import print_notice
from notices.voiding import void
from tests.browser.conftest import overflow
from tests.browser.counter import GIVEN, MATTER, press, sign_in
from tests.counter import make_notice
from tests.paper import Paper, decoded

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("known_rung"),
]

NAME = "残疾人证核发（新办）"
Axe = Callable[[Page], None]


@pytest.fixture
def desk(page: Page, clerk: StaffUser) -> Page:
    """Signed in, at the desk."""
    return sign_in(page, clerk)


def search(page: Page, words: str) -> None:
    """Type, and wait for the list to follow."""
    page.keyboard.insert_text(words)
    expect(page.locator("[data-found]")).to_contain_text("找到")


def choose(page: Page, digit: str, token: str) -> int:
    """Answer the question at hand by its digit; one key."""
    press(page, digit)
    page.wait_for_url(f"**{token}**")
    return 1


def test_the_main_job_takes_few_keys_and_ends_on_paper_a_phone_can_check(
    desk: Page, clerk: StaffUser, open_page: Callable[..., Page]
) -> None:
    """Four letters of pinyin, a digit for the line, a digit for each question, Enter; the next Enter prints."""
    desk.keyboard.type("cjrz")
    expect(desk.locator("[data-found]")).to_contain_text("找到")
    keys = press(desk, "1")
    desk.wait_for_url(f"**/counter/m/{MATTER}/")
    questions = Matter.objects.get(code=MATTER).questions.all()
    for question in questions:
        keys += choose(desk, "1", f"a={question.key}.{question.options.first().key}")
    with desk.expect_response("**/sheet.pdf") as answer:
        keys += press(desk, "Enter")
    assert (len(questions), keys, answer.value.status) == (2, 4, 200)
    notice = Notice.objects.get(clerk=clerk)
    expect(desk.locator("h1")).to_have_text(notice.serial)
    keys += press_print(desk, "Enter")
    assert keys == 5
    paper = desk.request.get(f"/counter/notices/{notice.pk}/sheet.pdf").body()
    assert decoded(Paper(paper).raster) == [f"{origin(desk)}/n/{notice.token}/"] * 2
    phone = open_page(width=390)
    phone.goto(f"/n/{notice.token}/")
    assert phone.locator("main").get_attribute("data-state") == "valid"


def origin(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def press_print(page: Page, key: str) -> int:
    """That key on the notice page prints what the frame shows, and Enter then leads on; one key."""
    frame = page.locator("iframe[data-paper]")
    frame.evaluate("frame => { frame.contentWindow.print = () => { document.title = 'printed'; } }")
    press(page, key)
    expect(page).to_have_title("printed")
    expect(page.locator("[data-next]")).to_be_focused()
    return 1


COUNT_PRINTS = """
window.printed = [];
const load = () => {
    const frame = document.querySelector("[data-paper]");
    if (frame) frame.contentWindow.print = () => window.printed.push(location.search);
};
document.addEventListener("DOMContentLoaded", load);
addEventListener("load", load, true);
"""
"""Notes every call of the print dialog instead of opening it."""


def printed(page: Page) -> list[str]:
    """The queries of the page at which the print dialog opened since it was loaded."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(200)
    return page.evaluate("window.printed")


def test_p_prints(desk: Page, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk, at=None)
    desk.goto(f"/counter/notices/{notice.pk}/?fresh=1")
    assert press_print(desk, "p") == 1


def test_r_prints_again_with_one_key_and_records_it(desk: Page, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk, at=None)
    desk.add_init_script(COUNT_PRINTS)
    desk.goto(f"/counter/notices/{notice.pk}/?fresh=1")
    before = printed(desk)
    press(desk, "r")
    desk.wait_for_url("**print=1")
    assert (before, printed(desk), notice.reprints.count(), Notice.objects.count()) == ([], ["?fresh=1&print=1"], 1, 1)
    desk.reload()
    assert printed(desk) == []


def test_the_switch_prints_by_itself_once_on_this_browser(desk: Page, clerk: StaffUser) -> None:
    notices = [make_notice(clerk.site, clerk, at=None) for _ in range(2)]
    desk.add_init_script(COUNT_PRINTS)
    desk.goto(f"/counter/notices/{notices[0].pk}/?fresh=1")
    desk.get_by_label("出具后直接打印").check()
    seen = []
    for query in ("?fresh=1", ""):
        desk.goto(f"/counter/notices/{notices[1].pk}/{query}")
        seen.append(printed(desk))
        desk.reload()
        seen.append(printed(desk))
    assert seen == [["?fresh=1"], [], [], []]


def test_the_frame_shows_the_paper(desk: Page, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk, matter=Matter.objects.get(code=MATTER), at=None)
    with desk.expect_response("**/sheet.pdf") as answer:
        desk.goto(f"/counter/notices/{notice.pk}/?fresh=1")
    assert (answer.value.status, answer.value.header_value("content-type")) == (200, "application/pdf")
    assert desk.request.get(answer.value.url).body() == print_notice(notice).data


def test_a_double_click_and_the_back_button_are_one_notice(desk: Page, clerk: StaffUser) -> None:
    desk.goto(f"/counter/m/{MATTER}/")
    desk.get_by_role("button", name="出具告知单").dblclick()
    desk.wait_for_url(GIVEN)
    first = desk.url
    desk.go_back()
    desk.get_by_role("button", name="出具告知单").click()
    desk.wait_for_url(GIVEN)
    assert (desk.url, Notice.objects.filter(clerk=clerk).count()) == (first, 1)


def test_the_list_is_walked_with_arrows_and_opened_with_enter(desk: Page) -> None:
    search(desk, "残疾人证")
    names = desk.locator(".result-name").all_inner_texts()
    press(desk, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter")
    expect(desk.locator("h1")).to_have_text(names[1])


def test_enter_opens_the_first_of_the_list(desk: Page) -> None:
    search(desk, NAME)
    press(desk, "Enter")
    expect(desk.locator("h1")).to_have_text(NAME)


def test_enter_before_the_list_has_come_sends_the_words(desk: Page) -> None:
    desk.keyboard.insert_text("残疾人证")
    press(desk, "Enter")
    desk.wait_for_url("**/counter/?q=*")
    expect(desk.locator(".result")).to_have_count(4)


def test_a_second_enter_never_issues(desk: Page, clerk: StaffUser) -> None:
    search(desk, NAME)
    press(desk, "Enter")
    expect(desk.locator("h1")).to_have_text(NAME)
    press(desk, "Enter")
    desk.wait_for_load_state("networkidle")
    assert Notice.objects.filter(clerk=clerk).count() == 0


def test_a_digit_that_is_faster_than_the_list_chooses_from_it(desk: Page) -> None:
    desk.keyboard.type("cjrz2")
    expect(desk.locator("h1")).to_have_text("残疾人证（残损换新）")


@pytest.mark.parametrize("delay", [0, 90])
def test_a_code_in_small_letters_is_typed_and_its_digits_choose_nothing(desk: Page, delay: int) -> None:
    desk.keyboard.type("ke5w8t", delay=delay)
    assert desk.locator("#q").input_value() == "ke5w8t"
    press(desk, "Enter")
    desk.wait_for_url("**/counter/m/KE5W8T/")


def test_a_digit_that_might_be_part_of_a_code_chooses_when_no_key_follows(desk: Page) -> None:
    desk.keyboard.type("ke", delay=30)
    expect(desk.locator("[data-found]")).to_have_attribute("data-code-digits", "5")
    fifth = desk.locator(".result-name").nth(4).inner_text()
    press(desk, "5")
    expect(desk.locator("h1")).to_have_text(fifth)


def test_digits_in_a_code_are_typed_and_not_chosen(desk: Page) -> None:
    desk.keyboard.type("K7M2PA")
    assert desk.locator("#q").input_value() == "K7M2PA"
    press(desk, "Enter")
    expect(desk.locator("h1")).to_have_text(NAME)


def test_typing_on_the_list_goes_on_in_the_input(desk: Page) -> None:
    search(desk, "残疾")
    press(desk, "ArrowDown", "x")
    expect(desk.locator("#q:focus")).to_have_value("残疾x")


def test_escape_empties_the_input_and_the_list(desk: Page) -> None:
    search(desk, "残疾")
    press(desk, "Escape")
    expect(desk.locator(".result")).to_have_count(0)
    assert desk.locator("#q").input_value() == ""


def test_a_scanned_sheet_opens_its_notice(desk: Page, clerk: StaffUser, district: Any) -> None:
    notice = make_notice(clerk.site, clerk, at=None)
    desk.keyboard.type(f"{district.url}/n/{notice.token}/\n")
    expect(desk.locator("h1")).to_have_text(notice.serial)


def test_the_digits_of_a_scanned_address_choose_nothing_from_the_list(desk: Page, clerk: StaffUser) -> None:
    """Not every server has a name: the scanner types http://10.… while the list is what the window keeps at hand."""
    notice = make_notice(clerk.site, clerk, matter=Matter.objects.get(code=MATTER), at=None)
    desk.goto("/counter/")
    expect(desk.locator("[data-result]").first).to_contain_text(NAME)
    desk.keyboard.type(f"http://10.8.0.1:8000/n/{notice.token}/")
    assert desk.locator("#q").input_value() == f"http://10.8.0.1:8000/n/{notice.token}/"
    press(desk, "Enter")
    expect(desk.locator("h1")).to_have_text(notice.serial)


def test_n_and_escape_lead_back_to_an_empty_focused_desk(desk: Page, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk, at=None)
    for key in ("n", "Escape"):
        desk.goto(f"/counter/notices/{notice.pk}/?fresh=1")
        press(desk, key)
        desk.wait_for_url("**/counter/")
        assert desk.evaluate("[document.activeElement.id, document.activeElement.value]") == ["q", ""]


def chosen(page: Page) -> list[str]:
    """What is chosen in each question of the page; nothing where it was not asked yet."""
    page.wait_for_load_state("load")
    forms = page.locator("form[data-question]").all()
    return [" ".join(form.locator("label:has(:checked) > span").all_inner_texts()) for form in forms]


def test_a_number_changes_the_answer_of_the_question_in_focus(desk: Page) -> None:
    desk.goto("/counter/m/TX2V8G/")
    desk.locator("form[data-question]").last.locator("[data-digit='0']").focus()
    second = desk.locator("form[data-question]").last.locator("label:has([data-digit='2']) > span").inner_text()
    press(desk, "2")
    desk.wait_for_url("**?a=*")
    assert chosen(desk) == ["", "", second]


ADULT = "成年肢体、感官残疾人\n含视力、听力、言语、肢体残疾"


def test_zero_leaves_a_question_open_and_the_left_arrow_takes_back(desk: Page) -> None:
    desk.goto(f"/counter/m/{MATTER}/")
    seen = []
    for key, query in (
        ("1", "?a=kind.adult"),
        ("0", "?a=kind.adult&a=who."),
        ("Backspace", "?a=kind.adult"),
        ("ArrowLeft", ""),
    ):
        press(desk, key)
        desk.wait_for_url(lambda url, query=query: url.endswith(f"{MATTER}/{query}"))
        seen.append(chosen(desk))
    press(desk, "ArrowLeft")
    assert seen == [[ADULT, ""], [ADULT, "还没问清"], [ADULT, ""], [""]]
    assert chosen(desk) == [""]


def test_the_left_arrow_among_the_ways_of_telling_takes_no_answer_back(desk: Page) -> None:
    desk.goto(f"/counter/m/{MATTER}/?a=kind.guarded")
    desk.get_by_label("上门").check()
    press(desk, "ArrowLeft")
    expect(desk.get_by_label("网络")).to_be_checked()
    assert chosen(desk) == ["未成年或智力、精神残疾人\n由法定监护人办理"]


def test_the_desk_keeps_at_hand_what_has_a_star(desk: Page) -> None:
    desk.goto(f"/counter/m/{MATTER}/")
    press(desk, "f")
    expect(desk.get_by_role("status")).to_contain_text("已收藏")
    press(desk, "Escape")
    desk.wait_for_url("**/counter/")
    press(desk, "1")
    desk.wait_for_url(f"**/counter/m/{MATTER}/")
    desk.go_back()
    expect(desk.locator("#q")).to_have_value("")
    press(desk, "ArrowDown", "ArrowRight", "Enter")
    expect(desk.get_by_role("status").first).to_contain_text("已取消收藏")
    expect(desk.locator(".result")).to_have_count(0)


def test_voiding_by_keyboard(desk: Page, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk, at=None)
    desk.goto(f"/counter/notices/{notice.pk}/void/")
    press(desk, "1", "Enter")
    expect(desk.locator("[data-state]")).to_have_attribute("data-state", "void")


def test_the_whole_job_without_a_script(open_page: Callable[..., Page], clerk: StaffUser) -> None:
    page = sign_in(open_page(javascript=False), clerk)
    page.locator("#q").fill("残疾人证核发")
    page.locator("#q").press("Enter")
    page.locator(".result").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="更新清单").first.click()
    page.get_by_role("radio", name="电话").check()
    page.get_by_role("button", name="出具告知单").click()
    notice = Notice.objects.get(clerk=clerk)
    expect(page.locator("h1")).to_have_text(notice.serial)
    assert (len(notice.answers), notice.manner) == (1, Manner.PHONE)


def paths(clerk: StaffUser) -> list[str]:
    """A page of every kind, with something on it."""
    given, gone = (make_notice(clerk.site, clerk, matter=Matter.objects.get(code=MATTER), at=None) for _ in range(2))
    void(gone, by=clerk, reason="情形选错了")
    return [
        "/counter/",
        "/counter/?q=残疾",
        "/counter/?q=没有的事",
        f"/counter/m/{MATTER}/",
        "/counter/m/MB4XT9/",
        f"/counter/notices/{given.pk}/?fresh=1",
        f"/counter/notices/{gone.pk}/",
        f"/counter/notices/{given.pk}/void/",
        "/counter/notices/",
    ]


def test_every_page_of_the_counter_is_accessible(desk: Page, clerk: StaffUser, axe: Axe) -> None:
    for path in paths(clerk):
        desk.goto(path)
        axe(desk)


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_no_page_of_the_counter_is_wider_than_its_window(
    open_page: Callable[..., Page], clerk: StaffUser, width: int
) -> None:
    page = sign_in(open_page(width=width, height=768), clerk)
    wide = {}
    for path in paths(clerk):
        page.goto(path)
        wide[path] = overflow(page)
    assert {path: pixels for path, pixels in wide.items() if pixels} == {}
