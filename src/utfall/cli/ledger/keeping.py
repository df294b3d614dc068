"""`utfall ledger batches`, `verify` and `export`: what is kept, whether it is whole, and out with it again."""

import datetime as dt
import sys
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.ledger import options
from utfall.domain.finding import Finding, Severity
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.ledger import export as writing
from utfall.ledger.batch import STORED, Batch
from utfall.ledger.manifest import ManifestError
from utfall.ledger.questions import Column, Cut
from utfall.ledger.verify import verify as verified
from utfall.locale import mark as _
from utfall.report import ledger_export

WHOLE = _("{batches} importer kontrollerade: alla filer, kontrollsummor och rader är oförändrade.")
BROKEN = _("Huvudbokens förteckning är skadad ({reason}). Hämta mappen manifest från en säkerhetskopia.")
WRITTEN = _("{count} poster skrivna till {file}.")
CHECKING = "Kontrollerar"


@click.command()
@options.store
@options.as_of
@click.option("--history", is_flag=True, help="Visa också importer som har ersatts.")
@options.as_json
@speaking.language
@click.pass_context
def batches(
    ctx: click.Context,
    store_folder: Path,
    as_of: dt.datetime | None,
    history: bool,
    json_: bool,
    language: str,
) -> None:
    """Vad som är inläst: fil, rader, summor, vem och när."""
    kept = options.existing(ctx, store_folder, language=language)
    shown = kept.manifest.history() if history else kept.batches(as_of=as_of)
    if json_:
        click.echo(speaking.as_json({"schema": 1, "batches": [batch.as_json() for batch in shown]}))
        return
    for batch in shown:
        totals = batch.totals
        click.echo(
            f"{batch.id}  {batch.slot!s:<32} {totals.rows:>10}  {totals.first_month}–{totals.last_month}  "
            f"{batch.at:%Y-%m-%d %H:%M}  {batch.by}  {batch.original.name}"
        )


@click.command()
@options.store
@options.as_json
@speaking.language
@click.pass_context
def verify(ctx: click.Context, store_folder: Path, json_: bool, language: str) -> None:
    """Räkna om alla kontrollsummor och säg vilken fil och rad som skiljer sig."""
    kept = options.existing(ctx, store_folder, language=language)
    try:
        count = len(kept.manifest.history())
        with click.progressbar(length=count, label=CHECKING, file=sys.stderr) as bar:

            def step(_batch: Batch) -> None:
                bar.update(1)

            findings = verified(kept, each=step)
    except ManifestError as error:
        broken = Finding("ledger.manifest", Severity.ERROR, str(store_folder), BROKEN, {"reason": str(error)})
        speaking.show([broken], language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    if json_:
        content = {
            "schema": 1,
            "batches": count,
            "findings": [finding.as_json(language) for finding in findings],
        }
        click.echo(speaking.as_json(content))
    else:
        speaking.show(findings, language=language)
        if not findings:
            speaking.say(WHOLE, language=language, batches=count)
    ctx.exit(speaking.exit_code(findings))


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@options.store
@options.terms
@options.period
@options.scope
@click.option(
    "--form",
    type=click.Choice([*(one.value for one in writing.Form), "sie"]),
    default=writing.Form.CSV.value,
    show_default=True,
    help="Filens form. SIE är ett helt år, typ 4E.",
)
@click.option(
    "--scenario",
    type=click.Choice([one.value for one in STORED]),
    default=Scenario.OUTCOME.value,
    show_default=True,
    help="Vilka poster.",
)
@click.option("--company", default="", metavar="NAMN", help="Namnet som SIE-filen ska bära.")
@options.as_of
@speaking.language
@click.pass_context
def export(
    ctx: click.Context, target: Path, store_folder: Path, terms_folder: Path, period: Period, scope: str | None,
    form: str, scenario: str, company: str, as_of: dt.datetime | None, language: str,
) -> None:  # fmt: skip
    """Skriv ut poster som Parquet, CSV, Excel eller SIE."""
    ledger, known = options.asked(ctx, store_folder, terms_folder, "duckdb", as_of, language=language)
    cut = Cut(scope=scope)
    if form == "sie":
        today = dt.date.today()
        count = ledger_export.as_sie(
            ledger, target, year=period.end_year, company=company, generated_on=today, accounts=known.accounts,
            cut=cut,
        )  # fmt: skip
    else:
        column = Column("poster", Scenario(scenario), period)
        rows = (posting.entry for posting in ledger.all_entries(column, cut=cut))
        count = writing.write(rows, target, form=writing.Form(form))
    speaking.say(WRITTEN, language=language, count=count, file=target)
