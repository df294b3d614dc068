"""`utfall start`: the first committee of an empty site, with an account for the one who begins."""

import datetime as dt
import secrets
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.site import starting
from utfall.locale import mark as _

MADE = _("{name} är upplagd. {username} är behörighetsadministratör och controller där.")
PASSWORD = _("Lösenord: {password}")
NEXT = _("Kör utfall serve, logga in och läs in arbetsboken under Administration, Start från Excel.")


@click.command()
@click.argument("code")
@click.argument("name")
@click.option("--municipality", required=True, help="Kommunens namn.")
@click.option("--username", required=True, help="Den som börjar: hennes användarnamn.")
@click.option("--person", required=True, help="Hennes namn, för- och efternamn.")
@click.option("--email", required=True, help="Hennes e-postadress.")
@starting.data
@speaking.language
@click.pass_context
def start(
    ctx: click.Context,
    code: str,
    name: str,
    municipality: str,
    username: str,
    person: str,
    email: str,
    data: Path | None,
    language: str,
) -> None:
    """Lägg upp nämnden NAME med koden CODE, och ett konto för den som börjar. Resten läses in från en arbetsbok.

    Set up the committee NAME with the code CODE, and an account for the one who begins.
    """
    starting.start(data)
    from utfall.domain.denied import Denied
    from utfall.records.organisation.founding import Beginner, found

    if not starting.is_ready():
        speaking.say(starting.NOT_READY, language=language, err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    first, _blank, last = person.strip().partition(" ")
    beginner = Beginner(username, first, last, email, secrets.token_urlsafe(12))
    done = found(
        code, name, municipality=municipality, beginner=beginner, by="utfall start", now=dt.datetime.now(dt.UTC)
    )  # fmt: skip
    if isinstance(done, Denied):
        click.echo(done.sentence(language), err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    speaking.say(MADE, language=language, name=name, username=username)
    speaking.say(PASSWORD, language=language, password=beginner.password)
    speaking.say(NEXT, language=language)
