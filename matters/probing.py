"""Whether an external address answers: one polite request, nothing kept, nothing sent but the question."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from django.utils.encoding import iri_to_uri

TIMEOUT = 10.0
"""Seconds without a byte after which an address counts as silent."""
LARGEST = 64 * 1024
"""Bytes read of an answer, however long it is."""
REDIRECTS = 5
AGENT = "govservice-linkcheck/1.0"
SCHEMES = frozenset({"http", "https"})
SHY = frozenset({401, 403, 405, 406, 412, 429})
"""Answers of a site that is there and does not like programs; a person has to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found at `url`. `status` is that of the last answer, None where nobody answered; `error` is Chinese, empty when all is well."""

    url: str
    is_ok: bool
    status: int | None = None
    error: str = ""


class _Redirects(HTTPRedirectHandler):
    """Follows a few, to http and https only, with the method it began with."""

    max_redirections = REDIRECTS

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str) -> Request:
        return Request(newurl, headers=req.headers, method=req.get_method())  # noqa: S310

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any) -> Any:
        target = headers.get("location")
        if not target:  # the standard library would return the answer as if it were the page
            raise URLError("要求转到别处，但没有说明地址")
        if urlsplit(target).scheme not in SCHEMES | {""}:
            raise URLError(f"转到了不是网页的地址：{target[:100]}")
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def probe(url: str, *, timeout: float = TIMEOUT) -> Outcome:
    """Ask for `url` with HEAD, and with GET where that brings no good answer. Never raises for what a server does."""
    outcome = _ask(url, "HEAD", timeout)
    return outcome if outcome.is_ok and not outcome.error else _ask(url, "GET", timeout)


def _ask(url: str, method: str, timeout: float) -> Outcome:
    try:
        request = Request(ascii_address(url), headers={"User-Agent": AGENT, "Accept": "*/*"}, method=method)  # noqa: S310
        with _opener().open(request, timeout=timeout) as answer:
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


def ascii_address(url: str) -> str:
    """The address as it goes over the wire: Chinese domains in punycode, other characters escaped. Raises ValueError for no web address."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    place = f"[{host}]" if ":" in host else host
    return iri_to_uri(urlunsplit(parts._replace(netloc=f"{place}:{parts.port}" if parts.port else place, fragment="")))


def _opener() -> OpenerDirector:
    """http and https, through the proxy of the environment if there is one. No cookies, no files, no passwords."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, _Redirects, HTTPErrorProcessor):
        opener.add_handler(handler())
    opener.add_handler(UnknownHandler())
    return opener
