"""The agreements of an authority."""

from utfall.records.agreements.models import Agreement
from utfall.records.organisation.models import Authority


def agreements(authority: Authority) -> tuple[Agreement, ...]:
    """The agreements of the authority, in the order of the organisation; two queries."""
    rows = Agreement.objects.filter(authority=authority)
    rows = rows.select_related("unit", "party").prefetch_related("amounts")
    return tuple(rows.order_by("unit__position", "position", "pk"))


def agreement(authority: Authority, number: int) -> Agreement | None:
    """The agreement with the number, if it is the authority's."""
    rows = Agreement.objects.filter(authority=authority, pk=number)
    return rows.select_related("authority", "unit", "party").prefetch_related("amounts").first()
