"""What the background worker (`manage.py db_worker`) does."""

from django_tasks import task

from notices.batches.printing import perform


@task()
def print_batch(run: int) -> None:
    """Print a batch, by the key of its record."""
    perform(run)


@task()
def refit_sheets(run: int) -> None:
    """Try the ladder again after a change, by the key of its record."""
    from notices.office.refit_runs import perform as try_again  # it hands its runs over to this module

    try_again(run)
