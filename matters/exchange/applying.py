"""A file's matters into the catalog, a batch in one transaction: all of a matter or nothing of it.

Within the transaction the matters' rows are locked and compared once more with what the file says, so that an editor in between, or a second import
at the same time, loses nothing. What says nothing new is not written at all: no revision, no history.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from django.db import DatabaseError, connection, transaction

from accounts import history
from accounts.models import AuditEntry
from matters import storing
from matters.editing import Locked, require_open
from matters.edits import edits
from matters.enums import Standing
from matters.exchange.applying_case import Case, Import
from matters.exchange.applying_departments import learn_codes, make_departments
from matters.exchange.applying_locating import locate
from matters.exchange.applying_places import referred
from matters.exchange.checking import MODELS, Fault, faults
from matters.exchange.given import Given, Severity
from matters.exchange.report import Outcome, Result
from matters.models import Matter, Review
from matters.storing import Known, Writing
from matters.working_copy import WorkingCopy

BATCH = 200
"""Matters of one transaction."""
CONDITIONAL = ("requirements", "steps", "charges", "limits", "handlings", "conditions")
"""Lists whose rows can have conditions."""
_IN_LIST = re.compile(r"(\w+)\[(\d+)\]")
_IMPORT_LOCK = 7_411_051
"""The key of PostgreSQL's advisory lock: two imports at the same time would both make the same new matter."""


def apply(
    givens: Sequence[Given], run: Import, *, inside: Callable[[Sequence[Case]], None] | None = None
) -> list[Outcome]:
    """Bring a batch in, or with `run.dry_run` find out what would become of it and take everything back.

    `inside` is called before the end of the transaction. The outcomes are in the order of the batch.
    """
    cases = [Case(given, list(given.problems)) for given in givens]
    with transaction.atomic():
        _one_import_at_a_time()
        known = storing.known()
        learn_codes(givens, run)
        locate(cases, run)
        _decide(cases, known, run)
        _write([case for case in cases if case.result in {Result.CREATED, Result.UPDATED}], known, run)
        if inside:
            inside(cases)
        if run.dry_run:
            transaction.set_rollback(True)
    outcomes = [case.outcome() for case in cases]
    return [replace(outcome, pk=None) for outcome in outcomes] if run.dry_run else outcomes


def _one_import_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])


def _decide(cases: Sequence[Case], known: Known, run: Import) -> None:
    in_review, changed = _in_review(cases), _changed_since(cases, run)
    for case in cases:
        if not case.is_refused and case.matter is not None:
            case.after = _merged(case, case.matter, known, run)
            _decide_one(case, case.after, run, in_review)
            if case.result == Result.UPDATED and case.matter.pk in changed:
                case.result = Result.REFUSED
                case.refuse(
                    "changed_since", "检查以后有人改过这个事项，没有导入，以免覆盖；请重新上传，再看一遍将要发生的变化"
                )


def _decide_one(case: Case, after: WorkingCopy, run: Import, in_review: set[int]) -> None:
    if case.is_refused or after == case.before:
        case.result = Result.REFUSED if case.is_refused else Result.UNCHANGED
        return
    _require_changeable(case, run, in_review)
    _require_sound(case, after, run)
    if not case.is_refused:
        _warn_of_conditions_gone(case, after)
        case.result = Result.UPDATED if case.before else Result.CREATED


def _warn_of_conditions_gone(case: Case, after: WorkingCopy) -> None:
    """A file without a column for conditions asks everybody for what only some had to bring: that is to be seen before it is confirmed."""
    for name in CONDITIONAL if case.before else ():
        had = sum(bool(row.when) for row in getattr(case.before, name))
        rows = getattr(after, name)
        if had and rows and not any(row.when for row in rows):
            label = MODELS[type(rows[0])]._meta.verbose_name
            message = f"{label}里原来有{had}行写了适用情形，导入后都没有了，对所有人都适用；不是这个意思的，请在文件里写上适用情形"
            case.say(Severity.WARNING, "conditions_gone", message, column="适用情形", at=(name, 0))


