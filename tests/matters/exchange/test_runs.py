"""The life of an import or export: every step once, files that nobody else reads, what was broken off taken up again."""

import stat
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry
from matters.enums import RunState, Standing
from matters.exchange import files, performing, runs
from matters.models import ExchangeRun, Matter
from tests import factories
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
LONG_AGO = timedelta(days=8)


def fresh(run: ExchangeRun) -> ExchangeRun:
    return ExchangeRun.objects.get(pk=run.pk)


def test_a_small_file_is_looked_through_at_once_and_nothing_is_written() -> None:
    before = Matter.objects.count()
    run = make_run("演示事项甲", "演示事项乙")
    assert (run.state, run.report["created"], run.report["dry_run"]) == (RunState.READY, 2, True)
    assert Matter.objects.count() == before


def test_a_large_file_is_left_to_the_worker() -> None:
    run = make_run(small=False)
    assert (run.state, run.report) == (RunState.WAITING, {})
    assert list(DBTaskResult.objects.values_list("task_path", "args_kwargs")) == [
        ("matters.tasks.exchange", {"args": [run.pk], "kwargs": {}})
    ]


def test_a_file_is_kept_under_a_name_nobody_can_guess_and_closed_to_others() -> None:
    run = make_run()
    path = files.path_of(run)
    assert "目录" not in path.name
    assert len(path.stem) == 40
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)] == [0o600, 0o700]
    assert path.read_bytes() == make_csv("演示事项甲")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("目录.xls", "只接受 .xlsx、.csv、.json 文件。旧格式 .xls 请在表格软件里另存为 .xlsx。"),
        ("../../etc/passwd", "只接受 .xlsx、.csv、.json 文件。旧格式 .xls 请在表格软件里另存为 .xlsx。"),
    ],
)
def test_another_kind_of_file_is_refused_and_not_kept(name: str, message: str) -> None:
    with pytest.raises(runs.Refused) as refusal:
        runs.receive(make_upload(b"x", name), by=make_editor())
    assert (str(refusal.value), list(files.folder().iterdir())) == (message, [])


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MAX_BYTES", 10)
    with pytest.raises(runs.Refused, match="文件超过"):
        runs.receive(make_upload(b"x" * 11), by=make_editor())


def test_somebody_confined_to_a_street_cannot_bring_in_a_table() -> None:
    by = factories.make_user(region=factories.make_region())
    with pytest.raises(runs.Refused, match="请联系中心"):
        runs.receive(make_upload(make_csv("甲")), by=by)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason() -> None:
    run = runs.receive(make_upload(b"%PDF-1.7 x"), by=make_editor())
    assert (run.state, run.message.startswith("文件名是 .csv，内容却是PDF")) == (RunState.REFUSED, True)


def test_what_was_confirmed_becomes_drafts() -> None:
    by = make_editor()
    run = make_run("演示事项甲", "演示事项乙", by=by)
    runs.confirm(run)
    assert (run.state, run.report["created"], run.done, run.total) == (RunState.DONE, 2, 2, 2)
    made = Matter.objects.filter(name__in=("演示事项甲", "演示事项乙"))
    assert set(made.values_list("standing", "edited_by")) == {(Standing.DRAFT, by.pk)}


def test_an_import_is_on_record_once_with_file_and_counts() -> None:
    run = make_run("演示事项甲")
    runs.confirm(run)
    entry = AuditEntry.objects.get(action="import")
    assert (entry.actor, entry.target, entry.detail["sha256"], entry.detail["created"]) == (
        run.by,
        "目录.csv",
        run.sha256,
        1,
    )


def test_a_second_confirmation_is_refused() -> None:
    run = make_run("演示事项甲")
    other_tab = fresh(run)
    runs.confirm(run)
    with pytest.raises(runs.Refused, match="已经确认过"):
        runs.confirm(other_tab)
    assert Matter.objects.filter(name="演示事项甲").count() == 1


