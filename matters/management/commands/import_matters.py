"""`manage.py import_matters FILE`: a spreadsheet, csv or json into the catalog."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import StaffUser
from matters.exchange.given import FileRefused, Severity
from matters.exchange.importing import Wish, bring_in
from matters.exchange.importing_publish import NotAllowed, Publishers
from matters.exchange.importing_reading import MAX_ROWS
from matters.exchange.progress import ProgressBar
from matters.exchange.repairs import KINDS
from matters.exchange.report import RESULT_WORDS, SEVERITY_WORDS, Report
from matters.exchange.sources import SOURCES

SHOWN = 20
"""Problems printed; all are in the report."""
SOME_REFUSED = 3


class Command(BaseCommand):
    """Exit 0: all in; 3: some matters refused, the others in; 1: file or people refused, nothing written; 2: usage."""

    help = (
        "Bring matters in from xlsx, csv or json. All or nothing of each matter; the same file again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="find out everything, write nothing")
        parser.add_argument("--report", type=Path, metavar="F.json", help="write the full report there")
        parser.add_argument("--by", metavar="USER", help="who imports; stands in the history")
        parser.add_argument("--source", default="", choices=["", *SOURCES], help="the system whose codes the file has")
        parser.add_argument(
            "--accept", action="append", default=[], metavar="KIND|ID|all", help="make these proposed repairs"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish what has no errors; --by edits, --reviewer answers"
        )
        parser.add_argument("--reviewer", metavar="OTHER", help="who publishes: another person than --by")
        parser.add_argument("--max-rows", type=int, default=MAX_ROWS, help="rows a file may have, all tables together")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["publish"] and not (options["by"] and options["reviewer"]):
            raise CommandError("--publish 需要 --by（编辑）和 --reviewer（审核）两个人。", returncode=2)
        if options["reviewer"] and not options["publish"]:
            raise CommandError("--reviewer 要与 --publish 一起用。", returncode=2)
        if unknown := [kind for kind in options["accept"] if kind not in {"all", *KINDS} and "!" not in kind]:
            raise CommandError(f"没有这种修复：{'、'.join(unknown)}。可用的：all、{'、'.join(KINDS)}。", returncode=2)
        if options["report"]:
            _require_writable(options["report"])
        path: Path = options["file"]
        try:
            report = bring_in(path, _wish(options), on_progress=ProgressBar(sys.stderr))
        except (FileRefused, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"读不了文件 {path}：{error.strerror}") from error
        self._print(report, options["report"])
        if not report.is_complete:
            sys.exit(SOME_REFUSED)

    def _print(self, report: Report, target: Path | None) -> None:
        done = "试运行，什么都没有写入" if report.dry_run else "导入完成"
        counts = "，".join(f"{words}{report.counts[result]}" for result, words in RESULT_WORDS.items())
        published = f"，发布{report.published}" if report.published else ""
        self.stdout.write(f"{done}：{counts}{published}。")
        for check, times in report.checks().items():
            self.stdout.write(f"  {check}：{times}")
        for problem in sorted(report.problems, key=lambda p: list(Severity).index(p.severity))[:SHOWN]:
            place = " ".join(filter(None, (problem.sheet, f"第{problem.row}行" if problem.row else "", problem.column)))
            self.stdout.write(f"[{SEVERITY_WORDS[problem.severity]}] {place}：{problem.message}")
        if target:
            target.write_text(json.dumps(report.to_plain(), ensure_ascii=False, indent=1) + "\n", "utf-8")
        if len(report.problems) > SHOWN or report.repairs:
            where = f"全部见 {target}" if target else "用 --report 文件名 可以得到全部"
            self.stdout.write(f"共{len(report.problems)}个问题，{len(report.repairs)}处可以修复。{where}。")


def _require_writable(target: Path) -> None:
    """Before anything is brought in. Raises CommandError."""
    try:
        target.open("a").close()
    except OSError as error:
        raise CommandError(f"写不了报告 {target}：{error.strerror}") from error


def _wish(options: dict[str, Any]) -> Wish:
    by = _user(options["by"]) if options["by"] else None
    return Wish(
        by=by,
        source=options["source"],
        accepted=frozenset(options["accept"]),
        dry_run=options["dry_run"],
        publishers=Publishers(by, _user(options["reviewer"])) if by and options["publish"] else None,
        max_rows=options["max_rows"],
    )


def _user(name: str) -> StaffUser:
    try:
        return StaffUser.objects.get(username=name)
    except StaffUser.DoesNotExist:
        raise NotAllowed(f"没有名为“{name}”的账号。") from None
