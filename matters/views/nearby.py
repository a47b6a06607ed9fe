"""“您在哪个街道、社区？” on a guide page: where the citizen is stands in the address (`?at=<region code>`) and nowhere else."""

from collections.abc import Iterable
from dataclasses import replace

from matters.handling_places import OTHER_SITES
from matters.place import Place, areas, nearest
from matters.situation import Asked


def known_area(places: list[Place], asked: str) -> str:
    """The region code that was asked for, where it is one of the places' streets and communities; else empty."""
    return asked if any(area.code == asked for area in areas(places)) else ""


def nearby(places: list[Place], at: str) -> dict[str, object]:
    """What a template needs: the areas to choose from, the chosen one, and the places nearest to it."""
    offered = areas(places)
    return {
        "areas": offered if len(places) > OTHER_SITES else (),
        "area": next((area for area in offered if area.code == at), None),
        "near": nearest(at, places)[:OTHER_SITES] if at else [],
    }


def keeping(questions: Iterable[Asked], at: str) -> tuple[Asked, ...]:
    """The questions with links that keep where the citizen is."""
    return tuple(
        replace(
            question,
            without=_with(question.without, at),
            choices=tuple(replace(choice, query=_with(choice.query, at)) for choice in question.choices),
        )
        for question in questions
    )


def _with(query: str, at: str) -> str:
    return f"{query}{'&' if query else '?'}at={at}" if at else query
