"""Measures as rows, and as the values that reports are made from."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import QuerySet

from utfall.domain import planning as domain
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed
from utfall.records.planning.models import Goal, Measure, MeasureEffect


def store(authority: Authority, placed: Iterable[Placed], units: Mapping[str, OrgUnit]) -> None:
    """The measures of a folder as rows: all of them are released, for a folder has no circle."""
    goals = {row.code: row for row in Goal.objects.filter(authority=authority)}
    for one in placed:
        if isinstance(one.item, domain.Measure):
            row = Measure(
                authority=authority, code=one.item.code, place=one.place, position=one.position, released=True
            )
            fill(row, one.item, units, goals)
            row.save()
            store_effects(row, one.item.effects)


def fill(row: Measure, item: domain.Measure, units: Mapping[str, OrgUnit], goals: Mapping[str, Goal]) -> None:
    """The row says what the value says; nothing is saved. Raises KeyError for a unit or a goal that is not given."""
    row.name, row.unit, row.state, row.work = item.name, units[item.unit], item.state.value, item.work.value
    row.owner, row.goal = item.owner, goals[item.goal] if item.goal else None
    row.budget_of = units[item.budget_of] if item.budget_of else None
    row.condition, row.deciding_body = item.condition, item.deciding_body
    row.decision, row.decided_on, row.reason = item.decision, item.decided_on, item.reason
    row.starts_on, row.due_on = item.starts_on, item.due_on
    row.recurrence = item.recurrence.value if item.recurrence else ""
    consultation, followed = item.consultation, item.followed
    row.affects_staff = consultation.affects_staff
    row.fsg_on, row.mbl_on = consultation.fsg_on, consultation.mbl_on
    row.follow_accounts, row.follow_line = list(followed.accounts), followed.line
    row.follow_cost_centre = followed.cost_centre
    row.follow_against = str(followed.against) if followed.against else ""


def store_effects(row: Measure, effects: Iterable[domain.Effect]) -> None:
    """These effects and no others."""
    row.effects.all().delete()
    MeasureEffect.objects.bulk_create(
        MeasureEffect(measure=row, year=effect.year, amount=effect.amount.öre, position=position)
        for position, effect in enumerate(effects)
    )


def with_related(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """The rows with what a value is made of, in two questions."""
    return rows.select_related("authority", "unit", "goal", "budget_of").prefetch_related("effects")


def objects(authority: Authority) -> Iterator[Placed]:
    """The released measures: what is not released is in no report and in no folder."""
    rows = with_related(Measure.objects.filter(authority=authority, released=True))
    for row in rows.order_by("position", "pk"):
        yield Placed(row.position, measure_value(row), row.place)


def measure_value(row: Measure) -> domain.Measure:
    """A measure as the report sees it; effects are best fetched before. A goal that has ended is not named."""
    effects = sorted(row.effects.all(), key=lambda effect: effect.position)
    in_force = row.goal is not None and row.goal.retired_on is None
    return domain.Measure(
        code=row.code,
        name=row.name,
        unit=row.unit.code,
        state=domain.MeasureState(row.state),
        effects=tuple(domain.Effect(effect.year, Money(effect.amount)) for effect in effects),
        budget_of=row.budget_of.code if row.budget_of else "",
        condition=row.condition,
        owner=row.owner,
        deciding_body=row.deciding_body,
        decision=row.decision,
        decided_on=row.decided_on,
        starts_on=row.starts_on,
        due_on=row.due_on,
        recurrence=Recurrence(row.recurrence) if row.recurrence else None,
        goal=row.goal.code if row.goal and in_force else "",
        consultation=domain.Consultation(row.affects_staff, row.fsg_on, row.mbl_on),
        work=domain.WorkState(row.work),
        followed=domain.Followed(
            tuple(row.follow_accounts),
            row.follow_line,
            row.follow_cost_centre,
            Period.parse(row.follow_against) if row.follow_against else None,
        ),
        reason=row.reason,
    )
