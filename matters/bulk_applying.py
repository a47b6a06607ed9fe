"""批量修改, the doing: what was chosen of a preview, and taking it back.

Nothing is done that was not shown: a matter that somebody changed meanwhile is left out and said so. What was done is kept in the audit
trail under the run's token, which is also what undoing reads.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import AuditEntry, StaffUser
from matters.bulk_editing import proposals
from matters.delegation import Delegated, Needless
from matters.editing import Locked, mark, require_open
from matters.keeping import copies_of
from matters.models import Matter
from matters.storing import Unknown, Writing, known, settled, store_all
from matters.text_places import Change, Moved, Rule, Swap, swapped, swaps
from matters.working_copy import WorkingCopy

BATCH = 50
"""Matters written in one transaction: others wait for its lock no longer than a moment."""
ACTION = "bulk_edit"


class _Skipped(Exception):
    """Nothing is done to this matter; the message says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do to a matter if it is still at the revision `opened`."""

    matter: Matter
    opened: int
    choose: Callable[[WorkingCopy], Sequence[Change]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a matter: how many texts changed, or why none did."""

    matter: Matter
    changed: int
    reason: str = ""


def plans_for(matters: QuerySet[Matter], rule: Rule, chosen: Mapping[int, tuple[int, frozenset[str]]]) -> list[Plan]:
    """The plans for what was ticked: a matter's key, the revision that was shown, and the ticked places."""

    def choosing(places: frozenset[str]) -> Callable[[WorkingCopy], Sequence[Swap]]:
        return lambda copy: [
            p.swap for p in proposals(copy, swaps(copy, rule)) if p.swap.place in places and not p.problem
        ]

    found = matters.filter(pk__in=chosen).order_by("code")
    return [Plan(matter, chosen[matter.pk][0], choosing(chosen[matter.pk][1])) for matter in found]


def apply_all(plans: Iterable[Plan], *, by: StaffUser, via: str, token: str) -> list[Outcome]:
    """Carry out every plan, a batch of matters in a transaction, and note the run under `token`. What could not be done is said."""
    todo = list(plans)
    batches = (todo[start : start + BATCH] for start in range(0, len(todo), BATCH))
    outcomes = [o for batch in batches for o in _apply(batch, by=by, via=via, token=token)]
    skipped = [[o.matter.pk, o.matter.name, o.reason] for o in outcomes if o.reason]
    audit.record(
        actor=by,
        action=ACTION,
        target=via,
        subject=subject(token),
        changed=sum(o.changed for o in outcomes),
        matters=sum(not o.reason for o in outcomes),
        skipped=skipped,
    )
    return outcomes


def undo_plans(matters: QuerySet[Matter], token: str) -> list[Plan]:
    """The plans that take a run back, for those of its matters that nobody changed since."""
    done = {entry.detail["matter"]: entry.detail for entry in entries_of(token) if "matter" in entry.detail}
    found = matters.filter(pk__in=done).order_by("code")
    return [_undo_plan(matter, done[matter.pk]) for matter in found if matter.revision == done[matter.pk]["revision"]]


def entries_of(token: str) -> list[AuditEntry]:
    """What a run noted: one entry for each changed matter, and one for the whole at the end."""
    return list(AuditEntry.objects.filter(subject=subject(token), action=ACTION).order_by("id").select_related("actor"))


def subject(token: str) -> str:
    """Under which the audit trail keeps a run."""
    return f"bulk:{token}"


def _undo_plan(matter: Matter, detail: Mapping[str, Any]) -> Plan:
    inverse = [_change(swap).inverse for swap in reversed(detail["swaps"])]
    return Plan(matter, detail["revision"], lambda copy: inverse)


def _change(noted: Mapping[str, Any]) -> Change:
    """A change as the audit trail keeps it."""
    return Delegated(**noted) if "before" in noted else Swap(**noted)


def _apply(plans: Sequence[Plan], *, by: StaffUser, via: str, token: str) -> list[Outcome]:
    """One batch in a transaction: `editing` of many matters at once, with the same lock, the same refusals and the same history."""
    pks = [plan.matter.pk for plan in plans]
    with transaction.atomic():
        locked = Matter.objects.select_for_update().order_by("pk").in_bulk(pks)
        copies, references = dict(copies_of(pks)), known()
        outcomes, writings = [], []
        for plan in plans:
            if plan.matter.pk not in locked:
                outcomes.append(Outcome(plan.matter, 0, "已经删除"))
                continue
            matter, before = locked[plan.matter.pk], copies[plan.matter.pk]
            try:
                chosen = _chosen(plan, matter, before)
                writing = Writing(matter, before, settled(swapped(before, chosen), before, references))
            except (Locked, Unknown, Moved, Needless, _Skipped) as error:
                outcomes.append(Outcome(matter, 0, str(error)))
                continue
            writings.append((writing, chosen))
            outcomes.append(Outcome(matter, len(chosen)))
        if writings:
            store_all([writing for writing, _ in writings], references)
        for writing, chosen in writings:
            mark(writing.matter, copies[writing.matter.pk], writing.after, by=by, via=via)
            _note(writing.matter, chosen, by=by, token=token)
    return outcomes


def _chosen(plan: Plan, matter: Matter, copy: WorkingCopy) -> Sequence[Change]:
    require_open(matter)
    if matter.revision != plan.opened:
        raise _Skipped("预览以后有人修改过")
    chosen = plan.choose(copy)
    if not chosen:
        raise _Skipped("没有可改的内容")
    return chosen


def _note(matter: Matter, chosen: Sequence[Change], *, by: StaffUser, token: str) -> None:
    audit.record(
        actor=by,
        action=ACTION,
        target=f"{matter.code} {matter.name}",
        subject=subject(token),
        matter=matter.pk,
        revision=matter.revision,
        swaps=[asdict(swap) for swap in chosen],
    )
