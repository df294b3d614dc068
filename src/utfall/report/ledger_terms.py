"""The terms of a ledger out of a source folder: its organisation, its statement and its projects."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from utfall.domain.finding import Finding, Severity
from utfall.domain.organisation import Organisation
from utfall.domain.statement import ProjectClass
from utfall.integrations.folder import organisation, registers, settings
from utfall.integrations.folder.registers import Registers
from utfall.integrations.folder.settings import Settings
from utfall.integrations.folder.source import SourceFile
from utfall.ledger.questions import Terms
from utfall.locale import mark as _

MISSING = _("Mappen {folder} saknar {what}. Den behövs för att förstå huvudbokens koder.")


@dataclass(frozen=True, slots=True)
class Known:
    """The terms, None where the folder does not give them; the names of accounts; and what is wrong in the files."""

    terms: Terms | None
    accounts: dict[str, str]
    findings: tuple[Finding, ...]


def terms_of(folder: Path, *, form: str = "rr") -> Known:
    """The terms in kommun.yaml, organisation.yaml, projekt.csv and kontoplan.csv (or what they are called there).

    `form` is the code of the statement. Ledgers and other large files in the folder are not read.
    """
    files = [
        SourceFile(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (".yaml", ".yml", ".csv")
    ]
    findings: list[Finding] = []
    units, rules, known = None, None, Registers()
    for source in files:
        if organisation.identify(source):
            found = organisation.read(source)
            units, more = found.values, found.findings
        elif settings.identify(source):
            read = settings.read(source)
            rules, more = read.values, read.findings
        elif registers.identify(source):
            register = registers.read(source)
            known, more = known.joined(register.values), register.findings
        else:
            continue
        findings += more
    terms = terms_by(units.organisation, rules, known.projects, form=form) if units else None
    if terms is None:
        what = "organisation.yaml" if units is None or units.organisation is None else "kommun.yaml"
        values = {"folder": str(folder), "what": what}
        missing = Finding("ledger.no-terms", Severity.ERROR, str(folder), MISSING, values)
        return Known(None, dict(known.accounts), (*findings, missing))
    return Known(terms, dict(known.accounts), tuple(findings))


def terms_by(
    organisation: Organisation | None,
    rules: Settings | None,
    projects: Mapping[str, ProjectClass],
    *,
    form: str = "rr",
) -> Terms | None:
    """The terms by which a ledger's codes are understood; None without an organisation or the form."""
    forms = {placed.form.code: placed.form for placed in rules.forms} if rules else {}
    if organisation is None or rules is None or form not in forms:
        return None
    outside = tuple({"1", "2", *rules.outside})
    return Terms(organisation, forms[form], classes=projects, balance_sheet=outside)
