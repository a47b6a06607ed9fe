"""What `oversight/amending/_amend.html` shows beside a case, a finding or a shared cause."""

from dataclasses import dataclass

from accounts.models import StaffUser
from matters.models import Matter
from oversight.amending.opening import CHANGE
from oversight.amending.outcome import Outcome, outcome_of
from oversight.amending.source import Source, field_of, reference_of
from oversight.amending.subjects import matters_of, open_to
from oversight.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`choices` are the matters it is about that the user may open and that were not opened yet. `may_name`: may type a code, because it is
    about none. `may_ask`: may make a 常见问题 of it.
    """

    field: str
    source: Source
    reference: str
    outcomes: tuple[Outcome, ...]
    choices: tuple[Matter, ...]
    may_change: bool
    may_name: bool
    may_ask: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show and nothing to do."""
        return not (self.outcomes or self.choices or self.may_name)


def panel_of(source: Source, user: StaffUser) -> Panel:
    """A constant number of queries: what became of it, and what may be opened."""
    outcomes = outcome_of(source)
    may_change = user.has_perm(CHANGE)
    about = matters_of(source) if may_change else Matter.objects.none()
    opened = {outcome.matter.pk for outcome in outcomes if outcome.amendment.reference == reference_of(source)}
    return Panel(
        field=field_of(source),
        source=source,
        reference=reference_of(source),
        outcomes=outcomes,
        choices=tuple(open_to(user, about).exclude(pk__in=opened)),
        may_change=may_change,
        may_name=may_change and not outcomes and not about.exists(),
        may_ask=may_change and isinstance(source, Case) and bool(source.answer),
    )
