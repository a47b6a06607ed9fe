"""The figures of the period before, as far as they are compared: without lists, tables, and what is about today."""

from oversight.figures import of_ledger, of_voices
from oversight.figures.asked import Asked
from oversight.figures.figure import Figure
from oversight.figures.of_searches import searches


def past_figures(asked: Asked) -> dict[str, Figure]:
    """By key. To be asked after `counting.figures`, which brings the tallies up to date and refuses what is out of reach."""
    today = of_ledger.today()
    sums = of_ledger.sums_by_owner(asked)
    of_voices.take_away(sums, of_voices.unfounded(asked), asked)
    total = of_ledger.added(sums.values())
    groups = (
        of_ledger.told(total, {}),
        of_ledger.came_back(total),
        of_ledger.in_time(of_ledger.promises(asked, today)),
        *of_voices.voices(asked, total, today),
        *((searches(asked),) if asked.is_whole else ()),
    )
    return {figure.key: figure for group in groups for figure in group.figures}
