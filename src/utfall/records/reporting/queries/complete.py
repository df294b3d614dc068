"""What is left to do in a contribution."""

import dataclasses

from utfall.domain.period import Period
from utfall.domain.reporting import Assessment, LeftToDo, Part, VarianceLimit, left_to_do
from utfall.domain.scenario import Scenario
from utfall.records.indicators.models import Indicator, NoValue, Value
from utfall.records.reporting.models import Contribution, Task
from utfall.records.reporting.queries.printing import reply
from utfall.records.reporting.queries.things import task_of


def owed(task: Task | None) -> frozenset[Part]:
    """What the task asks for; of a text without a task, a comment."""
    if task is None:
        return frozenset({Part.COMMENT})
    asked = {
        Part.COMMENT: task.wants_comment,
        Part.ASSESSMENT: task.wants_assessment,
        Part.OUTCOME: task.wants_outcome,
    }
    return frozenset(part for part, wanted in asked.items() if wanted)


def lacks(contribution: Contribution, *, over_limit: VarianceLimit | None = None) -> tuple[LeftToDo, ...]:
    """What is left before it can be marked as done. Asks the database only about an indicator's outcome."""
    parts = owed(task_of(contribution))
    said = dataclasses.replace(
        reply(contribution),
        assessment=Assessment(contribution.assessment) if contribution.assessment else None,
        has_outcome=Part.OUTCOME in parts and has_outcome(contribution),
    )
    return left_to_do(said, parts, over_limit=over_limit)


def has_outcome(contribution: Contribution) -> bool:
    """Whether the indicator has an outcome that ends within the round, or a reason why there is none yet."""
    if contribution.round is None:
        return True
    indicator = Indicator.objects.filter(authority=contribution.authority, code=contribution.object).first()
    if indicator is None:
        return True
    period = Period.parse(contribution.round.period)
    values = Value.objects.filter(
        authority=contribution.authority, measure=indicator.measure, scenario=Scenario.OUTCOME,
        replaced_at=None,
    ).values_list("period", flat=True)  # fmt: skip
    if any(period.first <= Period.parse(one).last <= period.last for one in values):
        return True
    return NoValue.objects.filter(indicator=indicator, period=contribution.round.period).exists()
