"""All texts of a section of a round one after the other, and what has happened in the round."""

from dataclasses import dataclass

from django.db.models import Count, Q

from utfall.domain.access import decide, visibility
from utfall.domain.reporting import Deed, RoundState, Section, State
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution, Task, Version
from utfall.records.reporting.queries.overview import FINISHED, places
from utfall.records.reporting.queries.things import RELATED, not_secret, thing

SHOWN = 100
"""How many texts stand on one page."""
HAPPENED = 200
"""How many deeds are told of."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its task, and whether she may write in it now."""

    task: Task
    contribution: Contribution
    may_write: bool


@dataclass(frozen=True, slots=True)
class Together:
    """The texts of one section, from one place on; `counts` is how many each section has, in the order of the report."""

    section: Section | None
    lines: tuple[Line, ...]
    counts: tuple[tuple[Section, int], ...]
    start: int
    whole: int


def together(
    round: Round, by: Acting, *, section: str = "", unit: str = "", unfinished: bool = False, start: int = 0
) -> Together:
    """The texts that she follows, in the order of the report and of the organisation. Two queries."""
    rows = Task.objects.filter(round=round).filter(places(by))
    counted = {
        Section(row["section"]): row["many"]
        for row in rows.values("section").annotate(many=Count("pk")).order_by()
    }
    counts = tuple((one, counted[one]) for one in Section if one in counted)
    known = [one for one, _many in counts]
    chosen = next((one for one in known if one.value == section), known[0] if known else None)
    if chosen is None:
        return Together(None, (), counts, 0, 0)
    wanted = Contribution.objects.filter(task__in=rows.filter(section=chosen)).filter(not_secret(by))
    if unit:
        wanted = wanted.filter(task__unit__code=unit)
    if unfinished:
        wanted = wanted.exclude(state__in=FINISHED)
    found = tuple(
        wanted.select_related(*RELATED).order_by("task__position", "task__unit__position", "pk")[
            start : start + SHOWN + 1
        ]
    )
    lines = tuple(
        Line(row.task, row, may_write=_may_write(row, round, by))
        for row in found[:SHOWN]
        if visibility(by.actor, thing(row, by=by)) is None
    )
    return Together(chosen, lines, counts, start, start + len(found))


def happened(round: Round, by: Acting) -> tuple[Version, ...]:
    """The last deeds on the texts that she may see, the last first. One query."""
    rows = (
        Version.objects.filter(contribution__round=round)
        .filter(contribution__in=Contribution.objects.filter(round=round).filter(not_secret(by)))
        .filter(Q(contribution__task=None) | Q(contribution__task__in=Task.objects.filter(round=round).filter(places(by))))
        .select_related("by", *(f"contribution__{name}" for name in RELATED))
        .order_by("-at", "-pk")[:HAPPENED]
    )  # fmt: skip
    return tuple(row for row in rows if visibility(by.actor, thing(row.contribution, by=by)) is None)


def _may_write(row: Contribution, round: Round, by: Acting) -> bool:
    answer = decide(
        by.actor, Deed.SAVE, thing(row, by=by), state=State(row.state), round_state=RoundState(round.state)
    )
    return isinstance(answer, State)
