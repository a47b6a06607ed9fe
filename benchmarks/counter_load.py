"""The clerks: `python -m benchmarks.counter_load` reads a plan from its input and writes what every one of them was shown.

Nothing of the product in here: a clerk is a thread with a connection, cookies, and what can be read on the pages.
"""

import json
import random
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PASSWORD = "bench-word-of-chance-7"
PATIENCE = 60
"""Seconds until a clerk gives up: the time the server gives a request."""
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|key)" value="([^"]*)"')
ISSUE_FORM = re.compile(r'<form[^>]*class="issue-bar".*?</form>', re.DOTALL)
ACTION = re.compile(r'action="([^"]*)"')
HEADING = re.compile(r"<h1[^>]*>([^<]*)</h1>")
NOTICE = re.compile(r"/counter/notices/(\d+)/")


class Unexpected(Exception):
    """What no clerk should see."""


@dataclass
class Clerk:
    """One clerk at a browser: `paths` are the pages of the matters they give out in turn."""

    port: int
    username: str
    paths: list[str]
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, status: int = 200) -> bytes:
        return self._ask("GET", path, None, status)[1]

    def post(self, path: str, data: dict[str, str]) -> str:
        """Where the answer leads to."""
        response, _ = self._ask("POST", path, urlencode(data), 302)
        return response.headers["Location"]

    def sign_in(self) -> None:
        """As on the page: with its CSRF token."""
        page = self.get("/accounts/login/").decode()
        where = self.post("/accounts/login/", {**_hidden(page), "username": self.username, "password": PASSWORD})
        if where != "/counter/":
            raise Unexpected(f"signing in led to {where}")

    def give_out(self, number: int, pdf: bool) -> dict[str, Any]:
        """One notice from the matter's page to its own, or to the last byte of its paper."""
        watch = Watch()
        page = watch.time("page", lambda: self.get(self.paths[number % len(self.paths)])).decode()
        form = ISSUE_FORM.search(page)[0]
        action = ACTION.search(form)[1].replace("&amp;", "&")
        where = watch.time("issue", lambda: self.post(action, {**_hidden(form), "manner": "window"}))
        pk = NOTICE.search(where)[1]
        told = watch.time("told", lambda: self.get(where)).decode()
        paper = watch.time("pdf", lambda: self.get(f"/counter/notices/{pk}/sheet.pdf")) if pdf else b""
        if pdf and not paper.startswith(b"%PDF-"):
            raise Unexpected("the paper is no PDF")
        return {"pk": int(pk), "serial": HEADING.search(told)[1], "bytes": len(paper), "seconds": watch.whole()}

    def _ask(self, method: str, path: str, body: str | None, status: int) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status != status:
            raise Unexpected(f"{method} {path}: {response.status} {response.headers.get('Location', '')}")
        return response, content


@dataclass
class Watch:
    """The seconds of every step."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Any]) -> Any:
        """What `work` answers; how long it took is noted."""
        started = time.perf_counter()
        answer = work()
        self.seconds[step] = time.perf_counter() - started
        return answer

    def whole(self) -> dict[str, float]:
        """All steps and their sum."""
        return {**self.seconds, "whole": sum(self.seconds.values())}


def main(plan: dict[str, Any]) -> None:
    """All sign in, then go together until the time is up; a notice begun is finished."""
    clerks = [Clerk(plan["port"], **clerk) for clerk in plan["clerks"]]
    for clerk in clerks:
        clerk.sign_in()
    lines: list[dict[str, Any]] = []
    started = time.monotonic()
    ends = started + plan["seconds"]
    work = [
        threading.Thread(target=_work, args=(clerk, number, ends, plan["every"], plan["pdf"], lines))
        for number, clerk in enumerate(clerks)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    found = {"lines": lines, "wall": time.monotonic() - started}
    Path(plan["report"]).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _work(clerk: Clerk, number: int, ends: float, every: int, pdf: bool, lines: list[dict[str, Any]]) -> None:
    """Notice after notice; an exception is what the clerk would see as an error."""
    chance = random.Random(number)
    time.sleep(chance.uniform(0, min(every, max(0, ends - time.monotonic()))))
    while time.monotonic() < ends:
        began = time.monotonic()
        try:
            lines.append({"clerk": clerk.username, **clerk.give_out(number, pdf)})
        except Exception as error:
            lines.append({"clerk": clerk.username, "error": repr(error)})
        number += 1
        time.sleep(max(0, min(began + every, ends) - time.monotonic()))


def _hidden(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page))


if __name__ == "__main__":
    main(json.load(sys.stdin))
