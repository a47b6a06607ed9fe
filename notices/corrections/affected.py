"""Who holds a sheet that is no longer right? The open 告知单 of the last weeks against what would be told now.

Sheets that were told the same are judged once: same edition, answers and site, and the same place and promise on paper (a site's data are not in
the edition). Most of these groups agree with today in all that can differ and are done without reading a snapshot; of the others one is read and
judged as `verifying` judges a scan.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.db.models.fields.json import KT

from matters.enums import Standing
from matters.local_promise import at_place
from matters.lookup import is_code
from matters.models import Edition, Subject
from matters.publishing import midnight, today
from matters.tailoring import UnknownOption
from notices import blocks
from notices.composing import Ingredients, NotHandledHere
from notices.corrections.keys import Written, corrections_since
from notices.corrections.news import News, news_of
from notices.corrections.told_now import SubjectKey, ToldNow, read_told_now
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from notices.verifying import State, judge


class Alike(NamedTuple):
    """What sheets that were told the same have in common. `place` and `promised` as they stand in the snapshot (JSON, text)."""

    matter: int | None
    bundle: int | None
    standing: str
    edition: int
    site: int
    answers: tuple[tuple[str, str], ...]
    place: str
    promised: str | None

    @property
    def subject(self) -> SubjectKey:
        return self.matter, self.bundle


@dataclass(frozen=True, slots=True)
class Held:
    """One sheet in somebody's hands; `correction` is the key of the standing 更正告知书 that says what is true now."""

    notice: int
    issued_at: datetime
    correction: int | None = None


@dataclass(frozen=True, slots=True)
class Affected:
    """Open sheets of one matter or bundle to which the same happened. `edition` is the one in force now."""

    subject: Subject
    state: State
    news: News
    edition: Edition | None
    held: list[Held] = field(default_factory=list)

    @property
    def open(self) -> list[Held]:
        """Those nobody has corrected yet."""
        return [one for one in self.held if one.correction is None]


def affected(notices: NoticeQuerySet, *, day: date, within_days: int) -> list[Affected]:
    """The open sheets among `notices`, told within so many calendar days before `day`, that no longer hold: by matter or bundle, most of them
    first, and by what happened. Queries: a constant number, whatever is found.
    """
    since = midnight(day - timedelta(days=within_days))
    groups = _alike(notices.still_open().filter(issued_at__gte=since))
    if not groups:
        return []
    now = read_told_now({key.subject for key in groups}, {key.site for key in groups}, day)
    doubtful = {key: held for key, held in groups.items() if not _tells_the_same(key, now)}
    read = _one_of_each(doubtful)
    found = {key: _judged(read[key], now) for key in doubtful}
    return _gathered({key: one for key, one in found.items() if one}, doubtful, corrections_since(since))


def affected_of(notices: NoticeQuerySet, code: str = "") -> list[Affected]:
    """The same today, as far back as AFFECTED_DAYS; of the matter or bundle of that code, or of all."""
    if code and not is_code(code):
        return []
    rows = notices.filter(Q(matter__code=code) | Q(bundle__code=code)) if code else notices
    return affected(rows, day=today(), within_days=settings.AFFECTED_DAYS)


def _alike(rows: NoticeQuerySet) -> dict[Alike, list[tuple[int, datetime]]]:
    """The keys and times of the sheets by what they have in common; one query that leaves the snapshots where they are."""
    light = rows.annotate(place=KT("snapshot__place"), promised=KT("snapshot__strip__1__text")).order_by("pk")
    groups: dict[Alike, list[tuple[int, datetime]]] = {}
    columns = ("matter", "bundle", "matter__standing", "bundle__standing", "edition", "site", "answers", "place")
    for pk, at, *row in light.values_list("pk", "issued_at", *columns, "promised"):
        matter, bundle, of_matter, of_bundle, edition, site, answers, place, promised = row
        standing = of_matter or of_bundle
        key = Alike(matter, bundle, standing, edition, site, tuple(sorted(answers.items())), place, promised)
        groups.setdefault(key, []).append((pk, at))
    return groups


def _tells_the_same(key: Alike, now: ToldNow) -> bool:
    """Whether nothing that can differ does: the edition is in force, and place and promise are as they were."""
    edition = now.editions.get(key.subject)
    if edition is None or edition.pk != key.edition or key.standing != Standing.LIVE:
        return False
    try:
        found = now.gather(edition, dict(key.answers), now.sites[key.site])
    except (UnknownOption, NotHandledHere):
        return False
    return not now.halted(found.guide) and _place_and_promise(found) == (_read(key.place), key.promised)


def _place_and_promise(found: Ingredients) -> tuple[list[tuple[str, str]], str]:
    """As `compose` would word them."""
    place = blocks.where(found.guide, found.place, found.profile)
    promised = blocks.strip(at_place(found.guide, found.place.promised), None)[1].text
    return [(line.key, line.text) for line in place], promised


def _read(place: str) -> list[tuple[str, str]]:
    return [(line["key"], line["text"]) for line in json.loads(place)]


def _one_of_each(groups: Mapping[Alike, list[tuple[int, datetime]]]) -> dict[Alike, Notice]:
    """A sheet of each group, with its snapshot."""
    rows = Notice.objects.select_related("matter__successor", "bundle", "site")
    found = rows.in_bulk([held[0][0] for held in groups.values()])
    return {key: found[held[0][0]] for key, held in groups.items()}


def _judged(notice: Notice, now: ToldNow) -> Affected | None:
    edition = now.editions.get((notice.matter_id, notice.bundle_id))
    verdict = judge(notice, edition, now.gather, now.halted)
    if verdict.state == State.VALID:
        return None
    return Affected(notice.subject, verdict.state, news_of(verdict, notice), verdict.edition)


def _gathered(
    found: Mapping[Alike, Affected], groups: Mapping[Alike, list[tuple[int, datetime]]], written: Written
) -> list[Affected]:
    """Groups to which the same happened as one."""
    merged: dict[Any, Affected] = {}
    for key, one in found.items():
        into = merged.setdefault((key.subject, one.state, one.news), one)
        into.held.extend(Held(pk, at, written.of(pk, one.edition, one.news)) for pk, at in groups[key])
    return sorted(merged.values(), key=_order(merged.values()))


def _order(found: Iterable[Affected]) -> Any:
    """Subjects with most sheets to correct first, each subject's together."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.subject.code] = counts.get(one.subject.code, 0) + len(one.open)
    return lambda one: (-counts[one.subject.code], one.subject.code, -len(one.open), one.news)
