"""A batch from the request to the file and its end; the background worker's part is in `test_print_tasks`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEntry
from notices import tasks
from notices.batches import files as print_files
from notices.batches import printing
from notices.batches import runs as print_runs
from notices.batches.printing import Beat, Stopped
from notices.composing import NotHandledHere
from notices.enums import PrintState
from notices.models import PrintRun
from tests.factories import make_user
from tests.notices.printed import make_matters, make_run, print_dir
from tests.paper import Paper

__all__ = ["print_dir"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("print_dir")]


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> PrintRun:
    """A run that waits for the worker."""
    monkeypatch.setattr(print_runs, "SMALL", 1)
    return make_run()


@pytest.mark.pdf
def test_a_small_batch_is_done_at_once(print_dir: Path) -> None:
    run = make_run()
    data = print_files.path_of(run).read_bytes()
    assert (run.state, run.done, run.total, run.pages, run.size) == (PrintState.DONE, 2, 2, 2, len(data))
    assert [name in Paper(data).text for name in ("批量事项0", "批量事项1")] == [True, True]
    assert [path.name for path in print_dir.iterdir()] == [run.stored_name]
    assert run.report == {"sheets": 2, "longer": [], "left_out": []}
    assert run.expires_at - run.finished_at == timedelta(hours=24)


def test_asking_is_on_record() -> None:
    run = make_run()
    entry = AuditEntry.objects.get(subject=f"notices.printrun:{run.pk}")
    assert (entry.action, entry.actor, entry.detail["sheets"]) == ("batch_print", run.by, 2)


def test_the_same_page_sent_twice_is_one_run() -> None:
    first = make_run()
    assert print_runs.ask_for(printing.selection_of(first), title="", by=first.by, key="once") == first
    assert PrintRun.objects.count() == 1


def test_a_large_batch_waits_for_the_worker(queued: PrintRun) -> None:
    assert (queued.state, queued.done, queued.stored_name) == (PrintState.WAITING, 0, "")
    tasks.print_batch.call(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.pages) == (PrintState.DONE, 2)


def test_what_cannot_be_composed_any_more_is_left_out(queued: PrintRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notices.batches.typesetting.gather", refuse_first())
    printing.perform(queued.pk)
    queued.refresh_from_db()
    label, reason = queued.report["left_out"][0]
    assert (queued.pages, label.startswith("批量事项0"), reason) == (1, True, "不办理了")


def refuse_first() -> Callable[..., object]:
    from notices.composing import gather

    calls = iter([True])

    def refusing(*args: object) -> object:
        if next(calls, False):
            raise NotHandledHere("不办理了")
        return gather(*args)  # type: ignore[arg-type]

    return refusing


@pytest.mark.parametrize("sheets", [1, 2], ids=["between two sheets", "while joining"])
def test_cancelling_stops_it_and_leaves_nothing(
    queued: PrintRun, sheets: int, print_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "BEAT", 0)
    seen: list[int] = []
    step = Beat.__call__

    def counted(beat: Beat, done: int) -> None:
        seen.append(done)
        if len(seen) == sheets:
            print_runs.cancel(queued)
        step(beat, done)

    monkeypatch.setattr(Beat, "__call__", counted)
    printing.perform(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, seen[-1], list(print_dir.iterdir())) == (PrintState.CANCELLED, sheets, [])


def test_what_is_over_cannot_be_cancelled() -> None:
    with pytest.raises(print_runs.Refused, match="已经结束"):
        print_runs.cancel(make_run())


def test_a_cancelled_batch_is_not_taken_up(queued: PrintRun) -> None:
    print_runs.cancel(queued)
    printing.perform(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.stored_name) == (PrintState.CANCELLED, "")


def test_a_batch_whose_worker_was_killed_can_be_started_again(queued: PrintRun) -> None:
    silent = timezone.now() - print_runs.SILENCE - timedelta(seconds=1)
    PrintRun.objects.filter(pk=queued.pk).update(state=PrintState.RUNNING, beat_at=silent, done=1)
    queued.refresh_from_db()
    assert print_runs.is_broken_off(queued)
    print_runs.again(queued)
    assert (queued.state, queued.done) == (PrintState.WAITING, 0)
    printing.perform(queued.pk)
    queued.refresh_from_db()
    assert queued.state == PrintState.DONE


def test_whoever_was_thought_dead_stops_when_somebody_else_has_taken_over(queued: PrintRun) -> None:
    first = printing._take_up(queued.pk)
    assert first is not None
    PrintRun.objects.filter(pk=queued.pk).update(state=PrintState.WAITING)
    printing._take_up(queued.pk)
    with pytest.raises(Stopped):
        Beat(first).write(done=1)


def test_a_run_that_moves_is_not_started_again(queued: PrintRun) -> None:
    PrintRun.objects.filter(pk=queued.pk).update(state=PrintState.RUNNING, beat_at=timezone.now())
    with pytest.raises(print_runs.Refused, match="没有中断"):
        print_runs.again(queued)


def test_a_failure_is_told_and_can_be_repeated(queued: PrintRun, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(printing, "join", lambda *_, **__: 1 / 0)
        printing.perform(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.message) == (PrintState.FAILED, "生成时出了意外，详情在系统日志里。可以重新运行。")
    print_runs.again(queued)
    printing.perform(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.message) == (PrintState.DONE, "")


def test_a_full_disk_is_told_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_files, "SPARE_BYTES", 10**18)
    with pytest.raises(print_files.NoRoom, match="磁盘空间不足"):
        make_run()
    assert PrintRun.objects.count() == 0


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(print_runs.Refused, match="没有可以打印的"):
        make_run(*make_matters(1), site="nowhere")


def test_nobody_has_more_than_three_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_runs, "SMALL", 0)
    matters, user = make_matters(1), make_user(is_superuser=True)
    for number in range(print_runs.OPEN_AT_ONCE):
        make_run(*matters, by=user, key=str(number))
    with pytest.raises(print_runs.Refused, match="没有完成"):
        make_run(*matters, by=user, key="one more")


def test_a_file_expires_after_a_day_and_its_record_stays(print_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = make_run()
    assert print_runs.prune(run.finished_at + timedelta(hours=23)) == 0
    PrintRun.objects.filter(pk=run.pk).update(expires_at=timezone.now())
    call_command("prune_prints")
    run.refresh_from_db()
    assert (capsys.readouterr().out, run.stored_name, run.pages) == ("1 files deleted\n", "", 2)
    assert list(print_dir.iterdir()) == []


def test_what_a_killed_worker_left_behind_goes_with_the_next_clearing(print_dir: Path) -> None:
    run = make_run()
    (print_dir / "parts-7-abc").mkdir()
    (print_dir / "half.pdf").write_bytes(b"%PDF")
    assert (print_runs.prune(timezone.now() + timedelta(hours=23)), len(list(print_dir.iterdir()))) == (0, 3)
    print_files.remove_strays({run.stored_name}, timezone.now() + timedelta(minutes=1))
    assert [path.name for path in print_dir.iterdir()] == [run.stored_name]
