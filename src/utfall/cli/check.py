"""`utfall check`: find what does not add up in a finished report from any system."""

import dataclasses
import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.report import as_of
from utfall.documents.model import Document
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot
from utfall.review.context import Context
from utfall.review.dismissals import Dismissal, dump, key, load
from utfall.review.languages import language as language_of
from utfall.review.result import Proof, Review


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Skriv påpekandena som JSON.")
@click.option(
    "--all", "everything", is_flag=True, help="Visa också avrundningar och vad som inte kunde kontrolleras."
)
@click.option(
    "--facts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Källmapp att jämföra med."
)
@click.option("--round", "round_code", metavar="KOD", help="Rundans kod, med --facts.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv en sida med texten och påpekandena.",
)
@click.option(
    "--copy",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv en kopia med kommentarer (DOCX, PDF).",
)
@click.option(
    "--dismissed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Fil med påpekanden som redan är förklarade.",
)
@click.option("--explain", metavar="ORD", help="Spara påpekanden som nämner orden i filen --dismissed.")
@click.option("--note", default="", metavar="TEXT", help="Varför de står som de gör, med --explain.")
@as_of
@speaking.language
@click.pass_context
def check(
    ctx: click.Context,
    file: Path,
    json_: bool,
    everything: bool,
    facts: Path | None,
    round_code: str | None,
    html: Path | None,
    copy: Path | None,
    dismissed: Path | None,
    explain: str | None,
    note: str,
    as_of: dt.datetime,
    language: str,
) -> None:
    """Granska siffrorna i FILE: DOCX, PDF, HTML, Markdown eller text.

    Check the figures in FILE: DOCX, PDF, HTML, Markdown or text.

    Avslutas med 0 om inget är fel, 1 om något är fel, 2 om filen inte kunde läsas.
    """
    from utfall.documents.read import read
    from utfall.review.check import check as review_document
    from utfall.review.output import annotated
    from utfall.review.output import html as page

    if explain and dismissed is None:
        raise click.UsageError("Säg också i vilken fil: --dismissed FIL.")
    data = file.read_bytes()
    result = read(data, name=file.name)
    snapshot, found_in_facts = _facts(facts, round_code, as_of)
    if result.document is None or (facts is not None and snapshot is None):
        unread = Review((*result.findings, *found_in_facts), Proof(), Document("", language, ()))
        _tell(unread, json_=json_, everything=True, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    known = _dismissals(dismissed)
    reviewed = review_document(result.document, snapshot, dismissals=known)
    review = dataclasses.replace(reviewed, findings=(*result.findings, *reviewed.findings))
    if explain and dismissed:
        review = _explained(review, snapshot, words=explain, note=note, known=known, file=dismissed)
    if html:
        html.write_bytes(page(review, language=language, everything=everything))
    if copy:
        copy.write_bytes(annotated(data, review, name=file.name, language=language))
    _tell(review, json_=json_, everything=everything, language=language)
    ctx.exit(speaking.exit_code(review.findings))


def _tell(review: Review, *, json_: bool, everything: bool, language: str) -> None:
    from utfall.review.output import as_json, terminal

    if json_:
        click.echo(speaking.as_json(as_json(review, language=language)))
    else:
        click.echo("\n".join(terminal(review, language=language, everything=everything)))


def _explained(
    review: Review,
    snapshot: Snapshot | None,
    *,
    words: str,
    note: str,
    known: tuple[Dismissal, ...],
    file: Path,
) -> Review:
    """The review without the findings that name the words; they are kept in the file, by figure and not by page."""
    context = Context(review.document, language_of(review.document.language), snapshot)
    chosen = [f for f in review.findings if words in f.where or words in f.sentence()]
    new = tuple(Dismissal(key(context, finding), note) for finding in chosen)
    file.write_text(dump((*known, *new)), encoding="utf-8")
    return dataclasses.replace(review, findings=tuple(f for f in review.findings if f not in chosen))


def _dismissals(file: Path | None) -> tuple[Dismissal, ...]:
    if file is None or not file.exists():
        return ()
    try:
        return load(file.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise click.BadParameter(f"{file} är ingen fil med förklaringar: {problem}") from None


def _facts(
    folder: Path | None, round_code: str | None, as_of: dt.datetime
) -> tuple[Snapshot | None, tuple[Finding, ...]]:
    if folder is None:
        return None, ()
    if round_code is None:
        raise click.UsageError("Säg också vilken runda: --round KOD.")
    from utfall.report import produce

    known = produce.facts(folder, round_code, as_of=as_of)
    return known.snapshot, known.findings
