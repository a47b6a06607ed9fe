"""The harness of the benchmarks reckons right. Nothing is timed here."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks import measuring
from benchmarks.measuring import Bar, Case, Outcome, percentile, report, rows


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 10.0), (0.5, 25.0), (0.95, 38.5), (1, 40.0)], ids=["least", "p50", "p95", "most"]
)
def test_percentile_is_linear_between_neighbours(share: float, expected: float) -> None:
    assert percentile([40.0, 10.0, 30.0, 20.0], share) == pytest.approx(expected)


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.95) == 7.0


def test_percentile_of_nothing_is_not_a_number() -> None:
    assert math.isnan(percentile([], 0.5))


def test_a_row_compares_median_with_median() -> None:
    ours = Case("ours", "alone", seconds=[0.1, 0.23, 0.3], sizes=[900, 1000, 1100])
    alone = Case("alone", seconds=[0.2])
    assert rows([ours, alone]) == [
        {"case": "ours", "p50_ms": 230.0, "p95_ms": 293.0, "bytes": 1000, "ratio": 1.15, "reference": "alone"},
        {"case": "alone", "p50_ms": 200.0, "p95_ms": 200.0, "bytes": None, "ratio": None, "reference": None},
    ]


def test_a_case_that_never_ran_has_no_row() -> None:
    assert rows([Case("skipped")]) == []


def test_time_keeps_what_was_made_and_how_big_it_is() -> None:
    case = Case("made")
    assert (case.time(lambda: b"1234"), case.time(lambda: None)) == (b"1234", None)
    assert (len(case.seconds), case.sizes) == (2, [4])


@pytest.mark.parametrize(("measured", "holds"), [(1.15, True), (1.16, False), (math.nan, False)])
def test_a_bar_holds_up_to_its_limit(measured: float, holds: bool) -> None:
    assert Bar("ratio", measured, 1.15).holds == holds


@pytest.mark.parametrize(
    ("outcome", "held"),
    [
        (Outcome([], [Bar("fast", 1, 2)]), True),
        (Outcome([], [Bar("fast", 3, 2)]), False),
        (Outcome([], [Bar("fast", 1, 2)], wrong=["a gap"]), False),
    ],
    ids=["held", "missed", "wrong"],
)
def test_a_report_holds_when_bars_hold_and_nothing_is_wrong(
    outcome: Outcome, held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "OUT", tmp_path)
    assert report("try", outcome) == held


def test_a_report_is_also_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "OUT", tmp_path)
    cases = [Case("insert", seconds=[0.002], extra={"errors": 0})]
    report("try", Outcome(cases))
    assert json.loads((tmp_path / "try.json").read_text("utf-8")) == rows(cases)


def test_an_unknown_name_is_a_usage_error() -> None:
    command = [sys.executable, "-m", "benchmarks", "nonsense"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "bench: no benchmark named nonsense; there are sheet, batch, issuing, guide, exchange, counter, search, figures\n",
    )
