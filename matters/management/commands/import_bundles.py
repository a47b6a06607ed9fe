"""`manage.py import_bundles FILE`: 一件事 from a list of names into the catalog, as drafts."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import StaffUser
from matters.bundle_import import RESULTS, Outcome, Report, import_bundles, read_bundles
from matters.bundle_matching import Manner
from matters.exchange.given import FileRefused

SOME_REFUSED = 3


class Command(BaseCommand):
    """Exit 0: all in; 3: some bundles refused, the others in; 1: file refused, nothing written; 2: usage."""

    help = "Bring bundles in from a JSON list of names, matched to the catalog's matters. The same file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="find out everything, write nothing")
        parser.add_argument("--report", type=Path, metavar="F.json", help="write the full report there")
        parser.add_argument("--json", action="store_true", help="the report as one JSON document on stdout")
        parser.add_argument("--by", metavar="USER", help="who imports; stands in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _user(options["by"]) if options["by"] else None
        if options["report"]:
            _require_writable(options["report"])
        try:
            report = import_bundles(read_bundles(options["file"]), by=by, dry_run=options["dry_run"])
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"读不了文件 {options['file']}：{error.strerror}") from error
        if options["report"]:
            options["report"].write_text(_json(report, indent=1) + "\n", "utf-8")
        self.stdout.write(_json(report) if options["json"] else "\n".join(_lines(report)))
        if report.counts["refused"]:
            sys.exit(SOME_REFUSED)


def _json(report: Report, indent: int | None = None) -> str:
    return json.dumps(report.to_plain(), ensure_ascii=False, indent=indent)


def _lines(report: Report) -> list[str]:
    """What matched how, for people."""
    done = "试运行，什么都没有写入" if report.dry_run else "导入完成"
    counts = "，".join(f"{words}{report.counts[result]}" for result, words in RESULTS.items())
    return [f"{done}：{counts}。", *(line for outcome in report.outcomes for line in _of(outcome))]


def _of(outcome: Outcome) -> list[str]:
    lines = [f"{RESULTS[outcome.result]} {outcome.code or '——'} {outcome.name}"]
    for found in outcome.matches:
        score = f" {found.score:.2f}" if found.manner == Manner.SIMILAR else ""
        to = f" → {found.found.code} {found.found.name}" if found.found else ""
        lines.append(f"  [{found.manner.words}{score}] {found.given}{to}")
    return [*lines, *(f"  ！{problem}" for problem in outcome.problems), *(f"  · {note}" for note in outcome.notes)]


def _user(name: str) -> StaffUser:
    user = StaffUser.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"没有名为“{name}”的账号。")
    return user


def _require_writable(target: Path) -> None:
    """Before anything is brought in. Raises CommandError."""
    try:
        target.open("a").close()
    except OSError as error:
        raise CommandError(f"写不了报告 {target}：{error.strerror}") from error
