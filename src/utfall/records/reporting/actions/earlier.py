"""The texts and outcomes of a round that was reported in another system, stored as that round's own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState, Section
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import TextKind
from utfall.domain.unit import unit_named
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.indicators.models import Indicator, Value
from utfall.records.indicators.objects import value_row
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit, Round
from utfall.records.planning.models import Assignment, Goal
from utfall.records.reporting.models import Contribution
from utfall.records.sources.models import SourceObject

OPENED = Denied(
    "earlier.opened",
    _(
        "Rundan är redan öppnad här. Tidigare texter kan bara läsas in i en runda som inte har rapporterats här."
    ),
)
NOTHING = Denied("earlier.nothing-new", _("Alla texter och utfall i filen finns redan."))


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
class Taken:
    """How many were stored; `kept` were there already and were left as they are."""

    texts: int
    outcomes: int
    kept: int


@transaction.atomic
def store_earlier(
    round: Round,
    texts: Iterable[Text],
    outcomes: Iterable[Outcome],
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
    texts, outcomes = tuple(texts), tuple(outcomes)
    made = _texts(round, texts, by, now)
    values = _values(round, outcomes, by, now)
    if not made and not values:
        return NOTHING
    taken = Taken(made, values, len(texts) + len(outcomes) - made - values)
    note(
        "earlier.import", by=by.username, at=now, object=f"round:{round.pk}", authority=round.authority.code,
        details={"file": file, "texts": taken.texts, "outcomes": taken.outcomes, "kept": taken.kept},
    )  # fmt: skip
    return taken


def _texts(round: Round, texts: Iterable[Text], by: Acting, now: dt.datetime) -> int:
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
    Contribution.objects.bulk_create(rows)
    return len(rows)


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


def _values(round: Round, outcomes: Iterable[Outcome], by: Acting, now: dt.datetime) -> int:
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
    Value.objects.bulk_create(rows)
    return len(rows)
