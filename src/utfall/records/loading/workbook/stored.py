"""What an authority has stored, as the workbook would say it; and what of a workbook a person may read in."""

import dataclasses

from utfall.domain.access import Act, Kind, granting
from utfall.domain.control import Risk
from utfall.domain.indicators import Indicator, IndicatorRelation
from utfall.domain.planning import AnnualFocus, Assignment, CommitteeGoal, StrategicArea, StrategicGoal
from utfall.integrations.workbook import PersonRow, StartContent
from utfall.records.indicators import objects as indicators
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Grant
from utfall.records.organisation.objects import units
from utfall.records.planning import objects as planning
from utfall.records.sources import objects as sources

_GOALS = (StrategicArea, StrategicGoal, CommitteeGoal, AnnualFocus)


def stored_content(authority: Authority) -> StartContent:
    """The units of the municipality, and the plan, people and risks of the authority."""
    plan = [one.item for one in planning.objects(authority)]
    measured = [one.item for one in indicators.objects(authority)]
    return StartContent(
        units=units().values,
        persons=tuple(_person(one) for one in _grants(authority)),
        goals=tuple(one for one in plan if isinstance(one, _GOALS)),
        indicators=tuple(one for one in measured if isinstance(one, Indicator)),
        relations=tuple(one for one in measured if isinstance(one, IndicatorRelation)),
        outcomes=tuple(indicators.figures(authority).values()),
        assignments=tuple(one for one in plan if isinstance(one, Assignment)),
        risks=tuple(one.item for one in sources.objects(authority) if isinstance(one.item, Risk)),
    )


def allowed(content: StartContent, by: Acting) -> StartContent:
    """What of it she may store: people for whoever gives roles, everything else for the controller."""
    kept = content
    if not granting(by.actor, Act.GRANT, Kind.GRANT):
        kept = dataclasses.replace(kept, persons=())
    if not may_store_plan(by):
        kept = StartContent(persons=kept.persons)
    return kept


def may_store_plan(by: Acting) -> bool:
    """Whether she reads in more than people."""
    return bool(granting(by.actor, Act.IMPORT, Kind.ORGANISATION))


def _grants(authority: Authority) -> list[Grant]:
    return list(Grant.objects.filter(authority=authority).select_related("person", "unit").order_by("pk"))


def _person(one: Grant) -> PersonRow:
    return PersonRow(
        one.person.get_username(), str(one.person), one.person.email, one.role,
        one.unit.code if one.unit else "", one.starts_on, one.ends_on,
    )  # fmt: skip
