"""Clerks as papers and lists name them; who stands in for a colleague (AB 岗) is named with them."""

from accounts.models import StaffUser


def named(clerk: StaffUser, acting_for: StaffUser | None = None) -> str:
    """The name citizens read, and in whose place: `演示甲（代演示乙）`."""
    return clerk.public_name + (f"（代{acting_for.public_name}）" if acting_for else "")


def window_of(clerk: StaffUser, acting_for: StaffUser | None = None) -> str:
    """Their own window, else that of whose place they take."""
    return clerk.window or (acting_for.window if acting_for else "")
