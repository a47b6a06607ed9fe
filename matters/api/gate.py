"""What is the same for every address of the open data: reading only, from anywhere, not too often, and problems as JSON as well."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from accounts.addresses import client_address
from matters.api.problems import problem
from matters.api.rate import spend

PREFIX = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
_CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_SAID = {
    400: ("bad_request", "请求有误，请检查地址和参数。"),
    404: ("not_found", f"没有这个地址。全部地址见 {PREFIX}。"),
    500: ("server_error", "服务器出了问题，请稍后再试。"),
}

Answer = Callable[[HttpRequest], HttpResponseBase]


class OpenData:
    """Stands before sessions and forms, which open data have nothing to do with: a POST is told 405 and not asked for a token."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        for name, value in _CROSS_ORIGIN.items():
            response[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            return _read_only()
        allowance = spend(client_address(request))
        response = _too_many(allowance.resets_in) if allowance.is_spent else self._read(request)
        for name, value in allowance.headers.items():
            response[name] = value
        return response

    def _read(self, request: HttpRequest) -> HttpResponseBase:
        """HEAD is GET without its content, so that no address has to know of it."""
        is_head, request.method = request.method == "HEAD", "GET"
        response = _as_json(self.get_response(request))
        return _without_content(response) if is_head else response


def _read_only() -> HttpResponse:
    response = problem(405, "read_only", "开放数据只能读取（GET、HEAD）。")
    response["Allow"] = METHODS
    return response


def _too_many(seconds: int) -> HttpResponse:
    response = problem(429, "too_many_requests", f"请求太频繁，请在{seconds}秒后再试。", retry_after=seconds)
    response["Retry-After"] = str(seconds)
    return response


def _as_json(response: HttpResponseBase) -> HttpResponseBase:
    """A page that tells of an error becomes a problem."""
    if response.status_code < 400 or "json" in response.get("Content-Type", ""):
        return response
    return problem(response.status_code, *_SAID.get(response.status_code, _SAID[400]))


def _without_content(response: HttpResponseBase) -> HttpResponse:
    response.close()
    return HttpResponse(status=response.status_code, headers=dict(response.items()))
