"""`/oversight/cases/`: what one may see, most urgent first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import StaffUser
from matters.publishing import today
from oversight.about import About
from oversight.cases.appealing import appeal
from oversight.cases.assigning import assign
from oversight.cases.closing import close
from oversight.cases.reminders import waiting
from oversight.enums import Urgency
from oversight.models import Case
from oversight.models.feedback import FeedbackKind
from tests.admin_pages import make_staff, signed_in
from tests.counter import make_notice, text_of
from tests.factories import make_clerk, make_published, make_site
from tests.oversight.cases.made import PHONE, WORDS, answered, asked, badly_rated, inspector, lead, with_phone

pytestmark = pytest.mark.django_db
URL = "/oversight/cases/"


def listed(user: StaffUser, **query: str) -> list[Case]:
    return [line.case for line in signed_in(user).get(URL, query).context["lines"]]


def due(case: Case, days: int, **values: Any) -> Case:
    """With that last day, counted from today."""
    Case.objects.filter(pk=case.pk).update(due_on=today() + timedelta(days=days), **values)
    return case


def test_what_is_late_comes_first_and_what_is_answered_last() -> None:
    matter = About(matter=make_published())
    done, calm, hurried, late = (asked(what=matter, words=words) for words in "甲乙丙丁")
    due(answered(done), -9)
    due(calm, 3)
    due(hurried, 3, urgency=Urgency.URGENT)
    due(late, -2)
    assert listed(inspector()) == [late, hurried, calm, done]


def test_the_countdown_is_told_in_working_days() -> None:
    due(asked(), 0)
    assert "今天到期" in text_of(signed_in(inspector()).get(URL))


def test_the_usual_questions(known_rung: None) -> None:
    user = inspector()
    new, late, mine = asked(words="甲"), due(asked(words="乙"), -1), asked(words="丙")
    assign(mine, by=user, department=mine.matter.department)
    Case.objects.filter(pk=mine.pk).update(handler=user)
    call = answered(badly_rated(with_phone(make_notice())))
    found = {view: set(listed(user, view=view)) for view in ("mine", "assign", "late", "call", "appeal", "closed")}
    assert found == {
        "mine": {mine},
        "assign": {new, late},
        "late": {late},
        "call": {call},
        "appeal": set(),
        "closed": set(),
    }


def test_kind_site_and_department_narrow_it(known_rung: None) -> None:
    user, site = inspector(), make_site()
    of_matter, of_site, bad = asked(), asked(FeedbackKind.COMPLAINT, About(site=site)), badly_rated()
    assert listed(user, kind="complaint") == [of_site]
    assert listed(user, kind="rating") == [bad]
    assert listed(user, site=site.code) == [of_site]
    office = str(of_matter.matter.department_id)
    assert set(listed(user, department=office)) == {
        case for case in (of_matter, bad) if case.matter.department_id == of_matter.matter.department_id
    }
    assert len(listed(user, kind="x", site="y", department="z")) == 3


def test_a_case_is_found_by_its_ref_receipt_matter_and_words() -> None:
    user, case, other = inspector(), asked(), asked(words="没有关系", what=About())
    for text in (case.ref, str(case.pk), case.feedback.number.lower(), case.matter.name, case.matter.code, "周六"):
        assert listed(user, q=text) == [case]
    assert (listed(user, q="没有关系"), listed(user, q="外星人")) == ([other], [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_as_many_queries_whatever_its_length(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        asked(words=f"{WORDS}{number}")
    client = signed_in(inspector())
    client.get(URL)
    with django_assert_num_queries(11):
        assert len(client.get(URL).context["lines"]) == count


def test_pages_keep_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight.views.cases.PER_PAGE", 1)
    for words in "甲乙":
        asked(words=words)
    page = signed_in(inspector()).get(URL, {"kind": "consultation"})
    assert 'href="?kind=consultation&amp;page=2"' in page.content.decode()


# Who sees what


def test_a_lead_sees_what_is_about_the_site_or_to_be_answered_there() -> None:
    site = make_site()
    here, elsewhere, given = asked(what=About(site=site)), asked(words="甲"), asked(words="乙")
    assign(given, by=inspector(), site=site)
    assert set(listed(lead(site))) == {here, given}
    assert signed_in(lead(site)).get(f"{URL}{elsewhere.pk}/").status_code == 404


def test_a_clerk_sees_what_is_about_or_for_them_alone(known_rung: None) -> None:
    about, given, _ = badly_rated(), asked(words="甲"), asked(words="乙")
    clerk = about.clerk
    assign(given, by=inspector(), site=clerk.site, handler=clerk)
    assert set(listed(clerk)) == {about, given}
    assert listed(make_clerk()) == []


@pytest.mark.parametrize(
    ("role", "status"), [("审核发布", 403), ("系统管理员", 403), ("审计员", 200), ("目录编辑", 200)]
)
def test_who_has_no_business_there_is_told_so(role: str, status: int) -> None:
    assert signed_in(make_staff(role)).get(URL).status_code == status


# What waits


def told(user: StaffUser, day: date | None = None) -> dict[str, tuple[int, int]]:
    return {one.title: (one.count, one.late) for one in waiting(user, day or today()) if one.count}


def test_what_waits_is_told_by_what_one_may_do(known_rung: None, django_assert_num_queries: Any) -> None:
    notice = with_phone(make_notice())
    answered(badly_rated(notice))
    due(asked(words="甲"), -1)
    mine = asked(words="乙")
    user = inspector()
    Case.objects.filter(pk=mine.pk).update(handler=user, state="assigned")
    user.get_all_permissions()
    with django_assert_num_queries(2):
        found = told(user)
    assert found == {"等您答复": (1, 0), "意见待分派": (1, 1), "答复后待回访": (1, 0)}
    assert (told(notice.clerk), told(make_clerk())) == ({"差评与您有关，不实的可以申诉": (1, 0)}, {})


def test_whom_a_bad_rating_is_about_learns_of_it_until_they_appealed(known_rung: None) -> None:
    case = badly_rated()
    clerk = case.clerk
    assert (told(clerk), listed(clerk, view="concerned")) == ({"差评与您有关，不实的可以申诉": (1, 0)}, [case])
    appeal(case, by=clerk, words="当时已经全部告知")
    assert told(clerk) == {}


def test_what_one_answered_waits_to_be_closed() -> None:
    user = inspector()
    case = answered(asked(), by=user)
    assert (told(user), told(inspector())) == ({"已答复，等您办结": (1, 0)}, {})
    assert [line.case for line in signed_in(user).get(f"{URL}?view=end").context["lines"]] == [case]
    close(case, by=user)
    assert told(user) == {}


def test_every_reminder_leads_to_its_list() -> None:
    asked()
    user = inspector()
    (one,) = (one for one in waiting(user, today()) if one.count)
    assert (one.url, len(signed_in(user).get(one.url).context["lines"])) == (
        f"{reverse('oversight_cases')}?view=assign",
        1,
    )


def test_a_phone_in_a_list_is_nobody_s() -> None:
    asked(contact={"phone": PHONE})
    assert PHONE not in signed_in(inspector()).get(URL).content.decode()
