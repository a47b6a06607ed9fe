"""`manage.py refit_sheets`: try the one-page ladder again after a site, the office profile or the sheet's style changed."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from matters.enums import Standing
from matters.models import Matter
from matters.publishing import edition_in_force
from notices.fitting import refit
from notices.management import arguments


class Command(BaseCommand):
    """Lists what no longer fits one page; exit 1 when there is anything (it is printed on both sides until shortened)."""

    help = "Find the rung of every sheet in force again, and list what no longer fits one page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", help="only these matters (public code or 实施编码)")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [arguments.matter(code) for code in options["codes"]]
        matters = chosen or list(Matter.objects.filter(standing=Standing.LIVE))
        spilling = 0
        for done, matter in enumerate(matters, 1):
            edition = edition_in_force(matter)
            rows = refit(edition) if edition else []
            spilling += len(rows)
            self.stdout.write(f"[{done}/{len(matters)}] {matter.code} {matter.name}" + _words(len(rows)))
        self.stdout.write(f"{spilling} sheets need both sides")
        if spilling:
            sys.exit(1)


def _words(rows: int) -> str:
    return f"：{rows}种情形一页放不下，暂以双面打印" if rows else ""
