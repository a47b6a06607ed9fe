"""`manage.py check_ledger [--json] [--head "SERIAL HASH"]… [--heads FILE]`: prove the ledger."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, FileType
from typing import Any

from django.core.management.base import BaseCommand

from notices.proving.ledger_check import check_ledger
from notices.proving.printed_heads import PrintedHead, UnreadableHead, read_head, read_heads


class Command(BaseCommand):
    """{rows, heads, broken: [{site, kind, year, serial, why}]}; exit 1 where broken, 2 for a head that cannot be read."""

    help = "Check that the ledger is gapless, unaltered and protected, and that it bears out heads of chains printed on day sheets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            type=_head,
            metavar='"SERIAL HASH"',
            help="a head as printed on a day sheet; at least 16 hex digits; may be given several times",
        )
        parser.add_argument(
            "--heads",
            type=FileType(encoding="utf-8"),
            metavar="FILE",
            help="a file of heads, a line each, as printed or as scanned from the QR code; - for stdin",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = check_ledger([*options["head"], *self._of_file(options["heads"])])
        if options["json"]:
            self.stdout.write(json.dumps(report.as_plain(), ensure_ascii=False))
        else:
            self.stdout.write(f"{report.rows} rows in {len(report.heads)} series, {len(report.broken)} broken")
            for row in report.broken:
                self.stderr.write(f"{row.serial or 'database'}: {row.why}")
        if report.broken:
            sys.exit(1)

    def _of_file(self, file: Any) -> list[PrintedHead]:
        if file is None:
            return []
        try:
            with file:
                heads = read_heads(file)
        except (UnreadableHead, UnicodeDecodeError) as error:
            self.stderr.write(f"{file.name}: {error}")
            sys.exit(2)
        if not heads:  # else a scan that failed would read as a proof
            self.stderr.write(f"{file.name}: no head in it")
            sys.exit(2)
        return heads


def _head(text: str) -> PrintedHead:
    try:
        return read_head(text)
    except UnreadableHead as error:
        raise ArgumentTypeError(str(error)) from error
