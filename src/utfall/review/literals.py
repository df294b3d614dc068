"""Figures that somebody typed, held against the facts: the facts stand in for tables, the linking is the prose layer's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from utfall.documents.model import (
    Block,
    Cell,
    HeaderRole,
    IndicatorTable,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
    with_blocks,
)  # fmt: skip
from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import VarianceExplanation
from utfall.domain.finding import Finding, Severity
from utfall.domain.interval import rounded
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import MONTHS, Period
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import MNKR, Dimension, Unit
from utfall.locale import mark as _
from utfall.review.context import Context, Layered
from utfall.review.relation import Verdict, judge

OTHER = _(
    "Här står {printed}, men {name} är {stored} ({address}). Rätta siffran, eller skriv den som en referens."
)
Linking = Callable[[Context], Layered]
_MONEY_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    scenario: Scenario
    period: Period


def literals(context: Context, snapshot: Snapshot, linking: Linking) -> Iterator[Finding]:
    """A question for each typed figure in running text that is linked to a stored one and says something else.

    `linking` is the layer that ties running text to tables. Figures with an address are checked by it, not here.
    """
    tables = tuple(fact_tables(snapshot))
    bare: tuple[Block, ...] = tuple(
        Paragraph(()) if isinstance(block, Table | IndicatorTable) else block
        for block in context.document.blocks
    )
    start = len(bare)
    other = Context(with_blocks(context.document, (*bare, *tables)), context.language)
    for relation in linking(other).relations:
        stored = [path for path in relation.paths if _block(path) >= start]
        typed = [path for path in relation.paths if _block(path) < start]
        if (
            len(relation.paths) != 2
            or len(stored) != 1
            or judge(relation, other.numbers).verdict is not Verdict.BROKEN
        ):
            continue
        number, fact = other.numbers[typed[0]], other.numbers[stored[0]]
        if number.address is None and fact.address is not None:
            yield _finding(typed[0], number, snapshot.figures[Address.parse(fact.address)])


def _block(path: str) -> int:
    return int(path.partition("/")[0])


def _finding(path: str, number: Number, figure: Figure) -> Finding:
    unit = number.unit if number.unit and number.unit.dimension is figure.unit.dimension else figure.unit
    stored = swedish.quantity(figure.unit.convert(figure.value, to=unit), unit, max(number.decimals, 1))
    values = {
        "printed": number.printed,
        "name": figure.name,
        "stored": stored,
        "address": str(figure.address),
    }
    return Finding("facts.literal", Severity.QUESTION, number.place or path, OTHER, values, (path,))


def fact_tables(snapshot: Snapshot) -> Iterator[Table]:
    """The facts as tables: the committee's statement, and its result by area."""
    columns = _columns(snapshot.period)
    names = {
        a.measure: figure.name
        for a, figure in snapshot.figures.items()
        if a.scope == snapshot.scope and figure.name
    }
    statement = {m: names[m] for m in names if _figure(snapshot, m, snapshot.scope, columns[0], MNKR)}
    yield _table(
        snapshot,
        "Resultaträkning",
        columns,
        {name: (m, snapshot.scope) for m, name in statement.items()},
        MNKR,
    )
    tree = Organisation(snapshot.of(OrgUnit))
    areas = [unit for unit in tree.subtree(snapshot.scope.code) if unit.kind is UnitKind.AREA]
    rows = {unit.name: ("resultat.inkl", Scope(unit.code)) for unit in areas}
    yield _table(snapshot, "Resultat per område", columns, rows, MNKR)
    yield from _explained(snapshot)


def _explained(snapshot: Snapshot) -> Iterator[Table]:
    """The parts of each explained variance: what somebody has said is the cause, with its amount."""
    for item in snapshot.of(VarianceExplanation):
        parts = {
            cause.name: snapshot.figures[address]
            for number, cause in enumerate(item.causes, start=1)
            if (address := item.reference(number)) in snapshot.figures and address is not None
        }
        if not parts:
            continue
        label = _variance_label(item.scenario, item.period)
        head = Row(tuple(Cell((Text(text),), HeaderRole.COLUMN) for text in ("", label)), RowKind.HEADER)
        body = (
            Row((Cell((Text(name),), HeaderRole.ROW), Cell((_number(figure, MNKR),))))
            for name, figure in parts.items()
        )
        unit = snapshot.objects.get(item.unit)
        caption = f"Förklarad avvikelse, {unit.name if unit else item.unit}"
        yield Table((Text(caption),), (head, *body), MNKR)


def _variance_label(scenario: Scenario, period: Period) -> str:
    if scenario is Scenario.FORECAST_VARIANCE:
        return "Avvikelse årsprognos"
    return f"Avvikelse {MONTHS[period.end_month - 1][:3]} {period.end_year}"


def _columns(own: Period) -> tuple[_Column, ...]:
    month, year = MONTHS[own.end_month - 1][:3], own.end_year
    return (
        _Column(f"Utfall {month} {year}", Scenario.OUTCOME, own),
        _Column(f"Utfall {month} {year - 1}", Scenario.OUTCOME, own.year_before),
        _Column(f"Budget {month} {year}", Scenario.BUDGET, own),
        _Column(f"Avvikelse {month} {year}", Scenario.VARIANCE, own),
        _Column(f"Årsprognos {year}", Scenario.FORECAST, own.full_year),
        _Column("Avvikelse årsprognos", Scenario.FORECAST_VARIANCE, own.full_year),
    )


def _table(
    snapshot: Snapshot,
    caption: str,
    columns: tuple[_Column, ...],
    rows: Mapping[str, tuple[str, Scope]],
    unit: Unit,
) -> Table:
    labels = ("", *(column.label for column in columns))
    head = Row(tuple(Cell((Text(label),), HeaderRole.COLUMN) for label in labels), RowKind.HEADER)
    body = tuple(
        Row(
            (
                Cell((Text(name),), HeaderRole.ROW),
                *(_cell(_figure(snapshot, measure, scope, column, unit)) for column in columns),
            )
        )
        for name, (measure, scope) in rows.items()
    )
    return Table((Text(caption),), (head, *body), unit)


def _cell(number: Number | None) -> Cell:
    return Cell((number,) if number else ())


def _figure(snapshot: Snapshot, measure: str, scope: Scope, column: _Column, unit: Unit) -> Number | None:
    figure = snapshot.figures.get(Address(measure, scope, column.period, column.scenario))
    if figure is None or figure.unit.dimension is not Dimension.MONEY:
        return None
    return _number(figure, unit)


def _number(figure: Figure, unit: Unit) -> Number:
    value = figure.unit.convert(figure.value, to=unit)
    text = swedish.number(value, _MONEY_DECIMALS)
    return Number(text, rounded(value, _MONEY_DECIMALS), _MONEY_DECIMALS, unit, address=str(figure.address))
