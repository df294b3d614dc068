"""The rows of a forecast's table: report lines, account groups, their printed amounts and their fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.money import Money
from utfall.domain.statement import LineKind
from utfall.domain.unit import Unit
from utfall.locale import mark as _
from utfall.records.finance.queries.forecast import Cell, Line, Standing
from utfall.records.finance.queries.forecast_around import Around
from utfall.web.finance.forms.forecast import cause_field, cell_field, text_field

_SUMS = frozenset({LineKind.SUBTOTAL, LineKind.RESULT})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A row of the table: printed amounts, the names of its fields (empty: none), and what the script adds up.

    `key` is the line's key or the account; `terms` are the keys that a sum adds up, `fixed` what is not typed, in öre.
    """

    key: str
    title: str
    kind: str
    outcome: str
    year_budget: str
    proposed: str
    previous: str
    forecast: str
    variance: str
    change: str
    field: str = ""
    stored: str = ""
    cause: str = ""
    text: str = ""
    explain: bool = False
    lacking: str = ""
    terms: str = ""
    fixed: int = 0
    budget_öre: int | None = None
    previous_öre: int | None = None
    öre: int = 0
    above: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """How money is printed on a page."""

    unit: Unit
    decimals: int

    def money(self, amount: Money | None) -> str:
        """The amount, or a dash where it is not known."""
        return swedish.NO_VALUE if amount is None else swedish.number(amount.amount(self.unit), self.decimals)


def label(found: Around, cell: Cell, line: Line) -> str:
    """What an account group is called: its line where there is only one, else what singles it out."""
    if len(line.cells) == 1:
        return line.line.name
    own = found.groups.name(cell.account)
    return own or gettext(_("%(line)s, övrigt")) % {"line": line.line.name}


def labelled(found: Around, held: Standing) -> tuple[tuple[Cell, str], ...]:
    """Every account group of the unit's own part with what it is called."""
    return tuple((cell, label(found, cell, line)) for line in held.lines for cell in line.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a unit's forecast; `stored` is what somebody else has saved of the account groups meanwhile."""

    found: Around
    held: Standing
    printing: Printing
    stored: Mapping[str, Money | None]

    def with_fields(self) -> Iterable[FieldRow]:
        """The lines of a unit without units below: each with its own fields."""
        for line in self.held.lines:
            single = len(line.cells) == 1
            yield self._line(line, field=cell_field(line.cells[0].account) if single else "", above="")
            if not single:
                for cell in line.cells:
                    yield self._cell(cell, line)

    def whole(self) -> Iterable[FieldRow]:
        """The lines of a level with units below: sums, with the reasons of the level."""
        for line in self.held.lines:
            yield self._line(line, field="", above="")

    def own(self) -> Iterable[FieldRow]:
        """The account groups of the level's own part."""
        for line in self.held.lines:
            for cell in line.cells:
                yield self._cell(cell, line)

    def _line(self, line: Line, *, field: str, above: str) -> FieldRow:
        money, compared = self.printing.money, line.compared
        accounts, key = bool(line.line.accounts), line.line.key
        lacks = key in self.held.unexplained
        return FieldRow(
            key=key, title=line.line.name,
            kind="total" if line.line.kind in _SUMS else "line",
            outcome=money(line.outcome), year_budget=money(line.year_budget), proposed=money(line.proposed),
            previous=money(line.previous), forecast=money(line.forecast), variance=money(compared.variance),
            change=money(compared.change), field=field,
            stored=self._stored(line.cells[0]) if field else "",
            cause=cause_field(key) if accounts else "", text=text_field(key) if accounts else "",
            explain=lacks or line.reason.is_given,
            lacking=gettext(_("Förklara")) if lacks else "",
            terms=" ".join(line.line.terms) or ("" if field else " ".join(f"konto-{cell.account}" for cell in line.cells)),
            fixed=self._fixed(line),
            budget_öre=line.year_budget.öre if line.year_budget is not None else None,
            previous_öre=line.previous.öre if line.previous is not None else None,
            öre=line.cells[0].counted.öre if field else line.forecast.öre,
        )  # fmt: skip

    def _cell(self, cell: Cell, line: Line) -> FieldRow:
        money, basis = self.printing.money, cell.basis
        return FieldRow(
            key=f"konto-{cell.account}", title=label(self.found, cell, line), kind="part",
            outcome=money(basis.outcome), year_budget=money(basis.year_budget), proposed=money(cell.proposed),
            previous=money(basis.previous), forecast=money(cell.counted),
            variance=money(_minus(cell.counted, basis.year_budget)), change=money(_minus(cell.counted, basis.previous)),
            field=cell_field(cell.account), stored=self._stored(cell),
            budget_öre=basis.year_budget.öre if basis.year_budget is not None else None,
            previous_öre=basis.previous.öre if basis.previous is not None else None,
            öre=cell.counted.öre, above=line.line.key,
        )  # fmt: skip

    def _fixed(self, line: Line) -> int:
        """What of the line is not typed on this page: what the units below say, and what was carried over."""
        if line.line.kind is LineKind.CARRIED:
            return line.forecast.öre
        return line.units.öre if self.held.has_below and line.line.accounts else 0

    def _stored(self, cell: Cell) -> str:
        if cell.account not in self.stored:
            return ""
        return self.printing.money(self.stored[cell.account])


def _minus(one: Money, other: Money | None) -> Money | None:
    return None if other is None else one - other
