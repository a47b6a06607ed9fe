"""The yearly holiday notice: read from a file, looked at, confirmed, put in its place."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEntry
from matters.calendar_gaps import check_calendar, missing_years
from matters.calendar_import import LARGEST, TEMPLATE, Unreadable, apply, changes, decode, read, written
from matters.models import CalendarDay
from tests.admin_pages import make_staff, make_superuser, signed_in
from tests.factories import make_user

URL = "/admin/matters/calendarday/import/"
NOTICE = """日期,类型,说明
2027-01-01至2027-01-03,放假,元旦
2027年1月4日,上班,元旦调休
２０２７/2/6,放假,春节
20270207,上班,春节调休
"""


def days(text: str) -> list[tuple[str, bool, str]]:
    return [(str(day.date), day.is_workday, day.name) for day in read(text).days]


def test_a_notice_is_read_in_every_notation_of_dates() -> None:
    assert days(NOTICE) == [
        ("2027-01-01", False, "元旦"),
        ("2027-01-02", False, "元旦"),
        ("2027-01-03", False, "元旦"),
        ("2027-01-04", True, "元旦调休"),
        ("2027-02-06", False, "春节"),
        ("2027-02-07", True, "春节调休"),
    ]
    assert read(NOTICE).year == 2027


@pytest.mark.parametrize("mark", ["至", "到", "~", "～", "—", "——", " 至 "])
def test_a_range_may_be_written_with_any_of_these(mark: str) -> None:
    assert len(days(f"2027-02-06{mark}2027-02-12,放假,春节")) == 7


def test_a_line_may_be_typed_with_full_width_commas() -> None:
    assert days("2027-02-06，放假，春节") == [("2027-02-06", False, "春节")]


def test_a_comma_inside_a_note_stays() -> None:
    assert days('2027-02-06,放假,"春节，第一天"') == [("2027-02-06", False, "春节，第一天")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert read(decode(NOTICE.encode(encoding))) == read(NOTICE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xff\xff", "编码的CSV"),
        (b"PK\x03\x04\x00\x00", "编码的CSV"),
        (b"x" * (LARGEST + 1), "超过256KB"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(data)


@pytest.mark.parametrize("text", ["", "\n\n", "日期,类型,说明\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="没有日期"):
        read(text)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2027-02-30,放假,春节", "没有“2027-02-30”这一天。"),
        ("二月六日,放假,春节", "日期“二月六日”不能识别，应如2027-02-06。"),
        ("2027-02-06,休假,春节", "类型“休假”应为“放假”或“上班”。"),
        ("2027-02-12至2027-02-06,放假,春节", "结束日期2027-02-06早于开始日期2027-02-12。"),
        ("2027-02-06至2028-02-12,放假,春节", "2027-02-06至2028-02-12超过31天，请检查年份。"),
        ("2027-01-01,上班,元旦", "2027-01-01既写了放假又写了上班。"),
        (",放假,春节", "日期“”不能识别，应如2027-02-06或2027-02-06至2027-02-12。"),
        (f"2027-02-06,放假,{'长' * 41}", "说明超过40个字。"),
    ],
)
def test_a_bad_line_is_named(line: str, message: str) -> None:
    found = read(f"日期,类型,说明\n2027-01-01,放假,元旦\n{line}\n").problems
    assert [(problem.line, problem.message) for problem in found] == [(3, message)]


def test_a_day_of_quite_another_year_is_a_mistake() -> None:
    assert [
        p.message for p in read("2027-01-01,放假,元旦\n2027-05-01,放假,劳动节\n2017-10-01,放假,国庆节").problems
    ] == ["与2027年相差太远，请检查年份。"]


def test_what_is_written_reads_the_same() -> None:
    assert read(written(read(NOTICE))) == read(NOTICE)


def test_the_template_can_be_read() -> None:
    assert (read(TEMPLATE.removeprefix("\ufeff")).problems, read(decode(TEMPLATE.encode())).year) == ((), 2027)


# --- Into the calendar


def rows(year: int) -> list[tuple[str, bool, str]]:
    found = CalendarDay.objects.filter(date__year=year).order_by("date")
    return [(str(day.date), day.is_workday, day.name) for day in found]


@pytest.mark.django_db
def test_only_days_that_differ_from_monday_to_friday_are_kept() -> None:
    apply(read(NOTICE), by=make_user())
    # 2 and 3 January and 6 February 2027 are a weekend anyway, 4 January is a Monday.
    assert rows(2027) == [("2027-01-01", False, "元旦"), ("2027-02-07", True, "春节调休")]


@pytest.mark.django_db
def test_the_rows_of_that_year_are_replaced_and_of_no_other() -> None:
    before = rows(2026)
    CalendarDay.objects.create(date="2027-03-01", is_workday=False, name="估计", is_official=False)
    user = make_user()
    found = apply(read(NOTICE), by=user)
    assert [(str(c.date), c.old, c.new) for c in found] == [
        ("2027-01-01", "", "放假 元旦"),
        ("2027-02-07", "", "上班 春节调休"),
        ("2027-03-01", "放假 估计（未正式公布）", ""),
    ]
    assert rows(2026) == before
    entry = AuditEntry.objects.get(action="calendar")
    assert (entry.actor, entry.target, len(entry.detail["changes"])) == (user, "2027年节假日与调休", 3)


@pytest.mark.django_db
def test_a_holiday_that_begins_in_the_year_before_touches_that_day_only() -> None:
    before = rows(2026)
    apply(read("2026-12-31至2027-01-03,放假,元旦\n2027-05-03,放假,劳动节"), by=make_user())
    assert rows(2026) == [*before, ("2026-12-31", False, "元旦")]


@pytest.mark.django_db
def test_the_same_notice_again_changes_nothing_and_leaves_no_entry() -> None:
    apply(read(NOTICE), by=make_user())
    assert (changes(read(NOTICE)), apply(read(NOTICE), by=make_user())) == ([], [])
    assert AuditEntry.objects.filter(action="calendar").count() == 1


@pytest.mark.django_db
def test_a_notice_with_a_bad_line_is_not_applied() -> None:
    with pytest.raises(Unreadable):
        apply(read(NOTICE + "甲,放假,乙\n"), by=make_user())
    assert rows(2027) == []


# --- On the page


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(make_staff("系统管理员"))


def upload(client: Client, text: str = NOTICE) -> object:
    return client.post(URL, {"file": SimpleUploadedFile("notice.csv", text.encode("gb18030"))})


def test_uploading_shows_what_would_change_and_writes_nothing(client: Client) -> None:
    page = upload(client)
    assert [str(change.date) for change in page.context["changes"]] == ["2027-01-01", "2027-02-07"]
    assert rows(2027) == []


def test_confirming_writes_it(client: Client) -> None:
    answer = client.post(URL, {"confirmed": upload(client).context["confirmed"]})
    assert (answer.headers["Location"], len(rows(2027))) == ("/admin/matters/calendarday/", 2)


def test_bad_lines_are_listed_and_cannot_be_confirmed(client: Client) -> None:
    page = upload(client, NOTICE + "甲,放假,乙\n")
    assert [problem.line for problem in page.context["notice"].problems] == [6]
    assert page.context["confirmed"] == ""
    assert "确认导入" not in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"confirmed": "甲,放假,乙"}, {"confirmed": "日期,类型"}])
def test_a_forged_or_empty_form_writes_nothing(client: Client, data: dict[str, str]) -> None:
    assert (client.post(URL, data).status_code, rows(2027)) == (200, [])


def test_the_import_is_the_administrators(client: Client) -> None:
    others = [make_staff(role) for role in ("目录编辑", "审核发布", "审计员")]
    assert [signed_in(user).post(URL, {"confirmed": NOTICE}).status_code for user in others] == [403, 403, 403]
    assert client.get("/admin/matters/calendarday/import/template.csv").content.decode() == TEMPLATE


# --- What is missing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [2027]),
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
        (date(2027, 11, 1), [2027, 2028]),
    ],
)
def test_this_year_is_always_needed_and_the_next_from_november_on(day: date, years: list[int]) -> None:
    assert missing_years(day) == years


@pytest.mark.django_db
def test_an_estimated_year_is_still_missing() -> None:
    CalendarDay.objects.create(date="2027-01-01", is_workday=False, is_official=False)
    ((year, finding),) = check_calendar(date(2026, 11, 1))
    assert (year, finding.check) == (2027, "calendar_year")
    apply(read(NOTICE), by=make_user())
    assert missing_years(date(2026, 11, 1)) == []


@pytest.mark.django_db
def test_the_first_page_and_the_list_say_which_year_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matters.templatetags.office.today", lambda: date(2026, 11, 1))
    monkeypatch.setattr("matters.admin.calendar.today", lambda: date(2026, 11, 1))
    admin = signed_in(make_superuser())
    pages = [admin.get(url).content.decode() for url in ("/admin/", "/admin/matters/calendarday/")]
    assert ["2027年的节假日与调休还没有录入" in page for page in pages] == [True, True]
