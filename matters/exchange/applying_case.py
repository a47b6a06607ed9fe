"""One matter of a file on its way into the catalog, and what an import knows from one batch of them to the next."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import StaffUser
from matters.edits import edits
from matters.exchange.given import Given, Problem, Severity
from matters.exchange.matching import Identity, Index
from matters.exchange.report import Outcome, Result
from matters.models import Department, Matter
from matters.working_copy import WorkingCopy


@dataclass(slots=True, kw_only=True)
class Import:
    """One run. `via` is what the history says ("导入 目录.xlsx"); `scope` the one department whose matters may be touched, None for all.

    `seen_at`: what somebody changed after it is not overwritten. `by_path`: places are named as in JSON, not in a sheet's words.
    `department_codes` counts the codes the file has for each, `departments` are those this import made. `seen` holds the rows that spoke
    of a matter, by its public code; `told` what is said only once.
    """

    via: str
    by: StaffUser | None = None
    scope: Department | None = None
    dry_run: bool = False
    seen_at: datetime | None = None
    by_path: bool = False
    department_codes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    departments: set[str] = field(default_factory=set)
    index: Index = field(default_factory=Index)
    seen: dict[str, Given] = field(default_factory=dict)
    told: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(slots=True)
class Case:
    """What the file says of a matter, which one it is, and what it becomes."""

    given: Given
    problems: list[Problem]
    identity: Identity | None = None
    matter: Matter | None = None
    before: WorkingCopy | None = None
    after: WorkingCopy | None = None
    result: Result = Result.REFUSED

    @property
    def is_refused(self) -> bool:
        """Whether an error was found."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    @property
    def going_in(self) -> tuple[Matter, WorkingCopy]:
        """Its matter and what that becomes; ValueError for a case that has not come so far."""
        if self.matter is None or self.after is None:
            raise ValueError("this case was refused")
        return self.matter, self.after

    def say(
        self,
        severity: Severity,
        check: str,
        message: str,
        *,
        column: str = "",
        value: str = "",
        at: tuple[str, int] | None = None,
    ) -> None:
        """Add a problem at the matter's own row, or at the row of a list (its name and index)."""
        sheet, row = self.given.place_of(*at) if at else (self.given.sheet, self.given.row)
        self.problems.append(
            Problem(
                severity=severity,
                check=check,
                sheet=sheet,
                row=row,
                column=column,
                value=value,
                message=message,
            )
        )

    def refuse(
        self, check: str, message: str, *, column: str = "", value: str = "", at: tuple[str, int] | None = None
    ) -> None:
        """Add an error: the matter does not go in."""
        self.say(Severity.ERROR, check, message, column=column, value=value, at=at)

    def outcome(self) -> Outcome:
        """For the report."""
        after = self.after
        return Outcome(
            result=self.result,
            sheet=self.given.sheet,
            row=self.given.row,
            code=self.identity.code if self.identity else str(self.given.values.get("code") or ""),
            name=after.name if after else str(self.given.values.get("name") or ""),
            problems=tuple(self.problems),
            repairs=self.given.repairs,
            changes=tuple(edits(self.before, after)) if after and self.result == Result.UPDATED else (),
            pk=self.matter.pk if self.matter else None,
        )
