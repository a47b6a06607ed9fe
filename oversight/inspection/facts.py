"""What is known of a drawn notice: plain data, of which the questions of the check sheet are answered. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from notices.enums import Decision, Manner, ReceiptHow


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A visit that counts: `on` and `due_on` are calendar days in Asia/Shanghai."""

    decision: Decision
    on: date
    filing: int = 1
    due_on: date | None = None
    cause: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`missing` names the materials the edition asks for in that situation and the paper does not; None where that cannot be told. `open_questions`
    are those nobody answered. `in_force` is the number of the edition that held on the day of telling, None where none did. `came` are the visits of
    the thread, `own_visit` the one this letter came of. `correction`: None where nothing changed since, else whether that was told.
    """

    today: date
    is_sheet: bool
    manner: Manner
    told_on: date
    edition: int
    in_force: int | None
    is_intact: bool
    situation: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    material_count: int = 0
    missing: tuple[str, ...] | None = None
    printed_at: datetime | None = None
    receipt: ReceiptHow | None = None
    received_at: datetime | None = None
    came: tuple[Came, ...] = ()
    own_visit: Came | None = None
    correction: bool | None = None
