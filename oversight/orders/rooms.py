"""Where the pages lie that a finding points to, for whoever may open them: a link to a page that refuses is worse than a word."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import StaffUser
from notices.access import visible_notices
from oversight.access import VIEW_CASES, VIEW_ROUNDS, VIEW_TRIALS, visible_cases, visible_rounds, visible_trials
from oversight.models import Finding

_SEE_NOTICES = "notices.view_notice"


@dataclass(frozen=True, slots=True)
class Rooms:
    """Addresses; empty where there is none to open."""

    source: str
    notice: str


def rooms_of(finding: Finding, user: StaffUser) -> Rooms:
    """Two queries."""
    rooms = (
        ("oversight_round", finding.round_id, VIEW_ROUNDS, visible_rounds),
        ("oversight_case", finding.case_id, VIEW_CASES, visible_cases),
        ("oversight_trial", finding.trial_id, VIEW_TRIALS, visible_trials),
    )
    sources = (_room(name, pk, seen(user)) for name, pk, may, seen in rooms if pk and user.has_perm(may))
    notice = finding.notice_id if user.has_perm(_SEE_NOTICES) else None
    return Rooms(next(sources, ""), _room("counter_notice", notice, visible_notices(user)))


def _room(name: str, pk: int | None, seen: Any) -> str:
    return reverse(name, args=[pk]) if pk and seen.filter(pk=pk).exists() else ""
