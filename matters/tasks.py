"""What the background worker (`manage.py db_worker`) does."""

from django_tasks import task

from matters import link_checking
from matters.exchange.performing import perform


@task()
def exchange(run: int) -> None:
    """The next step of an import or export, by the key of its record."""
    perform(run)


@task()
def check_links() -> dict[str, int]:
    """Try every external link of the catalog."""
    checked = link_checking.check()
    return {"checked": checked.total, "broken": len(checked.broken)}
