"""Columns of a statement declared as formulas: what each shows of a line, and where its figure is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.formula import Formula
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR, PERCENT, Unit

Cuts = tuple[tuple[str, str], ...]
_O, _B, _F = Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST
_STORED: Mapping[tuple[tuple[int, Scenario, str], ...], tuple[Scenario, str, Cuts]] = {
    ((1, _O, "~"), (-1, _B, "~")): (Scenario.VARIANCE, "~", ()),
    ((1, _O, "~"), (-1, _O, "~fg")): (Scenario.VARIANCE, "~", (("mot", "fg"),)),
    ((1, _F, "~helar"), (-1, _B, "~helar")): (Scenario.FORECAST_VARIANCE, "~helar", ()),
}
"""The differences that are figures of their own."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its heading, and what of a line it shows, such as `utfall(~) - utfall(~fg)`.

    `against` makes it the change in per cent of the size that the other formula gives: costs that grow are plus.
    """

    name: str
    formula: Formula
    against: Formula | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("A column has a heading.")

    @property
    def is_difference(self) -> bool:
        """Whether it is one thing less another, whose sign is never turned."""
        return any(term.sign < 0 for term in self.formula.terms)

    @property
    def unit(self) -> Unit:
        """Kronor or per cent."""
        return PERCENT if self.against else KR

    def address(self, measure: str, scope: Scope, *, period: Callable[[str], Period]) -> Address | None:
        """Where the column's figure of a line is stored; None for one that only this table has."""
        terms = tuple((term.sign, term.scenario, term.period) for term in self.formula.terms)
        if self.against is not None:
            against = tuple((term.sign, term.scenario, term.period) for term in self.against.terms)
            if (terms, against) == (((1, _O, "~"),), ((1, _O, "~fg"),)):
                return Address(measure, scope, period("~"), Scenario.VARIANCE, (("mot", "fg-pc"),))
            return None
        if terms in _STORED:
            scenario, when, cuts = _STORED[terms]
            return Address(measure, scope, period(when), scenario, cuts)
        if len(terms) == 1 and terms[0][0] == 1:
            return Address(measure, scope, period(terms[0][2]), terms[0][1])
        return None

    def value(
        self, measure: str, scope: Scope, *, period: Callable[[str], Period],
        figure: Callable[[Address], Figure | None],
    ) -> Decimal | None:  # fmt: skip
        """What the column shows of a line, in kronor or per cent; None where nothing is known.

        A term without a figure counts as zero, as long as any has one. There is no change in per cent from nothing, or
        between plus and minus.
        """
        own = _sum(self.formula, measure, scope, period, figure)
        if own is None or self.against is None:
            return own
        base = _sum(self.against, measure, scope, period, figure)
        if base is None or base * own <= 0:
            return None
        share = Fraction(100) * (Fraction(abs(own)) - Fraction(abs(base))) / Fraction(abs(base))
        return Decimal(round(share * 10**12)).scaleb(-12)


def _sum(
    formula: Formula, measure: str, scope: Scope, period: Callable[[str], Period],
    figure: Callable[[Address], Figure | None],
) -> Decimal | None:  # fmt: skip
    known = []
    for term in formula.terms:
        found = figure(Address(measure, scope, period(term.period), term.scenario))
        if found is not None:
            known.append(term.sign * found.value)
    return sum(known, Decimal(0)) if known else None
