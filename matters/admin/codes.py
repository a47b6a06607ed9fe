"""Public codes, under the name the pages of the admin know."""

from matters.codes import fresh_code

__all__ = ["fresh_code"]
