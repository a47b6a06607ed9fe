"""What can lead to a change of the catalog, and what it says."""

from typing import TypeVar

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from oversight.models import Case, Finding, SharedCause

Source = Case | Finding | SharedCause
FIELDS: dict[type[Model], str] = {Case: "case", Finding: "finding", SharedCause: "shared"}
"""Which column of an amendment leads to it; also its name in forms and addresses."""
_PAGES = {"case": "oversight_case", "finding": "oversight_finding", "shared": "oversight_shared"}
T = TypeVar("T")


def field_of(source: Source) -> str:
    """`case`, `finding` or `shared`."""
    return FIELDS[type(source)]


def reference_of(source: Source) -> str:
    """How a change note calls it: `反馈〔2026〕12号`, `检查发现3号`, `共性问题2号`."""
    return f"共性问题{source.pk}号" if isinstance(source, SharedCause) else source.ref


def words_of(source: Source) -> str:
    """What was said or found, or what several things have in common."""
    if isinstance(source, SharedCause):
        return source.words or source.title
    return source.words if isinstance(source, Finding) else _words_of_case(source)


def page_of(source: Source) -> str:
    """Where staff read more."""
    try:
        return reverse(_PAGES[field_of(source)], args=[source.pk])
    except NoReverseMatch:
        return reverse("oversight")


def _words_of_case(case: Case) -> str:
    if case.problem:
        return case.problem.what
    said = case.feedback or case.rating
    return said.words or said.get_stars_display() if said else ""
