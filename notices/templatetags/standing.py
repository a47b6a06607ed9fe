"""Whose place the signed-in clerk takes, for the banner on every page of the counter."""

from typing import Any

from django import template

from accounts.models import StaffUser
from notices.desk.standing_in import acting_for

register = template.Library()


@register.simple_tag(takes_context=True)
def standing_in_for(context: dict[str, Any]) -> StaffUser | None:
    """The colleague, or None; a query only while somebody's place is taken."""
    request = context.get("request")
    return acting_for(request) if request and hasattr(request, "session") else None
