"""The list to tick on a guide page."""

from dataclasses import replace

from django import template

from matters.guide import Requirement
from matters.plain import digest

register = template.Library()


@register.filter
def mark(material: Requirement) -> str:
    """Eight digits that differ when what is asked of the material does, whatever was answered: what a browser that ticked it remembers."""
    return digest(replace(material, when=(), parts=()))[:8]
