"""What became of something that was said or found, for page parts that any page of a case, a finding or a shared cause includes."""

from typing import Any

from django import template

from matters.publishing import today
from oversight.amending.outcome import Outcome, outcome_of
from oversight.amending.panel import Panel, panel_of
from oversight.amending.source import FIELDS

register = template.Library()


@register.simple_tag
def amending_panel(user: Any, *sources: Any) -> Panel | None:
    """Of the first of `sources` that is one."""
    found = next((source for source in sources if type(source) in FIELDS), None)
    return panel_of(found, user) if found else None


@register.simple_tag
def published_because_of(source: Any) -> list[Outcome]:
    """The outcomes a citizen is told: those that were published, an edition once."""
    found = outcome_of(source) if type(source) in FIELDS else ()
    return list({outcome.edition.pk: outcome for outcome in found if outcome.edition}.values())


@register.filter
def changes_page(outcome: Outcome) -> str:
    """The address in public of what changed."""
    return outcome.changes_page(today())
