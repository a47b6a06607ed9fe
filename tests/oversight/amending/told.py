"""What these tests start from: a published matter, somebody who said something of it, an editor and a reviewer."""

from typing import Any

from accounts.models import StaffUser
from matters.editing import editing
from matters.enums import ReviewState
from matters.models import Edition, Matter
from matters.models.rows import Step
from matters.reviewing import approve, submit
from oversight.about import About
from oversight.models import Case
from oversight.models.feedback import FeedbackKind
from oversight.telling_us import tell
from tests.admin_pages import make_staff
from tests.factories import make_guide, make_published

SAID = "单子上没有写要两张照片"


def make_case(matter: Matter | None = None, words: str = SAID, **about: Any) -> Case:
    """A complaint that something was missing, not dealt with yet."""
    said = tell(About(matter=matter or make_published(), **about), kind=FeedbackKind.MISSING, words=words)
    return said.case


def make_editor(**values: Any) -> StaffUser:
    return make_staff("目录编辑", **values)


def change(matter: Matter, by: StaffUser, name: str = "领证") -> None:
    """Something of the working copy that shows in the guide."""
    with editing(matter, by=by, via="测试") as locked:
        Step.objects.create(matter=locked, position=99, name=name, who="综合窗口")


def published(matter: Matter, note: str = "写明照片", **given: Any) -> Edition:
    """The next edition, submitted by one and published by another."""
    review = submit(matter, by=make_editor(), note=note, **given)
    edition = approve(review, by=make_staff("审核发布"))
    assert review.state == ReviewState.PUBLISHED
    return edition


def two_matters() -> tuple[Matter, Matter]:
    """Of two departments."""
    other = make_guide().department.__class__(name="安阳市北关区民政局", code="")
    return make_published(), make_published(make_guide(department=other))
