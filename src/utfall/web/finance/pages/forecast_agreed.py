"""Agreements that end or begin after the months of a forecast, beside what the system proposes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.agreements import AgreementState
from utfall.domain.finance.forecast import DEFAULT_METHOD
from utfall.domain.money import ZERO, Money
from utfall.domain.statement import LineKind
from utfall.locale import mark as _
from utfall.records.agreements.models import Agreement
from utfall.records.finance.queries.agreed import Change
from utfall.records.finance.queries.forecast import Standing
from utfall.records.finance.queries.income import GRANT
from utfall.web.finance.forecasting import Place
from utfall.web.finance.pages.forecast_rows import Printing


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """An agreement and what it changes of the income in the rest of the year."""

    name: str
    href: str
    note: str
    amount: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What agreements change, and what the proposal for income would be with them: two amounts, or none where the
    method does not rest on the budget, so that nothing can be added to it."""

    rows: tuple[AgreedRow, ...]
    total: str
    proposed: str = ""
    together: str = ""


def agreed(
    place: Place, held: Standing, changes: Iterable[Change], year: int, printing: Printing
) -> Agreed | None:
    """The part of the page; None where no agreement changes anything."""
    changes = tuple(changes)
    if not changes:
        return None
    total = sum((one.amount for one in changes), ZERO)
    proposed = _proposed_income(held) if place.method is DEFAULT_METHOD else None
    return Agreed(
        rows=tuple(
            AgreedRow(
                one.agreement.name,
                reverse("agreements:agreement", args=(one.agreement.unit.code, year, one.agreement.pk)),
                _note(one.agreement),
                printing.money(one.amount),
            )
            for one in changes
        ),
        total=printing.money(total),
        proposed=printing.money(proposed) if proposed is not None else "",
        together=printing.money(proposed + total) if proposed is not None else "",
    )


def _proposed_income(held: Standing) -> Money | None:
    lines = [one for one in held.lines if one.line.kind is LineKind.INCOME and one.line.key != GRANT]
    known = [one.proposed for one in lines if one.proposed is not None]
    return sum(known, ZERO) if known else None


def _note(row: Agreement) -> str:
    words = []
    if row.state == AgreementState.TERMINATED and row.ends_on:
        words.append(gettext(_("upphör %(day)s")) % {"day": row.ends_on.isoformat()})
    else:
        words.append(gettext(_("tillkom efter budgeten")))
        if row.starts_on:
            words.append(gettext(_("börjar %(day)s")) % {"day": row.starts_on.isoformat()})
        if row.ends_on:
            words.append(gettext(_("gäller till %(day)s")) % {"day": row.ends_on.isoformat()})
    return " · ".join((row.unit.name, ", ".join(words)))
