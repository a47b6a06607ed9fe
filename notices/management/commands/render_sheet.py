"""`manage.py render_sheet CODE --out FILE`: a sheet without a browser."""

import json
import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matters.enums import Standing
from matters.models import Subject
from matters.plain import digest, from_plain
from matters.publishing import edition_in_force
from matters.tailoring import UnknownOption
from notices.composing import NotHandledHere, gather, guide_url
from notices.enums import Layout
from notices.fitting import fit_or_spill, setting_for
from notices.issuing import CannotIssue, require_running
from notices.ladder import ISSUED_LAYOUTS, SETTINGS, Setting
from notices.management import arguments
from notices.models import Notice
from notices.pdf import RenderFailed
from notices.rendering import Printed, render_whole
from notices.sheet import Sheet


class Command(BaseCommand):
    """Prints {pages, rung, folded, bytes, sha256, edition, url}."""

    help = "Render the blank sheet of the edition in force, or a stored snapshot, as PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        arguments.add_matter(parser)
        parser.add_argument("--out", required=True, type=Path, help="the PDF to write")
        parser.add_argument("--layout", default=Layout.A4, choices=Layout.values, help="what to print it as")
        parser.add_argument("--site", help="code of the site; default: the nearest level's first")
        parser.add_argument("--date", type=date.fromisoformat, help="the day whose edition is taken (default today)")
        parser.add_argument("--snapshot", type=Path, help="a stored sheet as JSON, printed as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = arguments.subject(options["code"])
        if options["snapshot"]:
            sheet, setting, edition = _snapshot(options["snapshot"], subject, Layout(options["layout"]))
        else:
            sheet, setting, edition = _blank(subject, options)
        printed = _write(options["out"], sheet, setting)
        row = {
            "pages": printed.pages,
            "rung": printed.setting.rung,
            "folded": list(printed.setting.folded),
            "bytes": len(printed.data),
            "sha256": printed.sha256,
            "edition": edition,
            "url": sheet.url,
        }
        self.stdout.write(json.dumps(row, ensure_ascii=False))


def _blank(subject: Subject, options: dict[str, Any]) -> tuple[Sheet, Setting, int]:
    """The blank sheet of the edition in force on the day asked for."""
    if subject.standing != Standing.LIVE:
        reason = f"：{subject.standing_reason}" if subject.standing_reason else ""
        raise CommandError(f"“{subject.name}”{subject.get_standing_display()}{reason}")
    edition = edition_in_force(subject, options["date"])
    if edition is None:
        raise CommandError(f"“{subject.name}”在这一天没有生效的版本。")
    site = arguments.site(options["site"]) if options["site"] else None
    try:
        ingredients = gather(edition, arguments.answers(options["answer"]), site)
        require_running(ingredients.guide)
    except (UnknownOption, NotHandledHere, CannotIssue) as error:
        raise CommandError(str(error)) from error
    sheet = ingredients.sheet(guide_url(ingredients.guide))
    return sheet, setting_for(edition, ingredients, layout=Layout(options["layout"])), edition.number


def _snapshot(path: Path, subject: Subject, layout: Layout) -> tuple[Sheet, Setting, int]:
    """A stored sheet as it was printed: the ledger knows its A4 setting; what the ledger does not know is tried now."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        sheet = from_plain(Sheet, stored)
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{path}: {error}") from error
    if sheet.matter_code != subject.code:
        raise CommandError(f"{path}: 这是“{sheet.matter}”（{sheet.matter_code}）的告知单，不是“{subject.name}”的。")
    if sheet.issued and layout not in ISSUED_LAYOUTS:
        raise CommandError(f"{path}: 已出具的告知单没有“{layout.label}”版式。")
    # over what was stored: a sheet from before a field was added has another hash once it is read
    notice = (
        Notice.objects.filter(serial=sheet.serial, snapshot_sha256=digest(stored)).select_related("edition").first()
    )
    if notice is not None and layout == Layout.A4:
        return sheet, SETTINGS[notice.setting], notice.edition.number
    number = re.match(r"第(\d+)版", sheet.edition)
    return sheet, fit_or_spill(sheet, layout).setting, int(number.group(1)) if number else 0


def _write(path: Path, sheet: Sheet, setting: Setting) -> Printed:
    """Render, then write the whole file: an interrupted run leaves no half PDF."""
    try:
        printed = render_whole(sheet, setting)
    except (ValueError, RenderFailed) as error:
        raise CommandError(f"这张告知单无法排版：{error}") from error
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(printed.data)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    return printed
