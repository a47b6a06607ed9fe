"""What is answered instead of data, always in the same shape."""

from dataclasses import dataclass

import msgspec
from django.http import HttpResponse
from ninja.errors import ValidationError

from matters.tailoring import UnknownOption

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong: a `code` for programs, a sentence for people, and what helps to go on."""

    code: str
    message: str
    detail: dict[str, object]


_WORDS = {
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "int_parsing": "应为整数",
    "enum": "应为 {expected} 之一",
    "string_pattern_mismatch": "应符合 {pattern}",
    "string_too_long": "最多{max_length}个字",
    "too_long": "最多{max_length}个",
}
"""What pydantic calls a fault, in plain words; anything else in its own."""


class Refusal(Exception):
    """There is no data to answer with; becomes a problem with that status."""

    def __init__(self, status: int, code: str, message: str, **detail: object) -> None:
        super().__init__(message)
        self.status, self.problem = status, Problem(code=code, message=message, detail=detail)


def problem(status: int, code: str, message: str, **detail: object) -> HttpResponse:
    """A problem as an answer; nobody keeps it."""
    body = msgspec.json.encode(Problem(code=code, message=message, detail=detail))
    return HttpResponse(body, status=status, content_type=JSON, headers={"Cache-Control": "no-store"})


def unknown_code(code: str) -> Refusal:
    """404: neither a published matter nor a bundle."""
    return Refusal(404, "unknown_code", f"没有公开短码为“{code[:20]}”的事项或一件事。")


def unknown_option(error: UnknownOption) -> Refusal:
    """400: the valid ones with their words."""
    options = [{"option": key, "text": text} for key, text in error.choices.items()]
    message = f"没有“{error.given[:40]}”这个选项，可用的选项见 detail.options。"
    return Refusal(400, "unknown_option", message, given=error.given[:40], options=options)


def invalid(error: ValidationError) -> Refusal:
    """400: which parameters are not what the description asks for."""
    found = [
        {"parameter": str(one["loc"][-1]), "problem": _words(one["type"], one.get("ctx") or {}) or one["msg"]}
        for one in error.errors
    ]
    names = "、".join(dict.fromkeys(one["parameter"] for one in found))
    return Refusal(400, "bad_parameter", f"参数 {names} 不符合要求，详情见 detail.parameters。", parameters=found)


def _words(kind: str, facts: dict[str, object]) -> str:
    return _WORDS.get(kind, "").format_map(facts).replace(" or ", "、")
