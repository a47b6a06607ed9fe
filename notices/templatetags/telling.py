"""The script of a sheet that is not issued yet, for the page on which it is prepared."""

from django import template

from notices.sheet import Sheet
from notices.telling.spoken import Group, script

register = template.Library()


@register.filter
def read_aloud(sheet: Sheet) -> tuple[Group, ...]:
    """What is said on the telephone for this sheet."""
    return script(sheet)
