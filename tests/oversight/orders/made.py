"""What tests of findings and orders start from, on a working Monday."""

from datetime import date
from typing import Any

from accounts.models import StaffUser
from oversight.models import CorrectionOrder, Drawn, Finding
from oversight.orders.finding import find
from oversight.orders.ordering import order, report_done
from tests.counter import make_notice
from tests.oversight.inspection.builders import make_inspector, make_patrol

NOON = "2026-03-09T04:00:00Z"
DUE = date(2026, 3, 16)
WORDS, MEASURE, DONE = "没有告知授权委托书", "补发更正告知单", "已补发"


def looked_at(by: StaffUser | None = None, **values: Any) -> Drawn:
    """A notice that an inspector looks at on a patrol; `values` are the notice's."""
    return make_patrol(by or make_inspector(), make_notice(**values)).drawn.get()


def found(by: StaffUser | None = None, drawn: Drawn | None = None, **values: Any) -> Finding:
    """A finding on that notice."""
    drawn = drawn or looked_at(by)
    return find(**{"by": by or drawn.round.by, "drawn": drawn, "words": WORDS, **values})


def ordered(finding: Finding | None = None, **values: Any) -> CorrectionOrder:
    """An order for it to the clerk of the notice, until the next Monday, by who found it."""
    finding = finding or found()
    given = {"by": finding.by, "responsible": finding.clerk, "measure": MEASURE, "due_on": DUE}
    return order(finding, **{**given, **values})


def reported(row: CorrectionOrder | None = None) -> CorrectionOrder:
    """Reported done by the person responsible."""
    row = row or ordered()
    return report_done(row, by=row.responsible, words=DONE)
