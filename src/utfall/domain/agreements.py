"""Agreements: who does what for whom and for how much, held against budgeted and expected income."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from utfall.domain import swedish
from utfall.domain.finding import Finding, Severity
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import Organisation
from utfall.domain.unit import TKR
from utfall.locale import mark as _

OTHER_SUM = _(
    "{unit} har överenskommelser för {agreed} {year}, men budgeterade intäkter på {budget}: {difference} skiljer. "
    "Rätta den överenskommelse som är fel, eller lägg till den som saknas."
)
SOON = 60
"""How many days before its date something about an agreement is among what is to be done."""


class AgreementKind(StrEnum):
    """What kind of agreement it is; the value is its word in source files."""

    BASE = "basöverenskommelse"
    ANNUAL = "årsöverenskommelse"
    ADDITIONAL = "tilläggsuppdrag"
    SERVICE_LEVEL = "överenskommelse om servicenivåer"
    SUPPLIER = "leverantörsavtal"


INCOME_KINDS = frozenset({AgreementKind.BASE, AgreementKind.ANNUAL, AgreementKind.ADDITIONAL})
"""Those by which a unit earns what it costs."""


class AgreementState(StrEnum):
    """Whether the agreement holds; the value is its word in source files."""

    PROPOSED = "föreslagen"
    IN_FORCE = "gäller"
    TERMINATED = "uppsagd"


class AgreementStep(StrEnum):
    """What the days of an agreement ask of somebody."""

    REVIEW = "genomgång"
    NOTICE = "uppsägning"
    END = "slut"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done about an agreement, and the last day for it."""

    step: AgreementStep
    on: dt.date


@dataclass(frozen=True, slots=True)
class AmountOfYear:
    """What is paid in one year, always plus. `budgeted` is false where it was agreed after the budget was decided."""

    year: int
    amount: Money
    budgeted: bool = True


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement between two parties.

    `unit` is the unit that it belongs to: the one that delivers, or of a supplier's agreement the one that buys.
    `party` is the code of the other unit or authority, or empty where `counterpart` names somebody outside.
    `content` is what is done, `expectation` how well. It holds from `starts_on` to `ends_on`, both included; a
    terminated one has an end. `notice_on` is the last day to terminate it before it goes on or is prolonged.
    """

    code: str
    name: str
    kind: AgreementKind
    unit: str
    party: str = ""
    counterpart: str = ""
    content: str = ""
    expectation: str = ""
    amounts: tuple[AmountOfYear, ...] = ()
    state: AgreementState = AgreementState.IN_FORCE
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    review_on: dt.date | None = None
    reviewed_on: dt.date | None = None
    notice_on: dt.date | None = None

    def of_year(self, year: int) -> AmountOfYear | None:
        """What is paid in the year, or None where nothing is said of it."""
        return next((one for one in self.amounts if one.year == year), None)

    def budgeted(self, year: int) -> Money:
        """What the year's budget counts on; nothing where it brings no income or was agreed later."""
        of_year = self.of_year(year)
        counts = self.kind in INCOME_KINDS and self.state is not AgreementState.PROPOSED
        return of_year.amount if of_year is not None and of_year.budgeted and counts else ZERO

    def effect(self, year: int) -> Money:
        """What it changes of the year's budgeted income: plus for what was agreed later, minus from a termination on."""
        of_year = self.of_year(year)
        if of_year is None or self.kind not in INCOME_KINDS or self.state is AgreementState.PROPOSED:
            return ZERO
        added = ZERO if of_year.budgeted else of_year.amount
        return added - self.lost(year)

    def lost(self, year: int) -> Money:
        """The part of the year's amount that falls away after the last day of a terminated agreement."""
        of_year = self.of_year(year)
        if of_year is None or self.state is not AgreementState.TERMINATED or self.ends_on is None:
            return ZERO
        return of_year.amount - of_year.amount.prorated(share_until(self.ends_on, year))

    def changes_after(self, last: dt.date) -> Money:
        """What it changes of the income that is budgeted for the rest of the year, from the day after `last` on.

        Minus is budgeted income that ends with a terminated agreement. Plus is what was agreed after the budget; it is
        spread evenly from the day it starts to the day it ends, or to the end of the year.
        """
        of_year, year = self.of_year(last.year), last.year
        if of_year is None or self.kind not in INCOME_KINDS or self.state is AgreementState.PROPOSED:
            return ZERO
        done, ends = share_until(last, year), share_until(self.ends_on, year) if self.ends_on else Fraction(1)
        terminated = self.state is AgreementState.TERMINATED
        if of_year.budgeted:
            return -of_year.amount.prorated(1 - max(ends, done)) if terminated else ZERO
        # A terminated agreement was to hold the year out when its amount was agreed.
        first = share_until(self.starts_on - dt.timedelta(days=1), year) if self.starts_on else Fraction(0)
        whole = (Fraction(1) if terminated else ends) - first
        left = ends - max(first, done)
        return of_year.amount.prorated(left / whole) if left > 0 and whole > 0 else ZERO

    def to_review(self, today: dt.date) -> bool:
        """Whether it is time to go through it: its date is near or past, and it still holds."""
        if self.review_on is None or self.state is AgreementState.TERMINATED:
            return False
        return self.review_on <= today + dt.timedelta(days=SOON)

    def due(self, today: dt.date) -> tuple[Due, ...]:
        """What its days ask for now: a review, a stand on termination, what comes when it ends; by day.

        A review stays until it is done. The last day for notice and the end ask only of an agreement in force, until
        the day has passed, or the parties have gone through the agreement with that day at hand: then they have
        taken their stand. A terminated one asks for nothing, for its end is already settled.
        """
        if self.state is not AgreementState.IN_FORCE:
            review = self.state is AgreementState.PROPOSED and self.to_review(today)
            return (Due(AgreementStep.REVIEW, self.review_on),) if review and self.review_on else ()
        found = [(AgreementStep.NOTICE, self.notice_on), (AgreementStep.END, self.ends_on)]
        steps = [Due(step, on) for step, on in found if on is not None and self._is_at_hand(on, today)]
        if self.review_on is not None and self.to_review(today):
            steps.append(Due(AgreementStep.REVIEW, self.review_on))
        return tuple(sorted(steps, key=lambda one: (one.on, one.step)))

    def _is_at_hand(self, on: dt.date, today: dt.date) -> bool:
        since = on - dt.timedelta(days=SOON)
        return since <= today <= on and (self.reviewed_on is None or self.reviewed_on < since)


