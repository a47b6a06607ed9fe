"""Which rows are behind which figure, by the key of the figure and of its share. A rate's own rows are its part; of `whole` those it is a part of."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from notices.enums import RepeatCause
from oversight.figures import rows_catalog, rows_said, rows_visits
from oversight.figures.asked import Asked
from oversight.figures.rows_notices import documents
from oversight.models import Stars

WHOLE = "whole"
"""The share that stands for all that a rate is a part of."""
Part = tuple[str, QuerySet[Any]]
"""How the rows are listed (a key of `rows_shown.LISTINGS`), and the rows."""
Source = Callable[[Asked, str], list[Part]]
Rows = Callable[[Asked], QuerySet[Any]]


def _rows(kind: str, rows: Rows) -> Source:
    return lambda asked, share: [(kind, rows(asked))]


def _rate(kind: str, part: Rows, whole: Rows) -> Source:
    return lambda asked, share: [(kind, (whole if share == WHOLE else part)(asked))]


def _documents(all_of_it: str) -> Source:
    return lambda asked, share: [("notices", documents(share or all_of_it)(asked))]


def _told(asked: Asked, share: str) -> list[Part]:
    rows = documents("told")(asked)
    return [("notices", rows.filter(site__region__level=share) if share else rows)]


def _causes(asked: Asked, share: str) -> list[Part]:
    return [("visits", rows_visits.caused(asked, *([share] if share else RepeatCause.values)))]


def _ratings(asked: Asked, share: str) -> list[Part]:
    wanted = Stars.values if share == WHOLE else [int(share)] if share else rows_said.CONTENT
    return _rated(asked, wanted)


def _of_bad(cases: Rows) -> Source:
    """The cases; all bad ratings as ratings, because there may be some without a case."""
    return lambda asked, share: _rated(asked, rows_said.BAD) if share == WHOLE else [("cases", cases(asked))]


def _rated(asked: Asked, stars: Any) -> list[Part]:
    return [("ratings", rows_said.ratings(asked, stars)), ("feedback", rows_said.feedback(asked, stars))]


SOURCES: Mapping[str, Source] = {
    "told": _told,
    "void": _documents("void"),
    "letters": _documents("letters"),
    "void_letters": _documents("void_letters"),
    "manner": _documents("told"),
    "signed": _rate("notices", documents("signed"), documents("told")),
    "refused": _documents("refused"),
    "visits": _rows("visits", rows_visits.visits),
    "filings": _rows("filings", rows_visits.filings),
    "repeated": _rate("filings", rows_visits.repeated, rows_visits.filings),
    "causes": _causes,
    "kept": _rate("visits", rows_visits.kept_in_time, rows_visits.kept_due),
    "deferral": _rate("visits", rows_visits.deferral_in_time, rows_visits.deferral_due),
    "content": _ratings,
    "called": _of_bad(rows_said.called),
    "mended": _of_bad(rows_said.mended),
    "answered": _rate("cases", rows_said.answered, rows_said.due),
    "problems": lambda asked, share: [("problems", rows_said.problems(asked, share))],
    "matters": lambda asked, share: [("matters", rows_catalog.matters(asked, share))],
    "one_page": _rate("matters", rows_catalog.on_one_page, rows_catalog.tried),
    "complete": _rate("matters", rows_catalog.complete, rows_catalog.checked),
    "stale": _rate("matters", rows_catalog.unconfirmed, rows_catalog.matters),
    "compressed": _rows("matters", rows_catalog.comparable),
    "on_site": _rows("matters", rows_catalog.matters),
    "no_visit": _rate("matters", rows_catalog.without_a_visit, rows_catalog.matters),
    "missed": _rows("searches", rows_catalog.vain_days),
}
