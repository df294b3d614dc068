"""kommun.yaml: the municipality, its rounds, and how a report is reckoned."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from utfall.domain.control import RiskLimits
from utfall.domain.finance import Treatment
from utfall.domain.finding import Finding
from utfall.domain.formula import Formula
from utfall.domain.organisation import UnitKind
from utfall.domain.planning import ConsultationRule
from utfall.domain.reporting import Occasion, Owed, Part, ReportingRules, Section, VarianceLimit
from utfall.domain.snapshot import Round, RoundKind
from utfall.domain.statement import (
    Financing,
    FormColumn,
    LineKind,
    ReportLine,
    StatementForm,
    form_for,
)
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import exact, period
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

BAD_FORM = _("Uppställningen {code} går inte att använda: {why}")
BAD_LIMITS = _("Riskgränserna går inte att använda: {why}")
BAD_OWED = _("Det går inte att läsa vem som lämnar vad: {why}")
ROUND_WORDS = {
    "månadsuppföljning": RoundKind.MONTH,
    "delårsrapport": RoundKind.INTERIM,
    "verksamhetsberättelse": RoundKind.ANNUAL,
    "uppdragsrapport": RoundKind.ASSIGNMENTS,
}


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A statement form and the unit from which it is drawn up, itself and all below.

    `columns` are those of its table, none where it has the usual ones. `turned` prints the opposite sign, for costs
    as plus; a variance is never turned.
    """

    form: StatementForm
    scope: str
    columns: tuple[FormColumn, ...] = ()
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a folder says about itself. `outside` are prefixes of accounts that no statement takes in.

    `masked` are ranges of accounts, first and last, whose texts and counterparts nobody sees. `invoices` is the address
    of an invoice in the finance system, with `{verifikation}` for the voucher. `volumes` are the measures shown beside
    money.
    """

    municipality: str
    committee: str
    treatment: Treatment
    limits: RiskLimits
    forms: tuple[PlacedForm, ...]
    outside: tuple[str, ...]
    rounds: Objects
    explain_over_percent: Decimal = Decimal(1)
    """How large a change of a forecast, in per cent, has to be explained."""
    consultation: ConsultationRule = ConsultationRule.EITHER
    """What comes before a decision on a measure that affects staffing."""
    masked: tuple[tuple[str, str], ...] = ()
    invoices: str = ""
    volumes: tuple[str, ...] = ()
    owed: tuple[Owed, ...] | None = None
    """Who owes what in each kind of round; None where the municipality goes by what is usual."""
    variance_limit: VarianceLimit | None = None
    """From which variance a comment is owed; None for the usual one."""


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
    owed, twice = _owed(tree)
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
            explain_over_percent=exact(data.get("prognosändring_förklaras_över_procent", 1)),
            consultation=ConsultationRule(data.get("samverkan_före_beslut", ConsultationRule.EITHER.value)),
            masked=tuple((each["från"], each["till"]) for each in data.get("maskerade_konton", ())),
            invoices=data.get("fakturaadress", ""),
            volumes=tuple(data.get("volymer", ())),
            owed=owed,
            variance_limit=_variance_limit(data),
        ),
        (*findings, *faults, *fault, *twice),
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


def _variance_limit(data: Mapping[str, Any]) -> VarianceLimit | None:
    percent = data.get("kommentar_krävs_över_procent")
    return None if percent is None else VarianceLimit(exact(percent))


def _owed(tree: Tree) -> tuple[tuple[Owed, ...] | None, tuple[Finding, ...]]:
    rows = tree.data.get("vem_lämnar_vad")
    if rows is None:
        return None, ()
    owed = tuple(
        Owed(
            level=UnitKind(row["nivå"]),
            kind=ROUND_WORDS[row["runda"]],
            section=Section(row["avsnitt"]),
            parts=frozenset(Part(word) for word in row["delar"]),
            occasion=Occasion(row.get("när", Occasion.ALWAYS.value)),
        )
        for row in rows
    )
    try:
        ReportingRules(owed)
    except ValueError as problem:
        line = tree.line("vem_lämnar_vad")
        return None, (tree.source.finding("owed", BAD_OWED, line=line, why=str(problem)),)
    return owed, ()


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
            form = StatementForm(fields["kod"], fields["namn"], lines)
            columns = tuple(_column(column) for column in fields.get("kolumner", ()))
            forms.append(PlacedForm(form, fields["enhet"], columns, fields.get("kostnader_som_plus", False)))
        except ValueError as problem:
            line = tree.line("uppställningar", number)
            findings.append(
                tree.source.finding("form", BAD_FORM, line=line, code=fields["kod"], why=str(problem))
            )
    return tuple(forms), tuple(findings)


def _column(column: dict[str, Any]) -> FormColumn:
    """Raises ValueError with a sentence for a formula that is none."""
    against = column.get("procent_mot")
    return FormColumn(
        column["namn"], Formula.parse(column["formel"]), Formula.parse(against) if against else None
    )


def _line(row: dict[str, Any]) -> ReportLine:
    return ReportLine(
        row["mått"],
        row["namn"],
        LineKind(row["slag"]),
        tuple(row.get("konton", ())),
        tuple(row.get("summa_av", ())),
    )
