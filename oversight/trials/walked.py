"""A walk as it is read again: what was told to whom it played, and what it came to beside that."""

from collections.abc import Iterable

from matters.guide import Guide
from matters.tailoring import tailor
from oversight.models import TrialRun, TrialStep
from oversight.trials.comparing import Compared, Walked, compare


def guide_of(run: TrialRun) -> Guide:
    """The edition as it was told for the situation that was played."""
    return tailor(run.edition.guide, dict(token.rsplit(".", 1) for token in run.answers))


def compared(run: TrialRun, steps: Iterable[TrialStep], guide: Guide) -> Compared:
    """The walk beside that guide."""
    walked = [Walked(minutes=step.minutes, as_told=step.as_told, snag=step.snag) for step in steps]
    return compare(walked, visits=run.visits, told_visits=guide.visits)
