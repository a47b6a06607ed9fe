"""System checks of the append-only tables (`manage.py check --database default`)."""

import sys
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from accounts import append_only


@register(Tags.database)
def append_only_triggers(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """accounts.E001: a table that must be append-only lost a trigger."""
    messages: list[CheckMessage] = []
    if "migrate" in sys.argv[1:2]:  # migrate runs the checks first, and is what puts the triggers back
        return messages
    for alias in databases or []:
        try:
            names = append_only.missing(alias)
        except DatabaseError:  # no database yet: migrate comes first
            continue
        if names:
            hint = "Run manage.py migrate: it installs them again."
            messages.append(Error(f"append-only triggers missing: {', '.join(names)}", hint=hint, id="accounts.E001"))
    return messages
