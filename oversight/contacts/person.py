"""Whom something is written down for, as it was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Each optional; `told_privacy`: they were told what is kept."""

    name: str = ""
    phone: str = ""
    address: str = ""
    told_privacy: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything was typed."""
        return bool(self.name or self.phone or self.address)


NOBODY = Person()
