"""The report template: data that a municipality can change, never code."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import jsonschema

from utfall.documents.model import ChartKind, RowKind
from utfall.domain.finding import Finding, Severity
from utfall.domain.scenario import Scenario
from utfall.domain.unit import Unit, unit_named
from utfall.locale import mark as _

BAD_TEMPLATE = _("Mallen går inte att läsa vid {place}: {why}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: which scenario and period, and how it is printed.

    `formula` derives the figure where it is not stored (`utfall(~) - budget(~)`). `turned` prints the opposite
    sign, for tables that show costs as positive; a variance is never turned.
    """

    label: str
    scenario: Scenario
    period: str
    cuts: tuple[tuple[str, str], ...]
    formula: str
    turned: bool
    unit: Unit | None
    decimals: int | None


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row of figures: one measure, or the same measure for each unit of a kind.

    `without` names scenarios that the row has no figures for; such a cell is printed as "not applicable".
    """

    label: str
    measure: str
    kind: RowKind
    scope: str
    each: str
    without: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of figures: caption, unit, columns as formulas, rows, sign rule, notes; perhaps with a chart."""

    anchor: str
    caption: str
    row_header: str
    scope: str
    unit: Unit
    decimals: int
    sign: str
    columns: tuple[Column, ...]
    rows: tuple[RowSpec, ...]
    notes: tuple[str, ...]
    chart: "ChartSpec | None"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart drawn from columns of the table it belongs to; totals and subtotals are left out."""

    kind: ChartKind
    title: str
    alternative: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """Measures for a balanced budget in one state of decision, with effect per year and their sum."""

    anchor: str
    caption: str
    row_header: str
    decided: bool
    years: tuple[str, ...]
    unit: Unit
    total: str
    split_total: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A written text about one object, under an optional heading or with a run-in label."""

    object: str
    kind: str
    heading: str
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """The decision case: title, proposed decision, description in parts, signature and recipients."""

    title: str
    decision_heading: str
    decisions: tuple[str, ...]
    description_heading: str
    introduction: str
    parts: tuple[TextBlock, ...]
    signature: tuple[str, ...]
    recipients_heading: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Cover, status line and contents."""

    title: str
    status: tuple[tuple[str, str], ...]
    contents: str
    levels: int


@dataclass(frozen=True, slots=True)
class GoalChain:
    """All strategic areas with goals, focuses and indicators; `under` holds the sections that belong to a goal."""

    words: Mapping[str, str]
    under: Mapping[str, "tuple[Section, ...]"]


@dataclass(frozen=True, slots=True)
class UnitTexts:
    """A written comment for each unit of a kind, under its name."""

    heading: str
    level: int
    each: str


@dataclass(frozen=True, slots=True)
class ControlSummary:
    """The summary of internal control: control activities, then the risks that are handled in the plan."""

    heading: str
    level: int
    object: str
    controls_heading: str
    risks_heading: str


@dataclass(frozen=True, slots=True)
class ControlAppendix:
    """The appendix with a card for each risk and each control activity."""

    title: str
    risks_heading: str
    controls_heading: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading alone."""

    text: str
    level: int


