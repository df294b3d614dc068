"""What a round asks about: the goals, indicators, controls and texts of an authority, each with who answers."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from utfall.documents.compose.template import Template as DomainTemplate
from utfall.documents.compose.template import TextBlock
from utfall.documents.compose.template import template as read_template
from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.planning import AssignmentState
from utfall.domain.reporting import ReportedObject, Section
from utfall.domain.snapshot import TextKind
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.planning.models import Assignment, Goal, GoalLevel
from utfall.records.reporting.models import Contribution, Template
from utfall.records.sources.models import SourceObject

CONTROLLED = ("Risk", "ControlActivity")
"""The loaded objects that are commented on under internal control."""

_SECTION_OF_TEXT = {
    TextKind.SUMMARY: Section.SUMMARY,
    TextKind.DECISION: Section.ECONOMY,
    TextKind.COMMENT: Section.ECONOMY,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An object with the kind of text that is asked for about it."""

    object: ReportedObject
    kind: TextKind


def asked(round: Round, units: tuple[OrgUnit, ...]) -> tuple[Asked, ...]:
    """What the round asks about, in the order of the report. Seven queries, whatever the size of the plan.

    An annual focus is asked of every area unless units are named for it; what lies higher in the chain is asked of
    the whole. A unit that wrote about something last time, or has already written, is asked again.
    """
    whole = next((unit.code for unit in units if unit.kind == UnitKind.COMMITTEE), "")
    writers = _writers(round)
    found = [
        *_goals(round, whole, writers),
        *_indicators(round, whole, writers),
        *_economy(units),
        *_controls(round, whole, writers),
        *_assignments(round, writers),
    ]
    known = {one.object.code for one in found}
    return (*_template_texts(round, whole, known), *found)


def _writers(round: Round) -> Mapping[str, frozenset[str]]:
    """The units that have a text about each object, in this round or the one before."""
    rows = Contribution.objects.filter(
        authority=round.authority_id, round__in=[one for one in (round.pk, round.previous_id) if one]
    ).values_list("object", "unit__code")
    found: dict[str, set[str]] = defaultdict(set)
    for code, unit in rows:
        found[code].add(unit)
    return {code: frozenset(units) for code, units in found.items()}


def _goals(round: Round, whole: str, writers: Mapping[str, frozenset[str]]) -> Iterator[Asked]:
    year = Period.parse(round.period).end_year
    rows = (
        Goal.objects.filter(authority=round.authority_id, retired_on=None)
        .exclude(level=GoalLevel.AREA)
        .select_related("owner")
        .prefetch_related("contributors")
        .order_by("position", "pk")
    )
    for goal in rows:
        if goal.year is not None and goal.year != year:
            continue
        named = {unit.code for unit in goal.contributors.all()} | ({goal.owner.code} if goal.owner else set())
        wrote = writers.get(goal.code, frozenset())
        open_to_all = goal.level == GoalLevel.FOCUS and not named
        of_unit = goal.level == GoalLevel.UNIT
        units = frozenset() if open_to_all else frozenset(named | ({whole} - {""} if not of_unit else set()))
        if of_unit and not units:
            continue
        item = ReportedObject(goal.code, goal.name, Section.GOALS, units, asked=wrote | frozenset(named))
        yield Asked(item, TextKind.COMMENT)


def _indicators(round: Round, whole: str, writers: Mapping[str, frozenset[str]]) -> Iterator[Asked]:
    rows = (
        Indicator.objects.filter(authority=round.authority_id)
        .select_related("scope")
        .order_by("position", "pk")
    )
    for one in rows:
        below = one.scope.kind in (UnitKind.AREA, UnitKind.UNIT, UnitKind.SEGMENT)
        units = frozenset({one.scope.code if below else whole} - {""})
        wrote = writers.get(one.code, frozenset())
        if units or wrote:
            item = ReportedObject(one.code, one.name, Section.INDICATORS, units, asked=wrote | units)
            yield Asked(item, TextKind.COMMENT)


def _economy(units: tuple[OrgUnit, ...]) -> Iterator[Asked]:
    """Each area on its own economy, under its own code."""
    for unit in units:
        if unit.kind == UnitKind.AREA:
            item = ReportedObject(unit.code, unit.name, Section.ECONOMY, frozenset({unit.code}))
            yield Asked(item, TextKind.COMMENT)


def _controls(round: Round, whole: str, writers: Mapping[str, frozenset[str]]) -> Iterator[Asked]:
    rows = SourceObject.objects.filter(authority=round.authority_id, kind__in=CONTROLLED).order_by(
        "position", "pk"
    )
    for row in rows:
        wrote = writers.get(row.code, frozenset())
        item = ReportedObject(
            row.code, row.name, Section.CONTROL, frozenset({whole} - {""}) | wrote, asked=wrote
        )
        yield Asked(item, TextKind.COMMENT)


def _assignments(round: Round, writers: Mapping[str, frozenset[str]]) -> Iterator[Asked]:
    rows = (
        Assignment.objects.filter(authority=round.authority_id)
        .exclude(state=AssignmentState.CLOSED)
        .select_related("responsible")
        .order_by("position", "pk")
    )
    for row in rows:
        units = frozenset({row.responsible.code}) | writers.get(row.code, frozenset())
        yield Asked(
            ReportedObject(row.code, row.name, Section.ASSIGNMENTS, units, asked=units), TextKind.COMMENT
        )


def _template_texts(round: Round, whole: str, known: set[str]) -> Iterator[Asked]:
    """The texts that the template has a place for and that are about nothing in the plan: the summary, the case."""
    row = Template.objects.filter(authority=round.authority_id).first()
    found = read_template(yaml.safe_load(row.text), where="mall.yaml") if row else None
    if not isinstance(found, DomainTemplate) or not whole:
        return
    seen = set()
    for block in _text_blocks(found):
        code, kind = whole if block.object == "~" else block.object, TextKind(block.kind)
        section = _SECTION_OF_TEXT.get(kind)
        if section is None or code in known or (code, section) in seen:
            continue
        seen.add((code, section))
        name = block.heading or block.label or section.word
        yield Asked(ReportedObject(code, name, section, frozenset({whole})), kind)


def _text_blocks(value: object) -> Iterator[TextBlock]:
    match value:
        case TextBlock():
            yield value
        case tuple() | list():
            for one in value:
                yield from _text_blocks(one)
        case Mapping():
            for one in value.values():
                yield from _text_blocks(one)
        case _:
            for field in dataclasses.fields(value) if dataclasses.is_dataclass(value) else ():
                yield from _text_blocks(getattr(value, field.name))