def _changed_since(cases: Sequence[Case], run: Import) -> set[int]:
    """The keys of matters that were changed after the user was shown what this import would change."""
    if run.seen_at is None:
        return set()
    keys = {history.subject_of(case.matter): case.matter.pk for case in cases if case.before and case.matter}
    later = AuditEntry.objects.filter(subject__in=keys, at__gt=run.seen_at, detail__has_key="changes")
    return {keys[subject] for subject in later.order_by().values_list("subject", flat=True)}


def _in_review(cases: Sequence[Case]) -> set[int]:
    pks = [case.matter.pk for case in cases if case.before and case.matter]
    return set(Review.objects.open().filter(matter__in=pks).order_by().values_list("matter_id", flat=True))


def _merged(case: Case, matter: Matter, known: Known, run: Import) -> WorkingCopy:
    """What the matter becomes: as it was, with what the file says."""
    said = {**case.given.values, **case.given.lists, "code": matter.code}
    copy = replace(case.before, **said) if case.before else WorkingCopy(**said)
    copy = referred(case, copy, known, run)
    return copy if case.is_refused else storing.settled(copy, case.before, known)


def _require_changeable(case: Case, run: Import, in_review: set[int]) -> None:
    matter, after = case.going_in
    if run.scope is not None and {after.department.name, (case.before or after).department.name} != {run.scope.name}:
        case.refuse("out_of_scope", f"只能导入“{run.scope.name}”的事项", column="实施主体", value=after.department.name)
    if matter.merged_into_id is not None or matter.standing == Standing.RETIRED or matter.pk in in_review:
        try:
            require_open(matter)
        except Locked as error:
            case.refuse("locked", str(error))


def _require_sound(case: Case, after: WorkingCopy, run: Import) -> None:
    for fault in faults(after):
        at = _row_of(fault, case.given)
        column = f"$.{fault.path}" if run.by_path else fault.label.rpartition(" ")[2] if at else fault.label
        severity = Severity.WARNING if fault.is_doubt else Severity.ERROR
        case.say(severity, fault.check, f"{fault.label}：{fault.message}", column=column, value=fault.value, at=at)


def _row_of(fault: Fault, given: Given) -> tuple[str, int] | None:
    """The row of a list that it is in, where the file has that row."""
    match = _IN_LIST.match(fault.path)
    at = (match[1], int(match[2])) if match else None
    return at if at and at[1] < len(given.places.get(at[0], ())) else None


def _write(cases: Sequence[Case], known: Known, run: Import) -> None:
    make_departments(cases, known, run)
    try:
        with transaction.atomic():
            _store(cases, known, run)
    except DatabaseError:
        # One of them breaks a rule that only the database knows: find out which, the others go in.
        for case in cases:
            _store_alone(case, known, run)


def _store_alone(case: Case, known: Known, run: Import) -> None:
    matter, _ = case.going_in
    if case.before is None:
        matter.pk, matter._state.adding = None, True
    else:
        matter.refresh_from_db()
    try:
        with transaction.atomic():
            _store([case], known, run)
    except DatabaseError as error:
        case.result = Result.REFUSED
        case.refuse("database", f"数据库不接受这个事项：{error}")


def _store(cases: Sequence[Case], known: Known, run: Import) -> None:
    writings = []
    for case in cases:
        matter, after = case.going_in
        matter.revision += case.before is not None
        matter.edited_by = run.by
        writings.append(Writing(matter, case.before, after))
    if writings:
        storing.store_all(writings, known)
        AuditEntry.objects.bulk_create([_entry(case, run) for case in cases], batch_size=storing.CHUNK)


def _entry(case: Case, run: Import) -> AuditEntry:
    """The history of one matter, as `editing.mark` would write it."""
    matter, after = case.going_in
    changes = [asdict(edit) for edit in edits(case.before, after)]
    return AuditEntry(
        actor=run.by,
        action="edit" if case.before else "create",
        target=f"{matter.code} {after.name}"[:200],
        subject=history.subject_of(matter),
        detail={"changes": changes, "via": run.via, "revision": matter.revision},
    )
