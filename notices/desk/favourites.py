"""Which matters and bundles a window keeps at hand: the star on the desk."""

from django.db import transaction

from accounts import audit
from accounts.models import StaffUser
from matters.models import Subject
from notices.desk.finding import Key, key_of
from notices.models import Favourite

MOST = 9
"""One for each digit of the desk."""


class CannotKeep(Exception):
    """Nothing was kept; the message says why in words for the clerk."""


def favourite_keys(user: StaffUser) -> list[Key]:
    """What the window of `user` keeps at hand, the first kept first; a window is a site and what its staff call it. One query."""
    kept = Favourite.objects.filter(site=user.site_id, window=user.window)
    return list(kept.order_by("pk").values_list("matter", "bundle"))


def keep(subject: Subject, *, by: StaffUser) -> None:
    """Keep it at hand at the window of `by`. Doing it twice changes nothing.

    Raises CannotKeep for somebody without a site, and when the window has MOST already.
    """
    if by.site_id is None:
        raise CannotKeep("您的账号没有办事地点，不能收藏。")
    with transaction.atomic():
        kept = favourite_keys(by)
        if key_of(subject) in kept:
            return
        if len(kept) >= MOST:
            raise CannotKeep(f"每个窗口最多收藏{MOST}项，请先取消一项。")
        Favourite.objects.get_or_create(
            site_id=by.site_id, window=by.window, **_columns(subject), defaults={"added_by": by}
        )
        audit.record(actor=by, action="favourite", target=subject.code, window=by.window)


def drop(subject: Subject, *, by: StaffUser) -> None:
    """Keep it no longer. Doing it twice changes nothing."""
    with transaction.atomic():
        kept = Favourite.objects.filter(site=by.site_id, window=by.window, **_columns(subject))
        if kept.delete()[0]:
            audit.record(actor=by, action="unfavourite", target=subject.code, window=by.window)


def is_kept(subject: Subject, user: StaffUser) -> bool:
    """Whether the window of `user` keeps it at hand."""
    return key_of(subject) in favourite_keys(user)


def _columns(subject: Subject) -> dict[str, int | None]:
    """As the table names it."""
    return dict(zip(("matter_id", "bundle_id"), key_of(subject), strict=True))
