"""Money in a template: which results its tables of outcome and budget sum up to, and under which goals they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.documents.compose.template import GoalChain, Section, TableSpec, Template
from utfall.documents.model import RowKind
from utfall.domain.scenario import Scenario
from utfall.domain.unit import Dimension, Unit


@dataclass(frozen=True, slots=True)
class MoneyMeasure:
    """A result that a table of the template sums up to, and how the table prints it."""

    measure: str
    label: str
    unit: Unit
    decimals: int


def money_by_goal(template: Template) -> Mapping[str, tuple[MoneyMeasure, ...]]:
    """The results of the tables that stand under each goal, by the goal's code: those that make it a goal of money."""
    return {
        code: found
        for section in template.sections
        if isinstance(section, GoalChain)
        for code, below in section.under.items()
        if (found := _results(_tables(below)))
    }


def money_of_units(template: Template) -> tuple[MoneyMeasure, ...]:
    """What a unit's own economy is summed up to: the first result of the template, in its first such table."""
    return _results(template.tables())[:1]


def _tables(sections: Iterable[Section]) -> Iterator[TableSpec]:
    for section in sections:
        if isinstance(section, TableSpec):
            yield section


def _results(tables: Iterable[TableSpec]) -> tuple[MoneyMeasure, ...]:
    """The totals of tables of the report's own scope that hold outcome and budget; each measure once."""
    found: dict[str, MoneyMeasure] = {}
    for table in tables:
        scenarios = {column.scenario for column in table.columns}
        own = table.scope == "~" and table.unit.dimension is Dimension.MONEY
        if not own or not {Scenario.OUTCOME, Scenario.BUDGET} <= scenarios:
            continue
        for row in table.rows:
            if row.kind is RowKind.TOTAL and not row.each and not row.scope:
                found.setdefault(
                    row.measure, MoneyMeasure(row.measure, row.label, table.unit, table.decimals)
                )
    return tuple(found.values())