def share_until(last: dt.date, year: int) -> Fraction:
    """The share of the year up to and with the day: each month is a twelfth, a part of one by its days."""
    if last.year != year:
        return Fraction(1) if last.year > year else Fraction(0)
    days = calendar.monthrange(last.year, last.month)[1]
    return (last.month - 1 + Fraction(last.day, days)) / 12


@dataclass(frozen=True, slots=True)
class Held:
    """A unit's agreements against its budgeted income."""

    unit: str
    agreed: Money
    budget: Money

    @property
    def difference(self) -> Money:
        """What the agreements sum to beyond the budget; minus where income is budgeted that nobody has agreed to."""
        return self.agreed - self.budget


def held_against_budget(
    agreements: Iterable[Agreement], budget: Mapping[str, Money], organisation: Organisation, *, year: int
) -> tuple[Held, ...]:
    """Sum of agreements = budgeted income, unit by unit, in the order of the organisation.

    `budget` is each unit's own income, without those below it. Income of a unit without agreements of its own is
    held against those of the nearest unit above it that has any; where none has, it stands alone.
    """
    agreed: dict[str, Money] = {}
    for one in agreements:
        if one.of_year(year) is not None and one.kind in INCOME_KINDS:
            agreed[one.unit] = agreed.get(one.unit, ZERO) + one.budgeted(year)
    expected: dict[str, Money] = {}
    for code, amount in budget.items():
        above = [unit.code for unit in organisation.path(code)]
        holder = next((unit for unit in above if unit in agreed), code)
        expected[holder] = expected.get(holder, ZERO) + amount
    return tuple(
        Held(unit.code, agreed.get(unit.code, ZERO), expected.get(unit.code, ZERO))
        for unit in organisation.units
        if unit.code in agreed or expected.get(unit.code, ZERO)
    )


def sum_findings(held: Iterable[Held], organisation: Organisation, *, year: int) -> Iterator[Finding]:
    """A finding for each unit whose agreements do not sum to its budgeted income."""
    for one in held:
        if one.difference:
            yield Finding(
                "agreement.sum", Severity.QUESTION, organisation[one.unit].name, OTHER_SUM,
                {"unit": organisation[one.unit].name, "year": year, "agreed": _tkr(one.agreed),
                 "budget": _tkr(one.budget), "difference": _tkr(one.difference)},
            )  # fmt: skip


def _tkr(amount: Money) -> str:
    """Thousands of kronor, with the öre where the sum has any, so that no difference is hidden."""
    exact = amount.amount(TKR).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return swedish.quantity(exact, TKR, decimals)
