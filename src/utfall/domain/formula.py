"""Derived figures: one figure as the difference or sum of others, with a source that says how."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.figure import Address, Figure, Source
from utfall.domain.interval import rounded
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import PERCENT, PERCENTAGE_POINTS, Unit

_TERM = re.compile(r"\s*([+-])?\s*([a-z]+)\(([^()]*)\)\s*")


@dataclass(frozen=True, slots=True)
class FormulaTerm:
    """A figure of the same measure and scope, in a scenario and a period, added (+1) or taken away (−1)."""

    sign: int
    scenario: Scenario
    period: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of terms, written as `utfall(~) - budget(~)`; the period is resolved by whoever holds the round."""

    text: str
    terms: tuple[FormulaTerm, ...]

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """The formula. Raises ValueError with a sentence when it is not one."""
        terms: list[FormulaTerm] = []
        position = 0
        while position < len(text):
            found = _TERM.match(text, position)
            if not found or found[2] not in {s.value for s in Scenario} or (terms and not found[1]):
                raise ValueError(f"”{text}” är ingen formel; skriv till exempel utfall(~) - budget(~).")
            terms.append(FormulaTerm(-1 if found[1] == "-" else 1, Scenario(found[2]), found[3]))
            position = found.end()
        if not terms:
            raise ValueError("Formeln är tom; skriv till exempel utfall(~) - budget(~).")
        return cls(text, tuple(terms))

    def evaluate(
        self, address: Address, *, period: Callable[[str], Period], figure: Callable[[Address], Figure | None]
    ) -> Figure | None:
        """The figure at the address, derived from the terms' figures; None where all of them are missing.

        A term without a figure counts as zero (an item without a budget varies by its whole outcome), but a share
        that is missing is no share of zero: then there is no figure. The cuts of the address other than `mot` are
        those of its terms. A difference of two shares is in percentage points, and is the difference of the shares as
        their sources print them. Precision is that of the least exact term.
        """
        cuts = tuple(cut for cut in address.cuts if cut[0] != "mot")
        found = [
            (
                term.sign,
                figure(Address(address.measure, address.scope, period(term.period), term.scenario, cuts)),
            )
            for term in self.terms
        ]
        known = [(sign, item) for sign, item in found if item is not None]
        if not known or (_is_share(known[0][1].unit) and len(known) < len(found)):
            return None
        decimals = min(item.decimals for _sign, item in known)
        unit = known[0][1].unit
        value = sum((sign * _taken(item) for sign, item in known), Decimal(0))
        difference = len(known) > 1 and unit == PERCENT
        return Figure(
            address=address,
            value=value,
            unit=PERCENTAGE_POINTS if difference else unit,
            decimals=decimals,
            source=Source("härledd", self._spelled(period)),
            name=known[0][1].name,
        )

    def _spelled(self, period: Callable[[str], Period]) -> str:
        words = [f"{'−' if t.sign < 0 else '+'} {t.scenario.value} {period(t.period)}" for t in self.terms]
        return " ".join(words).removeprefix("+ ")


def _taken(figure: Figure) -> Decimal:
    return rounded(figure.value, figure.decimals) if _is_share(figure.unit) else figure.value


def _is_share(unit: Unit) -> bool:
    return unit in (PERCENT, PERCENTAGE_POINTS)
