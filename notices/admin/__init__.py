"""The admin's pages of this app: the ledger to read, the office's own words and marks to change."""

from notices.admin import ledger, office

__all__ = ["ledger", "office"]
