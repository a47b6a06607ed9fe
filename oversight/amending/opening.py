"""From what was said or found to the working copy of a matter, with one click."""

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.editing import Locked, require_open
from matters.models import Matter
from matters.scoping import workable
from oversight.amending.source import Source, field_of, reference_of
from oversight.enums import StepDeed
from oversight.models import Amendment, Case, Finding
from oversight.refusal import CannotDo
from oversight.storytelling import step

CHANGE = "matters.change_matter"


def amend(source: Source, matter: Matter, *, by: StaffUser) -> Amendment:
    """Note that `by` opens the working copy of `matter` because of `source`; the same again gives the first row.

    The edition that comes of it names the source in its change note (see `amending.notes`). Raises CannotDo for who does not work on that
    matter, and when its working copy must not be changed now.
    """
    if not (by.has_perm(CHANGE) and workable(Matter.objects.filter(pk=matter.pk), by).exists()):
        raise CannotDo(f"“{matter.name}”不归您修改，请转给主管部门的目录编辑。", "matter")
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        earlier = Amendment.objects.filter(matter=locked, reference=reference_of(source)).first()
        return earlier or _opened(source, locked, by)


def _opened(source: Source, matter: Matter, by: StaffUser) -> Amendment:
    try:
        require_open(matter)
    except Locked as locked:
        raise CannotDo(str(locked), "matter") from locked
    reference = reference_of(source)
    newest = matter.editions.newest_first().values_list("number", flat=True).first()
    amendment = Amendment.objects.create(
        **{field_of(source): source}, matter=matter, reference=reference, after_number=newest or 0, by=by
    )
    _tell(source, matter, by)
    history.note(actor=by, action="amend", row=matter, target=f"{matter.code} {matter.name}", reason=reference)
    return amendment


def _tell(source: Source, matter: Matter, by: StaffUser) -> None:
    """In the story of the case, and of the correction order where a finding has one."""
    order = getattr(source, "order", None) if isinstance(source, Finding) else None
    for told in filter(None, (source if isinstance(source, Case) else None, order)):
        step(told, StepDeed.AMENDED, by=by, words=matter.name, matter=matter.code)
