"""External links: which are found, and what a real server's answers mean."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from typing import Any, ClassVar

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matters import enums, link_checking, links, probing
from matters.guide import Channel, Faq
from matters.models import Channel as ChannelRow
from matters.models import LinkCheck, Matter
from matters.probing import Outcome, probe
from matters.web_opener import ascii_address
from tests import factories


class _Pages(BaseHTTPRequestHandler):
    """A page for every misbehaviour; what was asked is kept in `asked`."""

    asked: ClassVar[list[tuple[str, str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        type(self).asked.append((self.command, self.path, dict(self.headers)))
        getattr(self, "page_" + self.path.strip("/").partition("/")[0], self.page_missing)()

    do_HEAD = do_GET

    def answer(self, status: int, length: int = 0, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def page_ok(self) -> None:
        self.answer(200, Set_Cookie="a=b")

    def page_missing(self) -> None:
        self.answer(404)

    def page_broken(self) -> None:
        self.answer(500)

    def page_shy(self) -> None:
        self.answer(403)

    def page_getonly(self) -> None:
        self.answer(501 if self.command == "HEAD" else 200)

    def page_loop(self) -> None:
        self.answer(302, Location="/loop", **{"Set-Cookie": "seen=1"})

    def page_hops(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.answer(302, Location=f"/hops/{left - 1}" if left else "/ok", **{"Set-Cookie": "seen=1"})

    def page_file(self) -> None:
        self.answer(302, Location="file:///etc/hostname")

    def page_slow(self) -> None:
        time.sleep(1)
        self.answer(200)

    def page_huge(self) -> None:
        self.answer(501 if self.command == "HEAD" else 200, length=1 << 40)
        try:
            while self.command == "GET":
                self.wfile.write(b"x" * 65536)
        except OSError:
            type(self).asked.append(("HUNG UP", self.path, {}))

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a real server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as httpd:
        httpd.daemon_threads = True
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    _Pages.asked.clear()


def without_url(outcome: Outcome) -> tuple[bool, int | None, str]:
    return outcome.is_ok, outcome.status, outcome.error


ANSWERS = {
    "ok": (True, 200, ""),
    "getonly": (True, 200, ""),
    "hops/4": (True, 200, ""),
    "missing": (False, 404, "页面不存在（404）"),
    "broken": (False, 500, "网站出错（500）"),
    "shy": (True, 403, "网站不让程序访问（403），请人工打开看看"),
    "loop": (False, 302, "转来转去，没有到达任何页面"),
    "hops/9": (False, 302, "转来转去，没有到达任何页面"),
    "file": (False, None, "连接不上：转到了不是网页的地址：file:///etc/hostname"),
}


@pytest.mark.parametrize("page", ANSWERS)
def test_an_answer_is_told_in_words(server: str, page: str) -> None:
    assert without_url(probe(f"{server}/{page}")) == ANSWERS[page]


def test_a_silent_server_is_given_up(server: str) -> None:
    assert without_url(probe(f"{server}/slow", timeout=0.2)) == (False, None, "没有应答（超时）")


def test_a_closed_port_and_a_bad_address_are_told_apart() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as httpd:
        port = httpd.server_port
    assert [probe(url).error for url in (f"http://127.0.0.1:{port}/", "http://[", "ftp://example.gov.cn/")] == [
        "对方拒绝连接",
        "网址写法不对",
        "网址写法不对",
    ]


def test_an_endless_page_is_not_read_to_its_end(server: str) -> None:
    assert probe(f"{server}/huge").status == 200
    for _ in range(100):
        if ("HUNG UP", "/huge", {}) in _Pages.asked:
            break
        time.sleep(0.02)
    assert _Pages.asked[-1] == ("HUNG UP", "/huge", {})


def test_a_request_names_the_product_and_carries_no_cookie(server: str) -> None:
    probe(f"{server}/hops/2")
    assert [(method, path) for method, path, _ in _Pages.asked] == [
        ("HEAD", f"/{page}") for page in ("hops/2", "hops/1", "hops/0", "ok")
    ]
    assert {headers["User-Agent"] for *_, headers in _Pages.asked} == {probing.AGENT}
    assert [headers for *_, headers in _Pages.asked if "Cookie" in headers] == []


def test_chinese_hosts_and_paths_go_over_the_wire_as_ascii() -> None:
    assert ascii_address("http://政务.中国:8080/事项?名=甲#顶") == (
        "http://xn--zfr164b.xn--fiqs8s:8080/%E4%BA%8B%E9%A1%B9?%E5%90%8D=%E7%94%B2"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请登录https://www.example.gov.cn/a?b=1，再办理。", ["https://www.example.gov.cn/a?b=1"]),
        ("（http://a.gov.cn/x）和(http://b.gov.cn/y).", ["http://a.gov.cn/x", "http://b.gov.cn/y"]),
        ("http://a.gov.cn/x_(1)", ["http://a.gov.cn/x_(1)"]),
        ("https://、http:// 和 ftp://a.gov.cn", []),
        ("http://a.gov.cn/" + "x" * 300, []),
    ],
)
def test_addresses_are_found_in_prose(text: str, found: list[str]) -> None:
    assert links.addresses(text) == found


# --- The catalog's links


@pytest.fixture
def empty(db: Any) -> None:
    """No link but those of the test."""
    ChannelRow.objects.update(url="")


def make_linking(*urls: str, **values: Any) -> Matter:
    """A matter whose channels lead to `urls`."""
    channels = tuple(Channel(kind=enums.ChannelKind.WEB, url=url) for url in urls)
    return factories.make_matter(factories.make_guide(channels=channels), **values)


@pytest.mark.usefixtures("empty")
def test_links_of_channels_and_of_texts_are_found_with_their_matters() -> None:
    one, two = make_linking("https://a.gov.cn/"), make_linking("https://a.gov.cn/", summary="见http://b.gov.cn/x。")
    faq = Faq(question="哪里查？", answer="在 http://c.gov.cn/ 查。")
    three = factories.make_matter(replace(factories.make_guide(), faqs=(faq,)))
    assert links.uses() == {
        "https://a.gov.cn/": {one.pk, two.pk},
        "http://b.gov.cn/x": {two.pk},
        "http://c.gov.cn/": {three.pk},
    }


@pytest.mark.usefixtures("empty")
def test_links_of_retired_matters_and_to_ourselves_are_left_out() -> None:
    make_linking("https://a.gov.cn/", standing=enums.Standing.RETIRED, standing_reason="已整合")
    make_linking("https://zwfw.example.gov.cn/g/K7M2PA/")
    assert links.uses() == {}


@pytest.mark.usefixtures("empty")
def test_finding_the_links_takes_as_many_queries_for_three_matters_as_for_one() -> None:
    counts = []
    for wanted in (1, 2):
        for number in range(wanted):
            make_linking(f"https://a{wanted}{number}.gov.cn/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            links.uses()
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("empty")
def test_a_check_stores_what_it_found(server: str) -> None:
    make_linking(f"{server}/ok", f"{server}/missing")
    checked = link_checking.check(pause=0)
    assert (checked.total, [outcome.url for outcome in checked.broken]) == (2, [f"{server}/missing"])
    assert list(LinkCheck.objects.values_list("url", "is_ok", "status", "error")) == [
        (f"{server}/missing", False, 404, "页面不存在（404）"),
        (f"{server}/ok", True, 200, ""),
    ]


@pytest.mark.django_db
def test_since_when_it_fails_is_kept_until_it_works_again() -> None:
    url, first = "https://a.gov.cn/", timezone.now() - timedelta(days=3)
    link_checking.store(Outcome(url=url, is_ok=False, status=500))
    LinkCheck.objects.update(failing_since=first)
    since = [
        link_checking.store(Outcome(url=url, is_ok=is_ok, status=status)).failing_since
        for is_ok, status in ((False, 404), (True, 200))
    ]
    assert since == [first, None]
    assert link_checking.store(Outcome(url=url, is_ok=False)).failing_since > first


@pytest.mark.usefixtures("empty")
def test_addresses_no_longer_named_are_forgotten(server: str) -> None:
    LinkCheck.objects.create(url="https://gone.gov.cn/", checked_at=timezone.now())
    make_linking(f"{server}/ok")
    link_checking.check(pause=0)
    assert list(LinkCheck.objects.values_list("url", flat=True)) == [f"{server}/ok"]


@pytest.mark.usefixtures("empty")
def test_one_host_is_asked_one_at_a_time(server: str) -> None:
    make_linking(*(f"{server}/ok/{number}" for number in range(3)))
    link_checking.check(pause=0)
    assert [path for _, path, _ in _Pages.asked] == ["/ok/0", "/ok/1", "/ok/2"]


def run_command(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_links", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.usefixtures("empty")
def test_the_command_lists_broken_links_with_their_matters(server: str) -> None:
    matter = make_linking(f"{server}/missing")
    code, printed = run_command("--json")
    row = {"url": f"{server}/missing", "status": 404, "error": "页面不存在（404）", "codes": [matter.code]}
    assert (code, json.loads(printed)) == (1, {"checked": 1, "broken": [row]})


@pytest.mark.usefixtures("empty")
def test_the_command_ends_well_where_every_link_works(server: str) -> None:
    make_linking(f"{server}/ok")
    assert run_command() == (0, "1 links, 0 broken\n")
