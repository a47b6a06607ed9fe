"""The staff, their scope and the audit trail."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与审计"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401  (registers the system check)
        from accounts.watching import watch

        watch()

        # After the last app's migrations: any of them may have rebuilt a protected table or added a permission.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_after_migrate, sender=last, dispatch_uid="accounts.after_migrate")


def _after_migrate(using: str, **_: Any) -> None:
    from accounts import append_only, roles

    append_only.install(using)
    roles.sync_roles()
