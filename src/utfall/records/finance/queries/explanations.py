"""Variances with what is said about them: the amounts of parts, the remainder, and what could be a part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from utfall.domain.access import Act, Kind, Path, permission
from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.finance import EXPLAINED, Cause, VarianceExplanation, unexplained
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import OrgUnit as OrgUnitValue
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import StatementForm
from utfall.domain.unit import KR
from utfall.integrations.folder.finance import DeclaredCause, DeclaredExplanation
from utfall.ledger.questions import Axis, Column, Cut
from utfall.records.finance.explained import address_of, explanation_value
from utfall.records.finance.models import VarianceExplanation as Row
from utfall.records.finance.queries import sums
from utfall.records.finance.queries.access import may_see_forecast
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.followed import last_month
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit

MOVERS = 8
"""So many parts of the ledger are suggested; the rest is small."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands, with its amount; None where the figure that it names is not there any more."""

    cause: DeclaredCause
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A variance with its parts. `row` is None while nothing is stored; `name` is what the report line is called."""

    address: Address
    name: str
    variance: Money
    row: Row | None
    parts: tuple[Part, ...]

    @property
    def remainder(self) -> Money:
        """What the parts leave of the variance; a part without an amount explains nothing."""
        return unexplained(self.variance, (part.amount or ZERO for part in self.parts))

    def value(self) -> VarianceExplanation:
        """The explanation with the amounts, as the report sees it."""
        about = self.address
        return VarianceExplanation(
            code=self.row.code if self.row else "NY",
            name=self.row.name if self.row else self.name,
            measure=about.measure,
            unit=about.scope.code,
            period=about.period,
            scenario=about.scenario,
            causes=tuple(
                Cause(
                    part.cause.name, part.amount, part.cause.unit, part.cause.recurrence, part.cause.address
                )
                for part in self.parts
                if part.amount is not None
            ),
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be a part: a stored figure, or an amount of the ledger on an account of a unit."""

    name: str
    amount: Money
    address: Address | None = None
    unit: str = ""


def may_see(by: Acting, authority: Authority, path: Path, *, ask: str = "") -> Denied | None:
    """Why she may not see explanations of the unit at the place: they are inside the wall, as its forecast is."""
    return may_see_forecast(by, authority, path, ask=ask)


def may_write(by: Acting, authority: Authority, path: Path) -> Denied | None:
    """Why she may not explain the unit's variances, or None if she may."""
    refused = may_see(by, authority, path)
    return permission(by.actor, Act.WRITE, Kind.FORECAST, path=path) if refused is None else refused


def addresses(measure: str, unit: str, period: Period) -> dict[Scenario, Address]:
    """The two variances of a report line: to the month, and of the year's forecast."""
    return {
        Scenario.VARIANCE: Address(measure, Scope(unit), period, Scenario.VARIANCE),
        Scenario.FORECAST_VARIANCE: Address(
            measure, Scope(unit), period.full_year, Scenario.FORECAST_VARIANCE
        ),
    }


def explained(books: Books, address: Address, row: Row | None) -> Explained | None:
    """The variance with its parts, or None where there is no such variance."""
    figure = figure_of(books, address)
    if figure is None or address.scenario not in EXPLAINED:
        return None
    return _explained(books, figure, explanation_value(row) if row else None, row)


def row_of(authority: Authority, address: Address) -> Row | None:
    """What is stored about the variance; the first, if a folder has explained it twice. Two queries."""
    rows = Row.objects.filter(
        authority=authority, measure=address.measure, unit__code=address.scope.code,
        period=str(address.period), scenario=address.scenario.value,
    )  # fmt: skip
    return rows.select_related("unit").prefetch_related("parts__unit").order_by("position", "pk").first()


def made(books: Books, authority: Authority, unit: OrgUnit, period: Period) -> tuple[Explained, ...]:
    """What is explained of the unit and all below it, to the month and for its year. Two queries."""
    when = Q(period=str(period), scenario=Scenario.VARIANCE.value) | Q(
        period=str(period.full_year), scenario=Scenario.FORECAST_VARIANCE.value
    )
    rows = Row.objects.filter(when, authority=authority, unit__path__startswith=unit.path)
    found = rows.select_related("unit").prefetch_related("parts__unit").order_by("position", "pk")
    each = (explained(books, address_of(row), row) for row in found)
    return tuple(one for one in each if one is not None)


def figure_of(books: Books, address: Address) -> Figure | None:
    """A figure of any of the authority's statements, or None."""
    if address.scope.code not in books.organisation:
        return None
    for placed in books.rules.settings.forms:
        found = sums.figures(books, (address.scope.code,), address.period, form=placed.form.code)
        if address in found:
            return found[address]
    return None


