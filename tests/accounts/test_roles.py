"""The roles: who may do what, as one table, and the admin's real pages measured against it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, StaffUser
from accounts.roles import ROLES, sync_roles
from matters.models import Bundle, CalendarDay, Material, Review, Topic
from notices.models import OfficeProfile
from oversight.about import About
from oversight.models.feedback import FeedbackKind
from oversight.telling_us import tell
from tests import factories
from tests.admin_pages import make_staff, signed_in
from tests.counter import make_notice
from tests.factories import make_clerk, make_user

pytestmark = pytest.mark.django_db

COLUMNS = ("系统管理员", "目录编辑", "审核发布", "窗口人员", "窗口负责人", "督查人员", "审计员")
VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}

OBJECTS = """
object                   系统管理员 目录编辑 审核发布 窗口人员 窗口负责人 督查人员 审计员
matters.matter           ----       vacd     v---     ----     ----       ----     v---
matters.material         ----       vacd     v---     ----     ----       ----     v---
matters.region           vacd       v---     v---     ----     ----       ----     v---
matters.department       vacd       v---     v---     ----     ----       ----     v---
matters.site             vacd       v-c-     v---     ----     ----       ----     v---
matters.openinghours     vacd       vacd     v---     ----     ----       ----     v---
matters.topic            vacd       v---     v---     ----     ----       ----     v---
matters.calendarday      vacd       v---     v---     ----     ----       ----     v---
matters.bundle           ----       vac-     v---     ----     ----       ----     v---
matters.bundlemember     ----       vacd     v---     ----     ----       ----     v---
matters.edition          ----       v---     v---     ----     ----       ----     v---
matters.editionhandling  ----       ----     ----     ----     ----       ----     ----
matters.review           ----       va--     v-c-     ----     ----       ----     v---
matters.reviewcomment    ----       va--     va--     ----     ----       ----     v---
matters.exchangerun      ----       va--     v---     ----     ----       ----     v---
matters.linkcheck        ----       v---     v---     ----     ----       ----     v---
matters.searchkey        ----       ----     ----     ----     ----       ----     ----
matters.searchentry      ----       ----     ----     ----     ----       ----     ----
matters.synonym          ----       vacd     v---     ----     ----       ----     v---
matters.missedsearch     ----       v-c-     v---     ----     ----       ----     v---
notices.notice           ----       ----     ----     ----     ----       v---     v---
notices.rendering        ----       ----     ----     ----     ----       ----     v---
notices.reprint          ----       ----     ----     ----     ----       ----     v---
notices.voiding          ----       ----     ----     ----     ----       ----     v---
notices.visit            ----       ----     ----     ----     ----       ----     v---
notices.receipt          ----       ----     ----     ----     ----       ----     v---
notices.signature        ----       ----     ----     ----     ----       ----     ----
notices.applicant        ----       ----     ----     ----     ----       ----     ----
notices.enquiry          ----       ----     ----     ----     ----       ----     v---
notices.arrival          ----       ----     ----     ----     ----       ----     v---
notices.favourite        ----       ----     ----     ----     ----       ----     ----
notices.fit              ----       ----     ----     ----     ----       ----     ----
notices.serialcounter    ----       ----     ----     ----     ----       ----     ----
notices.officeprofile    vac-       ----     ----     ----     ----       ----     v---
notices.officelogo       ----       ----     ----     ----     ----       ----     ----
notices.sheetwording     vacd       ----     ----     ----     ----       ----     v---
notices.printrun         va--       va--     ----     va--     va--       ----     ----
oversight.rating         ----       ----     ----     ----     ----       v---     v---
oversight.feedback       ----       v---     ----     ----     v---       v---     v---
oversight.sharedcause    ----       v---     ----     ----     ----       vac-     v---
oversight.problem        ----       v---     ----     va--     va--       va--     v---
oversight.case           ----       v---     ----     ----     v---       v---     v---
oversight.appeal         ----       ----     ----     ----     ----       v---     v---
oversight.amendment      ----       ----     ----     ----     ----       v---     v---
oversight.servicerequest ----       ----     ----     vac-     vac-       vac-     v---
oversight.contactcard    vacd       ----     ----     v---     v---       vac-     v---
oversight.contact        ----       ----     ----     ----     ----       ----     ----
oversight.checkitem      vac-       ----     ----     ----     ----       vac-     v---
oversight.round          ----       ----     ----     ----     ----       vac-     v---
oversight.drawn          ----       ----     ----     ----     ----       v---     v---
oversight.checkanswer    ----       ----     ----     ----     ----       v---     v---
oversight.trialrun       ----       ----     ----     ----     va--       va--     v---
oversight.trialstep      ----       ----     ----     ----     ----       v---     v---
oversight.finding        ----       v---     ----     ----     ----       v---     v---
oversight.correctionorder ----       v---     ----     ----     v---       vac-     v---
oversight.tally          ----       ----     ----     ----     ----       ----     ----
oversight.hourtally      ----       ----     ----     ----     ----       ----     ----
oversight.papertally     ----       ----     ----     ----     ----       ----     ----
oversight.tallymark      ----       ----     ----     ----     ----       ----     ----
oversight.checkedmatter  ----       ----     ----     ----     ----       ----     ----
oversight.step           ----       ----     ----     ----     ----       v---     v---
oversight.callback       ----       ----     ----     ----     ----       v---     v---
accounts.staffuser       vac-       ----     ----     ----     ----       ----     v---
accounts.auditentry      ----       ----     ----     ----     ----       ----     v---
auth.group               vacd       ----     ----     ----     ----       ----     v---
"""
"""What each role may do with each table: v view, a add, c change, d delete. The rows of a matter go with the matter."""

DEEDS = """
right                    系统管理员 目录编辑 审核发布 窗口人员 窗口负责人 督查人员 审计员
matters.publish_matter   -          -        x        -        -          -        -
matters.suspend_matter   -          -        x        -        -          -        -
matters.publish_bundle   -          -        x        -        -          -        -
notices.issue_notice     -          -        -        x        x          -        -
notices.void_notice      -          -        -        x        x          -        -
notices.export_notice    -          -        -        -        x          x        -
notices.unmask_applicant -          -        -        x        x          -        -
oversight.answer_case    -          x        -        -        x          x        -
oversight.assign_case    -          -        -        -        x          x        -
oversight.decide_appeal  -          -        -        -        -          x        -
oversight.unmask_contact -          -        -        -        x          x        -
"""

PAGES = """
page                     系统管理员 目录编辑 审核发布 窗口人员 窗口负责人 督查人员 审计员
matters.matter           ----       vacd     v---     ----     ----       ----     v---
matters.material         ----       vacd     v---     ----     ----       ----     v---
matters.region           vacd       v---     v---     ----     ----       ----     v---
matters.department       vacd       v---     v---     ----     ----       ----     v---
matters.site             vacd       v-c-     v---     ----     ----       ----     v---
matters.topic            vacd       v---     v---     ----     ----       ----     v---
matters.calendarday      vacd       v---     v---     ----     ----       ----     v---
matters.bundle           ----       vac-     v---     ----     ----       ----     v---
matters.edition          ----       v---     v---     ----     ----       ----     v---
notices.notice           ----       ----     ----     ----     ----       v---     v---
notices.officeprofile    v-c-       ----     ----     ----     ----       ----     v---
oversight.feedback       ----       v---     ----     ----     v---       v---     v---
accounts.staffuser       vac-       ----     ----     ----     ----       ----     v---
accounts.auditentry      ----       ----     ----     ----     ----       ----     v---
auth.group               vacd       ----     ----     ----     ----       ----     v---
"""
"""What the admin's pages let each role do: as above, but that editions, the ledger and the trail are never written there and that there is one
office profile.
"""

ROWS = {
    "limit", "pause", "condition", "step", "charge", "legalbasis", "channel", "mode", "remedy", "faq", "handling",
    "desk", "question", "option", "requirement", "fault",
}  # fmt: skip


def table(text: str) -> dict[str, dict[str, str]]:
    """{row: {role: cell}} of a table written as text."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {name: dict(zip(lines[0][1:], cells, strict=True)) for name, *cells in lines[1:]}


