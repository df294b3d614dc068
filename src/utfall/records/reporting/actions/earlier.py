"""The texts, outcomes and targets of a round that was reported in another system, stored as that round's own."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from utfall.domain import indicators as domain
from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.indicators import Comparator, DirectionOfGood
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState, Section
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import TextKind
from utfall.domain.unit import unit_named
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.indicators.objects import target_row, value_row
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.records.planning.models import Assignment, Goal
from utfall.records.reporting.models import Contribution
from utfall.records.sources.models import SourceObject

OPENED = Denied(
    "earlier.opened",
    _(
        "Rundan är redan öppnad här. Tidigare texter kan bara läsas in i en runda som inte har rapporterats här."
    ),
)
NOTHING = Denied("earlier.nothing-new", _("Alla texter, utfall och mål i filen finns redan."))
NOTHING_TO_UNDO = Denied("earlier.nothing-to-undo", _("Det finns ingen inläsning att ångra."))
CHANGED_SINCE = Denied(
    "earlier.changed",
    _(
        "Något av det som lästes in har ändrats eller används redan. Ändra på sidorna i stället för att ångra."
    ),
)
IMPORTED, UNDONE = "earlier.import", "earlier.undo"
_GOOD = {DirectionOfGood.HIGHER: Comparator.AT_LEAST, DirectionOfGood.LOWER: Comparator.AT_MOST}


@dataclass(frozen=True, slots=True)
class Text:
    """A text by the codes of what it is about; an empty unit is the committee."""

    object: str
    kind: TextKind
    unit: str
    markdown: str
    place: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator was, in the round's own period."""

    indicator: str
    value: Decimal
    decimals: int
    place: str


@dataclass(frozen=True, slots=True)
class Aim:
    """What an indicator was to reach in the round's year; without a comparator, the way that is good for it."""

    indicator: str
    value: Decimal | None
    decimals: int
    comparator: Comparator | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """How many were stored; `kept` were there already and were left as they are."""

    texts: int
    outcomes: int
    targets: int
    kept: int


@transaction.atomic
def store_earlier(
    round: Round,
    texts: Iterable[Text],
    outcomes: Iterable[Outcome],
    targets: Iterable[Aim] = (),
    *,
    file: str,
    by: Acting,
    now: dt.datetime,
) -> Taken | Denied:
    """Store what the round does not have yet, with one row in the log. What is written here already is never changed."""
    own = by.authority is not None and by.authority.pk == round.authority_id
    refused = permission(by.actor, Act.IMPORT, Kind.PLAN)
    if refused is not None:
        return refused
    if not own or round.state != RoundState.PLANNED:
        return OPENED
    texts, outcomes, targets = tuple(texts), tuple(outcomes), tuple(targets)
    made, values = _texts(round, texts, by, now), _values(round, outcomes, by, now)
    aims = _targets(round, targets)
    stored = len(made) + len(values) + len(aims)
    if not stored:
        return NOTHING
    taken = Taken(len(made), len(values), len(aims), len(texts) + len(outcomes) + len(targets) - stored)
    note(
        IMPORTED, by=by.username, at=now, object=f"round:{round.pk}", authority=round.authority.code,
        details={"file": file, "texts": taken.texts, "outcomes": taken.outcomes, "targets": taken.targets,
                 "kept": taken.kept,
                 "made": {"texts": {str(one.pk): _digest(one.markdown) for one in made},
                          "outcomes": {str(one.pk): one.value for one in values},
                          "targets": {str(one.pk): f"{one.comparator} {one.value}" for one in aims}}},
    )  # fmt: skip
    return taken


def last_import(authority: Authority) -> Event | None:
    """The authority's last import of earlier texts, as long as it is not undone."""
    rows = Event.objects.filter(authority=authority.code, deed__in=(IMPORTED, UNDONE)).order_by("-number")
    last = rows.first()
    return last if last is not None and last.deed == IMPORTED else None


@transaction.atomic
def undo_earlier(*, by: Acting, now: dt.datetime) -> Taken | Denied:
    """Take the last import back, if nobody has worked on what it brought: all of it or nothing."""
    refused = permission(by.actor, Act.IMPORT, Kind.PLAN)
    event = last_import(by.authority) if by.authority is not None else None
    if refused is not None or event is None or by.authority is None:
        return refused if refused is not None else NOTHING_TO_UNDO
    made = event.details["made"]
    texts = Contribution.objects.select_for_update(of=("self",)).filter(
        authority=by.authority,
        pk__in=made["texts"],
        round__state=RoundState.PLANNED,
        version=0,
        taken_into=None,
    )
    values = Value.objects.filter(authority=by.authority, pk__in=made["outcomes"], replaced_at=None)
    aims = Target.objects.filter(indicator__authority=by.authority, pk__in=made["targets"])
    same = {str(one.pk): _digest(one.markdown) for one in texts} == made["texts"]
    same = same and {str(one.pk): one.value for one in values} == made["outcomes"]
    same = same and {str(one.pk): f"{one.comparator} {one.value}" for one in aims} == made["targets"]
    if not same:
        return CHANGED_SINCE
    for rows in (texts, values, aims):
        rows.delete()
    note(
        UNDONE, by=by.username, at=now, object=event.object, authority=by.authority.code,
        details={"import": event.number, "file": event.details["file"]},
    )  # fmt: skip
    return Taken(len(made["texts"]), len(made["outcomes"]), len(made["targets"]), 0)


