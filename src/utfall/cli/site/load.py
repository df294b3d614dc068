"""`utfall load`: a source folder into the database."""

import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.site import starting
from utfall.locale import mark as _

STORED = _("{folder} är inläst för {authority}.")
UNCHANGED = _("{folder} är redan inläst för {authority}. Ingenting är ändrat.")
STOPPED = _("Ingenting är inläst. Rätta felen och kör igen.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@starting.data
@speaking.language
@click.pass_context
def load(ctx: click.Context, folder: Path, data: Path | None, language: str) -> None:
    """Läs in källfilerna i FOLDER i databasen, alla eller inga. Samma mapp igen ändrar ingenting.

    Load the source files in FOLDER into the database, all or none. The same folder again changes nothing.
    """
    starting.start(data)
    from utfall.domain.denied import Denied
    from utfall.records.loading.load import load as load_folder

    if not starting.is_ready():
        speaking.say(starting.NOT_READY, language=language, err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    done = load_folder(folder, by="utfall load", at=dt.datetime.now(dt.UTC))
    if isinstance(done, Denied):
        click.echo(done.sentence(language), err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    speaking.show(done.findings, language=language)
    if not done.authority:
        speaking.say(STOPPED, language=language, err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    message = STORED if done.changed else UNCHANGED
    speaking.say(message, language=language, folder=folder, authority=done.authority)
