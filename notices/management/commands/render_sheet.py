"""`manage.py render_sheet CODE --out FILE`: a sheet without a browser."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matters.enums import Standing
from matters.plain import Unreadable, from_plain
from matters.publishing import edition_in_force
from matters.tailoring import UnknownOption
from notices.composing import NotHandledHere, gather, guide_url
from notices.enums import Layout
from notices.fitting import setting_for
from notices.ladder import Setting
from notices.management import arguments
from notices.rendering import Printed, render_whole
from notices.sheet import Sheet


class Command(BaseCommand):
    """Prints {pages, rung, folded, bytes, sha256, edition, url}."""

    help = "Render the blank sheet of the edition in force, or a stored snapshot, as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        arguments.add_matter(parser)
        parser.add_argument("--out", required=True, type=Path, help="the PDF to write")
        parser.add_argument("--layout", default=Layout.A4, choices=Layout.values)
        parser.add_argument("--site", help="code of the site; default: the nearest level's first")
        parser.add_argument("--date", type=date.fromisoformat, help="the day whose edition is taken (default today)")
        parser.add_argument("--snapshot", type=Path, help="a stored sheet as JSON, printed as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        matter = arguments.matter(options["code"])
        edition = edition_in_force(matter, options["date"])
        if edition is None or matter.standing == Standing.DRAFT:
            raise CommandError(f"“{matter.name}”在这一天没有生效的版本。")
        site = arguments.site(options["site"]) if options["site"] else None
        try:
            ingredients = gather(edition, arguments.answers(options["answer"]), site)
        except (UnknownOption, NotHandledHere) as error:
            raise CommandError(str(error)) from error
        sheet = ingredients.sheet(guide_url(matter.code, ingredients.answers))
        if options["snapshot"]:
            sheet = _snapshot(options["snapshot"])
        printed = _write(options["out"], sheet, setting_for(edition, ingredients))
        self.stdout.write(
            json.dumps(
                {
                    "pages": printed.pages,
                    "rung": printed.setting.rung,
                    "folded": list(printed.setting.folded),
                    "bytes": len(printed.data),
                    "sha256": printed.sha256,
                    "edition": edition.number,
                    "url": sheet.url,
                },
                ensure_ascii=False,
            )
        )


def _snapshot(path: Path) -> Sheet:
    try:
        return from_plain(Sheet, json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, Unreadable) as error:
        raise CommandError(f"{path}: {error}") from error


def _write(path: Path, sheet: Sheet, setting: Setting) -> Printed:
    """Render, then write the whole file: an interrupted run leaves no half PDF."""
    printed = render_whole(sheet, setting)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(printed.data)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    return printed
