"""Bundles at the counter, on paper and in the ledger."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from matters.enums import Standing
from matters.models import Bundle
from notices.composing import gather, guide_url
from notices.desk.finding import find
from notices.desk.scanning import read_scan
from notices.enums import Layout
from notices.fitting import publication_gate, setting_for
from notices.issuing import CannotIssue, issue
from notices.ladder import BUNDLE_LADDER, LADDER
from notices.models import Notice
from notices.proving.ledger_check import check_ledger
from notices.rendering import render_whole
from notices.verifying import State, verify
from tests.bundles import make_bundle, make_live_bundle, member, move_on, publish
from tests.counter import address, signed_in, turned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture(autouse=True)
def _ungated(settings):
    """Which rung a sheet comes to rest in is tested with the demo's bundles."""
    settings.PUBLICATION_GATES = []


@pytest.fixture
def notice(site, clerk) -> Notice:
    return issue(bundle=make_live_bundle(), site=site, clerk=clerk)


def test_a_notice_of_a_bundle_is_in_the_ledger_like_any_other(notice):
    assert (notice.matter, notice.subject, notice.number) == (None, notice.bundle, 1)
    assert notice.sheet.matter == notice.bundle.name
    report = check_ledger()
    assert (report.rows, report.broken) == (1, [])


def test_what_is_told_about_must_be_named(site, clerk):
    with pytest.raises(TypeError):
        issue(site=site, clerk=clerk)


def test_a_bundle_with_a_suspended_matter_is_not_issued(site, clerk):
    bundle = make_live_bundle()
    turned(member(bundle, 2), Standing.SUSPENDED)
    with pytest.raises(CannotIssue, match="“试行卫生许可”暂停办理：系统升级"):
        issue(subject=bundle, site=site, clerk=clerk)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("standing", "reason"), [(Standing.DRAFT, "没有发布"), (Standing.RETIRED, "已取消"), (Standing.SUSPENDED, "暂停")]
)
def test_a_bundle_that_is_not_live_is_not_issued(site, clerk, standing, reason):
    bundle = make_live_bundle()
    Bundle.objects.filter(pk=bundle.pk).update(standing=standing, standing_reason="系统升级")
    with pytest.raises(CannotIssue, match=reason):
        issue(bundle=bundle, site=site, clerk=clerk)


def test_a_sheet_holds_until_the_bundle_is_published_again(notice):
    assert verify(notice).state == State.VALID
    move_on(member(notice.bundle, 2))
    assert verify(notice).state == State.VALID
    publish(notice.bundle)
    verdict = verify(notice)
    assert verdict.state == State.SUPERSEDED
    assert "新增申请材料：新增的证明" in [c.sentence.partition("（")[0] for c in verdict.changes]


def test_a_suspended_matter_suspends_the_sheet_and_is_named(client, notice):
    turned(member(notice.bundle, 2), Standing.SUSPENDED)
    text = client.get(f"/n/{notice.token}/").content.decode()
    assert ('data-state="suspended"' in text, "其中“试行卫生许可”暂停办理：系统升级" in text) == (True, True)


def test_the_page_of_a_sheet_leads_to_the_bundle(client, notice):
    text = client.get(f"/n/{notice.token}/").content.decode()
    assert f'href="/b/{notice.bundle.code}/"' in text


def test_the_desk_finds_bundles_beside_matters(site):
    bundle = make_live_bundle(name="试行开店联办")
    other = make_live_bundle(name="联办试行开店")
    found = [one.subject for one in find("试行开店", site)]
    assert found == [bundle, other]
    assert [(one.is_bundle, one.is_ready, one.obstacle) for one in find(bundle.code, site)] == [(True, True, "")]


def test_a_code_or_a_scan_leads_to_the_bundle(clerk):
    bundle, window = make_live_bundle(), signed_in(clerk)
    scan = f"https://zwfw.example.gov.cn/b/{bundle.code}/?a=who.self"
    addresses = [window.get(address("counter"), {"q": text})["Location"] for text in (bundle.code.lower(), scan)]
    page = address("counter_bundle", bundle.code)
    assert addresses == [page, page + "?a=who.self"]
    assert read_scan(scan).is_bundle


