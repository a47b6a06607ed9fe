"""`manage.py export_matters FILE [--national]`: the catalog as xlsx, csv or json, by the file's ending."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matters.exchange import national, writing
from matters.exchange.progress import ProgressBar
from matters.exchange.writing_workbook import TooLong
from matters.models import Department, Matter
from matters.models.matter import MatterQuerySet


class Command(BaseCommand):
    """Exit 0: written; 1: refused, nothing written; 2: usage, another ending too."""

    help = "Write the working copies of all matters that are neither retired nor merged away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="its ending chooses the form: .xlsx .csv .json")
        parser.add_argument(
            "--national", action="store_true", help="in the columns and codes of the national exchange tables"
        )
        parser.add_argument("--department", metavar="NAME", help="only the matters of this department")
        parser.add_argument("--codes", metavar="CODE,CODE", help="only these public codes, retired ones too")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower().removeprefix(".") not in writing.ENDINGS:
            raise CommandError(f"文件名要以 .{'、.'.join(writing.ENDINGS)} 之一结尾。", returncode=2)
        export = national.export if options["national"] else writing.export
        try:
            done = export(path, _chosen(options), on_progress=ProgressBar(sys.stderr))
        except TooLong as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"写不了文件 {path}：{error.strerror}") from error
        for problem in done.problems:
            self.stdout.write(problem)
        self.stdout.write(f"导出{done.matters}个事项到 {path}，sha256 {done.sha256}。")


def _chosen(options: dict[str, Any]) -> MatterQuerySet:
    matters = Matter.objects.all() if options["codes"] else writing.exportable()
    if options["codes"]:
        codes = [code.strip().upper() for code in options["codes"].split(",")]
        missing = sorted(set(codes) - set(Matter.objects.filter(code__in=codes).values_list("code", flat=True)))
        if missing:
            raise CommandError(f"目录里没有公开短码 {'、'.join(missing)}。")
        matters = matters.filter(code__in=codes)
    if name := options["department"]:
        if not Department.objects.filter(name=name).exists():
            raise CommandError(f"目录里没有部门“{name}”。")
        matters = matters.filter(department__name=name)
    return matters
