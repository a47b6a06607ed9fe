"""How a public page is shown, as its address says: the same bytes for everybody who asks for it, and no script needed.

What one device remembers is put over it by static/js/view.js before the first paint.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

VIEWS = {"elder": "长辈版", "contrast": "高对比度"}
"""Both can hold together: `?view=elder,contrast`. Other words are ignored."""


@dataclass(frozen=True)
class Switch:
    """A link that turns one view on, or off again. `query` leads to this very page otherwise shown."""

    name: str
    label: str
    query: str


def views(request: HttpRequest) -> tuple[str, ...]:
    """The views this address asks for."""
    asked = request.GET.get("view", "").split(",")
    return tuple(name for name in VIEWS if name in asked)


def switches(request: HttpRequest) -> dict[str, Switch]:
    """{view: its switch}, each leaving the other view and the rest of the address alone."""
    shown = views(request)
    return {name: Switch(name, label, _query(request, _turned(shown, name))) for name, label in VIEWS.items()}


def _turned(shown: Sequence[str], name: str) -> list[str]:
    return [view for view in VIEWS if (view in shown) != (view == name)]


def _query(request: HttpRequest, shown: Sequence[str]) -> str:
    query = request.GET.copy()
    query.pop("view", None)
    if shown:
        query["view"] = ",".join(shown)
    return "?" + query.urlencode(safe=",")