def test_two_workers_do_a_step_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run, done = make_run(small=False), []
    monkeypatch.setitem(performing._WORK, performing.CHECK, lambda run, beat: done.append(run.pk))
    performing.perform(run.pk)
    performing.perform(run.pk)
    assert done == [run.pk]


def test_accepted_repairs_are_made_and_stay_on_the_list() -> None:
    run = runs.receive(make_upload(make_dirty_workbook(), "目录.xlsx"), by=make_editor())
    assert run.message == ""
    split = next(r["id"] for r in run.report["repairs"] if r["kind"] == "split_materials")
    runs.recheck(run, accepted=[split, "没有这一条"])
    assert run.options["accepted"] == [split]
    assert split in [r["id"] for r in run.report["repairs"]]
    runs.confirm(run)
    papers = Matter.objects.get(name="演示事项甲").requirements.values_list("material__name", flat=True)
    assert list(papers) == ["营业执照", "法人授权书"]


def test_a_cancelled_file_is_gone_and_cannot_be_confirmed() -> None:
    run = make_run()
    runs.cancel(run)
    assert (fresh(run).state, files.path_of(run).exists()) == (RunState.CANCELLED, False)
    with pytest.raises(runs.Refused):
        runs.confirm(run)


def test_what_is_over_or_being_done_cannot_be_cancelled() -> None:
    for state in (RunState.DONE, RunState.CHECKING, RunState.RUNNING):
        run = make_run(state=state)
        with pytest.raises(runs.Refused, match="不能取消"):
            runs.cancel(run)


def test_somebody_elses_editor_between_preview_and_confirmation_loses_nothing() -> None:
    matter = factories.make_matter(name="演示事项甲", department=make_department())
    run = make_run("演示事项甲")
    Matter.objects.filter(pk=matter.pk).update(summary="刚写的一句话")
    runs.confirm(run)
    matter.refresh_from_db()
    assert (matter.summary, matter.consult_phone) == ("刚写的一句话", "0372-0001111")


def make_department() -> Any:
    from matters.models import Department
    from tests.matters.exchange.exchanging import DEPARTMENT

    return Department.objects.create(name=DEPARTMENT)


# --- Broken off


