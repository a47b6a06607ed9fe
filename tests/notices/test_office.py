"""The office's own words and marks: seen on paper before saving, on record, tried on the ladder again afterwards."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts import history
from accounts.models import StaffUser
from notices.batches.progress import progress_of
from notices.composing import gather
from notices.enums import PrintState
from notices.fitting import setting_for
from notices.issuing import issue
from notices.models import OfficeProfile, PrintRun, SheetWording
from notices.office import refit_runs
from notices.office.refitting import touched
from notices.rendering import print_notice
from tests.factories import local, make_clerk, make_guide, make_published, make_requirement, make_site, make_user

pytestmark = pytest.mark.django_db

PROFILE = {"office": "演示中心", "title": "一次性告知单", "footer": "以网上为准", "opened": "0"}


@pytest.fixture
def administrator(client: Client) -> StaffUser:
    rights = (
        "view_officeprofile",
        "change_officeprofile",
        "view_sheetwording",
        "add_sheetwording",
        "change_sheetwording",
    )
    user = make_user(None, *(f"notices.{right}" for right in (*rights, "delete_sheetwording")), is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def profile() -> OfficeProfile:
    OfficeProfile.objects.filter(pk=1).delete()
    return OfficeProfile.objects.create(pk=1, office="演示中心")


def save(client: Client, **values: Any) -> Any:
    return client.post(reverse("admin:notices_officeprofile_change", args=[1]), {**PROFILE, **values})


def problems(response: Any) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_a_saved_profile_is_on_record_field_by_field(
    client: Client, administrator: StaffUser, profile: OfficeProfile
) -> None:
    save(client, footer="扫码核对", accent="#1a4f8b")
    entry = history.entries_of(profile).first()
    changed = {c["place"]: (c["old"], c["new"]) for c in entry.detail["changes"]}
    assert (entry.action, changed["accent"], changed["footer"][1]) == ("profile", ("", "#1a4f8b"), "扫码核对")


def test_a_pale_colour_is_refused(client: Client, administrator: StaffUser, profile: OfficeProfile) -> None:
    assert problems(save(client, accent="#ffee00"))["accent"] == [
        "这个颜色印在白纸上太淡（对比度1.2，至少要4.5），请选深一些的。"
    ]


@pytest.mark.parametrize("accent", ["red", "#fff", "#00000g", "#1a4f8b\n#"])
def test_what_is_no_colour_is_refused(
    client: Client, administrator: StaffUser, profile: OfficeProfile, accent: str
) -> None:
    assert list(problems(save(client, accent=accent))) == ["accent"]


def test_a_colour_in_capitals_is_taken(client: Client, administrator: StaffUser, profile: OfficeProfile) -> None:
    save(client, accent="#1A4F8B")
    assert OfficeProfile.current().accent == "#1a4f8b"


@pytest.mark.parametrize("text", ["演示😀", "演示ก"])
def test_what_has_no_glyph_is_refused_before_it_stops_every_window(
    client: Client, administrator: StaffUser, profile: OfficeProfile, text: str
) -> None:
    assert list(problems(save(client, office=text, footer=text))) == ["office", "footer"]
    added = client.post(reverse("admin:notices_sheetwording_add"), {"key": "footer", "text": text})
    assert list(problems(added)) == ["text"]


def test_rare_characters_of_names_are_taken(client: Client, administrator: StaffUser, profile: OfficeProfile) -> None:
    save(client, office="𠮷㛃䶮演示中心")
    assert OfficeProfile.current().office == "𠮷㛃䶮演示中心"


def test_a_prefix_that_would_give_two_sites_the_same_numbers_is_refused(
    client: Client, administrator: StaffUser, profile: OfficeProfile
) -> None:
    for name in ("测灯塔", "甲测灯塔"):
        make_site(serial_name=name)
    assert problems(save(client, serial_prefix="甲"))["serial_prefix"] == [
        "加上这个前缀后，不同地点的编号会相同：甲测灯塔。"
    ]


def test_an_uploaded_logo_is_kept_and_taken_off_again(
    client: Client, administrator: StaffUser, profile: OfficeProfile
) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    file.name, _ = "logo.png", file.seek(0)
    save(client, logo_file=file)
    profile.refresh_from_db()
    assert (profile.logo.width, profile.logo.height) == (30, 20)
    save(client, no_logo="on", opened="1")
    profile.refresh_from_db()
    assert profile.logo is None


def test_who_opened_an_older_state_is_told_and_keeps_what_was_typed(
    client: Client, administrator: StaffUser, profile: OfficeProfile
) -> None:
    save(client, footer="甲改的")
    refused = save(client, footer="乙改的")
    assert "保存过同一内容" in refused.content.decode()
    assert refused.context["adminform"].form["footer"].value() == "乙改的"
    again = refused.context["adminform"].form["opened"].value()
    save(client, footer="乙改的", opened=again)
    assert OfficeProfile.current().footer == "乙改的"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": "place.where", "text": "办事窗口在哪里"}, "text"),
        ({"key": "place.where", "text": ""}, "text"),
        ({"key": "place.where", "text": "在哪", "matter_type": "permit"}, "matter_type"),
        ({"key": "nowhere", "text": "在哪"}, "key"),
    ],
    ids=["too long", "empty", "by type", "unknown place"],
)
def test_a_wording_that_cannot_be_is_refused(
    client: Client, administrator: StaffUser, values: dict[str, str], field: str
) -> None:
    assert list(problems(client.post(reverse("admin:notices_sheetwording_add"), values))) == [field]


def test_a_wording_that_is_too_long_is_told_its_length_and_nothing_else(
    client: Client, administrator: StaffUser
) -> None:
    response = client.post(reverse("admin:notices_sheetwording_add"), {"key": "place.where", "text": "太长的用语"})
    assert problems(response) == {"text": ["这里最多4个字，现在有5个。"]}


def test_a_wording_is_on_new_sheets_and_not_on_those_given_out(client: Client, administrator: StaffUser) -> None:
    site = make_site()
    matter, clerk = make_published(), make_clerk(site)
    told = issue(matter=matter, site=site, clerk=clerk, at=local(2026, 3, 9))
    before = print_notice(told).data
    client.post(reverse("admin:notices_sheetwording_add"), {"key": "place.where", "text": "在哪办"})
    later = issue(matter=matter, site=site, clerk=clerk, at=local(2026, 3, 9))
    assert [notice.sheet.place[0].label for notice in (told, later)] == ["地点", "在哪办"]
    assert print_notice(told).data == before


def test_deleting_a_wording_brings_the_products_back(client: Client, administrator: StaffUser) -> None:
    row = SheetWording.objects.create(key="place.where", text="在哪办")
    client.post(reverse("admin:notices_sheetwording_delete", args=[row.pk]), {"post": "yes"})
    assert OfficeProfile.current().as_plain().words == ()


def test_deleting_several_wordings_at_once_has_their_sheets_tried_again(
    client: Client, administrator: StaffUser
) -> None:
    rows = [SheetWording.objects.create(key=key, text="改") for key in ("place.where", "place.hours")]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    client.post(reverse("admin:notices_sheetwording_changelist"), data)
    assert (SheetWording.objects.count(), refit_runs.runs().count()) == (0, 1)


@pytest.mark.pdf
def test_a_change_is_looked_at_on_paper_and_nothing_is_stored(
    client: Client, administrator: StaffUser, profile: OfficeProfile
) -> None:
    matter = make_published()
    make_site()
    look = reverse("admin:notices_officeprofile_look")
    page = client.post(look, {**PROFILE, "pk": "1", "footer": "还没保存", "sample": matter.code})
    found = page.context["found"]
    assert (found.before.sheet.footer, found.after.sheet.footer) == (profile.footer, "还没保存")
    assert client.get(reverse("admin:notices_look_paper", args=[found.after.key])).content.startswith(b"%PDF")
    assert (OfficeProfile.current().footer, PrintRun.objects.count()) == (profile.footer, 0)


def test_only_what_a_change_touches_is_tried_again(settings: Any, profile: OfficeProfile) -> None:
    site = make_site()
    edition = make_published().editions.get()
    setting_for(edition, gather(edition, {}, site))
    assert edition.pk not in touched()
    site.address = "搬到别处"
    site.save()
    assert edition.pk in touched()


@pytest.mark.pdf
def test_a_run_lists_what_no_longer_fits(monkeypatch: pytest.MonkeyPatch, administrator: StaffUser) -> None:
    make_site()
    papers = tuple(make_requirement(n, f"第{n}份材料" + "长" * 60) for n in range(40))
    edition = make_published(make_guide(requirements=papers)).editions.get()
    monkeypatch.setattr("notices.office.refit_runs.touched", lambda: [edition.pk])
    run = refit_runs.ask_for(administrator, "改了地址以后")
    refit_runs.perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (PrintState.DONE, 1, 1)
    assert [(one["code"], one["situation"], one["pages"]) for one in run.report["unfit"]] == [
        (edition.subject.code, "", 2)
    ]


@pytest.mark.pdf
def test_a_sheet_that_even_two_sides_cannot_hold_is_listed_and_the_others_are_tried(
    monkeypatch: pytest.MonkeyPatch, administrator: StaffUser
) -> None:
    make_site()
    keys = [make_published().editions.get().pk for _ in range(2)]
    monkeypatch.setattr("notices.office.refit_runs.touched", lambda: keys)
    monkeypatch.setattr("notices.fitting.pdf.count_pages", lambda html: 3)
    run = refit_runs.ask_for(administrator, "改了")
    refit_runs.perform(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done, {one["pages"] for one in run.report["unfit"]}) == (PrintState.DONE, 2, {3})


def test_a_run_that_broke_off_says_so_and_is_taken_up_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, administrator: StaffUser
) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr("notices.office.refit_runs.touched", broken)
    run = refit_runs.ask_for(administrator, "改了")
    refit_runs.perform(run.pk)
    page = client.get(reverse("admin:notices_refit", args=[run.pk])).content.decode()
    assert "重新排版时出了意外" in page
    again = reverse("admin:notices_refit_again", args=[run.pk])
    assert again in page
    client.post(again)
    assert list(refit_runs.runs().values_list("state", flat=True)) == [PrintState.WAITING, PrintState.FAILED]
    waiting = refit_runs.runs().first()
    assert waiting
    client.post(reverse("admin:notices_refit_again", args=[waiting.pk]))
    assert refit_runs.runs().count() == 2


def test_the_progress_of_a_run_speaks_of_matters(administrator: StaffUser) -> None:
    run = refit_runs.ask_for(administrator, "改了")
    run.state = PrintState.RUNNING
    assert progress_of(run)["words"] == "正在看哪些事项受影响"
    run.done, run.total = 3, 3
    assert progress_of(run)["words"] == "正在重新排版：3／3个事项"


def test_a_newer_run_takes_over_what_is_left(administrator: StaffUser) -> None:
    first, second = (refit_runs.ask_for(administrator, "改了") for _ in range(2))
    refit_runs.perform(first.pk)
    first.refresh_from_db()
    assert (first.state, second.state) == (PrintState.CANCELLED, PrintState.WAITING)


def test_a_changed_address_has_its_sheets_tried_again(client: Client) -> None:
    site = make_site()
    client.force_login(make_user(None, "matters.view_site", "matters.change_site", "matters.add_site", is_staff=True))
    page = reverse("admin:matters_site_change", args=[site.pk])
    form = client.get(page).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields} | {"address": "别处路999号"}
    hours = {"hours-TOTAL_FORMS": "0", "hours-INITIAL_FORMS": "0"}
    for data in (values, values):
        assert client.post(page, {**data, **hours}).status_code == 302
    assert list(refit_runs.runs().values_list("title", flat=True)) == [f"修改“{site}”以后"]


def test_who_may_not_change_anything_sees_no_run(client: Client, administrator: StaffUser) -> None:
    run = refit_runs.ask_for(administrator, "改了")
    client.force_login(make_user(None, is_staff=True))
    assert client.get(reverse("admin:notices_refit", args=[run.pk])).status_code == 403
