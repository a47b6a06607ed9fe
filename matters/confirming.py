"""核对无误: somebody says that the content of a live matter still holds."""

from datetime import date

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.enums import Standing
from matters.models import Matter


class NotLive(Exception):
    """Only what the public reads can be confirmed. The message says so, in Chinese."""


def confirm(matter: Matter, *, by: StaffUser, day: date) -> None:
    """核对无误: the content still holds. No change of content, so no new revision and no edition. Raises NotLive."""
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        if locked.standing != Standing.LIVE:
            raise NotLive(f"“{locked.name}”当前是“{locked.get_standing_display()}”，不需要核对。")
        if locked.reviewed_on == day:
            return
        before, locked.reviewed_on = locked.reviewed_on, day
        locked.save(update_fields=["reviewed_on"])
        change = {"place": "reviewed_on", "old": str(before or ""), "new": str(day)}
        history.note(actor=by, action="checked", row=locked, target=f"{locked.code} {locked.name}", changes=[change])