def _is(target: Target, aim: Aim) -> bool:
    return bool(target.value) and aim.value is not None and Decimal(target.value) == aim.value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _targets(round: Round, targets: Iterable[Aim]) -> list[Target]:
    """Targets of the round's year; one that there is already stays."""
    year = Period.parse(round.period).end_year
    indicators = {
        one.code: one
        for one in Indicator.objects.filter(authority=round.authority).prefetch_related("targets")
    }
    rows: dict[str, Target] = {}
    for one in targets:
        indicator = indicators.get(one.indicator)
        if indicator is None or one.indicator in rows:
            continue
        there = list(indicator.targets.all())
        # The same number for a later year is what the other system printed as the target all the way.
        if any(target.year == year or _is(target, one) for target in there):
            continue
        aim = domain.Target(
            year,
            one.comparator or _GOOD.get(DirectionOfGood(indicator.direction), Comparator.EXACTLY),
            one.value,
            one.decimals,
        )
        rows[one.indicator] = target_row(indicator, aim, max((t.position for t in there), default=-1) + 1)
    return Target.objects.bulk_create(rows.values())


def _texts(round: Round, texts: Iterable[Text], by: Acting, now: dt.datetime) -> list[Contribution]:
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    sections = _sections(round, units)
    known = set(Contribution.objects.filter(round=round).values_list("object", "kind", "unit__code"))
    rows = []
    for one in texts:
        unit = one.unit or round.authority.code
        if unit not in units or (one.object, one.kind.value, unit) in known:
            continue
        known.add((one.object, one.kind.value, unit))
        summary = one.kind is TextKind.SUMMARY
        rows.append(
            Contribution(
                authority=round.authority,
                round=round,
                object=one.object,
                kind=one.kind.value,
                unit=units[unit],
                section=Section.SUMMARY if summary else sections.get(one.object, ""),
                markdown=one.markdown,
                source=one.place[:200],
                changed_by=by.person,
                changed_at=now,
            )
        )
    return Contribution.objects.bulk_create(rows)


def _sections(round: Round, units: Iterable[str]) -> dict[str, Section]:
    """The part of the report that each object belongs to."""
    own = {"authority": round.authority_id}
    kinds = (
        (Section.GOALS, Goal.objects.filter(**own)),
        (Section.INDICATORS, Indicator.objects.filter(**own)),
        (Section.ASSIGNMENTS, Assignment.objects.filter(**own)),
        (Section.CONTROL, SourceObject.objects.filter(**own, kind__in=("Risk", "ControlActivity"))),
    )
    found: dict[str, Section] = dict.fromkeys(units, Section.ECONOMY)
    for section, rows in kinds:
        found.update(dict.fromkeys(rows.values_list("code", flat=True), section))
    return found


def _values(round: Round, outcomes: Iterable[Outcome], by: Acting, now: dt.datetime) -> list[Value]:
    """Outcomes as values; one in force for the same period stays."""
    period = Period.parse(round.period)
    indicators = {
        one.code: one for one in Indicator.objects.filter(authority=round.authority).select_related("scope")
    }
    addresses = set(
        Value.objects.filter(authority=round.authority, replaced_at=None).values_list("address", flat=True)
    )
    last = Value.objects.filter(authority=round.authority).aggregate(last=Max("position"))["last"]
    rows: list[Value] = []
    for one in outcomes:
        indicator = indicators.get(one.indicator)
        if indicator is None:
            continue
        address = Address(indicator.measure, Scope(indicator.scope.code), period, Scenario.OUTCOME)
        if str(address) in addresses:
            continue
        addresses.add(str(address))
        unit = unit_named(indicator.unit_of_measure)
        figure = Figure(address, one.value, unit, one.decimals, Source(one.place[:200], ""), indicator.name)
        position = (-1 if last is None else last) + 1 + len(rows)
        row = value_row(round.authority, figure, indicator.scope, at=now, position=position)
        row.entered_by = by.person
        rows.append(row)
    return Value.objects.bulk_create(rows)
