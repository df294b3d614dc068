"""`utfall demo`: the main job on the example, from source files to a checked report."""

import datetime as dt
from pathlib import Path

import click

import utfall
from utfall.cli import speaking
from utfall.cli.report import FORMATS, as_of, make
from utfall.locale import mark as _

EXAMPLE = "servicenamnden-2024"
ROUND = "2024-D2"
NO_EXAMPLE = _("Exemplet {folder} finns inte. Kör från projektets mapp.")
OPEN = _("Rapporten och påpekandena ligger i {folder}.")


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("build"), show_default=True
)
@click.option("--once", is_flag=True, help="Gör rapporten en gång och sluta.")
@as_of
@speaking.language
@click.pass_context
def demo(ctx: click.Context, out: Path, once: bool, as_of: dt.datetime, language: str) -> None:
    """Gör exemplets delårsrapport i mappen build, visa vad som inte stämmer och säg var allt ligger.

    Make the example's interim report in build/, show what does not add up, and say where to look.
    """
    folder = Path(utfall.__file__).parents[2] / "examples" / EXAMPLE
    if not folder.is_dir():
        speaking.say(NO_EXAMPLE, language=language, err=True, folder=folder)
        ctx.exit(speaking.Exit.UNREADABLE)
    from utfall.report.example import complete

    for path in complete(folder):
        click.echo(str(path), err=True)
    code = make(folder, ROUND, out=out, formats=FORMATS, as_of=as_of, language=language)
    speaking.say(OPEN, language=language, folder=out.resolve())
    ctx.exit(code)
