"""What the background worker (`manage.py db_worker`) does."""

from django_tasks import task

from oversight.figures import freshening


@task()
def tally_figures() -> None:
    """Count what is new in the ledger for the figures, the first time all of it."""
    freshening.catch_up()
