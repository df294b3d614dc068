"""`utfall migrate`: the database brought up to this version."""

from pathlib import Path

import click

from utfall.cli.site import starting


@click.command()
@starting.data
def migrate(data: Path | None) -> None:
    """Förbered databasen för den här versionen, eller för över den till den. Kan köras om.

    Bring the database up to this version, and gather the static files. Safe to run again.
    """
    starting.start(data)
    starting.make_ready(verbosity=1)
