"""What an import did or would do, as plain data: for the terminal, the page and the file to download."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from matters.edits import Edit
from matters.exchange.given import Problem, Repair, Severity
from matters.plain import to_plain


class Result(StrEnum):
    """What became of a matter of the file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


RESULT_WORDS = {Result.CREATED: "新增", Result.UPDATED: "更新", Result.UNCHANGED: "不变", Result.REFUSED: "拒绝"}
SEVERITY_WORDS = {Severity.ERROR: "不能导入", Severity.WARNING: "请留意", Severity.NOTE: "提示"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A matter of the file: what was done with it and, where it was updated, what changed. `pk` is None where nothing was kept."""

    result: Result
    sheet: str
    row: int
    code: str
    name: str
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    changes: tuple[Edit, ...] = ()
    pk: int | None = None


@dataclass(slots=True, kw_only=True)
class Report:
    """The whole import. `matters` lists those that were not left as they were; `kept` the keys of all that are in the catalog now."""

    file: str
    sha256: str = ""
    dry_run: bool = False
    counts: Counter[Result] = field(default_factory=Counter)
    published: int = 0
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    matters: list[Outcome] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take in what became of some matters."""
        for outcome in outcomes:
            self.counts[outcome.result] += 1
            self.problems += outcome.problems
            self.repairs += outcome.repairs
            if outcome.result != Result.UNCHANGED:
                self.matters.append(outcome)
            if outcome.pk is not None and outcome.result != Result.REFUSED:
                self.kept.append(outcome.pk)

    @property
    def total(self) -> int:
        """Matters in the file."""
        return sum(self.counts.values())

    @property
    def is_complete(self) -> bool:
        """Whether every matter went in, and was published where that was asked for."""
        return not any(problem.severity == Severity.ERROR for problem in self.problems)

    def checks(self) -> dict[str, int]:
        """How often each check found something, most often first."""
        return dict(Counter(problem.check for problem in self.problems).most_common())

    def to_plain(self) -> dict[str, Any]:
        """As JSON: the counts, then {sheet, row, column, value, severity, message, check} for every problem, repairs and matters."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "dry_run": self.dry_run,
            **{result.value: self.counts[result] for result in Result},
            "published": self.published,
            "checks": self.checks(),
            "problems": to_plain(self.problems),
            "repairs": [{"id": repair.id, **to_plain(repair)} for repair in self.repairs],
            "matters": [_plain_outcome(outcome) for outcome in self.matters],
        }


def _plain_outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "name": outcome.name,
        "outcome": outcome.result.value,
        "sheet": outcome.sheet,
        "row": outcome.row,
        "changes": to_plain(outcome.changes),
    }
