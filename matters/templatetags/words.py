"""The words of a guide's rows for templates: `{{ requirement|copies }}`, `{% condition guide row.when %}`."""

import re

from django import template

from matters import wording
from matters.guide import Guide, Requirement, When
from matters.local_promise import why_no_promise
from matters.place import Place

register = template.Library()

register.filter("copies", wording.copies)
register.filter("source_words", wording.source)
register.filter("issued_by", wording.issued_by)
register.filter("necessity", wording.necessity)
register.filter("duration", wording.duration)
register.filter("limit_words", wording.limit_words)
register.filter("pause_words", wording.pause_words)
register.filter("legal_title", wording.legal_title)
register.filter("handling_words", wording.handling_words)
register.filter("remedy_words", wording.remedy_words)


@register.simple_tag
def condition(guide: Guide, when: When) -> str:
    """The condition of a row in the options' words; empty when there is none."""
    return wording.condition(guide, when)


@register.simple_tag
def local_promise(guide: Guide, place: Place) -> str:
    """The promise of a place where it is shorter than the guide's, in words; else empty."""
    shortens = place.promised is not None and not why_no_promise(place.promised, guide.limits)
    return wording.duration(place.promised) if place.promised and shortens else ""


@register.simple_tag
def requirement_condition(guide: Guide, requirement: Requirement) -> str:
    """The condition of a material; in a bundle that of each matter that asks for it."""
    return wording.requirement_condition(guide, requirement)


@register.filter
def is_dialable(phone: str) -> bool:
    """Whether the text is one phone number and nothing else."""
    return re.fullmatch(r"\+?[0-9][0-9 -]{2,19}", phone) is not None
