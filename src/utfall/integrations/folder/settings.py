"""kommun.yaml: the municipality, its rounds, and how a report is reckoned."""

from dataclasses import dataclass
from typing import Any

from utfall.domain.control import RiskLimits
from utfall.domain.finance import Treatment
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Round, RoundKind
from utfall.domain.statement import Financing, LineKind, ReportLine, StatementForm, form_for
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import period
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

BAD_FORM = _("Uppställningen {code} går inte att använda: {why}")
BAD_LIMITS = _("Riskgränserna går inte att använda: {why}")
ROUND_WORDS = {
    "månadsuppföljning": RoundKind.MONTH,
    "delårsrapport": RoundKind.INTERIM,
    "verksamhetsberättelse": RoundKind.ANNUAL,
    "uppdragsrapport": RoundKind.ASSIGNMENTS,
}


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A statement form and the unit from which it is drawn up, itself and all below."""

    form: StatementForm
    scope: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a folder says about itself. `outside` are prefixes of accounts that no statement takes in."""

    municipality: str
    committee: str
    treatment: Treatment
    limits: RiskLimits
    forms: tuple[PlacedForm, ...]
    outside: tuple[str, ...]
    rounds: Objects


def identify(source: SourceFile) -> bool:
    """Whether the file holds the settings."""
    return kind_of(source) == "kommun"


def read(source: SourceFile) -> Reading[Settings | None]:
    """The settings; None where the file cannot be used."""
    tree = load(source, "kommun")
    if not isinstance(tree, Tree):
        return Reading(None, tree)
    rounds, findings = made(tree, {"rundor": _round})
    forms, faults = _forms(tree)
    limits, fault = _limits(tree)
    data = tree.data
    return Reading(
        Settings(
            municipality=data["kommun"],
            committee=data["nämnd"],
            treatment=Treatment(data.get("rullat_resultat", Treatment.PRORATED.value)),
            limits=limits,
            forms=forms,
            outside=tuple(data.get("utanför", ())),
            rounds=rounds,
        ),
        (*findings, *faults, *fault),
    )


def _round(fields: dict[str, Any]) -> Round:
    return Round(fields["kod"], fields["namn"], ROUND_WORDS[fields["slag"]], period(fields["period"]))


def _limits(tree: Tree) -> tuple[RiskLimits, tuple[Finding, ...]]:
    fields = tree.data.get("riskgränser")
    if fields is None:
        return RiskLimits(), ()
    try:
        return RiskLimits(fields["medel_från"], fields["hög_från"]), ()
    except ValueError as problem:
        line = tree.line("riskgränser")
        return RiskLimits(), (tree.source.finding("limits", BAD_LIMITS, line=line, why=str(problem)),)


def _forms(tree: Tree) -> tuple[tuple[PlacedForm, ...], tuple[Finding, ...]]:
    data, forms, findings = tree.data, [], []
    accounts = {key: tuple(prefixes) for key, prefixes in data["resultaträkning"].items()}
    try:
        forms.append(PlacedForm(form_for(Financing(data["finansiering"]), accounts), data["nämnd"]))
    except ValueError as problem:
        line = tree.line("resultaträkning")
        findings.append(
            tree.source.finding("form", BAD_FORM, line=line, code="resultaträkning", why=str(problem))
        )
    for number, fields in enumerate(data.get("uppställningar", ())):
        try:
            lines = tuple(_line(row) for row in fields["rader"])
            forms.append(PlacedForm(StatementForm(fields["kod"], fields["namn"], lines), fields["enhet"]))
        except ValueError as problem:
            line = tree.line("uppställningar", number)
            findings.append(
                tree.source.finding("form", BAD_FORM, line=line, code=fields["kod"], why=str(problem))
            )
    return tuple(forms), tuple(findings)


def _line(row: dict[str, Any]) -> ReportLine:
    return ReportLine(
        row["mått"],
        row["namn"],
        LineKind(row["slag"]),
        tuple(row.get("konton", ())),
        tuple(row.get("summa_av", ())),
    )
