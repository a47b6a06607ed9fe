"""One change of a request at a time, and none over what somebody else did meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from oversight.models import ServiceRequest
from oversight.storytelling import stale


@contextmanager
def turn(request: ServiceRequest, *, seen: int) -> Iterator[ServiceRequest]:
    """The row, locked and as it is now; what is changed of it inside is saved with its next revision, in one transaction.

    `seen` is the revision the form showed. Raises CannotDo, with what was done meanwhile, where that is not the newest any more.
    """
    with transaction.atomic():
        row = ServiceRequest.objects.select_for_update().get(pk=request.pk)
        if row.revision != seen:
            raise stale(row)
        row.revision += 1
        yield row
        row.save()
