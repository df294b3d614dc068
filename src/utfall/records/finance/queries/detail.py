"""What a line of a statement consists of: accounts, counterparts, vouchers, activities, and what explains its variance."""

from dataclasses import dataclass, replace

from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import ProjectClass, StatementForm
from utfall.ledger.questions import Axis, Column, Cut, Source
from utfall.ledger.questions.answers import Movers, Page
from utfall.records.finance.queries.books import Books

OURS, BEFORE, BUDGET, YEAR = "utfall", "fg", "budget", "helar"


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked about: a unit with all below it (or just its own), lines, classes of projects, months, budget.

    `codes` are parts of the code string, each just so. `budget` is the version, empty for the one imported last.
    """

    unit: str
    lines: tuple[str, ...]
    classes: tuple[ProjectClass, ...]
    period: Period
    form: str = "rr"
    budget: str = ""
    codes: tuple[tuple[Axis, str], ...] = ()

    @property
    def cut(self) -> Cut:
        """The same in the ledger's words."""
        return Cut(scope=self.unit, lines=self.lines, classes=self.classes, exactly=dict(self.codes))

    def cut_of(self, form: StatementForm) -> Cut:
        """The same; where an account of the lines is named, it says which line it is, and no other need be looked for."""
        account = dict(self.codes).get(Axis.KONTO)
        within = account is not None and form.line_of(account) in self.lines
        return replace(self.cut, lines=None) if within else self.cut

    def with_code(self, axis: Axis, code: str) -> "Part":
        """The part of it that has the code."""
        return replace(self, codes=(*self.codes, (axis, code)))

    def columns(self) -> tuple[Column, ...]:
        """Outcome last year and this, budget of the period and of the year."""
        period, version = self.period, self.budget or None
        return (
            Column(OURS, Scenario.OUTCOME, period),
            Column(BEFORE, Scenario.OUTCOME, period.year_before),
            Column(BUDGET, Scenario.BUDGET, period, version),
            Column(YEAR, Scenario.BUDGET, period.full_year, version),
        )


@dataclass(frozen=True, slots=True)
class Amounts:
    """A row's amounts in öre with the statement's sign, by the names of the columns; nothing is zero."""

    key: tuple[str, ...]
    by: dict[str, int]

    @property
    def variance(self) -> int:
        """Outcome less budget: plus is better."""
        return self.by.get(OURS, 0) - self.by.get(BUDGET, 0)


def base_lines(form: StatementForm, key: str) -> tuple[str, ...]:
    """The lines with accounts that a line adds up, itself if it is one. Raises KeyError for a line that is not there."""
    line = form[key]
    if not line.terms:
        return (key,) if line.accounts else ()
    found: dict[str, None] = {}
    for term in line.terms:
        found |= dict.fromkeys(base_lines(form, term))
    return tuple(found)


def accounts(books: Books, part: Part) -> tuple[Amounts, ...]:
    """The accounts of the part, in order."""
    return _rows(books, (Axis.KONTO,), part)


def activities(books: Books, part: Part) -> tuple[Amounts, ...]:
    """The codes of verksamhet of the part, in order."""
    return _rows(books, (Axis.VERKSAMHET,), part)


def cost_centres(books: Books, part: Part) -> tuple[Amounts, ...]:
    """The cost centres of the part, in order."""
    return _rows(books, (Axis.ANSVAR,), part)


def counterparts(books: Books, part: Part) -> tuple[Amounts, ...]:
    """The internal code and the name of whom the part was posted against, the largest first; outcome of the period only."""
    rows = _rows(books, (Axis.MOTPART, Axis.COUNTERPART), part, columns=part.columns()[:1])
    return tuple(sorted(rows, key=lambda row: (-abs(row.by.get(OURS, 0)), row.key)))


def vouchers(books: Books, part: Part, *, size: int, skip: int = 0) -> Page | None:
    """The entries of the part, a page at a time, with the ledger's sign; never remembered."""
    ledger, placed = books.ledger(part.form), books.form(part.form)
    if ledger is None or placed is None:
        return None
    return ledger.entries(part.columns()[0], cut=part.cut_of(placed.form), size=size, skip=skip)


def movers(books: Books, part: Part, *, against: str, size: int = 10) -> Movers | None:
    """The accounts and units that the outcome differs by, against `BUDGET` or `BEFORE`, largest first.

    By counterparts too where both sides name any: a budget without them would pair with nothing.
    """
    theirs = next(column for column in part.columns() if column.name == against)
    axes = (
        (Axis.KONTO, Axis.UNIT, Axis.MOTPART)
        if _names_counterparts(books, theirs)
        else (Axis.KONTO, Axis.UNIT)
    )
    return books.movers(axes, part.columns()[0], theirs, part.cut, size=size)


def _names_counterparts(books: Books, column: Column) -> bool:
    """Whether the batches of the column have any internal code."""
    years = range(column.first_month // 100, column.last_month // 100 + 1)
    return any(
        any(books.folder.control(batch).codes("motpart"))
        for batch in books.batches
        if batch.slot.scenario is column.scenario and batch.slot.year in years
    )


def _rows(
    books: Books, axes: tuple[Axis, ...], part: Part, *, columns: tuple[Column, ...] = (),
    source: Source | None = None,
) -> tuple[Amounts, ...]:  # fmt: skip
    placed = books.form(part.form)
    if not part.lines or placed is None:
        return ()
    cut = part.cut_of(placed.form)
    answer = books.ask(axes, columns or part.columns(), cut, form=part.form, source=source)
    if answer is None:
        return ()
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for (key, name), öre in answer.amounts.items():
        if öre:
            found.setdefault(tuple(map(str, key)), {})[name] = öre
    return tuple(Amounts(key, found[key]) for key in sorted(found))
