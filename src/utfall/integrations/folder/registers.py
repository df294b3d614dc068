"""kontoplan.csv, projekt.csv, kontrollsummor.csv: the chart of accounts, the projects, and what files add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from utfall.domain.finding import Finding
from utfall.domain.money import Money
from utfall.domain.statement import ProjectClass
from utfall.domain.unit import KR
from utfall.integrations.folder.source import Line, Reading, SourceFile, has_columns, lines
from utfall.integrations.folder.values import BadValueError, amount
from utfall.locale import mark as _

SAME_ROW = _("{what} {key} står två gånger, första gången på rad {first}. Ta bort den ena raden.")
UNKNOWN_CLASS = _("Projektklassen ”{text}” är okänd. Välj någon av {expected}.")
NOT_A_COUNT = _("”{text}” är inget antal rader. Skriv ett heltal.")
ACCOUNTS = ("Konto", "Benämning")
PROJECTS = ("Projekt", "Benämning", "Klass", "Enhet")
CHECKSUMS = ("Fil", "Rader", "Debet", "Kredit")


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the sender says that a file holds: rows, debit and credit."""

    rows: int
    debit: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class Registers:
    """Names of accounts, classes of projects and checksums of files, by their keys."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, ProjectClass] = field(default_factory=dict)
    checksums: Mapping[str, Checksum] = field(default_factory=dict)

    def joined(self, other: "Registers") -> "Registers":
        """Both together."""
        return Registers(
            {**self.accounts, **other.accounts},
            {**self.projects, **other.projects},
            {**self.checksums, **other.checksums},
        )


def identify(source: SourceFile) -> bool:
    """Whether the file is a chart of accounts, a list of projects or one of checksums."""
    ledger = ("Belopp",)
    return any(has_columns(source, needed, without=ledger) for needed in (ACCOUNTS, PROJECTS, CHECKSUMS))


def read(source: SourceFile) -> Reading[Registers]:
    """The register; a key that stands twice keeps its first row."""
    if has_columns(source, CHECKSUMS):
        return _checksums(source)
    if has_columns(source, PROJECTS):
        return _projects(source)
    found = lines(source, ACCOUNTS)
    rows, findings = _once(source, found.values, "Konto")
    return Reading(
        Registers(accounts={key: line["Benämning"] for key, line in rows.items()}),
        (*found.findings, *findings),
    )


def _projects(source: SourceFile) -> Reading[Registers]:
    found = lines(source, PROJECTS)
    rows, findings = _once(source, found.values, "Projekt")
    projects: dict[str, ProjectClass] = {}
    for key, line in rows.items():
        try:
            projects[key] = ProjectClass(line["Klass"])
        except ValueError:
            expected = tuple(kind.value for kind in ProjectClass)
            findings.append(
                source.finding(
                    "project-class", UNKNOWN_CLASS, line=line.number, text=line["Klass"], expected=expected
                )
            )
    return Reading(Registers(projects=projects), (*found.findings, *findings))


def _checksums(source: SourceFile) -> Reading[Registers]:
    found = lines(source, CHECKSUMS)
    rows, findings = _once(source, found.values, "Fil")
    checksums: dict[str, Checksum] = {}
    for key, line in rows.items():
        if not line["Rader"].isdecimal():
            findings.append(source.finding("count", NOT_A_COUNT, line=line.number, text=line["Rader"]))
            continue
        try:
            checksums[key] = Checksum(
                int(line["Rader"]), amount(line["Debet"], KR), amount(line["Kredit"], KR)
            )
        except BadValueError as problem:
            findings.append(problem.finding(source.line(line.number)))
    return Reading(Registers(checksums=checksums), (*found.findings, *findings))


def _once(source: SourceFile, found: tuple[Line, ...], column: str) -> tuple[dict[str, Line], list[Finding]]:
    rows: dict[str, Line] = {}
    findings: list[Finding] = []
    for line in found:
        key = line[column]
        if key in rows:
            findings.append(
                source.finding(
                    "duplicate-key", SAME_ROW, line=line.number, what=column, key=key, first=rows[key].number
                )
            )
        else:
            rows[key] = line
    return rows, findings