def form_of(books: Books, measure: str) -> StatementForm | None:
    """The form that has the report line."""
    forms = (placed.form for placed in books.rules.settings.forms)
    return next((form for form in forms if any(line.key == measure for line in form.lines)), None)


def of_lines(books: Books, address: Address) -> tuple[Suggestion, ...]:
    """The lines that the line adds up, down to those with accounts: figures that stay true by themselves."""
    form = form_of(books, address.measure)
    if form is None:
        return ()
    found = [
        (form[key].name, Address(key, address.scope, address.period, address.scenario), "")
        for key in _leaves(form, address.measure)
        if key != address.measure
    ]
    return tuple(_suggested(books, found))


def of_units(books: Books, address: Address) -> tuple[Suggestion, ...]:
    """The same line of the units below."""
    found = [
        (
            unit.name,
            Address(address.measure, Scope(unit.code), address.period, address.scenario),
            unit.code,
        )
        for unit in _below(books, address.scope.code)
    ]
    return tuple(_suggested(books, found))


def months_known(books: Books, address: Address, to_date: Period) -> Period | None:
    """The months of the variance that the ledger can say something about, against the budget of the same months.

    Of an outcome its own; of a forecast those to date, as far as the ledger has come. None where there are none: a
    forecast is made before there is any outcome, and then every account would differ by its whole budget.
    """
    if address.scenario is Scenario.VARIANCE:
        return address.period
    last = min(last_month(books) or 0, to_date.last)
    if last < to_date.first:
        return None
    known = Period(to_date.first, last)
    about = addresses(address.measure, address.scope.code, known)[Scenario.VARIANCE]
    return known if figure_of(books, about) is not None else None


def of_ledger(books: Books, address: Address, period: Period | None) -> tuple[Suggestion, ...]:
    """The accounts of units that moved most against the budget in the months that are known.

    A part of a forecast is named with its months, for it says nothing of the rest of the year.
    """
    form = form_of(books, address.measure)
    if form is None or period is None:
        return ()
    ours = Column("utfall", Scenario.OUTCOME, period)
    theirs = Column("budget", Scenario.BUDGET, period)
    lines = tuple(key for key in _leaves(form, address.measure) if form[key].accounts)
    if not lines:
        return ()
    cut = Cut(scope=address.scope.code, lines=lines, classes=form.project_classes)
    axes = (Axis.KONTO, Axis.UNIT)
    if form.code == "rr":
        found = books.movers(axes, ours, theirs, cut, size=MOVERS)
    else:
        ledger = books.ledger(form.code)
        found = ledger.movers(axes, ours, theirs, cut=cut, size=MOVERS) if ledger else None
    if found is None:
        return ()
    names = {unit.code: unit.name for unit in books.organisation.units}
    months = (period.label,) if address.scenario is Scenario.FORECAST_VARIANCE else ()
    return tuple(
        Suggestion(
            ", ".join((books.rules.accounts.get(str(account), f"konto {account}"), names.get(str(unit), str(unit)), *months)),
            Money(mover.change),
            unit=str(unit),
        )
        for mover in found.movers
        for account, unit in (mover.key,)
        if mover.change
    )  # fmt: skip


def _below(books: Books, code: str) -> tuple[OrgUnitValue, ...]:
    """The units below; a level with nothing but one unit is passed over, since it says the same."""
    below = books.organisation.children(code)
    while len(below) == 1:
        below = books.organisation.children(below[0].code)
    return below


def _suggested(books: Books, found: Iterable[tuple[str, Address, str]]) -> Iterator[Suggestion]:
    for name, address, unit in found:
        figure = figure_of(books, address)
        if figure is not None and figure.value:
            yield Suggestion(name, Money.of(figure.value, KR), address, unit)


def _leaves(form: StatementForm, measure: str) -> Iterator[str]:
    terms = form[measure].terms
    if not terms:
        yield measure
    for term in terms:
        yield from _leaves(form, term)


def _explained(books: Books, figure: Figure, item: DeclaredExplanation | None, row: Row | None) -> Explained:
    parts = tuple(Part(cause, _amount(books, cause)) for cause in (item.causes if item else ()))
    return Explained(figure.address, figure.name, Money.of(figure.value, KR), row, parts)


def _amount(books: Books, cause: DeclaredCause) -> Money | None:
    if cause.address is None:
        return cause.amount
    figure = figure_of(books, cause.address)
    return None if figure is None else Money.of(figure.value, KR)
