"""哪张告知单该改: the materials that people most often lacked although their sheet named them, with the ways to change that."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import StaffUser
from oversight.figures.asked import Asked
from oversight.figures.figure import Figures, Paper
from oversight.figures.page import query_of

VIEW_MATTER, VIEW_BUNDLE = "matters.view_matter", "matters.view_bundle"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One material of one subject. `rows_url` lists the visits, `edit_url` leads to where the sheet is changed, empty for who may not."""

    paper: Paper
    rows_url: str
    edit_url: str


def paper_lines(found: Figures, asked: Asked, user: StaffUser) -> tuple[PaperLine, ...]:
    """In the order of `found`."""
    return tuple(
        PaperLine(paper=paper, rows_url=_rows(paper, asked), edit_url=_edit(paper, user)) for paper in found.papers
    )


def _rows(paper: Paper, asked: Asked) -> str:
    about = {"matter": paper.matter} if paper.matter else {"bundle": paper.bundle}
    more = urlencode({**about, "material": paper.material})
    return f"{reverse('oversight_figure_rows')}?{query_of(asked, what='papers')}&{more}"


def _edit(paper: Paper, user: StaffUser) -> str:
    if not user.is_staff:
        return ""
    if paper.matter:
        return reverse("admin:matters_matter_change", args=[paper.matter]) if user.has_perm(VIEW_MATTER) else ""
    return reverse("admin:matters_bundle_change", args=[paper.bundle]) if user.has_perm(VIEW_BUNDLE) else ""
