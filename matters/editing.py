"""Every change of a working copy passes through here: one editor at a time, noted field by field, never over somebody else's change unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.edits import Edit, edits
from matters.enums import Standing
from matters.keeping import copy_of
from matters.models import Matter, Review
from matters.working_copy import WorkingCopy


class Locked(Exception):
    """The working copy must not be changed now: it is in review, retired or merged away. The message says which, in Chinese."""


class Conflict(Exception):
    """Somebody saved this matter after the editor had opened it. `since` is what was changed meanwhile and by whom, oldest first."""

    def __init__(self, matter: Matter, opened: int) -> None:
        self.matter, self.opened = matter, opened
        self.since = [
            entry for entry in history.entries_of(matter).order_by("id") if entry.detail.get("revision", 0) > opened
        ]
        super().__init__(f"“{matter.name}”在您打开之后已经被修改过{matter.revision - opened}次。")


@contextmanager
def editing(matter: Matter, *, by: StaffUser, via: str, opened: int | None = None) -> Iterator[Matter]:
    """Change the working copy of `matter` inside; what changed is noted as `via` ("页面编辑", "批量修改" …).

    Yields the locked row. When the block leaves the copy different, `revision` rises by one and `edited_by` becomes `by`; when not, nothing
    is written. `opened` is the revision the editor saw: Conflict when it is no longer the stored one. Raises Locked.
    """
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        require_open(locked)
        if opened is not None and opened != locked.revision:
            raise Conflict(locked, opened)
        before = copy_of(locked)
        yield locked
        mark(locked, before, copy_of(locked), by=by, via=via)


def require_open(matter: Matter) -> None:
    """Raises Locked when the working copy must not be changed now."""
    if matter.merged_into_id is not None:
        raise Locked(f"“{matter.name}”已并入“{matter.merged_into}”，请修改后者。")
    if matter.standing == Standing.RETIRED:
        raise Locked(f"“{matter.name}”已取消，不能再修改。")
    if Review.objects.open().filter(matter=matter).exists():
        raise Locked(f"“{matter.name}”正在审核。要修改请先撤回，或者等审核人退回。")


def mark(matter: Matter, before: WorkingCopy, after: WorkingCopy, *, by: StaffUser, via: str) -> list[Edit]:
    """Note what changed, inside the caller's transaction and with the matter's row locked; returns it, empty when nothing did."""
    found = edits(before, after)
    if found:
        Matter.objects.filter(pk=matter.pk).update(revision=matter.revision + 1, edited_by=by)
        matter.revision, matter.edited_by = matter.revision + 1, by
        history.note(
            actor=by,
            action="edit",
            row=matter,
            target=f"{matter.code} {matter.name}",
            changes=map(asdict, found),
            via=via,
            revision=matter.revision,
        )
    return found
