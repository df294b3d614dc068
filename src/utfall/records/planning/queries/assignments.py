"""Assignments with the units that they concern."""

from utfall.domain.organisation import UnitKind
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Assignment


def assignments(authority: Authority) -> tuple[Assignment, ...]:
    """All assignments of the authority in their order."""
    rows = Assignment.objects.filter(authority=authority).select_related("given_by", "responsible")
    return tuple(rows.order_by("position", "pk"))


def assignment(authority: Authority, number: int) -> Assignment | None:
    """An assignment of the authority, or None."""
    rows = Assignment.objects.select_related("given_by", "responsible", "authority")
    return rows.filter(authority=authority, pk=number).first()


def givers() -> tuple[OrgUnit, ...]:
    """The bodies that give assignments: every committee, the council and the executive committee among them."""
    return tuple(OrgUnit.objects.filter(kind=UnitKind.COMMITTEE).order_by("position", "pk"))


def responsible_units(authority: Authority) -> tuple[OrgUnit, ...]:
    """The units of the authority, which may be given an assignment, its committee first."""
    return tuple(OrgUnit.objects.filter(authority=authority).order_by("path", "position"))
