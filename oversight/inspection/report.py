"""The report of a round as plain data, for the page, the paper and the workbook. Nothing of citizens is in it."""

from dataclasses import dataclass
from datetime import date, datetime

from oversight.enums import OrderState, Verdict
from oversight.inspection.follow_up import Answers


@dataclass(frozen=True, slots=True)
class Answered:
    """How one question was answered; `left` are the notices where nobody did."""

    question: str
    yes: int
    no: int
    none: int
    left: int

    @property
    def share(self) -> str:
        """是 among 是 and 否."""
        return percent(self.yes, self.yes + self.no)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A drawn notice: a verdict a question ("" where there is none), and (number of the question, note) where something is wrong."""

    position: int
    serial: str
    told_at: datetime
    site: str
    matter: str
    told_by: str
    stratum: str
    is_void: bool
    verdicts: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]

    @property
    def result(self) -> str:
        """In a word."""
        if Verdict.NO in self.verdicts:
            return "有问题"
        return "未查完" if "" in self.verdicts else "合格"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with its order; the order's fields are empty where none was given yet."""

    pk: int
    ref: str
    words: str
    question: str
    site: str
    matter: str
    serial: str
    clerk: str
    order: str = ""
    responsible: str = ""
    measure: str = ""
    due_on: date | None = None
    state: str = "未下达整改"
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the report shows. `how` are (name, value) of how the notices were found; `made_at` is local time."""

    office: str
    title: str
    kind: str
    by: str
    began_at: datetime
    closed_at: datetime | None
    summary: str
    how: tuple[tuple[str, str], ...]
    answered: tuple[Answered, ...]
    checked: tuple[Checked, ...]
    found: tuple[Found, ...]
    answers: Answers
    made_at: datetime
    made_by: str

    @property
    def passing(self) -> int:
        """Checked to the end, and nothing wrong."""
        return self._count("合格")

    @property
    def wrong(self) -> int:
        """Something is wrong with them, whether or not every question is answered."""
        return self._count("有问题")

    @property
    def left(self) -> int:
        """Not checked to the end."""
        return self._count("未查完")

    @property
    def passed(self) -> str:
        """合格 among those that were checked to the end or found wrong."""
        return percent(self.passing, self.passing + self.wrong)

    @property
    def columns(self) -> int:
        """Of the paper's table of notices, without the first."""
        return 4 + len(self.answered)

    @property
    def closed(self) -> int:
        """Findings whose correction passed its recheck."""
        return sum(one.state == OrderState.CLOSED.label for one in self.found)

    @property
    def content(self) -> str:
        """基本满意 and better among those who said on the telephone how content they are."""
        return percent(self.answers.content, self.answers.rated)

    def _count(self, result: str) -> int:
        return sum(one.result == result for one in self.checked)


def percent(part: int, whole: int) -> str:
    """`87.5%`; a dash of nothing."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") + "%" if whole else "—"
