"""Files of the finance system read and stored while the person does something else."""

from django_tasks import task

from utfall.records.finance.actions import uploads


@task()
def look(number: int) -> None:
    """Try a file that was sent, and note what storing it would bring."""
    uploads.look(number)


@task()
def store_file(number: int) -> None:
    """Store a file that somebody confirmed."""
    uploads.store_file(number)
