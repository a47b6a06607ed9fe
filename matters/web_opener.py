"""How an external address is asked: its form on the wire, and the redirects that are followed."""

from typing import IO, Any
from urllib.error import URLError
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

REDIRECTS = 5
SCHEMES = frozenset({"http", "https"})


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


def ascii_address(url: str) -> str:
    """The address as it goes over the wire: Chinese domains in punycode, other characters escaped. Raises ValueError for no web address."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    place = f"[{host}]" if ":" in host else host
    return iri_to_uri(urlunsplit(parts._replace(netloc=f"{place}:{parts.port}" if parts.port else place, fragment="")))


def opener() -> OpenerDirector:
    """http and https, through the proxy of the environment if there is one. No cookies, no files, no passwords."""
    director = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, _Redirects, HTTPErrorProcessor):
        director.add_handler(handler())
    director.add_handler(UnknownHandler())
    return director
