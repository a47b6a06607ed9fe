"""What tests of cases start from."""

from typing import Any

from accounts.models import StaffUser
from matters.models import Site
from notices.models import Notice
from notices.personal.applicants import note_applicant
from oversight.about import About
from oversight.cases.answering import answer
from oversight.enums import StepDeed
from oversight.models import Case, Stars
from oversight.models.feedback import FeedbackKind
from oversight.rating import rate
from oversight.telling_us import tell
from tests.admin_pages import make_staff
from tests.counter import make_notice
from tests.factories import make_published, make_user

WORDS = "周六办吗？"
ANSWER = "周六不办，工作日中午不休息。"
PHONE = "13800003210"


def asked(kind: FeedbackKind = FeedbackKind.CONSULTATION, what: About | None = None, **values: Any) -> Case:
    """The case of something that was said of a matter."""
    said = tell(what or About(matter=make_published()), kind=kind, **{"words": WORDS, **values})
    return said.case


def badly_rated(notice: Notice | None = None) -> Case:
    """The case of a document that somebody was not satisfied with; needs `known_rung`."""
    return rate(notice or make_notice(), stars=Stars.BAD, reasons=["slow"]).case


def with_phone(notice: Notice) -> Notice:
    """Whose applicant left a phone."""
    note_applicant(notice, name="", phone=PHONE, by=notice.clerk, told_privacy=True)
    return notice


def answered(case: Case, by: StaffUser | None = None) -> Case:
    """With an answer."""
    return answer(case, by=by or make_user(), words=ANSWER)


def inspector() -> StaffUser:
    """Who may assign, answer and decide, wherever it is."""
    return make_staff("督查人员")


def lead(site: Site) -> StaffUser:
    """Who leads a site."""
    user = make_staff("窗口负责人")
    user.site = site
    user.save()
    return user


def deeds(case: Case) -> list[tuple[str, str]]:
    """Its story after the opening: deed and words."""
    return list(case.steps.exclude(deed=StepDeed.OPENED).values_list("deed", "words"))
