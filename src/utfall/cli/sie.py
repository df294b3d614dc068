"""`utfall sie`: what a SIE file holds, whether its sums agree, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from utfall.cli import speaking
from utfall.domain.finding import Finding
from utfall.integrations.sie import Check, Reading
from utfall.integrations.sie import records as r
from utfall.integrations.sie.integrity import kronor
from utfall.locale import mark as _
from utfall.locale import translate

UNREADABLE = _("Filen {file} kan inte läsas: {reason}.")
COMPANY = _("Företag: {name} {number}")
TYPE = _("Typ: {kind}, skriven i {encoding}")
PROGRAM = _("Program: {program}")
YEAR = _("Räkenskapsår {number}: {start} till {end}")
YEAR_WITHOUT_DATES = _("Räkenskapsår {number}: utan datum")
COUNTS = _("Poster: {counts}")
BALANCES = _("Saldon år {year}, kr: {sums}")
SUM_NAMES = {"ib": _("ingående balans"), "ub": _("utgående balans"), "res": _("resultat")}
CHECKSUM = _("Kontrollsumma {stated}: {verdict}")
AGREES = _("stämmer")
DISAGREES = _("stämmer inte, innehållet ger {computed}")
HOLDS = _("Stämmer: {rule}{year}, {compared} jämförda")
FAILS = _("Stämmer inte: {rule}{year}, {differing} av {compared} skiljer sig")
OF_YEAR = _(" (år {year})")
NOTHING = _("Inga påpekanden.")
REMARKS = _("Påpekanden: {count}.")


@dataclass(slots=True)
class _Head:
    """What the identification of the file says."""

    name: str = ""
    number: str = ""
    program: str = ""
    years: list[r.FiscalYear] = field(default_factory=list)

    def take_in(self, record: r.Record) -> None:
        match record:
            case r.CompanyName(name=name):
                self.name = name
            case r.CorporateId():
                self.number = record.normal
            case r.Program():
                self.program = f"{record.name} {record.version}".strip()
            case r.FiscalYear():
                self.years.append(record)
            case _:
                pass


@click.command("sie")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Skriv allt som JSON.")
@speaking.language
@click.pass_context
def command(ctx: click.Context, file: Path, json_: bool, language: str) -> None:
    """Visa vad SIE-filen FILE innehåller och om den stämmer.

    Show what the SIE file FILE holds, and whether it adds up.

    Avslutas med 0 om inget är fel, 1 om något är fel, 2 om filen inte kunde läsas.
    """
    head = _Head()
    try:
        reading = Reading(file)
        for record in reading:
            head.take_in(record)
    except OSError as problem:
        speaking.say(UNREADABLE, language=language, err=True, file=file, reason=_reason(problem, language))
        ctx.exit(speaking.Exit.UNREADABLE)
    findings = reading.findings
    if json_:
        click.echo(speaking.as_json(_as_json(head, reading, findings, language)))
    else:
        for line in _lines(head, reading, language):
            click.echo(line)
        speaking.show(findings, language=language, everything=True)
        if findings:
            speaking.say(REMARKS, language=language, count=speaking.count(findings, language=language))
        else:
            speaking.say(NOTHING, language=language)
    ctx.exit(speaking.exit_code(findings) if reading.is_sie else speaking.Exit.UNREADABLE)


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: _("den finns inte"),
    IsADirectoryError: _("den är en mapp"),
    PermissionError: _("du har inte rätt att läsa den"),
}


def _reason(problem: OSError, language: str) -> str:
    otherwise = problem.strerror or type(problem).__name__
    return translate(_REASONS.get(type(problem), otherwise), language)


def _lines(head: _Head, reading: Reading, language: str) -> Iterator[str]:
    def say(message: str, **values: object) -> str:
        return translate(message, language).format_map(values)

    if not reading.is_sie:
        return
    yield say(COMPANY, name=head.name or "–", number=head.number).rstrip()
    yield say(PROGRAM, program=head.program or "–")
    yield say(TYPE, kind=reading.kind, encoding=reading.encoding.name.replace("_", "-"))
    for year in sorted(head.years, key=lambda one: -one.number):
        if year.start and year.end:
            yield say(YEAR, number=year.number, start=year.start.isoformat(), end=year.end.isoformat())
        else:
            yield say(YEAR_WITHOUT_DATES, number=year.number)
    yield say(COUNTS, counts=", ".join(f"{label} {count}" for label, count in reading.counts.items()))
    for number, sums in reading.integrity.balances.items():
        told = ", ".join(f"{say(SUM_NAMES[name])} {kronor(öre)}" for name, öre in sums.items())
        yield say(BALANCES, year=number, sums=told)
    if checksum := reading.checksum:
        verdict = say(AGREES) if checksum.agrees else say(DISAGREES, computed=checksum.computed)
        yield say(CHECKSUM, stated=checksum.stated, verdict=verdict)
    for check in reading.checks:
        message = HOLDS if check.holds else FAILS
        of_year = say(OF_YEAR, year=check.year) if check.year is not None else ""
        yield say(
            message,
            rule=say(check.rule.sentence),
            year=of_year,
            compared=check.compared,
            differing=check.differing,
        )


def _as_json(
    head: _Head, reading: Reading, findings: tuple[Finding, ...], language: str
) -> dict[str, object]:
    """Amounts are whole öre."""
    checksum = reading.checksum
    return {
        "schema": 1,
        "company": {"name": head.name, "number": head.number},
        "program": head.program,
        "type": reading.kind.value if reading.is_sie else None,
        "encoding": reading.encoding.value,
        "years": [
            {
                "number": year.number,
                "start": year.start.isoformat() if year.start else None,
                "end": year.end.isoformat() if year.end else None,
            }
            for year in head.years
        ],
        "counts": dict(reading.counts),
        "balances": {str(year): sums for year, sums in reading.integrity.balances.items()},
        "checksum": checksum
        and {"stated": checksum.stated, "computed": checksum.computed, "agrees": checksum.agrees},
        "checks": [_check(check) for check in reading.checks],
        "findings": [finding.as_json(language) for finding in findings],
    }


def _check(check: Check) -> dict[str, object]:
    return {
        "rule": check.rule.key,
        "year": check.year,
        "holds": check.holds,
        "compared": check.compared,
        "differing": check.differing,
        "differences": [
            {"name": one.account, "expected": one.expected, "found": one.found} for one in check.differences
        ],
    }
