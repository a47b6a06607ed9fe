"""What became of what was said: which matters were opened because of it, and the editions that came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Subquery
from django.urls import reverse

from matters.models import Edition, Matter
from oversight.amending.naming import naming
from oversight.amending.source import Source, field_of
from oversight.models import Amendment, Case


@dataclass(frozen=True, slots=True)
class Outcome:
    """One matter opened because of it; `edition` is what was published then, None as long as nothing was. Without its content."""

    matter: Matter
    edition: Edition | None
    amendment: Amendment

    def changes_page(self, day: date) -> str:
        """In public: what changed since it was opened. Before the edition holds, the list of all editions, which says what is to come."""
        page = reverse("history", args=[self.matter.code])
        before = self.amendment.after_number
        holds = self.edition is not None and self.edition.effective_from <= day
        return f"{page}?since={before}" if before and holds else page


def outcome_of(source: Source) -> tuple[Outcome, ...]:
    """Oldest first; two queries. What a case led to includes what its findings and the shared cause it belongs to led to."""
    rows = Amendment.objects.filter(_because_of(source)).select_related("matter", "by")
    return outcomes_of(rows.annotate(answer=answered()))


def answered() -> Subquery:
    """For annotating amendments with the edition that answers them."""
    return Subquery(naming().values("pk")[:1])


def outcomes_of(amendments: Iterable[Any]) -> tuple[Outcome, ...]:
    """The same for amendments annotated with their `answer`; one query more."""
    rows = list(amendments)
    editions = _editions(row.answer for row in rows)
    return tuple(Outcome(row.matter, editions.get(row.answer), row) for row in rows)


def _because_of(source: Source) -> Q:
    if not isinstance(source, Case):
        return Q(**{field_of(source): source})
    shared = source.problem.shared_id if source.problem else None
    return Q(case=source) | Q(finding__case=source) | (Q(shared=shared) if shared else Q(pk__in=()))


def _editions(keys: Iterable[int | None]) -> dict[int, Edition]:
    found = [key for key in keys if key is not None]
    return Edition.objects.defer("content").select_related("matter").in_bulk(found) if found else {}
