"""Volumes: measured values that are counted in numbers, looked up where money is shown."""

from collections.abc import Iterable
from decimal import Decimal

from utfall.domain.figure import Address
from utfall.domain.unit import COUNT
from utfall.records.indicators.models import Indicator, Value
from utfall.records.organisation.models import Authority


def values_at(authority: Authority, addresses: Iterable[Address]) -> dict[Address, Decimal]:
    """The values in force at the addresses; one that has none is left out."""
    wanted = {str(address): address for address in addresses}
    rows = Value.objects.filter(authority=authority, replaced_at=None, address__in=wanted)
    return {wanted[row.address]: Decimal(row.value) for row in rows}


def counted(authority: Authority) -> tuple[tuple[str, str], ...]:
    """Measures that count something, with their names."""
    rows = Indicator.objects.filter(authority=authority, unit_of_measure=COUNT.symbol)
    return tuple(dict(rows.order_by("position", "pk").values_list("measure", "name")).items())
