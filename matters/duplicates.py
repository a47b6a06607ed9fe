"""重复事项: two rows of one matter: finding them, merging one into the other, and where its code leads from then on."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import history
from accounts.models import StaffUser
from matters.editing import editing
from matters.enums import ReviewState, Standing
from matters.models import BundleMember, Matter, Review
from matters.publishing import Refused
from matters.reviewing import close_unpublished

LONGEST_SYNONYMS = 300
"""Characters that the column of synonyms holds."""
LONGEST_REASON = 200
_INSIGNIFICANT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What tells whether two matters are one."""

    pk: int
    code: str
    name: str
    implementation_code: str
    department: str
    standing: str

    @property
    def standing_words(self) -> str:
        """Its public standing in words."""
        return str(Standing(self.standing).label)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Matters that may be one, and why: the same name or the same 实施编码."""

    reason: str
    rows: tuple[Row, ...]


def rows_of(matters: QuerySet[Matter]) -> list[Row]:
    """Those that are still of use, by their codes; one query."""
    columns = ("pk", "code", "name", "implementation_code", "department__name", "standing")
    alive = matters.exclude(standing=Standing.RETIRED).order_by("code").values_list(*columns)
    return [Row(pk=k, code=c, name=n, implementation_code=i, department=d, standing=s) for k, c, n, i, d, s in alive]


def suspected(rows: Iterable[Row]) -> list[Suspicion]:
    """The groups of rows that may be one matter, in the order of their first; a group that both rules find comes once."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups["名称相同", plain_name(row.name)].append(row)
        if row.implementation_code:
            groups["实施编码相同", row.implementation_code].append(row)
    found: dict[tuple[int, ...], list[str]] = {}
    members: dict[tuple[int, ...], tuple[Row, ...]] = {}
    for (reason, _), group in groups.items():
        if len(group) > 1:
            key = tuple(row.pk for row in group)
            found.setdefault(key, []).append(reason)
            members[key] = tuple(group)
    return [Suspicion("、".join(reasons), members[key]) for key, reasons in found.items()]


def plain_name(name: str) -> str:
    """A name without widths, case, spaces and punctuation: “新办（个人）” and “新办(个人)” are one."""
    return _INSIGNIFICANT.sub("", unicodedata.normalize("NFKC", name).casefold())


def survivor(matter: Matter) -> Matter:
    """The matter that stands for this one after all merges: itself where it was not merged."""
    while matter.merged_into is not None:
        matter = matter.merged_into
    return matter


def merge(duplicate: Matter, into: Matter, *, by: StaffUser) -> bool:
    """End `duplicate` and let its code lead to `into`; its names become synonyms there, unless that is in review: then False is returned.

    Raises Refused for a matter with itself, one that is merged or cancelled already, and a survivor that is.
    """
    with transaction.atomic():
        pair = Matter.objects.select_for_update().order_by("pk").in_bulk([duplicate.pk, into.pk])
        gone, stays = pair[duplicate.pk], pair[into.pk]
        _require_mergeable(gone, stays)
        for review in Review.objects.open().filter(matter=gone).select_related("matter"):
            close_unpublished(review, ReviewState.WITHDRAWN, by=by)
        reason = f"已并入“{stays.name}”"[:LONGEST_REASON]
        _set(gone, Standing.RETIRED, reason, stays)
        _take_place(gone, stays)
        history.note(
            actor=by, action="merge", row=gone, target=f"{gone.code} {gone.name}", into=stays.code, reason=reason
        )
        taught = not Review.objects.open().filter(matter=stays).exists()
        if taught:
            _teach(stays, gone, by)
    duplicate.refresh_from_db()
    into.refresh_from_db()
    return taught


def unmerge(duplicate: Matter, *, by: StaffUser) -> None:
    """Make a merged matter a draft again. Raises Refused when it was ever published: its code may be on paper by now, and leads elsewhere.

    The synonyms that the other one got stay there.
    """
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=duplicate.pk)
        if locked.merged_into_id is None:
            raise Refused(f"“{locked.name}”没有并入别的事项。")
        if locked.editions.exists():
            raise Refused(f"“{locked.name}”发布过，合并以后不能取消。")
        _set(locked, Standing.DRAFT, "", None)
        history.note(actor=by, action="unmerge", row=locked, target=f"{locked.code} {locked.name}")
    duplicate.refresh_from_db()


def _require_mergeable(gone: Matter, stays: Matter) -> None:
    if gone.pk == stays.pk:
        raise Refused("事项不能并入它自己。")
    for matter in (gone, stays):
        if matter.merged_into is not None:
            raise Refused(f"“{matter.name}”已并入“{matter.merged_into.name}”。")
        if matter.standing == Standing.RETIRED:
            raise Refused(f"“{matter.name}”已取消，不能合并。")
    if gone.standing != Standing.DRAFT and stays.standing == Standing.DRAFT:
        raise Refused(f"“{stays.name}”还没有发布，群众会找不到。请先发布它，或者反过来合并。")


def _set(matter: Matter, standing: Standing, reason: str, into: Matter | None) -> None:
    matter.standing, matter.standing_reason, matter.merged_into, matter.successor = standing, reason, into, into
    matter.updated_at = timezone.now()
    matter.save(update_fields=["standing", "standing_reason", "merged_into", "successor", "updated_at"])


def _take_place(gone: Matter, stays: Matter) -> None:
    """In every 一件事 the survivor stands where the duplicate stood, once."""
    there = list(BundleMember.objects.filter(matter=stays).values_list("bundle", flat=True))
    BundleMember.objects.filter(matter=gone, bundle__in=there).delete()
    BundleMember.objects.filter(matter=gone).update(matter=stays)


def _teach(stays: Matter, gone: Matter, by: StaffUser) -> None:
    with editing(stays, by=by, via="合并重复事项") as locked:
        locked.synonyms = joined_synonyms(
            locked.synonyms,
            [gone.name, gone.short_name, *gone.synonyms.split()],
            known={locked.name, locked.short_name},
        )
        locked.save(update_fields=["synonyms", "updated_at"])


def joined_synonyms(synonyms: str, names: Iterable[str], known: set[str]) -> str:
    """The synonyms with those names added, as far as the column holds them. A name with spaces loses them: spaces part synonyms."""
    found = synonyms.split()
    for name in ("".join(name.split()) for name in names):
        longer = " ".join([*found, name])
        if name and name not in known and name not in found and len(longer) <= LONGEST_SYNONYMS:
            found.append(name)
    return " ".join(found)
