"""`manage.py issue_notice CODE --site SITE --clerk USER`: a notice without a browser."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import StaffUser
from notices.enums import Manner
from notices.issuing import CannotIssue, issue
from notices.management import arguments


class Command(BaseCommand):
    """Prints {serial, token, snapshot_sha256}."""

    help = "Issue a notice and write it into the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        arguments.add_matter(parser)
        parser.add_argument("--site", required=True)
        parser.add_argument("--clerk", required=True, help="user name of the clerk")
        parser.add_argument("--manner", default=Manner.WINDOW, choices=Manner.values)
        parser.add_argument("--at", type=datetime.fromisoformat, help="ISO time; without offset in Asia/Shanghai")

    def handle(self, *args: Any, **options: Any) -> None:
        clerk = StaffUser.objects.filter(username=options["clerk"], is_active=True).first()
        if clerk is None:
            raise CommandError(f"没有用户名为“{options['clerk']}”的在岗人员。")
        at = options["at"]
        try:
            notice = issue(
                subject=arguments.subject(options["code"]),
                site=arguments.site(options["site"]),
                clerk=clerk,
                answers=arguments.answers(options["answer"]),
                manner=Manner(options["manner"]),
                at=timezone.make_aware(at) if at and timezone.is_naive(at) else at,
            )
        except (CannotIssue, OverflowError) as error:
            raise CommandError(str(error)) from error
        row = {"serial": notice.serial, "token": notice.token, "snapshot_sha256": notice.snapshot_sha256}
        self.stdout.write(json.dumps(row, ensure_ascii=False))
