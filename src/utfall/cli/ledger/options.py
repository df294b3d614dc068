"""The options that several of the ledger's commands have."""

import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.domain.period import Period
from utfall.ledger.questions import DuckDB, Engine, Ledger
from utfall.ledger.store import Store
from utfall.locale import mark as _
from utfall.report.ledger_terms import Known, terms_of

NO_STORE = _(
    "Det finns ingen huvudbok i {folder}. Läs in en fil först: utfall ledger import FIL --store {folder}."
)


def _period(_ctx: click.Context, _param: click.Parameter, value: str) -> Period:
    try:
        return Period.parse(value)
    except ValueError:
        raise click.BadParameter("Skriv 2024, 2024-08, 2024-01..2024-08 eller 2024-07/r12.") from None


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.datetime | None:
    """The end of the day in the machine's own time zone, or the moment."""
    if value is None:
        return None
    try:
        given = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("Skriv en dag, till exempel 2024-09-16.") from None
    if len(value) == len("2024-09-16"):
        given = given.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return given.astimezone()


folder = click.Path(file_okay=False, path_type=Path)
store = click.option(
    "--store", "store_folder", type=folder, default=Path("huvudbok"), show_default=True, metavar="MAPP",
    help="Mappen som huvudboken ligger i.",
)  # fmt: skip
municipality = click.option(
    "--municipality",
    default="kommun",
    show_default=True,
    metavar="KOD",
    help="Kommunens kod, till exempel 0484.",
)
period = click.option(
    "--period", callback=_period, required=True, metavar="PERIOD", help="Till exempel 2024-01..2024-08."
)
as_of = click.option(
    "--as-of",
    callback=_day,
    metavar="DAG",
    help="Huvudboken som den såg ut den dagen, till exempel 2024-09-16.",
)
terms = click.option(
    "--terms", "terms_folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
    metavar="MAPP", help="Mapp med organisation, resultaträkning och projekt (organisation.yaml, kommun.yaml …).",
)  # fmt: skip
scope = click.option("--scope", metavar="ENHET", help="Enhetens kod; allt under den räknas in.")
engine = click.option(
    "--engine", "engine_url", default="duckdb", show_default=True, metavar="MOTOR",
    help="duckdb, eller adressen till Spark Connect, till exempel sc://localhost:15002.",
)  # fmt: skip
as_json = click.option("--json", "json_", is_flag=True, help="Skriv som JSON.")


def engine_at(url: str) -> Engine:
    """The engine that was named."""
    if url == "duckdb":
        return DuckDB()
    from utfall.ledger.questions.spark import Spark

    return Spark(url)


def existing(ctx: click.Context, store_folder: Path, *, language: str) -> Store:
    """The store in the folder; ends the command where there is none."""
    if not (store_folder / "manifest").is_dir():
        speaking.say(NO_STORE, language=language, err=True, folder=store_folder)
        ctx.exit(speaking.Exit.UNREADABLE)
    return Store(store_folder)


def asked(
    ctx: click.Context, store_folder: Path, terms_folder: Path, engine_url: str, as_of: dt.datetime | None, *,
    language: str,
) -> tuple[Ledger, Known]:  # fmt: skip
    """The ledger ready to be asked; ends the command where the store or the terms cannot be had."""
    kept = existing(ctx, store_folder, language=language)
    known = terms_of(terms_folder)
    if known.terms is None:
        speaking.show(known.findings, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
        raise AssertionError
    return Ledger(kept, engine=engine_at(engine_url), terms=known.terms, as_of=as_of), known
