"""Import and export in the admin: what each page shows, who sees it, and that asking changes nothing."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from matters.enums import RunState
from matters.exchange import files
from matters.models import ExchangeRun, Matter
from tests import factories
from tests.admin_pages import make_staff, make_superuser, signed_in
from tests.matters.exchange.exchanging import (
    exchange_dir,
    make_csv,
    make_dirty_workbook,
    make_editor,
    make_run,
    make_upload,
)

__all__ = ["exchange_dir"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exchange_dir")]
LIST = "/admin/matters/matter/"


def url(name: str, run: ExchangeRun | None = None) -> str:
    return reverse(f"admin:matters_exchange_{name}", args=[run.pk] if run else [])


def upload(client: Client, content: bytes, name: str = "目录.csv", **given: str) -> ExchangeRun:
    """Send the form and give back the run it led to."""
    answer = client.post(url("import"), {"file": make_upload(content, name), **given})
    run = ExchangeRun.objects.latest("id")
    assert answer.headers["Location"] == url("run", run)
    return run


@pytest.fixture
def editor() -> Client:
    return signed_in(make_editor())


@pytest.fixture
def dirty(editor: Client) -> ExchangeRun:
    """A workbook with dirt, looked through."""
    return upload(editor, make_dirty_workbook(), "目录.xlsx")


# --- The way through


def test_the_list_of_matters_leads_to_the_pages(editor: Client) -> None:
    page = editor.get(LIST, {"standing": "live"}).content.decode()
    links = [f'href="{url(name)}"' for name in ("import", "template", "runs")]
    assert [link for link in [*links, f'href="{url("export")}?standing=live"'] if link not in page] == []


def test_a_file_goes_from_upload_to_drafts(editor: Client) -> None:
    run = upload(editor, make_csv("演示事项甲", "演示事项乙"))
    page = editor.get(url("run", run))
    assert page.context["counts"][0] == ("created", "新增", 2)
    answer = editor.post(url("confirm", run), {"confirm": ""}, follow=True)
    assert "导入完成" in answer.content.decode()
    assert Matter.objects.filter(name__in=("演示事项甲", "演示事项乙")).count() == 2


def test_the_source_chosen_is_kept(editor: Client) -> None:
    assert upload(editor, make_csv("甲"), source="sichuan").options["source"] == "sichuan"


def test_an_upload_without_file_or_of_another_kind_is_told_so(editor: Client) -> None:
    pages = [editor.post(url("import"), given) for given in ({}, {"file": make_upload(b"x", "a.exe")})]
    assert [page.context["form"].errors["file"] for page in pages] == [
        ["请选择文件。"],
        ["只接受 .xlsx、.csv、.json 文件。旧格式 .xls 请在表格软件里另存为 .xlsx。"],
    ]


def test_a_file_that_cannot_be_read_shows_why(editor: Client) -> None:
    run = upload(editor, b"%PDF-1.7 x")
    assert run.message in editor.get(url("run", run)).content.decode()


def test_the_preview_names_every_problem_at_its_place(editor: Client, dirty: ExchangeRun) -> None:
    shown = editor.get(url("run", dirty)).context["problems"]
    errors = [(p["sheet"], p["row"], p["column"], p["value"]) for p in shown if p["severity"] == "error"]
    assert errors == [("事项", 3, "事项类型", "行政怪事"), ("事项", 3, "法定办结时限", "=1+1")]


def test_problems_are_filtered_by_severity_and_paged() -> None:
    run = make_run(by=make_superuser())
    run.report["problems"] = [
        {"severity": s, "check": "c", "sheet": "", "row": n, "column": "", "value": "", "message": "m"}
        for n in range(1, 121)
        for s in ("note", "error")
    ]
    run.save()
    client = signed_in(run.by)
    pages = [
        client.get(url("run", run), given).context["problems"] for given in ({}, {"severity": "note", "page": "2"})
    ]
    assert [(page.paginator.count, page[0]["severity"], page[0]["row"]) for page in pages] == [
        (240, "error", 1),
        (120, "note", 101),
    ]


def test_repairs_can_be_ticked_by_kind_and_one_by_one(editor: Client, dirty: ExchangeRun) -> None:
    kinds = {kind.key: kind for kind in editor.get(url("run", dirty)).context["kinds"]}
    assert kinds["split_materials"].words == "拆成几种材料"
    one = kinds["split_materials"].rows[0]["id"]
    for given in ({"kind": "split_materials"}, {"repair": one}):
        editor.post(url("confirm", dirty), {"recheck": "", **given})
        dirty.refresh_from_db()
        assert dirty.options["accepted"] == [one]


def test_a_confirmation_with_other_ticks_than_looked_at_is_a_new_look(editor: Client, dirty: ExchangeRun) -> None:
    answer = editor.post(url("confirm", dirty), {"confirm": "", "kind": "split_materials"}, follow=True)
    dirty.refresh_from_db()
    assert (dirty.state, "已按新的勾选重新检查" in answer.content.decode()) == (RunState.READY, True)
    assert not Matter.objects.filter(name="演示事项甲").exists()


def test_a_second_confirmation_says_so_and_does_nothing(editor: Client) -> None:
    run = upload(editor, make_csv("演示事项甲"))
    editor.post(url("confirm", run), {"confirm": ""})
    answer = editor.post(url("confirm", run), {"confirm": ""}, follow=True)
    assert "已经确认过" in answer.content.decode()
    assert Matter.objects.filter(name="演示事项甲").count() == 1


def test_what_would_change_in_a_matter_is_shown_field_by_field(editor: Client) -> None:
    editor.post(url("confirm", upload(editor, make_csv("演示事项甲"))), {"confirm": ""})
    run = upload(editor, make_csv("演示事项甲", phone="0372-0009999"))
    (matter,) = editor.get(url("run", run)).context["changes"]
    assert [(c["words"], c["old"], c["new"]) for c in matter["changes"]] == [
        ("咨询电话", "0372-0001111", "0372-0009999")
    ]


def test_a_file_that_changes_nothing_offers_no_import(editor: Client) -> None:
    editor.post(url("confirm", upload(editor, make_csv("演示事项甲"))), {"confirm": ""})
    page = editor.get(url("run", upload(editor, make_csv("演示事项甲")))).content.decode()
    assert ("文件与目录一致" in page, "确认导入" in page) == (True, False)


def test_a_cancelled_file_is_deleted(editor: Client, dirty: ExchangeRun) -> None:
    answer = editor.post(url("cancel", dirty), follow=True)
    assert ("已取消" in answer.content.decode(), files.path_of(dirty).exists()) == (True, False)


# --- Downloads


def test_the_problems_come_as_text_only(editor: Client, dirty: ExchangeRun) -> None:
    answer = editor.get(url("problems", dirty))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    formula = next(row for row in sheet.iter_rows(min_row=2) if row[3].value == "=1+1")
    assert [(cell.data_type, cell.value) for cell in formula[:4]] == [
        ("s", "事项"),
        ("s", "3"),
        ("s", "法定办结时限"),
        ("s", "=1+1"),
    ]
    assert formula[3].quotePrefix


def test_the_report_comes_as_the_command_prints_it(editor: Client, dirty: ExchangeRun) -> None:
    answer = editor.get(url("report", dirty))
    assert json.loads(answer.content) == dirty.report
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_an_uploaded_file_is_never_given_out(editor: Client, dirty: ExchangeRun) -> None:
    assert editor.get(url("file", dirty)).status_code == 404


def test_the_template_is_a_workbook_with_a_sheet_of_matters(editor: Client) -> None:
    content = b"".join(editor.get(url("template")).streaming_content)
    assert "事项" in load_workbook(BytesIO(content)).sheetnames


def test_what_would_be_new_is_named(editor: Client) -> None:
    run = upload(editor, make_csv("演示事项甲", "演示事项乙"))
    assert [row["name"] for row in editor.get(url("run", run)).context["fresh"]] == ["演示事项甲", "演示事项乙"]


# --- Export


def export(client: Client, query: str = "", form: str = "json") -> Any:
    """Ask for an export and read the file it leads to."""
    client.post(url("export") + query, {"form": form})
    run = ExchangeRun.objects.latest("id")
    answer = client.get(url("file", run))
    return run, b"".join(answer.streaming_content) if answer.streaming else b""


def test_all_matters_are_exported_as_an_attachment(editor: Client) -> None:
    run, content = export(editor)
    assert (run.done, files.path_of(run).read_bytes()) == (Matter.objects.count(), content)
    assert editor.get(url("file", run)).headers["Content-Disposition"].startswith("attachment; ")


def test_the_lists_filter_is_the_exports(editor: Client) -> None:
    draft = factories.make_matter()
    run, content = export(editor, "?standing=draft")
    assert (run.options["matters"], draft.code.encode() in content) == ([draft.pk], True)


def test_the_selected_matters_are_exported(editor: Client) -> None:
    chosen = [factories.make_matter().pk for _ in range(2)]
    answer = editor.post(LIST, {"action": "export_selected", "_selected_action": chosen})
    query = "?" + answer.headers["Location"].partition("?")[2]
    assert export(editor, query)[0].options["matters"] == chosen


def test_the_export_page_says_how_many(editor: Client) -> None:
    factories.make_matter()
    counts = [editor.get(url("export") + query).context["total"] for query in ("", "?standing=draft", "?q=没有这个")]
    assert counts == [Matter.objects.count(), 1, 0]


def test_a_nonsensical_filter_is_dropped(editor: Client) -> None:
    assert editor.get(url("export") + "?standing__foo=1").headers["Location"] == url("export")


def test_an_old_export_says_that_its_file_is_gone(editor: Client) -> None:
    run, _ = export(editor)
    files.remove(run)
    assert editor.get(url("file", run)).status_code == 404
    ExchangeRun.objects.filter(pk=run.pk).update(stored_name="")
    assert "已删除" in editor.get(url("run", run)).content.decode()


# --- Progress


def test_the_progress_counts_rate_and_rest(editor: Client, dirty: ExchangeRun) -> None:
    started = timezone.now() - timedelta(seconds=10)
    ExchangeRun.objects.filter(pk=dirty.pk).update(
        state=RunState.RUNNING, done=200, total=1000, beat_at=timezone.now(),
        options=dirty.options | {"started_at": started.isoformat()},
    )  # fmt: skip
    told = editor.get(url("progress", dirty)).json()
    assert {key: told[key] for key in ("state", "is_moving", "done", "total")} == {
        "state": "running",
        "is_moving": True,
        "done": 200,
        "total": 1000,
    }
    assert told["words"].startswith("正在处理：200／1000个事项，每秒")
    assert '<progress aria-label="已处理的事项"' in editor.get(url("run", dirty)).content.decode()


def test_a_long_queue_says_how_to_start_the_worker(editor: Client, dirty: ExchangeRun) -> None:
    ExchangeRun.objects.filter(pk=dirty.pk).update(
        state=RunState.WAITING, beat_at=timezone.now() - timedelta(seconds=11)
    )
    assert editor.get(url("progress", dirty)).json()["is_queued_long"] is True
    page = editor.get(url("run", dirty)).content.decode()
    assert ("data-progress-queued >" in page, "manage.py db_worker" in page) == (True, True)


def test_a_broken_off_run_can_be_started_again(editor: Client, dirty: ExchangeRun) -> None:
    ExchangeRun.objects.filter(pk=dirty.pk).update(
        state=RunState.RUNNING, beat_at=timezone.now() - timedelta(minutes=3)
    )
    assert "重新运行" in editor.get(url("run", dirty)).content.decode()
    assert "中断" in editor.get(url("runs")).content.decode()
    editor.post(url("again", dirty))
    dirty.refresh_from_db()
    assert dirty.state == RunState.READY


# --- Who


PAGES = ("run", "progress", "report", "problems")


def test_nobody_but_the_owner_and_a_superuser_sees_a_run(dirty: ExchangeRun) -> None:
    found = {
        name: [signed_in(user).get(url(page, dirty)).status_code for page in PAGES]
        for name, user in (("owner", dirty.by), ("superuser", make_superuser()), ("colleague", make_editor()))
    }
    assert found == {"owner": [200] * 4, "superuser": [200] * 4, "colleague": [404] * 4}


def test_the_list_of_runs_holds_ones_own(dirty: ExchangeRun) -> None:
    make_run()
    rows = {
        name: [run for run, _ in signed_in(user).get(url("runs")).context["rows"]]
        for name, user in (("owner", dirty.by), ("colleague", make_editor()))
    }
    assert rows == {"owner": [dirty], "colleague": []}


def test_a_reviewer_exports_and_does_not_import() -> None:
    reviewer = signed_in(make_staff("审核发布"))
    assert [reviewer.get(url(name)).status_code for name in ("import", "export", "runs")] == [403, 200, 200]


def test_whoever_has_no_right_to_the_catalog_reaches_no_page() -> None:
    user = factories.make_user(is_staff=True)
    user.groups.add(Group.objects.get(name="窗口人员"))
    client = signed_in(user)
    assert {client.get(url(name)).status_code for name in ("import", "export", "runs", "template")} == {403}


def test_an_editor_of_a_department_exports_its_matters_only() -> None:
    own = factories.make_matter()
    run, _ = export(signed_in(make_editor(department=own.department)))
    assert set(run.options["matters"]) == set(
        Matter.objects.filter(department=own.department).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("step", ["confirm", "cancel", "again"])
def test_a_step_is_taken_by_post_with_a_token_only(dirty: ExchangeRun, step: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(dirty.by)
    assert [client.get(url(step, dirty)).status_code, client.post(url(step, dirty)).status_code] == [405, 403]
    dirty.refresh_from_db()
    assert dirty.state == RunState.READY


def test_looking_changes_nothing(editor: Client, dirty: ExchangeRun) -> None:
    before = list(ExchangeRun.objects.values())
    for page in PAGES:
        editor.get(url(page, dirty))
    for page in ("runs", "import", "export"):
        editor.get(url(page))
    assert list(ExchangeRun.objects.values()) == before
