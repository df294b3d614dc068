"""Tables of figures: rows and columns of a table specification, filled with stored figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from utfall.documents.compose.reference import printed, unit_word
from utfall.documents.compose.template import Column, RowSpec, TableSpec, Template
from utfall.documents.compose.writing import Writer
from utfall.documents.model import (
    Block,
    Cell,
    Chart,
    Footnote,
    HeaderRole,
    Inlines,
    Missing,
    Name,
    Row,
    RowKind,
    Series,
    Table,
    Text,
    plain,
)  # fmt: skip
from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finding import Finding, Severity
from utfall.domain.formula import Formula
from utfall.domain.numerals import NBSP
from utfall.domain.organisation import Organisation, OrgUnit
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _

NO_FIGURE = _("Siffran {address} saknas. Läs in den, eller ange i mallen att raden inte har någon.")
BAD_FORMULA = _("Formeln i kolumnen ”{column}” går inte att räkna: {why}")
_VARIANCES = (Scenario.VARIANCE, Scenario.FORECAST_VARIANCE)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a specification as it is printed: its label, and the measure and scope of its figures."""

    label: Inlines
    measure: str
    scope: Scope
    spec: RowSpec


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Makes the tables of one template from one snapshot."""

    template: Template
    snapshot: Snapshot
    writer: Writer

    def blocks(self, spec: TableSpec) -> Iterator[Block]:
        """The table, and its chart after it."""
        table = self.table(spec)
        yield table
        if spec.chart:
            yield self._chart(spec, table)

    def table(self, spec: TableSpec) -> Table:
        """The table with every cell printed in the table's unit by the one formatter."""
        labels = (spec.row_header, *(column.label for column in spec.columns))
        head = Row(
            tuple(Cell(self.writer.line(label), HeaderRole.COLUMN) for label in labels), RowKind.HEADER
        )
        rows = tuple(
            Row(
                (Cell(row.label, HeaderRole.ROW), *(self._cell(spec, row, c) for c in spec.columns)),
                row.spec.kind,
            )
            for row in self.rows(spec)
        )
        caption = (*self.writer.line(spec.caption), Text(f", {unit_word(spec.unit)}"))
        notes = tuple(Footnote("", self.writer.line(note)) for note in spec.notes)
        return Table(caption, (head, *rows), spec.unit, spec.sign, notes, spec.anchor)

    def rows(self, spec: TableSpec) -> Iterator[FilledRow]:
        """The rows, with one for each unit where a row stands for all units of a kind."""
        own = self.writer.resolver.scope if spec.scope == "~" else Scope(spec.scope)
        for row in spec.rows:
            if row.each:
                for unit in units_below(self.snapshot, own, kind=row.each):
                    yield FilledRow((Name(unit.name, unit.code),), row.measure, Scope(unit.code), row)
            elif row.kind is RowKind.GROUP:
                yield FilledRow(self.writer.line(row.label), "", own, row)
            else:
                scope = Scope(row.scope) if row.scope else own
                yield FilledRow(self.writer.line(row.label), row.measure, scope, row)

    def address(self, row: FilledRow, column: Column) -> Address:
        """Where the figure of a cell is stored."""
        period = self.writer.resolver.period(column.period)
        return Address(row.measure, row.scope, period, column.scenario, column.cuts)

    def derived(self) -> dict[Address, Figure]:
        """The figures that the template's formulas add to those stored; a stored one is never replaced."""
        added: dict[Address, Figure] = {}

        def known(address: Address) -> Figure | None:
            return self.snapshot.figures.get(address) or added.get(address)

        for spec in self.template.tables():
            for column in (column for column in spec.columns if column.formula):
                try:
                    formula = Formula.parse(column.formula)
                except ValueError as problem:
                    self._complain(spec, BAD_FORMULA, column=column.label, why=str(problem))
                    continue
                for row in self.rows(spec):
                    if not row.measure:
                        continue
                    address = self.address(row, column)
                    if known(address) is None:
                        figure = formula.evaluate(address, period=self.writer.resolver.period, figure=known)
                        if figure is not None:
                            added[address] = figure
        return added

    def _cell(self, spec: TableSpec, row: FilledRow, column: Column) -> Cell:
        if row.spec.kind is RowKind.GROUP:
            return Cell()
        if column.scenario in row.spec.without:
            return Cell((Missing(self.template.not_applicable),))
        figure = self.snapshot.figures.get(self.address(row, column))
        if figure is None:
            self._complain(spec, NO_FIGURE, address=str(self.address(row, column)))
            return Cell((Missing(self.template.missing),))
        turned = column.turned and column.scenario not in _VARIANCES
        decimals = spec.decimals if column.decimals is None else column.decimals
        value = -figure.value if turned else figure.value
        return Cell(
            (printed(figure, unit=column.unit or spec.unit, decimals=decimals, value=value, bare=True),)
        )

    def _complain(self, spec: TableSpec, message: str, **values: str) -> None:
        where = plain(self.writer.line(spec.caption))
        self.writer.findings.append(Finding("compose.figure", Severity.ERROR, where, message, values))

    def _chart(self, spec: TableSpec, table: Table) -> Chart:
        assert spec.chart is not None
        body = [row for row in table.rows if row.kind is RowKind.BODY]
        series = tuple(
            Series(
                plain(table.rows[0].cells[position].inlines),
                tuple(row.cells[position].number for row in body),
            )
            for position in spec.chart.columns
        )
        ends = _ends(spec, body, spec.chart.columns[0])
        return Chart(
            kind=spec.chart.kind,
            title=plain(self.writer.line(spec.chart.title)).format_map(ends),
            alternative=plain(self.writer.line(spec.chart.alternative)).format_map(ends),
            categories=tuple(plain(row.cells[0].inlines) for row in body),
            series=series,
            unit=spec.unit,
            anchor=f"{spec.anchor}-diagram",
        )


def units_below(snapshot: Snapshot, scope: Scope, *, kind: str) -> tuple[OrgUnit, ...]:
    """The units of one kind below the scope, in the order of the organisation."""
    tree = Organisation(snapshot.of(OrgUnit))
    return tuple(unit for unit in tree.subtree(scope.code) if unit.kind == kind) if scope.code in tree else ()


def _ends(spec: TableSpec, rows: list[Row], column: int) -> dict[str, str]:
    """What a chart's title may name: the rows with the lowest and the highest figure, and those figures."""
    ranked = sorted(
        ((cell.number.value, plain(row.cells[0].inlines), cell.number.printed)
         for row in rows if (cell := row.cells[column]).number and cell.number.value is not None),
    )  # fmt: skip
    if not ranked:
        return dict.fromkeys(("lowest", "lowest_value", "highest", "highest_value"), swedish.NO_VALUE)
    unit = f"{NBSP}{unit_word(spec.unit)}"
    return {
        "lowest": ranked[0][1], "lowest_value": ranked[0][2] + unit,
        "highest": ranked[-1][1], "highest_value": ranked[-1][2] + unit,
    }  # fmt: skip