def test_a_bundle_is_issued_at_the_counter(clerk):
    bundle, window = make_live_bundle(), signed_in(clerk)
    page = window.get(address("counter_bundle", bundle.code))
    key = page.context["form"]["key"].value()
    response = window.post(address("counter_bundle", bundle.code), {"key": key, "manner": "window"})
    notice = Notice.objects.get()
    assert (notice.bundle, response["Location"]) == (bundle, address("counter_notice", notice.pk) + "?fresh=1")
    listed = window.get(address("counter_notices"), {"q": bundle.name}).content.decode()
    assert notice.serial in listed


def test_a_draft_is_no_page_of_the_counter(clerk):
    assert signed_in(clerk).get(address("counter_bundle", make_bundle().code)).status_code == 404


def test_the_commands_take_a_bundles_code(site, clerk, tmp_path):
    bundle, out = make_live_bundle(), StringIO()
    call_command("issue_notice", bundle.code, "--site", site.code, "--clerk", clerk.username, stdout=out)
    assert json.loads(out.getvalue())["serial"] == Notice.objects.get().serial
    turned(member(bundle, 2), Standing.SUSPENDED)
    with pytest.raises(CommandError, match="暂停办理"):
        call_command("render_sheet", bundle.code, "--out", str(tmp_path / "sheet.pdf"), stdout=StringIO())


def test_the_blank_sheet_is_one_page_and_its_code_leads_to_the_bundle(tmp_path):
    out = StringIO()
    call_command("render_sheet", "BE7X5M", "--out", str(tmp_path / "sheet.pdf"), stdout=out)
    row = json.loads(out.getvalue())
    assert (row["pages"], row["url"]) == (1, "https://zwfw.example.gov.cn/b/BE7X5M/")


def test_the_pdf_of_a_bundle_for_everybody(client):
    response = client.get("/b/BE7X5M/sheet.pdf?site=beiguan")
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get("/b/BE7X5M/sheet.pdf?site=nowhere").status_code == 404


def test_while_a_matter_is_suspended_the_page_stands_for_the_pdf(client):
    bundle = make_live_bundle()
    turned(member(bundle, 2), Standing.SUSPENDED)
    assert client.get(f"/b/{bundle.code}/sheet.pdf")["Location"] == f"/b/{bundle.code}/"


@pytest.mark.pdf
def test_refitting_takes_the_code_of_a_bundle():
    told = StringIO()
    call_command("refit_sheets", "BE7X5M", stdout=told)
    assert told.getvalue().startswith("[1/1] BE7X5M 教育培训机构")


@pytest.mark.one_database
@pytest.mark.pdf
@pytest.mark.parametrize("code", ["BP4Q9T", "BX6W3R", "BE7X5M"])
def test_the_poster_of_a_large_bundle_is_one_page_with_flow_and_rights(code):
    bundle = Bundle.objects.get(code=code)
    edition = bundle.editions.first()
    ingredients = gather(edition, {})
    setting = setting_for(edition, ingredients, layout=Layout.POSTER)
    printed = render_whole(ingredients.sheet(guide_url(ingredients.guide)), setting)
    assert (printed.pages, {"steps", "details"} & set(setting.folded)) == (1, set())


@pytest.mark.one_database
def test_a_bundle_climbs_further_than_a_matter_and_loses_no_paper():
    bundle = Bundle.objects.get(code="BE7X5M")
    verdict = publication_gate(bundle.editions.first().guide, bundle, 2)
    assert verdict.findings == []
    further = BUNDLE_LADDER[len(LADDER) :]
    assert {fold for setting in further for fold in setting.folded} - {f for s in LADDER for f in s.folded} == {
        "legal",
        "conditions",
        "steps",
    }
