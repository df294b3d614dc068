"""What every command of a site does first: say where its data are, start Django, see that the tables are there."""

import os
from pathlib import Path

import click

from utfall.locale import mark as _

SETTINGS = "utfall.config.settings"
NOT_READY = _("Databasen är inte förberedd för den här versionen. Kör utfall migrate först.")

data = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mapp för databas, huvudbok och uppladdade filer. Annars UTFALL_DATA, annars data.",
)


def start(folder: Path | None = None) -> None:
    """Start Django for the site whose data lie in the folder; the rest of the settings are in the environment."""
    if folder is not None:
        os.environ["UTFALL_DATA"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def is_ready() -> bool:
    """Whether every migration has been made."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def make_ready(*, verbosity: int = 0) -> None:
    """Bring the tables up to this version, and gather what browsers fetch."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("collectstatic", interactive=False, verbosity=verbosity)
