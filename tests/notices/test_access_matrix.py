"""Every address below /counter/ for whoever has no business there: what each is answered, and that nothing comes of it.

A new address without a row in the table fails the first test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import AuditEntry, StaffUser
from matters.models import Bundle
from notices.enquiries.enquiring import note_enquiry
from notices.enums import Decision, EnquiryOutcome, PrintKind, ReceiptHow
from notices.models import Enquiry, Notice, PrintRun, Visit
from notices.personal.applicants import note_applicant
from notices.receiving.receipts import confirm
from tests.admin_pages import make_staff
from tests.counter import make_notice, signed_in
from tests.factories import make_clerk
from tests.notices.access_table import PEOPLE, rows

pytestmark = pytest.mark.django_db

SIGN_IN = "in"


def addresses(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """(name, path with its arguments) of everything below /counter/, from the resolver itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith("counter/"):
            yield str(pattern.name), path


def test_no_address_of_the_counter_is_forgotten() -> None:
    assert sorted(rows()) == sorted(name for name, _ in addresses())


@dataclass
class Counter:
    """A counter with one of everything, where none of the five works."""

    notice: Notice
    visit: Visit
    enquiry: Enquiry
    run: PrintRun
    bundle: Bundle

    def url(self, name: str, path: str) -> str:
        """That address, of what belongs to this counter."""
        by_row = {"visits": self.visit.pk, "print": self.run.pk, "ask-first": self.enquiry.pk}
        by_code = {"b": self.bundle.code}
        words = path.split("/")
        values = {
            "<int:pk>": lambda: next((pk for word, pk in by_row.items() if word in words), self.notice.pk),
            "<str:code>": lambda: by_code.get(words[words.index("<str:code>") - 1], self.notice.matter.code),
            "<str:token>": lambda: self.enquiry.token,
            "<str:key>.pdf": lambda: "0" * 64,
        }
        return reverse(name, args=[value() for word in words if (value := values.get(word))])

    def state(self) -> dict[str, Any]:
        """Everything that hangs on what belongs to this counter."""
        notice = Notice.objects.get(pk=self.notice.pk)
        notices = list(Notice.objects.filter(site=notice.site).values())
        return {
            "notices": notices,
            "void": notice.is_void,
            "reprints": notice.reprints.count(),
            "visits": list(notice.visits.values()),
            "receipt": list(type(notice.receipt).objects.filter(notice=notice).values()),
            "applicant": list(type(notice.applicant).objects.filter(notice=notice).values()),
            "run": list(PrintRun.objects.filter(pk=self.run.pk).values()),
            "enquiries": list(Enquiry.objects.filter(site=notice.site).values()),
        }


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch, known_rung: None) -> Counter:
    """The bytes of papers are not what is tested here."""
    monkeypatch.setattr("notices.views.notice.print_notice", lambda *_, **__: _Printed())
    monkeypatch.setattr("notices.views.drafts.preview", lambda *_, **__: _Printed())
    monkeypatch.setattr("notices.views.enquiries.print_slip", lambda *_, **__: _Printed())
    monkeypatch.setattr("notices.views.day_sheet.print_day_sheet", lambda *_, **__: _Printed())
    notice = make_notice(at=timezone.localtime())
    here = {"site": notice.site, "clerk": notice.clerk}
    visit = Visit.objects.create(notice=notice, **here, at=notice.issued_at, decision=Decision.KEPT)
    confirm(notice, how=ReceiptHow.PAD, by=notice.clerk, strokes=STROKES)
    note_applicant(notice, name="演示人", phone="13800003210", by=notice.clerk, told_privacy=True)
    enquiry = note_enquiry(**here, outcome=EnquiryOutcome.LED_WINDOW, subject=notice.matter, led_to="2号窗口")
    run = PrintRun.objects.create(kind=PrintKind.BATCH, title="演示", by=notice.clerk)
    return Counter(Notice.objects.get(pk=notice.pk), visit, enquiry, run, Bundle.objects.first())


STROKES = (((0, 0), (10, 10), (10, 0)),)


@dataclass
class _Printed:
    data: bytes = b"%PDF-1.7"
    sha256: str = "0"

    @property
    def printed(self) -> "_Printed":
        """A preview holds the paper."""
        return self


