"""What reading one cell brings: its value, and what is to be said about it before its place is known."""

from typing import Any, Final, NamedTuple

from matters.exchange.given import Severity


class Finding(NamedTuple):
    """A problem without its place. `check` names the rule, `message` is Chinese and says what to do."""

    severity: Severity
    check: str
    message: str


class Found(NamedTuple):
    """A value and its findings. A value of `ABSENT` leaves the field as it is in the catalog."""

    value: Any
    findings: tuple[Finding, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether there is an error among the findings."""
        return any(f.severity is Severity.ERROR for f in self.findings)


class _Absent:
    """The cell says nothing about its field."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
NOTHING = Found(ABSENT)


def error(check: str, message: str) -> Found:
    """A cell that cannot be taken in."""
    return Found(ABSENT, (Finding(Severity.ERROR, check, message),))


def warned(value: Any, check: str, message: str) -> Found:
    """A value that is taken in and doubtful."""
    return Found(value, (Finding(Severity.WARNING, check, message),))


def noted(value: Any, check: str, message: str) -> Found:
    """A value and what the import did with it."""
    return Found(value, (Finding(Severity.NOTE, check, message),))
