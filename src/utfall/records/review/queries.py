"""Who sees a whole report and its findings, and what has been said about them."""

from utfall.domain.access import HandOver, Kind, Thing, visibility
from utfall.domain.denied import Denied
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import RoundState, Section
from utfall.records.organisation.actor import Acting, path_of
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.reporting.models import Edition
from utfall.records.reporting.models import HandOver as HandOverRow
from utfall.records.reporting.queries.things import CLOSED
from utfall.records.review.models import Explanation


def whole(round: Round) -> Thing:
    """The report of a round as access sees it: what the committee itself says, with everything below it."""
    unit = OrgUnit.objects.filter(code=round.authority.code).first()
    return Thing(
        Kind.CONTRIBUTION,
        round.authority.code,
        path_of(unit),
        level=UnitKind.COMMITTEE,
        section=Section.ECONOMY,
        locked=RoundState(round.state) in CLOSED,
    )


def draft_refused(round: Round, by: Acting) -> Denied | None:
    """Why she may not read the report of the round as it is now, or None if she may."""
    return visibility(by.actor, whole(round))


def edition_thing(edition: Edition) -> Thing:
    """An edition as access sees it, with everybody it has been handed over to."""
    rows = HandOverRow.objects.filter(round=edition.round_id).select_related("recipient", "edition")
    given = tuple(
        HandOver(row.recipient.code, row.at.date())
        for row in rows
        if row.edition is not None and row.edition.number == edition.number
    )
    return Thing(
        Kind.EDITION, edition.authority.code, locked=True, summons_on=edition.summoned_on, hand_overs=given
    )


def edition_refused(edition: Edition, by: Acting) -> Denied | None:
    """Why she may not read the edition, or None if she may."""
    return visibility(by.actor, edition_thing(edition))


def explanations(round: Round) -> tuple[Explanation, ...]:
    """Everything that was said about the round's findings, the last first."""
    rows = Explanation.objects.filter(round=round).select_related("by").order_by("-at", "-pk")
    return tuple(rows)
