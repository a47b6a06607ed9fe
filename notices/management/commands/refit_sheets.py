"""`manage.py refit_sheets`: try the one-page ladder again after a site, the office profile or the sheet's style changed."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from matters.models import Edition
from matters.publishing import edition_in_force
from notices.management import arguments
from notices.office.refitting import in_force, try_again


class Command(BaseCommand):
    """Lists what no longer fits one page; exit 1 when there is anything (it is printed on both sides until shortened)."""

    help = "Find the rung of every sheet in force again, and list what no longer fits one page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", help="only these matters and bundles (public code or 实施编码)")

    def handle(self, *args: Any, **options: Any) -> None:
        named = [edition_in_force(arguments.subject(code)) for code in options["codes"]]
        keys = [edition.pk for edition in named if edition] if named else in_force()
        spilling = 0
        for done, key in enumerate(keys, 1):
            rows = try_again(key)
            spilling += len(rows)
            of = Edition.objects.select_related("matter", "bundle").defer("content").get(pk=key).subject
            self.stdout.write(f"[{done}/{len(keys)}] {of.code} {of.name}" + _words(len(rows)))
        self.stdout.write(f"{spilling} sheets need both sides")
        if spilling:
            sys.exit(1)


def _words(rows: int) -> str:
    return f"：{rows}种情形一页放不下，暂以双面打印" if rows else ""
