"""`utfall figures`: every figure of a round with its address and source."""

import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.report import as_of, round_code
from utfall.domain import swedish


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@round_code
@click.option("--json", "json_", is_flag=True, help="Skriv som JSON.")
@as_of
@speaking.language
@click.pass_context
def figures(
    ctx: click.Context, folder: Path, round_code: str, json_: bool, as_of: dt.datetime, language: str
) -> None:
    """Visa alla siffror i en runda med adress och källa.

    Show every figure of a round with its address and source.
    """
    from utfall.report import produce

    known = produce.facts(folder, round_code, as_of=as_of)
    if known.snapshot is None:
        speaking.show(known.findings, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    stored = sorted(known.snapshot.figures.values(), key=lambda figure: str(figure.address))
    if json_:
        click.echo(speaking.as_json({"schema": 1, "figures": [figure.as_json() for figure in stored]}))
    else:
        for figure in stored:
            value = swedish.quantity(figure.value, figure.unit, figure.decimals)
            click.echo(f"{figure.address!s:<64}  {value:>24}  {figure.source}")
    speaking.show(known.findings, language=language)
    ctx.exit(speaking.exit_code(known.findings))
