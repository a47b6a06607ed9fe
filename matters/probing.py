"""Whether an external address answers: one polite request, nothing kept, nothing sent but the question."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import (
    Request,
)

from matters.web_opener import ascii_address, opener

TIMEOUT = 10.0
"""Seconds without a byte after which an address counts as silent."""
LARGEST = 64 * 1024
"""Bytes read of an answer, however long it is."""
AGENT = "govservice-linkcheck/1.0"
SHY = frozenset({401, 403, 405, 406, 412, 429})
"""Answers of a site that is there and does not like programs; a person has to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found at `url`. `status` is that of the last answer, None where nobody answered; `error` is Chinese, empty when all is well."""

    url: str
    is_ok: bool
    status: int | None = None
    error: str = ""


def probe(url: str, *, timeout: float = TIMEOUT) -> Outcome:
    """Ask for `url` with HEAD, and with GET where that brings no good answer. Never raises for what a server does."""
    outcome = _ask(url, "HEAD", timeout)
    return outcome if outcome.is_ok and not outcome.error else _ask(url, "GET", timeout)


def _ask(url: str, method: str, timeout: float) -> Outcome:
    try:
        request = Request(ascii_address(url), headers={"User-Agent": AGENT, "Accept": "*/*"}, method=method)  # noqa: S310
        with opener().open(request, timeout=timeout) as answer:
            answer.read(LARGEST)
            return Outcome(url=url, is_ok=True, status=answer.status)
    except HTTPError as refused:
        refused.close()
        return _refused(url, refused)
    except (OSError, HTTPException, ValueError) as error:
        return Outcome(url=url, is_ok=False, error=_in_words(error)[:200])


def _refused(url: str, refused: HTTPError) -> Outcome:
    if 300 <= refused.code < 400:
        return Outcome(url=url, is_ok=False, status=refused.code, error="转来转去，没有到达任何页面")
    if refused.code in SHY:
        words = f"网站不让程序访问（{refused.code}），请人工打开看看"
        return Outcome(url=url, is_ok=True, status=refused.code, error=words)
    words = {404: "页面不存在", 410: "页面已删除"}.get(
        refused.code, "网站出错" if refused.code >= 500 else "网站拒绝访问"
    )
    return Outcome(url=url, is_ok=False, status=refused.code, error=f"{words}（{refused.code}）")


def _in_words(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    words: Mapping[type[Exception], str] = {
        TimeoutError: "没有应答（超时）",
        ConnectionRefusedError: "对方拒绝连接",
        socket.gaierror: "找不到这个网站（域名无法解析）",
        ssl.SSLError: "安全证书有问题",
        ConnectionError: "连接中断",
        HTTPException: "应答不合规范",
        ValueError: "网址写法不对",
    }
    return next((text for kind, text in words.items() if isinstance(reason, kind)), f"连接不上：{reason}")
