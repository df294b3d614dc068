"""`utfall report`: from a folder of source files to the finished report."""

import datetime as dt
from pathlib import Path
from threading import Thread

import click

from utfall.cli import speaking
from utfall.documents.render.beside import drawing_beside
from utfall.domain.finding import Finding
from utfall.locale import mark as _

READING = _("Läser {folder} …")
WRITING = _("Skriver {formats} …")
DONE = _("{read} siffror lästa, {checked} kontrollerade. Påpekanden: {count}.")
FORMATS = ("html", "pdf", "docx", "json", "txt")


def chosen_formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats named, separated by commas."""
    formats = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    unknown = [form for form in formats if form not in FORMATS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)} finns inte. Välj bland {', '.join(FORMATS)}.")
    return formats


def moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.datetime:
    """The as-of time given, or now; always with a time zone, so that it means one moment."""
    if value is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        given = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("Skriv tiden som 2024-09-16T12:00+02:00.") from None
    return given if given.tzinfo else given.replace(tzinfo=dt.UTC)


as_of = click.option(
    "--as-of",
    callback=moment,
    metavar="TID",
    help="När uppgifterna gällde, till exempel 2024-09-16T12:00. Nu om inget sägs.",
)
round_code = click.option(
    "--round", "round_code", required=True, metavar="KOD", help="Rundans kod, till exempel 2024-D2."
)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@round_code
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Mapp som filerna skrivs i.",
)
@click.option(
    "--formats",
    callback=chosen_formats,
    default=",".join(FORMATS),
    show_default=True,
    help="Format, skilda med kommatecken.",
)
@as_of
@speaking.language
@click.pass_context
def report(
    ctx: click.Context,
    folder: Path,
    round_code: str,
    out: Path,
    formats: tuple[str, ...],
    as_of: dt.datetime,
    language: str,
) -> None:
    """Gör hela delårsrapporten av källfilerna i FOLDER, granskad.

    Make the whole interim report from the source files in FOLDER, reviewed.
    """
    ctx.exit(make(folder, round_code, out=out, formats=formats, as_of=as_of, language=language))


def make(
    folder: Path, round_code: str, *, out: Path, formats: tuple[str, ...], as_of: dt.datetime, language: str
) -> speaking.Exit:
    """Make the report, write it, and say what was written and what does not add up."""
    # Drawing takes half a second to start, in a process of its own: it starts before anything is read.
    with drawing_beside():
        return _made(folder, round_code, out=out, formats=formats, as_of=as_of, language=language)


def _made(
    folder: Path, round_code: str, *, out: Path, formats: tuple[str, ...], as_of: dt.datetime, language: str
) -> speaking.Exit:
    from utfall.documents.render import prepare
    from utfall.report import produce

    speaking.say(READING, language=language, err=True, folder=folder)
    # Reading waits for the disk and for the ledger's engine: time enough to load what the report is written with.
    Thread(target=prepare, args=(formats,)).start()
    made = produce.produce(folder, round_code, as_of=as_of)
    if isinstance(made, tuple):
        speaking.show(made, language=language)
        return speaking.Exit.UNREADABLE
    speaking.say(WRITING, language=language, err=True, formats=", ".join(formats))
    for path in produce.write(made, out, formats=formats):
        click.echo(str(path))
    findings: tuple[Finding, ...] = made.all_findings
    (out / f"{produce.name(made)}.findings.json").write_text(
        speaking.as_json(
            {
                "schema": 1,
                "findings": [finding.as_json(language) for finding in findings],
                "proof": made.review.proof.as_json(),
            }
        ),
        encoding="utf-8",
    )
    speaking.say(
        DONE,
        language=language,
        read=made.review.proof.read,
        checked=made.review.proof.checked,
        count=speaking.count(findings, language=language),
    )
    speaking.show(findings, language=language)
    return speaking.exit_code(findings)
