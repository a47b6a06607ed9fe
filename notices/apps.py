"""Sheets, the counter and the ledger."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "告知单与台账"

    def ready(self) -> None:
        from notices import checks  # noqa: F401  (registers the system checks)
