"""A head on paper held against the ledger: the one thing that shows a tail cut off with its counter set back."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts import append_only
from notices.enums import NoticeKind
from notices.models import Notice, SerialCounter
from notices.proving.heads import Head, heads_of
from notices.proving.ledger_check import Broken, check_ledger
from notices.proving.printed_heads import PrintedHead, UnreadableHead, read_head, read_heads
from tests.affairs import follow_up
from tests.counter import make_notice
from tests.factories import make_clerk, make_published, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def notices() -> list[Notice]:
    """Five in one series."""
    site, matter = make_site(code="alpha", serial_name="甲站"), make_published()
    clerk = make_clerk(site)
    return [make_notice(site, clerk, matter=matter) for _ in range(5)]


@pytest.fixture
def head(notices: list[Notice]) -> Head:
    """As it stood on the day sheet before anything happened."""
    (printed,) = heads_of(notices[0].site)
    return printed


def cut_and_cover(notices: list[Notice]) -> None:
    """The last two rows gone, and the counter as if they had never been."""
    with append_only.lifted():
        Notice.objects.filter(pk__in=[row.pk for row in notices[3:]]).delete()
    SerialCounter.objects.filter(site=notices[0].site).update(last=3, head=notices[2].chain_sha256)


# What is printed


def test_a_head_is_the_newest_row_of_its_series(notices: list[Notice], head: Head) -> None:
    newest = notices[-1]
    assert head == Head("alpha", NoticeKind.GUIDANCE, 2026, 5, newest.serial, newest.chain_sha256)
    assert head.groups.replace(" ", "") == newest.chain_sha256


def test_every_series_has_its_head_the_newest_year_first(notices: list[Notice]) -> None:
    follow_up(notices[0], NoticeKind.REJECTION)
    follow_up(notices[0], NoticeKind.SUPPLEMENT)
    SerialCounter.objects.create(site=notices[0].site, kind="guidance", year=2025, prefix="甲站", last=9, head="0" * 64)
    SerialCounter.objects.create(site=notices[0].site, kind="deferral", year=2030, prefix="甲站容")
    years = [(head.year, head.kind) for head in heads_of(notices[0].site)]
    now = max(year for year, _ in years)
    assert years[-1] == (2025, "guidance")
    assert [kind for year, kind in years if year == now and kind != "guidance"] == ["supplement", "rejection"]


# What is read


@pytest.mark.parametrize(
    "text",
    [
        "甲站〔2026〕000005 " + "ab" * 32,
        "甲站(2026)5 " + "ABABABAB " * 8,
        "  甲站〔2026〕000005\t" + "ab" * 32 + "\n",
    ],
)
def test_a_serial_and_a_hash_are_read_however_they_are_typed(text: str) -> None:
    assert read_head(text) == PrintedHead("ab" * 32, serial="甲站〔2026〕000005")


def test_what_the_code_says_is_read() -> None:
    scanned = Head("alpha-2", NoticeKind.GUIDANCE, 2026, 5, "", "ab" * 32).scanned
    assert scanned == "ALPHA-2/GUIDANCE/2026/5 " + "AB" * 16
    assert read_head(scanned) == PrintedHead("ab" * 16, series=("alpha-2", "guidance", 2026), number=5)


@pytest.mark.parametrize(
    "text", ["", "甲站〔2026〕000005", "甲站〔2026〕5 abc", "甲站〔2026〕5 " + "xy" * 32, "甲站 " + "ab" * 32]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UnreadableHead):
        read_head(text)


def test_a_file_of_heads_may_have_remarks() -> None:
    lines = ["\ufeff# 2026-03-09\n", "\n", "甲站〔2026〕5 " + "ab" * 16 + "\n"]
    assert read_heads(lines) == [PrintedHead("ab" * 16, serial="甲站〔2026〕000005")]


# What is found


@pytest.mark.parametrize("digits", [16, 32, 64])
def test_an_untouched_ledger_bears_out_its_heads(head: Head, digits: int) -> None:
    printed = [read_head(f"{head.serial} {head.sha256[:digits]}"), read_head(head.scanned)]
    assert check_ledger(printed).broken == []


def test_a_head_stays_right_while_the_ledger_grows(notices: list[Notice], head: Head) -> None:
    make_notice(notices[0].site, notices[0].clerk, matter=notices[0].matter)
    assert check_ledger([read_head(f"{head.serial} {head.sha256}")]).broken == []


@pytest.mark.parametrize("as_scanned", [False, True])
def test_a_tail_cut_with_its_counter_is_found_by_the_printed_head_only(
    notices: list[Notice], head: Head, as_scanned: bool
) -> None:
    cut_and_cover(notices)
    assert check_ledger().broken == []
    printed = read_head(head.scanned if as_scanned else f"{head.serial} {head.sha256}")
    why = f"the tail is cut: printed head {head.serial} is not in the ledger"
    assert check_ledger([printed]).broken == [Broken("alpha", "guidance", 2026, head.serial, why)]


def test_a_tail_written_anew_has_another_hash(notices: list[Notice], head: Head) -> None:
    cut_and_cover(notices)
    forged = [make_notice(notices[0].site, notices[0].clerk, matter=notices[0].matter) for _ in range(2)][-1]
    assert (forged.serial, check_ledger().broken) == (head.serial, [])
    why = f"printed head {head.serial} has another hash: the ledger says {forged.chain_sha256[:16]}"
    broken = check_ledger([read_head(f"{head.serial} {head.sha256[:16]}")]).broken
    assert broken == [Broken("alpha", "guidance", 2026, head.serial, why)]


@pytest.mark.parametrize(
    ("name", "where"),
    [("丙站〔2026〕000001", ("", "", 0)), ("GAMMA/GUIDANCE/2026/1", ("gamma", "guidance", 2026))],
)
def test_a_head_of_a_series_nobody_knows_is_broken(name: str, where: tuple[str, str, int]) -> None:
    (broken,) = check_ledger([read_head(f"{name} {'ab' * 16}")]).broken
    assert (broken.site, broken.kind, broken.year) == where


# The command


def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and what is broken."""
    out = io.StringIO()
    try:
        call_command("check_ledger", "--json", *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as stop:
        return int(stop.code or 0), json.loads(out.getvalue() or '{"broken": []}')["broken"]
    return 0, json.loads(out.getvalue())["broken"]


def test_the_command_takes_heads_one_by_one_and_by_file(head: Head, tmp_path: Path) -> None:
    path = tmp_path / "heads.txt"
    path.write_text(f"{head.scanned}\n{head.serial} {head.groups}\n", "utf-8")
    assert run("--head", f"{head.serial} {head.sha256}", "--head", head.scanned, "--heads", str(path)) == (0, [])


def test_the_command_says_which_heads_are_broken(notices: list[Notice], head: Head) -> None:
    cut_and_cover(notices)
    code, broken = run("--head", f"{notices[2].serial} {notices[2].chain_sha256}", "--head", head.scanned)
    assert (code, [row["serial"] for row in broken]) == (1, [head.serial])


def test_a_file_without_any_head_proves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "heads.txt"
    path.write_text("# nothing scanned\n\n", "utf-8")
    assert run("--heads", str(path)) == (2, [])


def test_a_head_that_cannot_be_read_is_a_mistake_of_usage(tmp_path: Path) -> None:
    path = tmp_path / "heads.txt"
    path.write_text("甲站 12\n", "utf-8")
    assert run("--heads", str(path)) == (2, [])
    with pytest.raises(CommandError, match="at least 16 hex digits"):
        run("--head", "甲站〔2026〕5 12")
