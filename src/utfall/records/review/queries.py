"""Who sees a whole report and its findings, and what has been said about them."""

from collections.abc import Collection
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Seen:
    """What she may open of a round: its report, and what does not add up in it."""

    report: bool
    findings: bool


def seen(rounds: Collection[Round], by: Acting) -> dict[int, Seen]:
    """What she may open of each of her authority's rounds, by the round's number. Two queries, however many."""
    if by.authority is None:
        return {}
    unit = OrgUnit.objects.filter(code=by.authority.code).first()
    frozen = {
        one.round_id: one
        for one in Edition.objects.filter(round__in=rounds).select_related("authority").order_by("number")
    }
    return {round.pk: _seen(round, unit, frozen.get(round.pk), by) for round in rounds}


def _seen(round: Round, unit: OrgUnit | None, edition: Edition | None, by: Acting) -> Seen:
    draft = visibility(by.actor, _whole(round, unit)) is None
    if edition is None or RoundState(round.state) not in CLOSED:
        return Seen(draft, draft)
    own = Thing(Kind.EDITION, edition.authority.code, locked=True, summons_on=edition.summoned_on)
    return Seen(visibility(by.actor, own) is None, draft)


def whole(round: Round) -> Thing:
    """The report of a round as access sees it: what the committee itself says, with everything below it."""
    return _whole(round, OrgUnit.objects.filter(code=round.authority.code).first())


def _whole(round: Round, unit: OrgUnit | None) -> Thing:
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
