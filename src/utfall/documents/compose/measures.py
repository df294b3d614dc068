"""Measures for a balanced budget on the page: one table for each state of decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utfall.documents.compose.reference import printed, unit_word
from utfall.documents.compose.template import MeasureTable, Template
from utfall.documents.compose.texts import Texts
from utfall.documents.model import Cell, HeaderRole, Missing, Name, Row, RowKind, Table, Text
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import Measure, MeasureState, split, total_effect
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import KR

_WORD = {True: "beslutade", False: "ej-beslutade"}


def effect_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """The effect of each measure in each year, and the sums: all, on the own budget and on others' budgets."""
    measures, own = snapshot.of(Measure), snapshot.scope
    years = sorted({effect.year for measure in measures for effect in measure.effects})
    for year in years:
        for measure in measures:
            effect = measure.effect(year)
            if effect is not None:
                yield _figure(
                    _effect(measure, own, year), effect, Source(f"åtgärd {measure.code}"), measure.name
                )
        for decided in _WORD:
            for part, chosen in _parts(of_state(measures, decided=decided), own).items():
                yield _figure(_total(decided, part, own, year), total_effect(chosen, year=year),
                              Source("härledd", f"summa av {len(chosen)} åtgärder"), "")  # fmt: skip


def of_state(measures: Iterable[Measure], *, decided: bool) -> tuple[Measure, ...]:
    """The measures that are decided, those carried out among them, or those that are still proposed."""
    return tuple(
        one for one in measures if (one.state.is_decided if decided else one.state is MeasureState.PROPOSED)
    )


def _parts(measures: tuple[Measure, ...], own: Scope) -> dict[str, tuple[Measure, ...]]:
    parted = split(measures, own=own.code)
    return {"": parted.every, ".egna": parted.own, ".andras": parted.others}


def _effect(measure: Measure, scope: Scope, year: int) -> Address:
    return Address(f"atgard.{measure.code.lower()}", scope, Period.year(year), Scenario.TARGET)


def _total(decided: bool, part: str, scope: Scope, year: int) -> Address:
    return Address(f"atgarder.{_WORD[decided]}{part}", scope, Period.year(year), Scenario.TARGET)


def _figure(address: Address, amount: Money, source: Source, name: str) -> Figure:
    return Figure(address, amount.kr, KR, 2, source, name)


@dataclass(frozen=True, slots=True)
class MeasureWriter:
    """Writes the tables of measures from one snapshot."""

    template: Template
    snapshot: Snapshot
    texts: Texts

    def table(self, section: MeasureTable) -> Table:
        """The measures of one state with their effects; where asked, the sum is split by whose budget gains."""
        years = [self.texts.own.resolver.period(year) for year in section.years]
        labels = [section.row_header, *(f"Effekt {year}" for year in years)]
        head = Row(tuple(Cell((Text(label),), HeaderRole.COLUMN) for label in labels), RowKind.HEADER)
        own = self.snapshot.scope
        rows = [
            Row((Cell((Name(item.name, item.code),), HeaderRole.ROW),
                 *(self._cell(section, _effect(item, own, year.end_year)) for year in years)))
            for item in of_state(self.snapshot.of(Measure), decided=section.decided)
        ]  # fmt: skip
        totals = [(section.total, "", RowKind.TOTAL)]
        if section.split_total:
            mine, others = section.split_total
            totals = [(mine, ".egna", RowKind.SUBTOTAL), (others, ".andras", RowKind.SUBTOTAL), *totals]
        for label, part, kind in totals:
            cells = (self._cell(section, _total(section.decided, part, own, year.end_year)) for year in years)
            rows.append(Row((Cell((Text(label),), HeaderRole.ROW), *cells), kind))
        caption = (*self.texts.own.line(section.caption), Text(f", {unit_word(section.unit)}"))
        return Table(caption, (head, *rows), section.unit, anchor=section.anchor)

    def _cell(self, section: MeasureTable, address: Address) -> Cell:
        figure = self.snapshot.figures.get(address)
        if figure is None:
            return Cell((Missing(self.template.not_applicable),))
        return Cell((printed(figure, unit=section.unit, decimals=0, bare=True),))
