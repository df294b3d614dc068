"""Investments, carried-over results, comparability items and index assumptions, as pages list them."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from utfall.domain.access import Kind
from utfall.domain.statement import BalanceKey, ProjectClass
from utfall.records.finance.ledger import ledger_balances
from utfall.records.finance.models import (
    CarriedOver,
    ComparabilityItem,
    IndexAssumption,
    Investment,
    VolumeLine,
)
from utfall.records.finance.queries.books import Books, Kept
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.report.ledger_terms import terms_by

M = TypeVar("M", bound=Model)
_INVESTED = Kept(8)
KIND_OF: dict[type[Model], Kind] = {
    Investment: Kind.INVESTMENT,
    CarriedOver: Kind.RESULT_ITEM,
    ComparabilityItem: Kind.RESULT_ITEM,
    IndexAssumption: Kind.BUDGET_ASSUMPTION,
    VolumeLine: Kind.BUDGET_ASSUMPTION,
}
"""What access calls each of them."""


def investments(unit: OrgUnit) -> tuple[Investment, ...]:
    """The investments of the unit and those below it; two queries."""
    return tuple(_below(Investment, unit).prefetch_related("amounts").order_by("position", "pk"))


def carried(unit: OrgUnit, year: int) -> tuple[CarriedOver, ...]:
    """What the unit and those below it carry over into the year."""
    return tuple(_below(CarriedOver, unit).filter(year=year).order_by("position", "pk"))


def items(unit: OrgUnit) -> tuple[ComparabilityItem, ...]:
    """The comparability items of the unit and those below it; two queries."""
    return tuple(_below(ComparabilityItem, unit).prefetch_related("amounts").order_by("position", "pk"))


def indices(authority: Authority, year: int) -> tuple[IndexAssumption, ...]:
    """The index assumptions of the year's budget."""
    return tuple(IndexAssumption.objects.filter(authority=authority, year=year).order_by("position", "pk"))


def volume_lines(authority: Authority) -> tuple[VolumeLine, ...]:
    """The cost lines that are parted in price and volume."""
    rows = VolumeLine.objects.filter(authority=authority).select_related("unit")
    return tuple(rows.order_by("position", "pk"))


def one(model: type[M], authority: Authority, number: int) -> M | None:
    """The row with the number, if it is the authority's."""
    return model._default_manager.filter(authority=authority, pk=number).first()


def invested(books: Books) -> dict[BalanceKey, int]:
    """What is posted on investment projects, debit plus, by unit, account and month."""
    made: dict[BalanceKey, int] = _INVESTED.get(books.key, lambda: _invested(books))
    return made


def _invested(books: Books) -> dict[BalanceKey, int]:
    terms = terms_by(books.organisation, books.rules.settings, books.rules.projects)
    if terms is None:
        return {}
    own = books.below(books.authority) if books.authority in books.organisation else frozenset()
    return {
        key: öre
        for key, öre in ledger_balances(terms).items()
        if key.project_class is ProjectClass.INVESTMENT and key.unit in own
    }


def _below(model: type[M], unit: OrgUnit) -> QuerySet[M]:
    rows = model._default_manager.filter(authority=unit.authority, unit__path__startswith=unit.path)
    return rows.select_related("unit")
