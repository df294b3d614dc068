"""`utfall ledger import` and `mapping`: files into the ledger."""

import datetime as dt
import getpass
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.ledger import options
from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.money import Money
from utfall.domain.scenario import Scenario
from utfall.domain.swedish import quantity
from utfall.domain.unit import KR
from utfall.integrations import kommunbas, sie
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.kommunbas import ColumnMapping
from utfall.integrations.sie import records as r
from utfall.ledger.batch import STORED, WHOLE
from utfall.ledger.phasing import Profile
from utfall.ledger.store import Deed, Import, Store
from utfall.locale import mark as _
from utfall.report import ledger_extract, ledger_import, ledger_table

READING = _("Läser {file} …")
STORED_AS = _("{file}: {rows} rader lagrade som {slot} ({first}–{last}, debet {debit}).")
REPLACES = _("Ersätter importen {batch} från {at}; den gamla går att läsa med --as-of.")
UNCHANGED = _("{file}: redan inläst som {slot}; ingenting ändrades.")
_SIE_FORMAT = "dimensions"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@options.store
@options.municipality
@click.option(
    "--scenario", type=click.Choice([one.value for one in STORED]), default=Scenario.OUTCOME.value, show_default=True,
    help="Vad raderna är.",
)  # fmt: skip
@click.option(
    "--version",
    "version_",
    default="",
    metavar="NAMN",
    help="Vilken budget eller prognos, till exempel 2024-D2.",
)
@click.option(
    "--part",
    default=WHOLE,
    show_default=True,
    metavar="NAMN",
    help="Vilken del av året filen är, om den inte är hela.",
)
@click.option(
    "--decision", default="", metavar="TEXT", help="Beslutet bakom en budget, till exempel KF 2023-11-23 § 5."
)
@click.option(
    "--mapping",
    "mapping_file",
    type=_FILE,
    metavar="FIL",
    help="Sparad koppling, från utfall ledger mapping.",
)
@click.option(
    "--profiles", "profile_file", type=_FILE, metavar="FIL", help="Periodiseringsnycklar (Nyckel;Jan;…;Dec)."
)
@click.option(
    "--by", default=getpass.getuser, metavar="NAMN", help="Vem som läser in; annars den som är inloggad."
)
@options.as_json
@speaking.language
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[Path, ...], store_folder: Path, municipality: str, scenario: str, version_: str,
    part: str, decision: str, mapping_file: Path | None, profile_file: Path | None, by: str, json_: bool,
    language: str,
) -> None:  # fmt: skip
    """Läs in SIE-filer och tabeller. Samma fil en gång till ändrar ingenting; en rättad fil ersätter den gamla."""
    saved = _saved(ctx, mapping_file, language)
    profiles = _profiles(ctx, profile_file, language)
    kept = Store(store_folder)
    shown: list[dict[str, object]] = []
    findings: list[Finding] = []
    for file in files:
        speaking.say(READING, language=language, err=True, file=file.name)
        at = dt.datetime.now(dt.UTC)
        try:
            deed = Deed(municipality, Scenario(scenario), by, at, "", version_, part, decision)
            deed.slot(at.year)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        receipt = _received(file, kept, deed, saved, profiles)
        found = list(receipt.findings)
        match receipt.result:
            case Denied() as denied:
                found.append(Finding(denied.code, Severity.ERROR, file.name, denied.reason))
                shown.append({"file": file.name, "denied": denied.code})
            case Import() as done:
                found += done.findings
                shown.append(
                    {
                        "file": file.name,
                        "changed": done.changed,
                        "batches": [b.as_json() for b in done.batches],
                    }
                )
                if not json_:
                    _tell(file, done, language)
        findings += found
    if json_:
        click.echo(
            speaking.as_json(
                {"schema": 1, "imports": shown, "findings": [f.as_json(language) for f in findings]}
            )
        )
    else:
        speaking.show(findings, language=language)
    denied_any = any("denied" in one for one in shown)
    ctx.exit(speaking.Exit.UNREADABLE if denied_any else speaking.exit_code(findings))


def _tell(file: Path, done: Import, language: str) -> None:
    for batch in done.batches:
        if not done.changed:
            speaking.say(UNCHANGED, language=language, file=file.name, slot=batch.slot)
            continue
        totals = batch.totals
        speaking.say(
            STORED_AS, language=language, file=file.name, rows=totals.rows, slot=batch.slot,
            first=totals.first_month, last=totals.last_month, debit=quantity(Money(totals.debit).kr, KR, 2),
        )  # fmt: skip
    for batch in done.replaced:
        speaking.say(REPLACES, language=language, batch=batch.id, at=batch.at.date().isoformat())


def _saved(
    ctx: click.Context, file: Path | None, language: str
) -> sie.DimensionMapping | ColumnMapping | None:
    """The confirmed mapping in the file; ends the command where it is none, or lacks something."""
    if file is None:
        return None
    text = file.read_text("utf-8")
    load = sie.load if f'"{_SIE_FORMAT}"' in text else kommunbas.load
    found = load(text, where=file.name)
    faults = [found] if isinstance(found, Finding) else []
    if isinstance(found, ColumnMapping):
        faults += found.faults()
    if faults or isinstance(found, Finding):
        speaking.show(faults, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
        raise AssertionError
    return found


def _received(
    file: Path,
    kept: Store,
    deed: Deed,
    saved: sie.DimensionMapping | ColumnMapping | None,
    profiles: dict[str, Profile],
) -> ledger_import.Receipt:
    if isinstance(saved, ColumnMapping):
        return ledger_extract.receive(file, mapping=saved, store=kept, deed=deed)
    return ledger_import.receive(
        file, store=kept, deed=deed, dimensions=saved or sie.STANDARD, profiles=profiles
    )


def _profiles(ctx: click.Context, file: Path | None, language: str) -> dict[str, Profile]:
    if file is None:
        return {}
    profiles, findings = ledger_table.read_profiles(SourceFile(file, file.name))
    if findings:
        speaking.show(findings, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    return profiles


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--name", default="standard", show_default=True, metavar="NAMN", help="Vad kopplingen ska heta."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FIL", help="Spara kopplingen här."
)
@speaking.language
@click.pass_context
def mapping(ctx: click.Context, file: Path, name: str, out: Path | None, language: str) -> None:
    """Föreslå hur filens dimensioner eller kolumner blir kodsträngen. Läs igenom, rätta, och ange vid import."""
    faults: tuple[Finding, ...] = ()
    if ledger_import.is_sie(file):
        kinds = (r.Dimension, r.SubDimension)
        proposal = sie.propose(
            (one for one in sie.Reading(file) if isinstance(one, kinds)), name=name
        ).as_json()
    else:
        found = kommunbas.propose(file, name=name)
        if isinstance(found, Finding):
            speaking.show([found], language=language)
            ctx.exit(speaking.Exit.UNREADABLE)
            raise AssertionError
        proposal, faults = found.mapping.as_json(), found.mapping.faults()
    text = speaking.as_json(proposal)
    if out is not None:
        out.write_text(f"{text}\n", "utf-8")
    click.echo(text)
    for fault in faults:
        click.echo(f"{fault.where}: {fault.sentence(language)}", err=True)
    ctx.exit(speaking.exit_code(faults))
