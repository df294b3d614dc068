"""What the days of agreements ask of somebody: a review, a stand on termination, what comes when it ends."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from utfall.domain.agreements import SOON as AT_HAND
from utfall.domain.agreements import AgreementState, AgreementStep
from utfall.domain.reporting import Capacity, Flag, Section, State, flags
from utfall.records.agreements.models import Agreement
from utfall.records.agreements.objects import paying
from utfall.records.agreements.queries.access import may_see
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Person
from utfall.records.reporting.queries.groups import SOON, Group
from utfall.records.reporting.queries.responsibility import Responsibility


@dataclass(frozen=True, slots=True)
class AgreementDue:
    """Something to do about an agreement in somebody's list; it is of no round, and is gone once it is done."""

    agreement: Agreement
    step: AgreementStep
    due_on: dt.date
    group: Group
    flags: tuple[Flag, ...]


def agreements_due(by: Acting, answers: Responsibility, *, today: dt.date) -> tuple[AgreementDue, ...]:
    """What she has to do about agreements, by day; one query, however many there are."""
    if by.authority is None or may_see(by, by.authority) is not None:
        return ()
    rows = at_hand(today).filter(authority=by.authority).select_related("unit", "party")
    own = (
        row for row in rows if any(one.get_username() in by.answers_for for one in holders(answers, row.unit))
    )
    found = (one for row in own for one in _of(row, today))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.agreement.position, one.step)))


def at_hand(today: dt.date) -> QuerySet[Agreement]:
    """The agreements with a day that may ask for something now."""
    until = today + dt.timedelta(days=AT_HAND)
    near = Q(review_on__lte=until) | Q(notice_on__range=(today, until)) | Q(ends_on__range=(today, until))
    return Agreement.objects.filter(near).exclude(state=AgreementState.TERMINATED.value)


def holders(answers: Responsibility, unit: OrgUnit) -> tuple[Person, ...]:
    """Who sees to the agreements of the unit: its own manager, or else the controller."""
    return answers.writers_of(unit, Section.ECONOMY) or answers.of_the_whole(Section.ECONOMY)


def _of(row: Agreement, today: dt.date) -> Iterator[AgreementDue]:
    for due in paying(row, ()).due(today):
        group = Group.NOW if due.on <= today + SOON else Group.LATER
        shown = flags(State.DRAFT, due_on=due.on, today=today, role=Capacity.AUTHOR)
        yield AgreementDue(row, due.step, due.on, group, shown)
