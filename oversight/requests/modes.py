"""Our ways of serving beside those that guides publish. Pure."""

from matters.enums import ModeKind
from oversight.enums import ServiceMode

KINDS: dict[ServiceMode, tuple[ModeKind, ...]] = {
    ServiceMode.BOOKING: (ModeKind.APPOINTMENT,),
    ServiceMode.HOME: (ModeKind.HOME_VISIT,),
    ServiceMode.AGENT: (ModeKind.ASSISTED,),
    ServiceMode.EXTENDED: (ModeKind.EXTENDED_HOURS,),
    ServiceMode.FAST: (ModeKind.GREEN, ModeKind.EXPRESS),
}
"""By which published mode of a guide each is offered."""


def named(mode: str) -> str:
    """The mode in words."""
    return ServiceMode(mode).label
