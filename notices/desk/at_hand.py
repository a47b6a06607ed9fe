"""What the desk offers before anything is typed: what this window keeps at hand, what it gave out lately, what its site gives out most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site, Subject
from notices.desk.favourites import favourite_keys
from notices.desk.finding import Found, Key, judge
from notices.models import Notice

AT_HAND = 9
"""How many there are in all: one for each digit."""
LATELY = 100
"""How many of the window's last notices are looked through for what it gave out lately."""
DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the list under its heading; `before` is how many lines stand above it."""

    heading: str
    found: tuple[Found, ...]
    before: int


def at_hand(user: StaffUser) -> list[Group]:
    """Favourites, lately given out and usual ones, AT_HAND in all and none twice; nothing for who has no site. At most six queries."""
    if user.site is None:
        return []
    since = timezone.now() - DAYS
    kept, lately = favourite_keys(user), _lately(user, since)
    # A window that has worked for a while keeps at hand or has just given out what it needs; a new one sees what others give out.
    usual = _usual(user.site, since) if len({*kept, *lately}) < AT_HAND else []
    known = {one.key: one for one in judge(_subjects({*kept, *lately, *usual}), user.site)}
    return _grouped({"本窗口收藏": kept, "本窗口最近出具": lately, "本点近一个月常办": usual}, known)


def _grouped(parts: dict[str, list[Key]], known: dict[Key, Found]) -> list[Group]:
    groups, taken = [], list[Key]()
    for heading, keys in parts.items():
        own = [key for key in keys if key in known and key not in taken][: AT_HAND - len(taken)]
        if own:
            groups.append(Group(heading, tuple(known[key] for key in own), len(taken)))
        taken += own
    return groups


def _lately(user: StaffUser, since: datetime) -> list[Key]:
    """What was given out at this window, the last first."""
    own = Notice.objects.sheets().filter(site=user.site_id, clerk__window=user.window, issued_at__gte=since)
    return list(dict.fromkeys(own.order_by("-pk").values_list("matter", "bundle")[:LATELY]))


def _usual(site: Site, since: datetime) -> list[Key]:
    """What was given out most at the site."""
    recent = Notice.objects.sheets().filter(site=site, issued_at__gte=since).order_by().values_list("matter", "bundle")
    counted = recent.annotate(n=Count("id")).order_by("-n", "matter", "bundle")[: 2 * AT_HAND]
    return [(matter, bundle) for matter, bundle, _ in counted]


def _subjects(keys: Iterable[Key]) -> list[Subject]:
    """The matters and bundles of these keys that the public may find."""
    matters, bundles = zip(*keys, strict=True) if keys else ((), ())
    return [
        *Matter.objects.public().filter(pk__in=filter(None, matters)).select_related("department"),
        *Bundle.objects.public().filter(pk__in=filter(None, bundles)).select_related("lead_department"),
    ]