Section = (
    Case | Front | TextBlock | HeadingLine | GoalChain | TableSpec | MeasureTable | UnitTexts | ControlSummary
    | ControlAppendix
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, the words that stand for missing values, and its sections in order."""

    name: str
    title: str
    missing: str
    not_applicable: str
    sections: tuple[Section, ...]
    hash: str

    def tables(self) -> tuple[TableSpec, ...]:
        """All tables of figures, those under goals included."""
        found: list[TableSpec] = []

        def visit(sections: Sequence[Section]) -> None:
            for section in sections:
                if isinstance(section, TableSpec):
                    found.append(section)
                elif isinstance(section, GoalChain):
                    for below in section.under.values():
                        visit(below)

        visit(self.sections)
        return tuple(found)


def template(content: object, *, where: str) -> Template | Finding:
    """The template from what its YAML file holds, or the finding that says what is wrong and where."""
    schema = json.loads(resources.files(__package__).joinpath("template.schema.json").read_text("utf-8"))
    problem = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(content))
    if problem is not None:
        place = "/".join(str(step) for step in problem.absolute_path) or "början"
        return Finding(
            "template.schema", Severity.ERROR, where, BAD_TEMPLATE, {"place": place, "why": problem.message}
        )
    assert isinstance(content, dict)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Template(
        name=content["name"],
        title=content["title"],
        missing=content["missing"],
        not_applicable=content["not_applicable"],
        sections=_sections(content["sections"]),
        hash=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def _sections(items: list[dict[str, Any]]) -> tuple[Section, ...]:
    return tuple(_MAKERS[kind](fields) for item in items for kind, fields in item.items())


def _text(fields: dict[str, Any]) -> TextBlock:
    return TextBlock(
        object=fields["object"],
        kind=fields.get("kind", "comment"),
        heading=fields.get("heading", ""),
        level=fields.get("level", 3),
        label=fields.get("label", ""),
    )


def _case(fields: dict[str, Any]) -> Case:
    return Case(
        title=fields["title"],
        decision_heading=fields["decision_heading"],
        decisions=tuple(fields["decisions"]),
        description_heading=fields["description_heading"],
        introduction=fields["introduction"],
        parts=tuple(_text(part) for part in fields["parts"]),
        signature=tuple(fields["signature"]),
        recipients_heading=fields["recipients_heading"],
        recipients=tuple(fields["recipients"]),
    )


def _front(fields: dict[str, Any]) -> Front:
    status = tuple((pair["word"], pair["value"]) for pair in fields["status"])
    return Front(fields["title"], status, fields["contents"], fields["levels"])


def _goals(fields: dict[str, Any]) -> GoalChain:
    under = {code: _sections(sections) for code, sections in fields.get("under", {}).items()}
    return GoalChain(dict(fields["words"]), under)


def _table(fields: dict[str, Any]) -> TableSpec:
    return TableSpec(
        anchor=fields["anchor"],
        caption=fields["caption"],
        row_header=fields["row_header"],
        scope=fields.get("scope", "~"),
        unit=unit_named(fields["unit"]),
        decimals=fields["decimals"],
        sign=fields.get("sign", ""),
        columns=tuple(_column(column) for column in fields["columns"]),
        rows=tuple(_row(row) for row in fields["rows"]),
        notes=tuple(fields.get("notes", ())),
        chart=_chart(fields["chart"]) if "chart" in fields else None,
    )


def _column(fields: dict[str, Any]) -> Column:
    return Column(
        label=fields["label"],
        scenario=Scenario(fields["scenario"]),
        period=fields.get("period", "~"),
        cuts=tuple(sorted(fields.get("cuts", {}).items())),
        formula=fields.get("formula", ""),
        turned=fields.get("turned", False),
        unit=unit_named(fields["unit"]) if "unit" in fields else None,
        decimals=fields.get("decimals"),
    )


def _row(fields: dict[str, Any]) -> RowSpec:
    return RowSpec(
        label=fields.get("label", ""),
        measure=fields.get("measure", ""),
        kind=RowKind(fields.get("kind", "body")),
        scope=fields.get("scope", ""),
        each=fields.get("each", ""),
        without=tuple(Scenario(scenario) for scenario in fields.get("without", ())),
    )


def _chart(fields: dict[str, Any]) -> ChartSpec:
    return ChartSpec(
        ChartKind(fields["kind"]), fields["title"], fields["alternative"], tuple(fields["columns"])
    )


def _measures(fields: dict[str, Any]) -> MeasureTable:
    parts = fields.get("split_total")
    return MeasureTable(
        anchor=fields["anchor"],
        caption=fields["caption"],
        row_header=fields["row_header"],
        decided=fields["decided"],
        years=tuple(fields["years"]),
        unit=unit_named(fields["unit"]),
        total=fields["total"],
        split_total=(parts["own"], parts["others"]) if parts else None,
    )


_MAKERS: Mapping[str, Callable[[dict[str, Any]], Section]] = {
    "case": _case,
    "front": _front,
    "text": _text,
    "heading": lambda fields: HeadingLine(fields["text"], fields["level"]),
    "goals": _goals,
    "table": _table,
    "measures": _measures,
    "unit_texts": lambda fields: UnitTexts(fields["heading"], fields["level"], fields["each"]),
    "control_summary": lambda fields: ControlSummary(**fields),
    "control_appendix": lambda fields: ControlAppendix(**fields),
}
