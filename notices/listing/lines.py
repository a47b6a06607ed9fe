"""The rows of the ledger as lists show them: each with how the affair stands that it began."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notices.affairs.standing import STAGES
from notices.clerks import named, window_of
from notices.enums import Decision, ReceiptHow
from notices.models import Notice, Visit
from notices.models.notice import NoticeQuerySet

_SHOWN = (
    "serial", "kind", "manner", "issued_at", "chain_sha256", "site__name", "clerk__display_name", "clerk__username",
    "clerk__window", "acting_for__display_name", "acting_for__username", "acting_for__window", "matter__name",
    "matter__short_name", "matter__code", "bundle__name", "bundle__code", "follows__serial", "edition__number",
    "voiding__at", "voiding__reason", "voiding__by", "receipt__how", "receipt__at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A document; of a 告知单 also the decision of the newest visit that counts, and what is due by when (calendar day)."""

    notice: Notice
    decision: Decision | None = None
    due_on: date | None = None

    @property
    def stage(self) -> str:
        """How the affair stands, in a word; empty before anybody came back."""
        return STAGES.get(self.decision, "") if self.decision else ""

    @property
    def window(self) -> str:
        """Where it was given out."""
        return window_of(self.notice.clerk, self.notice.acting_for)

    @property
    def told_by(self) -> str:
        """The clerk, and in whose place."""
        return named(self.notice.clerk, self.notice.acting_for)

    @property
    def receipt(self) -> str:
        """How receiving it was confirmed; empty where nobody has."""
        return ReceiptHow(self.notice.receipt.how).label if hasattr(self.notice, "receipt") else ""


def lines_of(keys: Sequence[int]) -> list[Line]:
    """Those documents as lines, in that order; two queries."""
    notices = _with_shown().in_bulk(keys)
    stands = _standings(key for key, notice in notices.items() if notice.is_sheet)
    return [Line(notices[key], *stands.get(key, (None, None))) for key in keys]


def _with_shown() -> NoticeQuerySet:
    """With what a line shows and without the rest: a snapshot alone is some ten kilobytes."""
    joined = ("site", "clerk", "acting_for", "matter", "bundle", "edition", "follows", "voiding", "receipt")
    return Notice.objects.select_related(*joined).only(*_SHOWN)


def _standings(sheets: Iterable[int]) -> dict[int, tuple[Decision, date | None]]:
    newest = Visit.objects.newest().filter(notice__in=list(sheets)).order_by()
    return {pk: (Decision(how), due) for pk, how, due in newest.values_list("notice", "decision", "due_on")}
