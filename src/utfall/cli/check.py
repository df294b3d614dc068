"""`utfall check`: find what does not add up in a finished report from any system."""

import datetime as dt
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.cli.report import as_of
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.review.dismissals import Dismissal, load
from utfall.review.result import Proof

DONE = _("{read} siffror lästa, {tied} knutna till en annan, {checked} kontrollerade. Påpekanden: {count}.")


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
    as_of: dt.datetime,
    language: str,
) -> None:
    """Granska siffrorna i FILE: DOCX, PDF, HTML, Markdown eller text.

    Check the figures in FILE: DOCX, PDF, HTML, Markdown or text.

    Avslutas med 0 om inget är fel, 1 om något är fel, 2 om filen inte kunde läsas.
    """
    from utfall.documents.read import read
    from utfall.review.check import check as review_document

    data = file.read_bytes()
    result = read(data, name=file.name)
    if result.document is None:
        _tell(result.findings, Proof(), json_=json_, everything=True, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    snapshot, found_in_facts = _facts(facts, round_code, as_of)
    if facts is not None and snapshot is None:
        _tell(found_in_facts, Proof(), json_=json_, everything=True, language=language)
        ctx.exit(speaking.Exit.UNREADABLE)
    review = review_document(result.document, snapshot, dismissals=_dismissals(dismissed))
    findings = (*result.findings, *review.findings)
    if html or copy:
        from utfall.review import output
    if html:
        html.write_bytes(output.html(review, language=language))
    if copy:
        copy.write_bytes(output.annotated(data, review, name=file.name, language=language))
    _tell(findings, review.proof, json_=json_, everything=everything, language=language)
    ctx.exit(speaking.exit_code(findings))


def _tell(
    findings: tuple[Finding, ...], proof: Proof, *, json_: bool, everything: bool, language: str
) -> None:
    if json_:
        found = [finding.as_json(language) for finding in findings]
        click.echo(speaking.as_json({"schema": 1, "findings": found, "proof": proof.as_json()}))
        return
    speaking.show(findings, language=language, everything=everything)
    speaking.say(
        DONE, language=language, read=proof.read, tied=proof.tied, checked=proof.checked,
        count=speaking.count(findings, language=language),
    )  # fmt: skip


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
