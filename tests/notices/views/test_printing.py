"""The pages of batch printing: who may, what is shown before anything is made, the file for who asked."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffUser
from matters.enums import Standing
from matters.models import Department, Matter, Site
from notices.batches import runs as print_runs
from notices.enums import PrintState
from notices.models import PrintRun
from tests.admin_pages import make_staff
from tests.counter import signed_in, turned
from tests.factories import make_clerk, make_matter, make_published, make_site, make_user
from tests.notices.printed import make_matters, make_run, print_dir

__all__ = ["print_dir"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("print_dir")]
PAGE = "/counter/print/"


@pytest.fixture
def chief() -> StaffUser:
    return make_user(is_superuser=True)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch, chief: StaffUser) -> PrintRun:
    """A large batch of two sheets that the worker has not taken up."""
    monkeypatch.setattr(print_runs, "SMALL", 1)
    return make_run(by=chief)


def choice(*matters: Matter, **values: str) -> dict[str, str]:
    """The form as a browser sends it."""
    keys = ",".join(str(matter.pk) for matter in matters)
    return {"matters": keys, "department": "", "level": "", "site": "", "since": "", "layout": "a4", **values}


PEOPLE = {
    "anonymous": (lambda: None, 302),
    "inspector": (lambda: make_user(None, "notices.view_notice"), 403),
    "clerk without a site": (lambda: make_user(None, "notices.issue_notice"), 403),
    "clerk": (make_clerk, 200),
    "editor": (lambda: make_staff("目录编辑", Department.objects.first()), 200),
    "reviewer": (lambda: make_staff("审核发布"), 200),
    "superuser": (lambda: make_user(is_superuser=True), 200),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_open_the_page(who: str) -> None:
    make, status = PEOPLE[who]
    user = make()
    client = signed_in(user) if user else Client()
    assert client.get(PAGE).status_code == status


def test_a_clerk_is_not_asked_for_place_or_department() -> None:
    fields = signed_in(make_clerk()).get(PAGE).context["form"].fields
    assert list(fields) == ["matters", "since", "outcomes", "layout"]


def test_a_look_says_how_many_and_makes_nothing(chief: StaffUser) -> None:
    page = signed_in(chief).get(PAGE, choice(*make_matters(2))).content.decode()
    assert "2个事项，将生成<strong>2张</strong>，约需1秒" in " ".join(page.split()).replace("<strong> ", "<strong>")
    assert PrintRun.objects.count() == 0


def test_a_look_lists_what_is_left_out(chief: StaffUser) -> None:
    matter = turned(make_matters(1)[0], Standing.SUSPENDED)
    response = signed_in(chief).get(PAGE, choice(matter))
    assert (response.context["left_out"], response.context["refusal"]) == (
        [("批量事项0", "暂停办理")],
        "没有可以打印的告知单。请改变选择。",
    )


@pytest.mark.parametrize("wrong", [{"since": "去年"}, {"matters": "1,x"}, {"layout": "a5"}, {"site": "nowhere"}])
def test_a_choice_that_cannot_be_read_says_so(chief: StaffUser, wrong: dict[str, str]) -> None:
    response = signed_in(chief).get(PAGE, choice(**wrong))
    assert (response.status_code, list(response.context["form"].errors)) == (400, list(wrong))


def test_starting_leads_to_the_batch_and_its_file(chief: StaffUser) -> None:
    client = signed_in(chief)
    response = client.post(PAGE + "start/", {**choice(*make_matters(2)), "key": "page"}, follow=True)
    run = PrintRun.objects.get()
    assert (response.redirect_chain, run.title) == ([(f"{PAGE}{run.pk}/", 302)], "告知单 2个事项")
    file = client.get(f"{PAGE}{run.pk}/file/")
    assert (b"".join(file.streaming_content)[:5], file["Cache-Control"]) == (b"%PDF-", "private, no-store")


def test_a_double_click_starts_one(chief: StaffUser) -> None:
    client, sent = signed_in(chief), {**choice(*make_matters(1)), "key": "page"}
    assert client.post(PAGE + "start/", sent).url == client.post(PAGE + "start/", sent).url


def test_the_mark_of_anothers_page_starts_nothing(chief: StaffUser) -> None:
    matters = make_matters(1)
    make_run(by=make_user(is_superuser=True), key="page")
    response = signed_in(chief).post(PAGE + "start/", {**choice(*matters), "key": "page"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["这次提交无效，请回到批量打印页面再选一次。"]


def test_what_cannot_be_started_says_why(chief: StaffUser) -> None:
    draft = make_matter()
    response = signed_in(chief).post(PAGE + "start/", choice(draft), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["没有可以打印的告知单。请改变选择。"]


@pytest.mark.parametrize("page", ["", "progress/", "file/"])
def test_anothers_batch_does_not_exist(page: str) -> None:
    run = make_run()
    assert signed_in(make_clerk()).get(f"{PAGE}{run.pk}/{page}").status_code == 404


@pytest.mark.parametrize("deed", ["cancel/", "again/"])
def test_anothers_batch_cannot_be_touched(waiting: PrintRun, deed: str) -> None:
    assert signed_in(make_clerk()).post(f"{PAGE}{waiting.pk}/{deed}").status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == PrintState.WAITING


def test_the_progress_is_told_to_the_page(waiting: PrintRun, chief: StaffUser) -> None:
    PrintRun.objects.filter(pk=waiting.pk).update(state=PrintState.RUNNING, done=1)
    answer = signed_in(chief).get(f"{PAGE}{waiting.pk}/progress/").json()
    assert answer == {
        "state": "running",
        "is_moving": True,
        "is_queued_long": False,
        "done": 1,
        "total": 2,
        "words": "正在排版：1／2张",
    }


def test_a_batch_can_be_cancelled(waiting: PrintRun, chief: StaffUser) -> None:
    response = signed_in(chief).post(f"{PAGE}{waiting.pk}/cancel/", follow=True)
    waiting.refresh_from_db()
    assert (waiting.state, "已取消，没有生成文件" in response.content.decode()) == (PrintState.CANCELLED, True)


def test_a_batch_that_broke_off_offers_to_go_on(waiting: PrintRun, chief: StaffUser) -> None:
    PrintRun.objects.filter(pk=waiting.pk).update(state=PrintState.FAILED)
    client = signed_in(chief)
    assert f"{PAGE}{waiting.pk}/again/" in client.get(f"{PAGE}{waiting.pk}/").content.decode()
    client.post(f"{PAGE}{waiting.pk}/again/")
    waiting.refresh_from_db()
    assert waiting.state == PrintState.WAITING


def test_an_expired_file_is_gone_even_before_it_is_deleted(chief: StaffUser) -> None:
    run = make_run(by=chief)
    PrintRun.objects.filter(pk=run.pk).update(expires_at=timezone.now())
    assert signed_in(chief).get(f"{PAGE}{run.pk}/file/").status_code == 404
    page = signed_in(chief).get(f"{PAGE}{run.pk}/").content.decode()
    assert ("文件已过24小时的保留期" in page, f"{PAGE}{run.pk}/file/" in page) == (True, False)


def test_the_list_of_matters_leads_here_with_what_was_ticked() -> None:
    department = Department.objects.create(name="演示丙局", short_name="丙局")
    matters = [make_published(department=department) for _ in range(2)]
    ticked = {"action": "print_selected", "_selected_action": [matter.pk for matter in matters]}
    client = signed_in(make_staff("目录编辑", department))
    response = client.post(reverse("admin:matters_matter_changelist"), ticked)
    assert response.url == f"{PAGE}?matters={matters[0].pk},{matters[1].pk}"
    assert client.get(response.url).context["form"]["matters"].value() == f"{matters[0].pk},{matters[1].pk}"


def test_the_list_of_batches_takes_the_same_queries_for_one_and_for_three(
    chief: StaffUser, django_assert_num_queries: Any
) -> None:
    matters: tuple[Matter, ...] = make_matters(1)
    client, counts = signed_in(chief), []
    client.get(PAGE)  # the first page notes in the session when it was
    for key in ("1", "2", "3"):
        make_run(*matters, by=chief, key=key)
        with django_assert_num_queries(5):
            counts.append(len(client.get(PAGE).context["rows"]))
    assert counts == [1, 2, 3]


def test_a_clerk_prints_only_their_own_site(settings: Any) -> None:
    matter, here = make_matters(1)[0], make_site()
    client = signed_in(make_clerk(here))
    client.post(PAGE + "start/", {**choice(matter), "site": Site.objects.exclude(pk=here.pk).first().code})
    assert PrintRun.objects.get().options["selection"]["site"] == ""