def cases(text: str) -> list[tuple[str, str, str]]:
    return [(name, role, cell) for name, row in table(text).items() for role, cell in row.items()]


def held(user: StaffUser, name: str) -> str:
    app, model = name.split(".")
    return "".join(letter if user.has_perm(f"{app}.{verb}_{model}") else "-" for letter, verb in VERBS.items())


def test_the_tables_have_a_column_for_every_role() -> None:
    assert [tuple(next(iter(table(text).values()))) for text in (OBJECTS, DEEDS, PAGES)] == [COLUMNS] * 3
    assert tuple(ROLES) == COLUMNS


def test_the_tables_leave_no_right_of_ours_out() -> None:
    own = Permission.objects.filter(content_type__app_label__in=("accounts", "matters", "notices", "oversight"))
    models = {f"{p.content_type.app_label}.{p.content_type.model}" for p in own.select_related("content_type")}
    special = {
        f"{app}.{name}"
        for app, name in own.values_list("content_type__app_label", "codename")
        if not name.startswith(tuple(VERBS.values()))
    }
    assert models - {f"matters.{row}" for row in ROWS} - set(table(OBJECTS)) == set()
    assert special == set(table(DEEDS))


@pytest.mark.parametrize(("name", "role", "cell"), cases(OBJECTS))
def test_a_role_has_exactly_these_rights_on_a_table(name: str, role: str, cell: str) -> None:
    assert held(make_staff(role), name) == cell


@pytest.mark.parametrize("role", COLUMNS)
def test_the_rows_of_a_matter_go_with_the_matter(role: str) -> None:
    user = make_staff(role)
    assert {held(user, f"matters.{row}") for row in ROWS} == {held(user, "matters.matter")}


