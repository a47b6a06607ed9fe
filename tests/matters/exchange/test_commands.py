"""import_matters and export_matters from the outside: what they print, write and answer."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import AuditEntry, StaffUser
from matters.enums import Standing
from matters.keeping import copy_of
from matters.models import Matter, Review
from matters.publishing import edition_in_force
from tests import factories
from tests.matters.exchange.bringing import catalog, new

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: Any) -> tuple[int, str]:
    """Its exit code and what it printed, refusals too."""
    out = StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out)
    except CommandError as error:
        return error.returncode, str(error)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue()
    return 0, out.getvalue()


def editor() -> StaffUser:
    return factories.make_user(None, "matters.change_matter")


def reviewer() -> StaffUser:
    return factories.make_user(None, "matters.publish_matter")


# --- Import


def test_an_import_says_in_chinese_what_it_did(tmp_path: Path) -> None:
    assert run("import_matters", catalog(tmp_path, new())) == (0, "导入完成：新增1，更新0，不变0，拒绝0。\n")


def test_some_matters_refused_is_exit_code_3_with_counts_by_check(tmp_path: Path) -> None:
    code, printed = run("import_matters", catalog(tmp_path, new(), new("坏", visits=11)))
    assert (code, printed.splitlines()) == (3, [
        "导入完成：新增1，更新0，不变0，拒绝1。",
        "  out_of_range：1",
        "[不能导入] 第2行 $.visits：到现场次数：到现场次数不能超过10次",
    ])  # fmt: skip


@pytest.mark.parametrize("content", ["", "没有表头的一句话", '{"schema": 9, "matters": []}'])
def test_a_file_that_is_no_catalog_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, "utf-8")
    before = AuditEntry.objects.count()
    assert (run("import_matters", path)[0], AuditEntry.objects.count()) == (1, before)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert run("import_matters", tmp_path / "none.csv")[0] == 1


def test_without_a_file_it_is_a_usage_error() -> None:
    command = [sys.executable, "manage.py", "import_matters"]
    assert subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=False).returncode == 2


def test_the_report_has_the_counts_and_every_problem(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run("import_matters", catalog(tmp_path, new(), new("坏", visits=11)), "--report", report)
    data = json.loads(report.read_text("utf-8"))
    assert {key: data[key] for key in ("created", "updated", "unchanged", "refused")} == {
        "created": 1, "updated": 0, "unchanged": 0, "refused": 1,
    }  # fmt: skip
    assert data["problems"] == [{
        "severity": "error", "check": "out_of_range", "sheet": "", "row": 2, "column": "$.visits", "value": "11",
        "message": "到现场次数：到现场次数不能超过10次",
    }]  # fmt: skip
    assert [(m["name"], m["outcome"]) for m in data["matters"]] == [("演示新事项", "created"), ("坏", "refused")]


def test_a_dry_run_says_so_and_writes_nothing(tmp_path: Path) -> None:
    before = AuditEntry.objects.count()
    code, printed = run("import_matters", catalog(tmp_path, new()), "--dry-run")
    assert (code, printed) == (0, "试运行，什么都没有写入：新增1，更新0，不变0，拒绝0。\n")
    assert (AuditEntry.objects.count(), Matter.objects.filter(name="演示新事项").exists()) == (before, False)


def test_repairs_are_proposed_and_made_when_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("事项名称,实施主体\n演示事项(市级),演示部门\n", "utf-8")
    assert "1处可以修复" in run("import_matters", path)[1]
    run("import_matters", path, "--accept", "all")
    assert Matter.objects.filter(name="演示事项（市级）").count() == 1


# --- Publishing


def publishable() -> Matter:
    """Live, with an edition; its content can be published as it is."""
    return Matter.objects.filter(standing=Standing.LIVE, demo=True).order_by("code")[0]


@pytest.fixture
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


@pytest.mark.usefixtures("_no_gates")
def test_what_was_imported_is_published_by_two_people(tmp_path: Path) -> None:
    matter, by, other = publishable(), editor(), reviewer()
    path = catalog(tmp_path, {"code": matter.code, "summary": "导入后的一句话"})
    code, printed = run("import_matters", path, "--publish", "--by", by.username, "--reviewer", other.username)
    edition = edition_in_force(matter)
    assert (code, printed) == (0, "导入完成：新增0，更新1，不变0，拒绝0，发布1。\n")
    assert (edition.content["summary"], edition.published_by, edition.change_note) == (
        "导入后的一句话",
        other,
        "导入 目录.json",
    )
    assert Review.objects.get(matter=matter, edition=edition).submitted_by == by


@pytest.mark.usefixtures("_no_gates")
def test_a_second_run_publishes_nothing_more(tmp_path: Path) -> None:
    matter, by, other = publishable(), editor(), reviewer()
    path = catalog(tmp_path, {"code": matter.code, "summary": "导入后的一句话"})
    for printed in ("导入完成：新增0，更新1，不变0，拒绝0，发布1。\n", "导入完成：新增0，更新0，不变1，拒绝0。\n"):
        assert run("import_matters", path, "--publish", "--by", by.username, "--reviewer", other.username) == (
            0,
            printed,
        )


@pytest.mark.usefixtures("_no_gates")
def test_a_matter_that_is_incomplete_stays_imported_and_unpublished(tmp_path: Path) -> None:
    by, other = editor(), reviewer()
    path = catalog(tmp_path, new())
    code, printed = run("import_matters", path, "--publish", "--by", by.username, "--reviewer", other.username)
    assert (code, printed.splitlines()[:2]) == (3, ["导入完成：新增1，更新0，不变0，拒绝0。", "  publish：1"])
    matter = Matter.objects.get(name="演示新事项")
    assert (matter.standing, Review.objects.filter(matter=matter).exists()) == ("draft", False)


@pytest.mark.usefixtures("_no_gates")
def test_a_dry_run_says_what_publishing_would_miss(tmp_path: Path) -> None:
    by, other = editor(), reviewer()
    arguments = ("--dry-run", "--publish", "--by", by.username, "--reviewer", other.username)
    code, printed = run("import_matters", catalog(tmp_path, new()), *arguments)
    assert (code, "没有填写事项类型" in printed, Matter.objects.filter(name="演示新事项").exists()) == (3, True, False)


def _pair(who: str) -> tuple[str, str]:
    by, other = editor(), reviewer()
    if who == "the same":
        other = by
    elif who == "may not publish":
        other = editor()
    elif who == "may not change":
        by = reviewer()
    elif who == "inactive":
        StaffUser.objects.filter(pk=other.pk).update(is_active=False)
    return by.username, "nobody" if who == "unknown" else other.username


@pytest.mark.parametrize("who", ["the same", "may not publish", "may not change", "inactive", "unknown"])
def test_publishing_by_the_wrong_people_is_refused_before_anything_is_written(tmp_path: Path, who: str) -> None:
    by, other = _pair(who)
    code, _ = run("import_matters", catalog(tmp_path, new()), "--publish", "--by", by, "--reviewer", other)
    assert (code, Matter.objects.filter(name="演示新事项").exists()) == (1, False)


def test_publishing_without_naming_both_is_a_usage_error(tmp_path: Path) -> None:
    assert run("import_matters", catalog(tmp_path, new()), "--publish", "--by", editor().username)[0] == 2


# --- Export


def test_an_export_says_what_it_wrote_and_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    code, printed = run("export_matters", path)
    entry = AuditEntry.objects.get(action="export")
    total = Matter.objects.filter(merged_into=None).exclude(standing=Standing.RETIRED).count()
    assert (code, printed) == (0, f"导出{total}个事项到 {path}，sha256 {entry.detail['sha256']}。\n")
    assert (entry.target, entry.detail["matters"]) == ("a.json", total)


@pytest.mark.parametrize("name", ["a.xls", "a.txt", "a"])
def test_another_ending_is_a_usage_error(tmp_path: Path, name: str) -> None:
    assert (run("export_matters", tmp_path / name)[0], list(tmp_path.iterdir())) == (2, [])


def test_an_export_of_some_codes_holds_these(tmp_path: Path) -> None:
    matters = sorted((factories.make_matter() for _ in range(2)), key=lambda m: m.code)
    path = tmp_path / "a.json"
    run("export_matters", path, "--codes", ",".join(m.code.lower() for m in matters))
    assert [m["code"] for m in json.loads(path.read_text("utf-8"))["matters"]] == [m.code for m in matters]


def test_an_unknown_code_is_refused_and_named(tmp_path: Path) -> None:
    assert run("export_matters", tmp_path / "a.json", "--codes", "ZZZZZZ") == (1, "目录里没有公开短码 ZZZZZZ。")


def test_an_export_of_a_department_holds_its_matters(tmp_path: Path) -> None:
    matter, path = factories.make_matter(), tmp_path / "a.json"
    run("export_matters", path, "--department", matter.department.name)
    own = Matter.objects.filter(department=matter.department).exclude(standing=Standing.RETIRED)
    assert len(json.loads(path.read_text("utf-8"))["matters"]) == own.count()


def test_an_export_that_fails_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("older", "utf-8")
    monkeypatch.setattr(
        "matters.exchange.writing.told", lambda *args: (_ for _ in ()).throw(OSError(28, "设备上没有空间"))
    )
    assert run("export_matters", path)[0] == 1
    assert [(p.name, p.read_text("utf-8")) for p in tmp_path.iterdir()] == [("a.json", "older")]


def test_a_retired_matter_is_exported_only_when_asked_for(tmp_path: Path) -> None:
    matter = factories.make_matter(standing=Standing.RETIRED, standing_reason="取消")
    path = tmp_path / "a.json"
    run("export_matters", path)
    everything = path.read_text("utf-8")
    run("export_matters", path, "--codes", matter.code)
    assert (matter.code in everything, copy_of(matter).name in path.read_text("utf-8")) == (False, True)


def test_a_report_that_cannot_be_written_stops_before_anything_is_brought_in(tmp_path: Path) -> None:
    code, printed = run("import_matters", catalog(tmp_path, new()), "--report", tmp_path / "nowhere" / "a.json")
    assert (code, "写不了报告" in printed, Matter.objects.filter(name="演示新事项").exists()) == (1, True, False)


@pytest.mark.parametrize("arguments", [("--reviewer", "nobody"), ("--accept", "no_such_repair")])
def test_an_option_that_would_do_nothing_is_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run("import_matters", catalog(tmp_path, new()), *arguments)[0] == 2
    assert not Matter.objects.filter(name="演示新事项").exists()
