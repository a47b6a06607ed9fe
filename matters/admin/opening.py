"""What an editor saw when they opened a matter's page: it travels in the page's form, signed.

Three ways were open: a row in the session or the cache, the audit trail un-applied backwards, or the form itself. The form wins: it lasts as long
as the page stays open, each tab has its own, nothing has to be thrown away, every web process can read it, and nothing is lost by a restart. It is
compressed (a matter of forty papers: some 5 kB) and signed, so that nobody can claim to have seen what was not there.
"""

from dataclasses import dataclass

from django.core import signing

from matters.keeping import copy_of
from matters.models import Matter
from matters.plain import Unreadable, from_plain, to_plain
from matters.working_copy import WorkingCopy

_SALT = "matters.opening"


@dataclass(frozen=True, slots=True)
class Opened:
    """The revision an editor saw, and all that stood in it."""

    revision: int
    copy: WorkingCopy


def token(matter: Matter) -> str:
    """What the form carries."""
    seen = {"matter": matter.pk, "revision": matter.revision, "copy": to_plain(copy_of(matter))}
    return signing.dumps(seen, salt=_SALT, compress=True)


def read(matter: Matter, given: str) -> Opened | None:
    """What the form carried; None when it is missing, not ours, another matter's or of an older shape."""
    try:
        seen = signing.loads(given, salt=_SALT)
        if seen["matter"] != matter.pk:
            return None
        return Opened(seen["revision"], from_plain(WorkingCopy, seen["copy"]))
    except (signing.BadSignature, Unreadable):
        return None