@pytest.mark.parametrize(("name", "role", "cell"), cases(DEEDS))
def test_a_deed_belongs_to_these_roles(name: str, role: str, cell: str) -> None:
    assert make_staff(role).has_perm(name) == (cell == "x")


def test_every_right_of_a_role_exists() -> None:
    known = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
    assert sorted({right for rights in ROLES.values() for right in rights} - known) == []


# --- The admin's pages


def a_row(name: str) -> Any:
    """One row of that table."""
    makers = {
        "matters.matter": factories.make_matter,
        "matters.material": lambda: Material.objects.create(name="演示材料"),
        "matters.region": factories.make_region,
        "matters.department": lambda: factories.make_matter().department,
        "matters.site": factories.make_site,
        "matters.topic": lambda: Topic.objects.create(name="演示主题"),
        "matters.calendarday": lambda: CalendarDay.objects.create(date="2031-01-01", is_workday=False),
        "matters.bundle": lambda: Bundle.objects.create(
            code="ZZZZZ9", name="演示一件事", lead_department=factories.make_matter().department
        ),
        "matters.edition": lambda: factories.make_published().editions.get(),
        "notices.notice": make_notice,
        "notices.officeprofile": OfficeProfile.current,
        "oversight.feedback": lambda: tell(About(), kind=FeedbackKind.SUGGESTION, words="多开一个窗口"),
        "accounts.staffuser": make_user,
        "accounts.auditentry": lambda: AuditEntry.objects.first(),
        "auth.group": lambda: Group.objects.create(name="演示小组"),
    }
    return makers[name]()


def page(name: str, action: str, *args: Any) -> str:
    return reverse(f"admin:{name.replace('.', '_')}_{action}", args=args)


def opened(client: Client, name: str, pk: int) -> str:
    """What the pages let through, in the letters of the table; a form that finds fault with an empty POST was let through."""
    tries = {
        "v": [
            client.get(page(name, "changelist")),
            client.get(page(name, "change", pk)),
            client.get(page(name, "history", pk)),
        ],
        "a": [client.get(page(name, "add")), client.post(page(name, "add"), {})],
        "c": [client.post(page(name, "change", pk), {})],
        "d": [client.get(page(name, "delete", pk))],
    }
    found = {letter: {answer.status_code for answer in answers} for letter, answers in tries.items()}
    assert all(codes in ({200}, {403}) for codes in found.values()), found
    return "".join(letter if codes == {200} else "-" for letter, codes in found.items())


@pytest.mark.parametrize(("name", "role", "cell"), cases(PAGES))
def test_the_pages_of_the_admin_agree(name: str, role: str, cell: str, known_rung: None) -> None:
    row = a_row(name)
    assert opened(signed_in(make_staff(role)), name, row.pk) == cell


def test_nobody_both_edits_and_publishes() -> None:
    assert (
        set(ROLES["目录编辑"]) & {"matters.publish_matter", "matters.suspend_matter", "matters.change_review"} == set()
    )
    written = {right for right in ROLES["审核发布"] if ".change_" in right or ".add_" in right or ".delete_" in right}
    assert written == {"matters.change_review", "matters.add_reviewcomment"}


def test_an_auditor_only_looks() -> None:
    assert [right for right in ROLES["审计员"] if ".view_" not in right] == []


def test_who_runs_the_system_neither_writes_content_nor_reads_the_ledger_or_the_trail() -> None:
    rights = ROLES["系统管理员"]
    assert [r for r in rights if r.endswith(("_matter", "_material", "_notice", "_auditentry", "_edition"))] == []


def test_a_right_taken_by_hand_comes_back_with_migrate_and_is_on_record() -> None:
    group = Group.objects.get(name="窗口人员")
    group.permissions.clear()
    sync_roles()
    assert make_clerk().has_perm("notices.issue_notice")
    assert AuditEntry.objects.filter(action="role").first().target == "角色 窗口人员"


def test_roles_that_are_as_they_should_be_leave_no_entry() -> None:
    before = AuditEntry.objects.filter(action="role").count()
    sync_roles()
    assert AuditEntry.objects.filter(action="role").count() == before


def test_a_review_is_looked_at_by_those_who_work_with_it() -> None:
    matter = factories.make_matter()
    Review.objects.create(matter=matter, revision=0, submitted_by=make_user(), note="演示")
    url = page("matters.review", "changelist")
    found = {role: signed_in(make_staff(role)).get(url).status_code for role in COLUMNS}
    assert found == dict(zip(COLUMNS, (403, 200, 200, 403, 403, 403, 200), strict=True))


def test_citizens_read_the_display_name_and_else_the_user_name() -> None:
    assert [str(make_user(display_name=name, username=f"clerk{name}")) for name in ("演示员", "")] == [
        "演示员",
        "clerk",
    ]
