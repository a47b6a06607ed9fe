"""`manage.py remind_stale [--json] [--mail]`: what is due to be looked through, by department; for a timer."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError

from accounts.models import StaffUser
from matters.models import Department, Matter
from matters.publishing import today
from matters.staleness import Due, due_by_department

EDITORS = "目录编辑"


class Command(BaseCommand):
    """Exit 0 whether something is due or not: a timer must not take a reminder for a failure."""

    help = "List the published matters whose content is due to be looked through, by department."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument("--mail", action="store_true", help="also send each department's editors their list")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(due_by_department(Matter.objects.all(), today()))
        if options["json"]:
            rows = [_row(department, due) for department, dues in found for due in dues]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(found)))
        if options["mail"]:
            self.stderr.write(f"已发送{sum(_mail(department, dues) for department, dues in found)}封邮件。")


def _row(department: Department, due: Due) -> dict[str, str]:
    return {
        "department": department.name,
        "code": due.matter.code,
        "name": due.matter.name,
        "confirmed_on": str(due.confirmed_on),
        "due_on": str(due.due_on),
    }


def _lines(found: list[tuple[Department, list[Due]]]) -> Iterator[str]:
    for department, dues in found:
        yield f"{department.name}（{len(dues)}个）"
        yield from _matter_lines(dues)
    yield f"共{sum(len(dues) for _, dues in found)}个事项该核对了。"


def _matter_lines(dues: list[Due]) -> Iterator[str]:
    for due in dues:
        yield f"  {due.matter.code} {due.matter.name}：最近发布或核对于{due.confirmed_on}，应于{due.due_on}前核对"


def _mail(department: Department, dues: list[Due]) -> int:
    """To the department's own editors; 0 where none of them has an address. Raises CommandError when the mail server does not answer."""
    editors = StaffUser.objects.filter(department=department, is_active=True, groups__name=EDITORS).exclude(email="")
    addresses = list(editors.values_list("email", flat=True))
    if not addresses:
        return 0
    try:
        text = "\n".join(["以下事项该核对了：", *_matter_lines(dues)])
        return send_mail(f"{len(dues)}个事项该核对了", text, None, addresses)
    except OSError as error:
        raise CommandError(f"邮件没有发出：{error}") from error
