"""Every address below /oversight/ for whoever has no business there: what each is answered, and that nothing comes of it.

A new address without a row in the table fails the first test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Department
from matters.plain import to_plain
from matters.publishing import edition_in_force, today
from notices.models import Notice
from notices.personal.applicants import note_applicant
from oversight.cases.opening import open_case
from oversight.contacts.keeping import keep
from oversight.enums import Channel, ProblemCause, RoundKind, ServiceMode
from oversight.inspection.criteria import Criteria
from oversight.inspection.drawing import Size
from oversight.models import (
    CheckItem,
    ContactCard,
    CorrectionOrder,
    Drawn,
    Finding,
    Problem,
    Rating,
    Round,
    ServiceRequest,
    SharedCause,
    Stars,
)
from oversight.trials.walking import begin
from tests.admin_pages import make_staff
from tests.counter import make_notice, signed_in
from tests.factories import make_clerk, make_region, make_user
from tests.oversight.access_table import PEOPLE, rows

pytestmark = pytest.mark.django_db

SIGN_IN = "in"
NAME, PHONE, STREET_DOOR = "演示某某人", "13800003210", "演示路某号楼九单元"


def addresses(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """(name, path with its arguments) of everything below /oversight/, from the resolver itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith("oversight/"):
            yield str(pattern.name), path


def test_no_address_of_oversight_is_forgotten() -> None:
    assert sorted(rows()) == sorted(name for name, _ in addresses())


@dataclass
class Office:
    """A site with one of everything, where none of the people of the table works. `by_folder` is the row an address names."""

    notice: Notice
    by_folder: dict[str, int]

    def url(self, name: str, path: str) -> str:
        """That address, of what belongs to this office."""
        words = path.split("/")
        args: list[Any] = []
        for at, word in enumerate(words):
            if word == "<int:pk>":
                args.append(self.by_folder[words[at - 1]])
            elif word == "<int:drawn>":
                args.append(self.by_folder["drawn"])
            elif word == "<str:code>":
                args.append(self.notice.matter.code)
        return reverse(name, args=args)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, known_rung: None) -> Office:
    """The bytes of papers are not what is tested here."""
    monkeypatch.setattr("notices.pdf.render_pdf", lambda html: _Printed(html.encode()))
    notice = make_notice(at=timezone.localtime())
    note_applicant(notice, name=NAME, phone=PHONE, by=notice.clerk, told_privacy=True)
    boss = make_user(is_superuser=True)
    here = {"site": notice.site, "matter": notice.matter}
    case = open_case(Rating.objects.create(notice=notice, stars=Stars.BAD, words="少告知了一样"))
    keep(case, name=NAME, phone=PHONE, told_privacy=True, by=boss)
    shared = SharedCause.objects.create(title="复印", cause=ProblemCause.OTHER, opened_by=boss)
    problem = Problem.objects.create(
        at=timezone.now(),
        channel=Channel.WINDOW,
        cause=ProblemCause.OTHER,
        what="没办成",
        received_by=notice.clerk,
        shared=shared,
        **here,
    )
    open_case(problem)
    asked = Criteria(since=today(), until=today(), inspector=boss.username, size=Size(amount=1))
    round_ = Round.objects.create(
        kind=RoundKind.SAMPLE, title="抽查", by=boss, seed="s", frame=to_plain(asked), region=notice.site.region
    )
    drawn = Drawn.objects.create(round=round_, notice=notice, position=1)
    finding = Finding.objects.create(
        round=round_, drawn=drawn, notice=notice, clerk=notice.clerk, by=boss, words="没有签收", **here
    )
    order = CorrectionOrder.objects.create(
        finding=finding, responsible=notice.clerk, measure="补签", due_on=date(2030, 1, 4), ordered_by=boss
    )
    request = ServiceRequest.objects.create(mode=ServiceMode.HOME, on=date(2030, 1, 4), created_by=notice.clerk, **here)
    contact = keep(request, name=NAME, phone=PHONE, address=STREET_DOOR, told_privacy=True, by=boss)
    card = ContactCard.objects.create(
        name="演示网格员", phone="0372-0000001", region=notice.site.region, site=notice.site
    )
    run = begin(edition_in_force(notice.matter), by=boss, site=notice.site)
    CheckItem.objects.get_or_create(key="demo", defaults={"question": "是否签收"})
    pks = {
        "cases": case.pk, "problems": problem.pk, "causes": shared.pk, "rounds": round_.pk, "drawn": drawn.pk, "findings": finding.pk,
        "orders": order.pk, "requests": request.pk, "contacts": contact.pk, "cards": card.pk, "trials": run.pk, "step": run.steps.first().pk,
        "calls": drawn.pk,
    }  # fmt: skip
    return Office(notice, pks)


@dataclass
class _Printed:
    data: bytes


def somebody(person: str) -> StaffUser | None:
    match person:
        case "clerk":
            return make_clerk()
        case "lead":
            user = make_staff("窗口负责人")
            user.site = make_clerk().site
        case "editor":
            user = make_staff("目录编辑")
            user.department = Department.objects.create(name="别的部门")
        case "region":
            user = make_staff("督查人员")
            user.region = make_region()
        case "inspector":
            return make_staff("督查人员")
        case "auditor":
            return make_staff("审计员")
        case _:
            return None
    user.save()
    return user


def answered(client: Client, method: str, url: str) -> Any:
    response = client.post(url, {}) if method == "POST" else client.get(url)
    signing_in = response.status_code == 302 and response.url.startswith("/accounts/login/")
    return (SIGN_IN if signing_in else str(response.status_code)), b"".join(response)


COUNTED = {"Tally", "HourTally", "PaperTally", "TallyMark", "CheckedMatter"}
"""What is counted is no record: looking at figures may count."""


def everything() -> dict[str, list[dict[str, Any]]]:
    """All records of oversight."""
    models = apps.get_app_config("oversight").get_models()
    return {m.__name__: list(m._default_manager.order_by("pk").values()) for m in models if m.__name__ not in COUNTED}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_address_answers_as_the_table_says_and_nothing_comes_of_it(
    office: Office, person: str, method: str
) -> None:
    user, before = somebody(person), everything()
    client = signed_in(user) if user else Client()
    asked = {name: path for name, path in addresses() if rows()[name][method, person] != "-"}
    found = {name: answered(client, method, office.url(name, path)) for name, path in asked.items()}
    assert {name: status for name, (status, _) in found.items()} == {
        name: cells[method, person] for name, cells in rows().items() if name in asked
    }
    shown = [
        name for name, (_, page) in found.items() if any(text.encode() in page for text in (NAME, PHONE, STREET_DOOR))
    ]
    assert shown == []
    assert everything() == before
