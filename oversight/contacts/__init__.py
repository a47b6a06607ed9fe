"""Whom to call back or to visit: sealed, masked, shown for a reason, erased."""
