"""What the page of situations shows: cards of questions, the matrix, the picture, the outcomes, and what a save has to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from matters.admin.overview import Pointer
from matters.admin.situations_cards import cards_of, choices_of
from matters.completeness import Finding, Severity, check
from matters.completeness.situations import ABOUT_SITUATIONS
from matters.guide import Guide, Question
from matters.publishing import today
from matters.situations.draft import Draft
from matters.situations.flow import flow
from matters.situations.flow_svg import flow_svg
from matters.situations.losing import ALWAYS, DELETE
from matters.situations.matrix import anchor_of, sections
from matters.situations.outcome_table import narrowed, outcome_table
from matters.situations.rows import quoted
from matters.situations.settling import Settled
from matters.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class LosingLine:
    """A row that loses options, in words, and what may become of it."""

    place: str
    kind: str
    name: str
    lost: str
    stays: str
    must_choose: bool
    fate: str

    @property
    def is_question(self) -> bool:
        """Whether it is a question that would no longer be opened."""
        return self.place.startswith("questions[")


def shown(request: HttpRequest, guide: Guide, base: WorkingCopy, draft: Draft, asked: Settled | None) -> dict[str, Any]:
    """`base` is what was typed into, `draft` what was typed; picture, outcomes and findings are of `guide`, which is stored."""
    chosen = [token for token in request.GET.getlist("o") if token]
    most_first = request.GET.get("sort") == "most"
    found = [finding for finding in check(guide, today()) if finding.check in ABOUT_SITUATIONS]
    return {
        "cards": list(cards_of(base, draft)),
        "questions": base.questions,
        "sections": sections(base, draft.conditions),
        "flow": flow_svg(flow(guide), f"{guide.name}：情形问题流程图"),
        "table": narrowed(outcome_table(guide), chosen, most_first=most_first),
        "filters": [choices_of(question, chosen) for question in guide.questions],
        "most_first": most_first,
        "errors": _pointers(found, Severity.ERROR),
        "warnings": _pointers(found, Severity.WARNING),
        "asked": asked and [_losing(base.questions, row) for row in asked.losing],
        "confirmed": " ".join(sorted(marks_of(asked))) if asked else "",
        "always": ALWAYS,
        "delete": DELETE,
    }


def marks_of(settled: Settled) -> set[str]:
    """What a confirmation confirms: which rows lose which options."""
    return {f"{row.place}:{'+'.join(row.lost)}" for row in settled.losing}


def _losing(questions: tuple[Question, ...], row: Any) -> LosingLine:
    return LosingLine(
        place=row.place,
        kind=row.kind,
        name=row.name,
        lost=quoted(questions, row.lost),
        stays=quoted(questions, row.others),
        must_choose=row.must_choose,
        fate=row.fate,
    )


def _pointers(findings: Iterable[Finding], severity: Severity) -> list[Pointer]:
    return [Pointer(f.message, _here(f.field)) for f in findings if f.severity == severity]


def _here(field: str) -> str:
    """The place on this page; what belongs to no row leads to the matrix."""
    row, bracket, _ = field.partition("]")
    if not bracket:
        return "#matrix"
    name, _, index = row.partition("[")
    return f"#question-{index}" if name == "questions" else f"#{anchor_of(row + bracket)}"