def somebody(person: str) -> StaffUser | None:
    roles = {"editor": "目录编辑", "inspector": "督查人员", "auditor": "审计员"}
    if person == "other":
        return make_clerk()
    return make_staff(roles[person]) if person in roles else None


def answered(client: Client, method: str, url: str, data: dict[str, str]) -> str:
    response = client.post(url, data) if method == "POST" else client.get(url)
    signing_in = response.status_code == 302 and response.url.startswith("/accounts/login/")
    return SIGN_IN if signing_in else str(response.status_code)


def everything(counter: Counter) -> dict[str, str]:
    """What any form of the counter would take."""
    return {
        "key": "k", "manner": "window", "reason": "情形选错", "receiver": "self", "how": "stub", "decision": "withdrawn", "seen": "0",
        "name": "演示", "phone": "13900000000", "told_privacy": "on", "line": counter.notice.serial, "strokes": "[[[0,0],[9,9],[9,0]]]",
        "colleague": str(counter.notice.clerk_id), "layout": "a4", "is_ours": "yes", "outcome": "answered", "about": "演示",
    }  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_address_answers_as_the_table_says_and_nothing_comes_of_it(
    counter: Counter, person: str, method: str
) -> None:
    user, before, data = somebody(person), counter.state(), everything(counter)
    client = signed_in(user) if user else Client()
    found = {name: answered(client, method, counter.url(name, path), data) for name, path in addresses()}
    assert found == {name: cells[method, person] for name, cells in rows().items()}
    assert counter.state() == before


# --- What is named in a field reaches no further than an address


def colleague(role: str) -> Client:
    """Somebody of that role at a site of their own."""
    user = make_clerk()
    user.groups.set([Group.objects.get(name=role)])
    return signed_in(user)


@pytest.mark.parametrize("typed", ["serial", "token"])
def test_the_desk_does_not_open_another_sites_notice(counter: Counter, typed: str) -> None:
    text = counter.notice.serial if typed == "serial" else f"https://zwfw.example.gov.cn/n/{counter.notice.token}/"
    answer = colleague("窗口人员").get(reverse("counter"), {"q": text})
    assert (answer.status_code, reverse("counter_notice", args=[counter.notice.pk]) in answer.content.decode()) == (
        200,
        False,
    )


def test_another_sites_stub_is_not_confirmed(counter: Counter) -> None:
    fresh = make_notice(counter.notice.site, counter.notice.clerk, matter=counter.notice.matter)
    colleague("窗口人员").post(reverse("stubs"), {"line": fresh.serial})
    assert not Notice.objects.filter(pk=fresh.pk, receipt__isnull=False).exists()


@pytest.mark.parametrize(
    "name", ["counter_notices", "day_sheet", "counter_affected", "counter_waiting", "ask_first_list"]
)
@pytest.mark.parametrize("role", ["窗口人员", "窗口负责人"])
def test_no_list_shows_another_sites_notice_whatever_is_asked_for(counter: Counter, role: str, name: str) -> None:
    site, matter = counter.notice.site, counter.notice.matter
    asked = {"site": site.code, "q": counter.notice.serial, "matter": matter.code, "date": f"{timezone.localdate()}"}
    page = colleague(role).get(reverse(name), asked).content.decode()
    shown = page.replace(f'value="{counter.notice.serial}"', "")  # what was typed is still in its field
    assert (counter.notice.serial in shown, counter.visit.notice.serial in shown) == (False, False)


def test_whoever_may_export_exports_no_other_site(counter: Counter) -> None:
    url = f"{reverse('counter_export')}?q={counter.notice.serial}&site={counter.notice.site.code}"
    answer = colleague("窗口负责人").post(url)
    assert (answer.status_code, AuditEntry.objects.filter(action="export").exists()) == (302, False)


def test_nobody_takes_the_place_of_a_colleague_elsewhere(counter: Counter) -> None:
    client = colleague("窗口人员")
    assert client.post(reverse("stand_in"), {"colleague": counter.notice.clerk_id}).status_code == 409
    assert "standing_in" not in client.session
