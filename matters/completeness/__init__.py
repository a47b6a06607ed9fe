"""Publication checks as data: what must be there (errors) and what is usually a mistake (warnings).

Each check is one function over a guide that yields what it found; CHECKS is the table that the admin, `check_catalog` and publishing read. The
warnings have each been seen in real catalogs.
"""

from datetime import date

from matters.completeness import doubtful, doubtful_materials, doubtful_texts, required, situations, wrong
from matters.completeness.finding import CHECKS, Finding, Severity, texts
from matters.guide import Guide

__all__ = [
    "CHECKS",
    "Finding",
    "Severity",
    "check",
    "doubtful",
    "doubtful_materials",
    "doubtful_texts",
    "errors",
    "required",
    "situations",
    "texts",
    "wrong",
]


def check(guide: Guide, today: date) -> list[Finding]:
    """All findings of a guide, errors first. `today` is what "a date in the past" is measured against."""
    findings = [
        Finding(severity=severity, check=name, field=field, message=message)
        for severity, name, rule in CHECKS
        for field, message in rule(guide, today)
    ]
    return sorted(findings, key=lambda f: f.severity != Severity.ERROR)


def errors(findings: list[Finding]) -> list[Finding]:
    """Those that stop publishing."""
    return [f for f in findings if f.severity == Severity.ERROR]
