"""What a list of results needs to show."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from matters.enums import Level
from matters.search.found import Hit

register = template.Library()


@register.filter
def marked(hit: Hit) -> SafeString:
    """The name with the stretches that fit in `<mark>`."""
    parts, at = [], 0
    for start, end in sorted(hit.marks):
        if at <= start < end:
            parts.append((hit.name[at:start], hit.name[start:end]))
            at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), hit.name[at:])


@register.filter
def handled_at(hit: Hit) -> str:
    """社区、街道可办: the levels that handle it, the nearest first."""
    near = [level.label for level in reversed(Level) if level in hit.levels]
    return "、".join(near) + "可办" if near else ""
