"""Bundles that no longer say what their members say: found for all in a constant number of queries, and put right with one click."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from accounts.models import StaffUser
from matters.bundling import publish_bundle
from matters.enums import PUBLIC, Standing
from matters.models import Bundle, BundleMember, Edition, Matter
from matters.publishing import Refused, today

LONGEST_NOTE = 300
"""Characters that a change note holds."""


@dataclass(frozen=True, slots=True)
class Held:
    """When an edition holds, without its content. `merged` are the editions of the members in it, by their codes: empty for a matter's."""

    number: int
    start: date
    end: date | None
    merged: dict[str, int]


@dataclass(frozen=True, slots=True)
class Flag:
    """`changes` say in Chinese what of the members changed from `since` on; `obstacles` why it cannot be merged again before somebody acts.

    `is_edited`: the composition was changed as well, so that whoever did that cannot publish it.
    """

    bundle: Bundle
    since: date
    changes: tuple[str, ...]
    obstacles: tuple[str, ...]
    is_edited: bool

    @property
    def note(self) -> str:
        """The change note of merging it again."""
        return ("按事项新版本重新合并：" + "；".join(self.changes))[:LONGEST_NOTE]

    @property
    def is_ahead(self) -> bool:
        """Whether what is in force now still holds today."""
        return self.since > today()


def flags(bundles: QuerySet[Bundle], day: date | None = None) -> list[Flag]:
    """Those of `bundles` that are public and differ from their members on `day` (default today) or from a day that is known already; four queries."""
    day = day or today()
    rows = list(bundles.filter(standing__in=PUBLIC).order_by("code"))
    members = _members(rows)
    matters = {m.matter.pk: m.matter for ms in members.values() for m in ms}
    own, theirs = _bundle_editions(rows), _matter_editions(matters)
    found = (_flag(row, members[row.pk], own[row.pk], theirs, day) for row in rows)
    return [flag for flag in found if flag]


def flag_of(bundle: Bundle, day: date | None = None) -> Flag | None:
    """The flag of one bundle; None when it says what its members say."""
    return next(iter(flags(Bundle.objects.filter(pk=bundle.pk), day)), None)


def merge_again(bundle: Bundle, *, by: StaffUser, change_note: str = "") -> Edition:
    """Publish what a flagged bundle has become, from the day on which it does; the note names what changed unless one is given.

    Raises Refused when there is nothing to merge, and as `publish_bundle` does.
    """
    flag = flag_of(bundle)
    if flag is None:
        raise Refused(f"“{bundle.name}”与它的事项一致，不用重新合并。")
    return publish_bundle(bundle, by=by, change_note=change_note.strip() or flag.note, effective_from=flag.since)


def _flag(
    bundle: Bundle, members: list[BundleMember], own: list[Held], theirs: dict[int, list[Held]], day: date
) -> Flag | None:
    """On the first day, from `day` on, on which they differ."""
    for since in sorted(_turns(members, own, theirs, day)):
        mine = _on(own, since)
        if mine is None:
            continue
        changes, obstacles = _differences(members, mine.merged, theirs, since)
        if changes or obstacles:
            return Flag(bundle, since, tuple(changes), tuple(obstacles), bundle.edited_by_id is not None)
    return None


def _turns(members: list[BundleMember], own: list[Held], theirs: dict[int, list[Held]], day: date) -> set[date]:
    """`day`, and every later one on which something begins or has ended."""
    rows = [*own, *(held for member in members for held in theirs.get(member.matter_id, ()))]
    starts = {held.start for held in rows}
    ends = {held.end + timedelta(days=1) for held in rows if held.end}
    return {day} | {turn for turn in starts | ends if turn > day}


def _differences(
    members: list[BundleMember], merged: dict[str, int], theirs: dict[int, list[Held]], day: date
) -> tuple[list[str], list[str]]:
    changes, obstacles = [], []
    for member in members:
        matter, now = member.matter, _on(theirs.get(member.matter_id, []), day)
        name = f"“{matter.short_name or matter.name}”"
        if matter.standing in {Standing.SUSPENDED, Standing.RETIRED}:
            obstacles.append(f"{name}{matter.get_standing_display()}：{matter.standing_reason}")
        elif now is None:
            obstacles.append(f"{name}没有生效的版本")
        elif matter.code not in merged:
            changes.append(f"加入{name}")
        elif merged[matter.code] != now.number:
            changes.append(f"{name}由第{merged[matter.code]}版到第{now.number}版")
    kept = {member.matter.code for member in members}
    changes += [f"不再包含{code}" for code in merged if code not in kept]
    return changes, obstacles


def _on(rows: Iterable[Held], day: date) -> Held | None:
    """The same choice as `Edition.objects.in_force`."""
    holding = (row for row in rows if row.start <= day and (row.end is None or row.end >= day))
    return max(holding, key=lambda row: (row.start, row.number), default=None)


def _members(bundles: list[Bundle]) -> dict[int, list[BundleMember]]:
    found: dict[int, list[BundleMember]] = defaultdict(list)
    for member in BundleMember.objects.filter(bundle__in=bundles).select_related("matter"):
        found[member.bundle_id].append(member)
    return found


def _bundle_editions(bundles: list[Bundle]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    columns = ("bundle", "number", "effective_from", "effective_to")
    # Of the content only the list of members is fetched: a guide is some 50 kB.
    for pk, number, start, end, members in (
        Edition.objects.filter(bundle__in=bundles).order_by().values_list(*columns, F("content__members"))
    ):
        found[pk].append(Held(number, start, end, {m["code"]: m["edition"] for m in members or ()}))
    return found


def _matter_editions(matters: dict[int, Matter]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    columns = ("matter", "number", "effective_from", "effective_to")
    for pk, number, start, end in Edition.objects.filter(matter__in=matters).order_by().values_list(*columns):
        found[pk].append(Held(number, start, end, {}))
    return found
