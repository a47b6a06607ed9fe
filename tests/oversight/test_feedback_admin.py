"""Who reads what citizens said: within their scope, and without changing it."""

import pytest
from django.urls import reverse

from accounts.models import StaffUser
from matters.models import Department
from oversight.about import About
from oversight.access import visible_feedback
from oversight.models import Feedback
from oversight.models.feedback import FeedbackKind
from oversight.telling_us import tell
from tests.admin_pages import make_staff, make_superuser, signed_in
from tests.factories import make_published, make_site

pytestmark = pytest.mark.django_db
LIST = "admin:oversight_feedback_changelist"


@pytest.fixture
def said() -> dict[str, Feedback]:
    """Of a matter, of a site, of nothing in particular."""
    about = {"matter": About(matter=make_published()), "site": About(site=make_site()), "nothing": About()}
    return {name: tell(what, kind=FeedbackKind.MISSING, words=f"缺{name}") for name, what in about.items()}


def seen(user: StaffUser, said: dict[str, Feedback]) -> set[str]:
    keys = set(visible_feedback(user).values_list("pk", flat=True))
    return {name for name, row in said.items() if row.pk in keys}


def test_the_centre_s_own_staff_read_everything(said: dict[str, Feedback]) -> None:
    assert [seen(user, said) for user in (make_staff("督查人员"), make_superuser())] == [set(said)] * 2


def test_a_department_reads_what_is_said_of_its_matters(said: dict[str, Feedback]) -> None:
    own, other = said["matter"].matter.department, Department.objects.create(name="另一个局")
    assert [seen(make_staff("目录编辑", department), said) for department in (own, other)] == [{"matter"}, set()]


def test_a_street_reads_what_is_said_of_its_sites(said: dict[str, Feedback]) -> None:
    user = make_staff("督查人员")
    user.region = said["site"].site.region
    assert seen(user, said) == {"site"}


def test_a_site_reads_what_is_said_of_it(said: dict[str, Feedback]) -> None:
    user = make_staff("督查人员")
    user.site = said["site"].site
    assert seen(user, said) == {"site"}


@pytest.mark.parametrize("role", ["目录编辑", "督查人员", "审计员"])
def test_the_list_is_searched_by_matter_and_narrowed_by_kind(role: str, said: dict[str, Feedback]) -> None:
    client = signed_in(make_staff(role))
    for query, count in (({}, 3), ({"q": said["matter"].matter.code}, 1), ({"kind__exact": "complaint"}, 0)):
        assert client.get(reverse(LIST), query).context["cl"].result_count == count


def test_a_row_is_read_and_not_changed(said: dict[str, Feedback]) -> None:
    client, row = signed_in(make_staff("督查人员")), said["matter"]
    url = reverse("admin:oversight_feedback_change", args=[row.pk])
    page = client.get(url)
    assert (page.status_code, "缺matter" in page.content.decode(), 'name="words"' in page.content.decode()) == (
        200,
        True,
        False,
    )
    assert client.post(url, {"words": "好"}).status_code == 403


def test_another_department_s_row_is_not_there(said: dict[str, Feedback]) -> None:
    client = signed_in(make_staff("目录编辑", Department.objects.create(name="另一个局")))
    assert client.get(reverse("admin:oversight_feedback_change", args=[said["matter"].pk])).status_code == 302


@pytest.mark.parametrize("role", ["系统管理员", "审核发布"])
def test_others_do_not_read_it(role: str) -> None:
    assert signed_in(make_staff(role)).get(reverse(LIST)).status_code == 403
