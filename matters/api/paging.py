"""Lists page by page."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Field, Schema

from matters.open_data.shapes import Page

LARGEST, USUAL, FURTHEST = 200, 50, 1_000_000
S = TypeVar("S")
T = TypeVar("T")


class Paging(Schema):
    """Which page of a list, and how many lines a page has."""

    page: int = Field(1, ge=1, le=FURTHEST, description="第几页")
    size: int = Field(USUAL, ge=1, le=LARGEST, description="每页几条")


def paged(request: HttpRequest, rows: Sequence[S], paging: Paging, line: Callable[[S], T] = lambda row: row) -> Page[T]:  # type: ignore[assignment,return-value]
    """One page of `rows`, which are only sliced and counted. A page after the last one is empty."""
    total, start = len(rows), (paging.page - 1) * paging.size
    pages = max(-(-total // paging.size), 1)
    near = {"first": 1, "previous": paging.page - 1, "next": paging.page + 1, "last": pages}
    return Page(
        total=total,
        page=paging.page,
        size=paging.size,
        pages=pages,
        links={name: _link(request, page) for name, page in near.items() if 1 <= page <= pages},
        items=tuple(line(row) for row in rows[start : start + paging.size]),
    )


def _link(request: HttpRequest, page: int) -> str:
    query: Any = request.GET.copy()
    query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}"
