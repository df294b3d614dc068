"""The statement as figures: outcome, budget, forecast, variances, change against the year before, and proposals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finance import CarriedOver, ComparabilityItem, Treatment, adjusted_result, carried
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement.balances import Balances
from utfall.domain.statement.form import LineKind, ReportLine, StatementForm
from utfall.domain.statement.lines import Column, Lines, line_amounts, roll_up, with_subtotals
from utfall.domain.unit import KR, PERCENT

DERIVED = "härledd"
AGAINST_LAST_YEAR = ("mot", "fg")
LAST_YEAR_IN_PERCENT = ("mot", "fg-pc")
PROPOSAL = ("sort", "forslag")
ADJUSTED = "resultat.justerat"
COMPARABILITY = "jamforelsestorande"
Cuts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatementTerms:
    """What a statement is made under: the period, the carried-over results and how they enter, and its sources.

    `sources` names the file of each scenario.
    """

    period: Period
    carried_over: tuple[CarriedOver, ...] = ()
    treatment: Treatment = Treatment.PRORATED
    comparability: tuple[ComparabilityItem, ...] = ()
    sources: Mapping[Scenario, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The amounts that come from balances; everything else follows from them."""
        period = self.period
        return (
            Column(Scenario.OUTCOME, period),
            Column(Scenario.OUTCOME, period.year_before),
            Column(Scenario.BUDGET, period),
            Column(Scenario.BUDGET, period.full_year),
            Column(Scenario.FORECAST, period.full_year),
        )


def statement(
    balances: Balances, form: StatementForm, organisation: Organisation, *, scope: str, terms: StatementTerms
) -> dict[Address, Figure]:
    """Every figure of the form for the scope and all units below it, in kronor with the statement's sign.

    Outcome (also of the year before), budget of the period and of the year, and full-year forecast come from
    balances; the rest is derived: variance = outcome − budget, forecast variance = forecast − full-year budget,
    change = outcome − the same months a year before (cut `mot=fg`, in per cent of its size with `mot=fg-pc`),
    proposed forecast = outcome + the budget that remains (cut `sort=forslag`). Where the form has a line for the
    carried-over result, it is prorated by the treatment and has no budget. Where a scenario has no balances in a
    period, its figures are left out. Raises KeyError for a balance of a unit that is not in the organisation.
    """
    lines = roll_up(line_amounts(balances, form, terms.columns), organisation)
    units = tuple(unit.code for unit in organisation.subtree(scope))
    return statement_of_lines(lines, form, organisation, units=units, terms=terms)


def statement_of_lines(
    lines: Lines, form: StatementForm, organisation: Organisation, *, units: Iterable[str], terms: StatementTerms
) -> dict[Address, Figure]:  # fmt: skip
    """The same figures for the units from amounts that are sorted into lines and rolled up already.

    A column that no unit of the lines has is one that nothing is known in.
    """
    known = {column for _unit, column in lines}
    figures: dict[Address, Figure] = {}
    for unit in units:
        below = {part.code for part in organisation.subtree(unit)}
        items = tuple(item for item in terms.carried_over if item.unit in below)
        unusual = tuple(item for item in terms.comparability if item.unit in below)
        maker = _UnitStatement(unit, form, terms, items, unusual)
        for figure in maker.figures(lines, known):
            figures[figure.address] = figure
    return figures


