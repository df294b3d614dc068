"""What agreements that end or begin change of the income in the rest of a year, beside what a forecast proposes."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from utfall.domain.agreements import INCOME_KINDS, AgreementState
from utfall.domain.agreements import AmountOfYear as Amount
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.records.agreements.models import Agreement, AmountOfYear
from utfall.records.agreements.objects import paying
from utfall.records.agreements.queries.access import may_see
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit


@dataclass(frozen=True, slots=True)
class Change:
    """An agreement and what it changes of the budgeted income after the period; plus is more income."""

    agreement: Agreement
    amount: Money


def changes(by: Acting, authority: Authority, unit: OrgUnit, period: Period) -> tuple[Change, ...]:
    """Of the unit and all below it, in the order of the organisation; none for who may not see agreements. One query."""
    if may_see(by, authority) is not None:
        return ()
    last = dt.date(
        period.end_year, period.end_month, calendar.monthrange(period.end_year, period.end_month)[1]
    )
    rows = (
        AmountOfYear.objects.filter(year=last.year, agreement__authority=authority)
        .filter(
            agreement__unit__path__startswith=unit.path,
            agreement__kind__in=[one.value for one in INCOME_KINDS],
        )
        .filter(Q(budgeted=False) | Q(agreement__state=AgreementState.TERMINATED.value))
        .select_related("agreement__unit", "agreement__party")
        .order_by("agreement__unit__position", "agreement__position", "agreement__pk")
    )
    found = (Change(row.agreement, _after(row, last)) for row in rows)
    return tuple(one for one in found if one.amount)


def _after(row: AmountOfYear, last: dt.date) -> Money:
    value = paying(row.agreement, (Amount(row.year, Money(row.amount), row.budgeted),))
    return value.changes_after(last)
