"""Needs as rows, and as the values that are reckoned with."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain.money import Money
from utfall.domain.planning import need as domain
from utfall.domain.recurrence import Recurrence
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed
from utfall.records.planning.models import Need


def store(authority: Authority, placed: Iterable[Placed], units: Mapping[str, OrgUnit]) -> None:
    """The needs as rows; other objects are passed by."""
    Need.objects.bulk_create(
        Need(
            authority=authority, code=item.code, name=item.name, unit=units[item.unit], year=item.year,
            kind=item.kind.value, benefit=item.benefit, funding=item.funding, amount=item.amount.öre,
            recurrence=item.recurrence.value, decision=item.decision.value, decided_by=item.decided_by,
            decided_on=item.decided_on, granted=None if item.granted is None else item.granted.öre,
            notice_on=item.notice_on, place=one.place, position=one.position,
        )
        for one in placed
        if isinstance(item := one.item, domain.Need)
    )  # fmt: skip


def objects(authority: Authority) -> Iterator[Placed]:
    """The needs of the authority in their order of priority."""
    rows = Need.objects.filter(authority=authority).select_related("unit")
    for row in rows.order_by("position", "pk"):
        yield Placed(row.position, need_value(row), row.place)


def need_value(row: Need) -> domain.Need:
    """A need as the domain sees it."""
    return domain.Need(
        code=row.code,
        name=row.name,
        unit=row.unit.code,
        year=row.year,
        amount=Money(row.amount),
        recurrence=Recurrence(row.recurrence),
        kind=domain.NeedKind(row.kind),
        benefit=row.benefit,
        funding=row.funding,
        decision=domain.NeedDecision(row.decision),
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        granted=None if row.granted is None else Money(row.granted),
        notice_on=row.notice_on,
    )