def test_an_unforeseen_error_is_a_break_with_a_way_on(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    run = make_run()
    with monkeypatch.context() as patch:
        patch.setattr(performing, "bring_in", lambda *args, **kwargs: 1 / 0)
        runs.confirm(run)
    assert (run.state, runs.is_broken_off(run), "ZeroDivisionError" in caplog.text) == (RunState.FAILED, True, True)
    runs.again(run)
    assert (run.state, run.message, run.report["created"]) == (RunState.DONE, "", 1)


@pytest.mark.parametrize(("silence", "broken"), [(119, False), (121, True)])
def test_a_run_without_a_sign_of_life_for_two_minutes_is_broken_off(silence: int, broken: bool) -> None:
    now = timezone.now()
    run = make_run(state=RunState.RUNNING, beat_at=now - timedelta(seconds=silence))
    assert runs.is_broken_off(run, now) is broken


def test_a_silent_run_can_be_started_again_and_a_living_one_cannot() -> None:
    silent = make_run("演示事项甲", state=RunState.CHECKING, beat_at=timezone.now() - timedelta(minutes=3))
    runs.again(silent)
    assert silent.state == RunState.READY
    living = make_run("演示事项乙", state=RunState.CHECKING, beat_at=timezone.now())
    with pytest.raises(runs.Refused, match="没有中断"):
        runs.again(living)


def test_whoever_was_thought_dead_stops_when_somebody_else_has_taken_over() -> None:
    run = make_run(options={"step": performing.IMPORT, "token": "old", "small": True})
    beat = performing.Beat(run)
    ExchangeRun.objects.filter(pk=run.pk).update(options=run.options | {"token": "new"})
    with pytest.raises(performing.TakenOver):
        beat(1, 2)


def test_progress_is_written_once_a_second_and_at_the_end() -> None:
    run = make_run(options={"token": "own"})
    beat = performing.Beat(run)
    seen = []
    for done in (1, 2, 3):
        beat(done, 3)
        seen.append(fresh(run).done)
    assert seen == [1, 1, 3]


@pytest.mark.parametrize(("waited", "long"), [(9, False), (11, True)])
def test_ten_seconds_in_the_queue_are_long(waited: int, long: bool) -> None:
    now = timezone.now()
    run = make_run(state=RunState.WAITING, beat_at=now - timedelta(seconds=waited))
    assert runs.is_queued_long(run, now) is long


# --- Export


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_an_export_holds_the_chosen_matters_and_can_be_brought_in_again(form: str) -> None:
    by, matter = make_editor(), factories.make_matter()
    run = runs.ask_for_export(by=by, form=form, matters=[matter.pk])
    assert (run.state, run.done, run.filename) == (
        RunState.DONE,
        1,
        f"事项目录-{timezone.localdate():%Y%m%d}.{form}",
    )
    back = runs.receive(make_upload(files.path_of(run).read_bytes(), run.filename), by=by)
    assert (back.report["unchanged"], back.report["created"], back.report["problems"]) == (1, 0, [])


def test_an_exported_file_is_closed_to_others() -> None:
    run = runs.ask_for_export(by=make_editor(), form="json", matters=[factories.make_matter().pk])
    assert stat.S_IMODE(files.path_of(run).stat().st_mode) == 0o600


def test_an_export_holds_only_what_is_in_scope_when_it_is_made() -> None:
    own, foreign = factories.make_matter(department=make_department()), factories.make_matter()
    by = make_editor(department=own.department)
    run = runs.ask_for_export(by=by, form="json", matters=[own.pk, foreign.pk])
    text = files.path_of(run).read_text("utf-8")
    assert (run.total, own.code in text, foreign.code in text) == (1, True, False)


def test_an_import_of_an_editor_of_one_department_touches_only_its_matters() -> None:
    make_department()
    by = make_editor(department=factories.make_matter().department)
    run = make_run("演示事项甲", by=by)
    assert (run.report["refused"], [p["check"] for p in run.report["problems"]]) == (1, ["out_of_scope"])


# --- Cleaning up


def test_files_older_than_a_week_are_deleted_and_their_records_stay() -> None:
    old, young = make_run(), make_run()
    ExchangeRun.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - LONG_AGO, beat_at=timezone.now() - LONG_AGO
    )
    paths = [files.path_of(old), files.path_of(young)]
    assert runs.prune() == 1
    assert [path.exists() for path in paths] == [False, True]
    assert [(run.state, run.stored_name != "") for run in (fresh(old), fresh(young))] == [
        (RunState.CANCELLED, False),
        (RunState.READY, True),
    ]


def test_files_that_belong_to_no_run_are_deleted_after_a_week() -> None:
    stray = files.folder() / "left.csv"
    stray.write_text("x")
    assert [runs.prune(), runs.prune(timezone.now() + LONG_AGO)] == [0, 1]
    assert not stray.exists()


def test_a_file_that_was_exchanged_after_the_preview_is_not_brought_in() -> None:
    run = make_run()
    files.path_of(run).write_bytes(make_csv("别的事项"))
    runs.confirm(run)
    assert (fresh(run).state, "不一样了" in fresh(run).message) == (RunState.REFUSED, True)
    assert not Matter.objects.filter(name="别的事项").exists()


def test_the_import_knows_when_the_user_was_shown_the_changes() -> None:
    run = make_run()
    assert fresh(run).options["seen_at"] == fresh(run).options["started_at"]
    runs.confirm(fresh(run))
    done = fresh(run)
    assert (done.state, done.options["seen_at"] < done.options["started_at"]) == (RunState.DONE, True)
