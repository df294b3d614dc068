"""`utfall dump`: the database back into a source folder."""

import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.site import starting
from utfall.locale import mark as _

WRITTEN = _("{count} filer i {folder}, varav {written} skrivna på nytt.")
WHICH = _("Välj med --authority vems mapp som ska skrivas: {codes}.")
NOBODY = _("Det finns ingenting att skriva. Läs in en mapp med utfall load först.")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--authority", default="", metavar="KOD", help="Nämndens kod; behövs om flera är inlästa.")
@starting.data
@speaking.language
@click.pass_context
def dump(ctx: click.Context, folder: Path, authority: str, data: Path | None, language: str) -> None:
    """Skriv nämndens källfiler i FOLDER: det som ingen har ändrat med samma bytes, resten på nytt.

    Write a committee's source files into FOLDER: what nobody changed as the same bytes, the rest anew.
    """
    starting.start(data)
    from utfall.records.loading.dump import dump as dump_folder
    from utfall.records.organisation.models import Authority

    if not starting.is_ready():
        speaking.say(starting.NOT_READY, language=language, err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    known = {row.code: row for row in Authority.objects.exclude(report_settings=None).order_by("code")}
    chosen = known.get(authority) if authority else next(iter(known.values()), None)
    if chosen is None or (not authority and len(known) > 1):
        speaking.say(WHICH if known else NOBODY, language=language, err=True, codes=", ".join(known))
        ctx.exit(speaking.Exit.UNREADABLE)
    done = dump_folder(chosen, folder, by="utfall dump", at=dt.datetime.now(dt.UTC))
    speaking.show(done.findings, language=language)
    for name in sorted(done.written):
        click.echo(name)
    speaking.say(WRITTEN, language=language, folder=folder, count=len(done.files), written=len(done.written))
    ctx.exit(speaking.exit_code(done.findings))
