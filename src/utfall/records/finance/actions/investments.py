"""Investments taken down, changed and taken away; the outcome is never entered, it stands in the ledger."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.access import Kind
from utfall.domain.denied import Denied
from utfall.domain.finance import InvestmentClass, InvestmentValue
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance.actions.numbering import free_code, last_position
from utfall.records.finance.declared import investment_value, store_amounts
from utfall.records.finance.models import Investment
from utfall.records.finance.queries.access import may_write
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import Authority, OrgUnit

NAMELESS = Denied("investment.nameless", _("Skriv vad investeringen heter."))
BAD_ACCOUNTS = Denied(
    "investment.accounts", _("Skriv början på de konton som investeringen bokförs på, till exempel 1231.")
)
PLUS = Denied("investment.plus", _("En utgift för investering skrivs med minus, till exempel −46 900."))
_ACCOUNT = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote about an investment; amounts are of the year, or of the whole project, and minus."""

    name: str
    investment_class: InvestmentClass
    unit: OrgUnit
    accounts: tuple[str, ...]
    year: int
    budget: Money | None = None
    forecast: Money | None = None
    project_budget: Money | None = None
    project_forecast: Money | None = None

    def amounts(self) -> dict[tuple[Scenario, Period | None], Money | None]:
        """What is to stand; None takes an amount away."""
        year = Period.year(self.year)
        return {
            (Scenario.BUDGET, year): self.budget,
            (Scenario.FORECAST, year): self.forecast,
            (Scenario.BUDGET, None): self.project_budget,
            (Scenario.FORECAST, None): self.project_forecast,
        }


@transaction.atomic
def add_investment(
    authority: Authority, written: Written, *, by: Acting, now: dt.datetime
) -> Investment | Denied:
    """A new investment, last in the authority's list."""
    code = free_code(Investment, authority, "INV")
    row = Investment(
        authority=authority, code=code, measure=f"investering.{code.lower()}",
        position=last_position(Investment, authority),
    )  # fmt: skip
    return _stored(row, written, "investment.add", by, now)


@transaction.atomic
def change_investment(number: int, written: Written, *, by: Acting, now: dt.datetime) -> Investment | Denied:
    """Other words, accounts or amounts; the amounts of other years stay."""
    row = _held(number)
    refused = may_write(by, row.authority, Kind.INVESTMENT, path_of(row.unit))
    return refused if refused is not None else _stored(row, written, "investment.change", by, now)


@transaction.atomic
def remove_investment(number: int, *, by: Acting, now: dt.datetime) -> Investment | Denied:
    """Take it away; what is posted stays in the ledger."""
    row = _held(number)
    refused = may_write(by, row.authority, Kind.INVESTMENT, path_of(row.unit))
    if refused is not None:
        return refused
    _note("investment.remove", row, by, now)
    row.delete()
    return row


def _held(number: int) -> Investment:
    rows = Investment.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    return rows.get(pk=number)


def _stored(
    row: Investment, written: Written, deed: str, by: Acting, now: dt.datetime
) -> Investment | Denied:
    refused = may_write(by, row.authority, Kind.INVESTMENT, path_of(written.unit))
    if refused is None:
        refused = _wrong(written)
    if refused is not None:
        return refused
    row.name, row.unit, row.accounts = written.name.strip(), written.unit, list(written.accounts)
    row.investment_class = written.investment_class.value
    row.save()
    store_amounts(row, _amounts(row, written))
    _note(deed, row, by, now, amounts={
        f"{scenario.value} {when or 'projekt'}": None if amount is None else amount.öre
        for (scenario, when), amount in written.amounts().items()
    })  # fmt: skip
    return row


def _wrong(written: Written) -> Denied | None:
    if not written.name.strip():
        return NAMELESS
    if not written.accounts or not all(map(_ACCOUNT.fullmatch, written.accounts)):
        return BAD_ACCOUNTS
    if any(amount is not None and amount > ZERO for amount in written.amounts().values()):
        return PLUS
    return None


def _amounts(row: Investment, written: Written) -> list[InvestmentValue]:
    """Those that stood and those written: budgets by year, forecasts by year, then the project's, as a file has them."""
    kept = {(one.scenario, one.period): one.amount for one in investment_value(row).investment.values}
    for key, amount in written.amounts().items():
        kept.pop(key, None)
        if amount is not None:
            kept[key] = amount
    order = (Scenario.BUDGET, Scenario.FORECAST)
    return [
        InvestmentValue(scenario, when, amount)
        for (scenario, when), amount in sorted(
            kept.items(),
            key=lambda one: (one[0][1] is None, order.index(one[0][0]), one[0][1].first if one[0][1] else 0),
        )
    ]


def _note(deed: str, row: Investment, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"investment:{row.code}", authority=row.authority.code,
        details={"name": row.name, "unit": row.unit.code, **details},
    )  # fmt: skip
