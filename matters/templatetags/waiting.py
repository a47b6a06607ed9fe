"""How much waits for the member of staff who looks at the page."""

from typing import Any

from django import template

from matters import waiting

register = template.Library()


@register.simple_tag
def waiting_count(user: Any) -> int | None:
    """One query; None for those who have no part in reviews."""
    if not (user.has_perm(waiting.DECIDE) or user.has_perm(waiting.EDIT)):
        return None
    return waiting.count_for(user)
