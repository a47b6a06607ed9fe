"""Publishing what an import brought in, by two people: the one who edited and the one who is answerable for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import StaffUser
from matters.completeness import Finding
from matters.exchange.applying_case import Case
from matters.exchange.given import Problem, Severity
from matters.exchange.progress import OnProgress
from matters.exchange.report import Report
from matters.freezing import freeze, ready_to_freeze
from matters.models import Matter, Review
from matters.plain import digest
from matters.publishing import Refused, edition_in_force, findings_for
from matters.reviewing import approve, submit, withdraw


class NotAllowed(Exception):
    """These two may not publish; nothing was written. The message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Publishers:
    """Who edits and who reviews. Raises NotAllowed unless both are active, different, and have the rights."""

    editor: StaffUser
    reviewer: StaffUser

    def __post_init__(self) -> None:
        if self.editor.pk == self.reviewer.pk:
            raise NotAllowed("编辑和审核必须是两个人。")
        for user, right, words in (
            (self.editor, "matters.change_matter", "修改"),
            (self.reviewer, "matters.publish_matter", "发布"),
        ):
            if not user.is_active:
                raise NotAllowed(f"账号“{user.username}”已停用。")
            if not user.has_perm(right):
                raise NotAllowed(f"“{user.username}”没有{words}事项的权限。")


def publish_all(report: Report, publishers: Publishers, *, on_progress: OnProgress) -> None:
    """Publish each matter of the report that differs from its edition in force; one that is refused is a problem and stays a draft or as it was."""
    for done, matter in enumerate(Matter.objects.in_bulk(report.kept).values(), 1):
        edition = edition_in_force(matter)
        if edition is None or edition.sha256 != digest(freeze(ready_to_freeze().get(pk=matter.pk))):
            _publish_one(matter, report, publishers)
        on_progress(done, len(report.kept))


def _publish_one(matter: Matter, report: Report, publishers: Publishers) -> None:
    try:
        _submit_and_approve(matter, f"导入 {report.file}"[:300], publishers)
    except Refused as refusal:
        report.problems.append(_problem(matter.code, str(refusal)))
    else:
        report.published += 1


def _submit_and_approve(matter: Matter, note: str, publishers: Publishers) -> None:
    """As on the pages. A submission left open by an import that was cut off is taken up; one that cannot be approved is taken back."""
    left = Review.objects.open().filter(matter=matter, submitted_by=publishers.editor).first()
    review = left or submit(matter, by=publishers.editor, note=note)
    try:
        approve(review, by=publishers.reviewer)
    except Refused:
        withdraw(review, by=publishers.editor)
        raise


def check_inside(cases: Sequence[Case]) -> None:
    """For a preview: say of every matter what publishing would find missing. The page's layout is only tried when it is published."""
    for case in cases:
        if case.matter is not None and case.matter.pk and not case.is_refused:
            found = [finding for finding in _missing(case.matter) if finding.severity == "error"]
            case.problems += [_problem(case.matter.code, finding.message, case.given.row) for finding in found]


def _missing(matter: Matter) -> list[Finding]:
    return findings_for(ready_to_freeze().get(pk=matter.pk))


def _problem(code: str, message: str, row: int = 0) -> Problem:
    return Problem(severity=Severity.ERROR, check="publish", row=row, column="发布", value=code, message=message)