@dataclass(frozen=True, slots=True)
class _UnitStatement:
    unit: str
    form: StatementForm
    terms: StatementTerms
    carried_over: tuple[CarriedOver, ...]
    comparability: tuple[ComparabilityItem, ...]

    def figures(self, lines: Lines, known: set[Column]) -> Iterator[Figure]:
        amounts = {
            column: self._amounts(lines.get((self.unit, column), {}), column)
            for column in self.terms.columns
            if column in known
        }
        for line in self.form.lines:
            yield from self._given(line, amounts)
            yield from self._derived(line, amounts)
        yield from self._comparable(amounts)

    def _amounts(self, own: Mapping[str, int], column: Column) -> dict[str, int]:
        cells = dict(own)
        if column.scenario is not Scenario.BUDGET:
            for line in self.form.lines:
                if line.kind is LineKind.CARRIED:
                    amount = carried(self.carried_over, period=column.period, treatment=self.terms.treatment)
                    cells[line.key] = amount.öre
        return with_subtotals(cells, self.form)

    def _given(self, line: ReportLine, amounts: Mapping[Column, Mapping[str, int]]) -> Iterator[Figure]:
        for column, cells in amounts.items():
            if line.kind is LineKind.CARRIED and column.scenario is Scenario.BUDGET:
                continue
            source = Source(self._document(line, column.scenario), self._accounts(line))
            yield self._figure(line, column.period, column.scenario, cells[line.key], source)

    def _document(self, line: ReportLine, scenario: Scenario) -> str:
        if line.terms:
            return DERIVED
        if line.kind is LineKind.CARRIED:
            return ", ".join(item.code for item in self.carried_over) or DERIVED
        return self.terms.sources.get(scenario, scenario.value)

    def _accounts(self, line: ReportLine) -> str:
        if line.terms:
            return " + ".join(line.terms)
        if line.kind is LineKind.CARRIED:
            return self.terms.treatment.value
        classes = " + ".join(self.form.project_classes)
        return f"konto {', '.join(f'{prefix}*' for prefix in line.accounts)}; {classes}"

    def _derived(self, line: ReportLine, amounts: Mapping[Column, Mapping[str, int]]) -> Iterator[Figure]:
        period, year = self.terms.period, self.terms.period.full_year
        outcome, before, budget, year_budget, forecast = (
            amounts[column][line.key] if column in amounts else None for column in self.terms.columns
        )
        if outcome is not None and budget is not None:
            source = Source(DERIVED, "utfall − budget")
            yield self._figure(line, period, Scenario.VARIANCE, outcome - budget, source)
        if forecast is not None and year_budget is not None:
            source = Source(DERIVED, "prognos − helårsbudget")
            yield self._figure(line, year, Scenario.FORECAST_VARIANCE, forecast - year_budget, source)
        if outcome is not None and before is not None:
            yield from self._change(line, outcome, before)
        if outcome is not None and budget is not None and year_budget is not None:
            rest = 0 if line.kind is LineKind.CARRIED else year_budget - budget
            source = Source(DERIVED, "utfall + återstående budget")
            proposal = self._proposal(line, outcome + rest)
            yield self._figure(line, year, Scenario.FORECAST, proposal, source, (PROPOSAL,))

    def _proposal(self, line: ReportLine, öre: int) -> int:
        """The year's whole carried-over result is known from the start; the proposal holds all of it."""
        has_carried = line.kind is LineKind.CARRIED or any(
            self.form[term].kind is LineKind.CARRIED for term in line.terms
        )
        if not has_carried:
            return öre
        part, whole = (
            carried(self.carried_over, period=period, treatment=self.terms.treatment).öre
            for period in (self.terms.period, self.terms.period.full_year)
        )
        return öre - part + whole

    def _change(self, line: ReportLine, outcome: int, before: int) -> Iterator[Figure]:
        period, cuts = self.terms.period, (AGAINST_LAST_YEAR,)
        source = Source(DERIVED, "utfall − utfall samma månader föregående år")
        yield self._figure(line, period, Scenario.VARIANCE, outcome - before, source, cuts)
        if line.kind not in (LineKind.RESULT, LineKind.CARRIED, LineKind.NET) and before * outcome > 0:
            share = Fraction(100 * (abs(outcome) - abs(before)), abs(before))
            # Twelve decimals are far beyond what is printed, and keep the value a finite decimal.
            percent = Decimal(round(share * 10**12)).scaleb(-12)
            address = self._address(line.key, period, Scenario.VARIANCE, (LAST_YEAR_IN_PERCENT,))
            yield Figure(address, percent, PERCENT, 12, Source(DERIVED, "förändring i procent"), line.name)

    def _comparable(self, amounts: Mapping[Column, Mapping[str, int]]) -> Iterator[Figure]:
        period = self.terms.period
        column = Column(Scenario.OUTCOME, period)
        result = next((line for line in self.form.lines if line.kind is LineKind.RESULT), None)
        if result is None or not self.comparability or column not in amounts:
            return
        names = ", ".join(item.name for item in self.comparability)
        change = Money(sum(item.change(period).öre for item in self.comparability))
        for when in (period, period.year_before):
            amount = Money(sum(item.amount(when).öre for item in self.comparability))
            yield self._named(COMPARABILITY, names, when, Scenario.OUTCOME, amount, "")
        yield self._named(COMPARABILITY, names, period, Scenario.VARIANCE, change, "", (AGAINST_LAST_YEAR,))
        adjusted = adjusted_result(Money(amounts[column][result.key]), self.comparability, period=period)
        name = "Resultat utan jämförelsestörande post"
        formula = f"{result.key} − (i år − föregående år)"
        yield self._named(ADJUSTED, name, period, Scenario.OUTCOME, adjusted, formula)

    def _named(
        self, measure: str, name: str, period: Period, scenario: Scenario, amount: Money, formula: str,
        cuts: Cuts = (),
    ) -> Figure:  # fmt: skip
        source = Source(DERIVED, formula or ", ".join(item.code for item in self.comparability))
        return Figure(self._address(measure, period, scenario, cuts), amount.kr, KR, 2, source, name)

    def _figure(
        self, line: ReportLine, period: Period, scenario: Scenario, öre: int, source: Source, cuts: Cuts = ()
    ) -> Figure:
        address = self._address(line.key, period, scenario, cuts)
        return Figure(address, Decimal(öre) / 100, KR, 2, source, line.name)

    def _address(self, measure: str, period: Period, scenario: Scenario, cuts: Cuts = ()) -> Address:
        return Address(measure, Scope(self.unit), period, scenario, cuts)
