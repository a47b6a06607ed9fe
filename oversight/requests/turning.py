"""One change of a request at a time, and none over what somebody else did meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from oversight.models import ServiceRequest, Step
from oversight.refusal import CannotDo


@contextmanager
def turn(request: ServiceRequest, *, seen: int) -> Iterator[ServiceRequest]:
    """The row, locked and as it is now; what is changed of it inside is saved with its next revision, in one transaction.

    `seen` is the revision the form showed. Raises CannotDo, with what was done meanwhile, where that is not the newest any more.
    """
    with transaction.atomic():
        row = ServiceRequest.objects.select_for_update().get(pk=request.pk)
        if row.revision != seen:
            raise CannotDo(_meanwhile(row))
        row.revision += 1
        yield row
        row.save()


def _meanwhile(row: ServiceRequest) -> str:
    last = Step.objects.filter(request=row).select_related("by").last()
    who = last.by.public_name if last and last.by else "系统"
    done = last.get_deed_display() if last else "修改"
    return f"{who}刚才对这条安排做了“{done}”，现在是“{row.get_state_display()}”。请看清最新情况再操作。"
