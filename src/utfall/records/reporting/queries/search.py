"""What somebody may find: everything that she may see in the authority that she acts for, and nothing else."""

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from utfall.domain.access import Act, Kind, granting, visibility
from utfall.domain.access.permission import MANAGERS
from utfall.records.indicators.models import Indicator, Value
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Assignment, Goal, GoalLevel, Measure
from utfall.records.planning.queries import measures
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.things import CLOSED, RELATED, thing

T = TypeVar("T")
MOST = 20
"""Of each kind; whoever sees so many writes another word."""
_AT_A_TIME = 25
_LOOKED_AT = 1_000
"""How many texts are asked about before the search gives up finding one that she may see."""
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, kind by kind."""

    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    measures: tuple[Measure, ...] = ()
    units: tuple[OrgUnit, ...] = ()
    texts: tuple[Contribution, ...] = ()
    values: tuple[Value, ...] = ()
    cut: frozenset[str] = frozenset()
    """The kinds of which there are more than are shown."""


def search(text: str, by: Acting) -> Hits:
    """The rows that hold every word of the text. Nine queries at most, whatever there is; none for an empty text.

    What is marked secret is never found, not even by whoever marked it: she reaches it from her tasks. A measure that
    is not released is found by its circle alone.
    """
    words = tuple(text.split())[:MOST_WORDS]
    if not words or by.authority is None:
        return Hits()
    own = Q(authority=by.authority)
    found = {
        "goals": _first(_goals(by).filter(own, _holds(words, "name", "code")).order_by("position", "pk")),
        "indicators": _first(
            _allowed(Indicator.objects.all(), by, Kind.INDICATOR)
            .filter(own, _holds(words, "name", "code", "measure"))
            .order_by("position", "pk")
        ),
        "assignments": _first(
            _allowed(Assignment.objects.all(), by, Kind.PLAN)
            .filter(own, _holds(words, "name", "code", "paragraph"))
            .order_by("position", "pk")
        ),
        "measures": _first_of(_measures(words, by)),
        "units": _first(
            _allowed(OrgUnit.objects.all(), by, Kind.ORGANISATION)
            .filter(_holds(words, "name", "code", "short", "abbreviation"))
            .select_related("authority")
            .order_by("position", "pk")
        ),
        "texts": _first_of(_texts(words, by)),
        "values": _first(
            _allowed(Value.objects.all(), by, Kind.INDICATOR)
            .filter(own, _holds(words, "address", "name"), replaced_at=None)
            .order_by("address")
        ),
    }
    cut = frozenset(kind for kind, rows in found.items() if len(rows) > MOST)
    return Hits(**{kind: rows[:MOST] for kind, rows in found.items()}, cut=cut)  # type: ignore[arg-type]


def _goals(by: Acting) -> QuerySet[Goal]:
    """The plan is for those who work with it; the council's goals are for everybody who reads anything."""
    rows = Goal.objects.filter(retired_on=None)
    if granting(by.actor, Act.READ, Kind.PLAN):
        return rows
    council = rows.filter(level__in=(GoalLevel.AREA, GoalLevel.STRATEGIC))
    return council if granting(by.actor, Act.READ, Kind.COUNCIL_GOAL) else rows.none()


def _allowed(rows: QuerySet[T], by: Acting, kind: Kind) -> QuerySet[T]:  # type: ignore[type-var]
    return rows if granting(by.actor, Act.READ, kind) else rows.none()


def _texts(words: Iterable[str], by: Acting) -> Iterator[Contribution]:
    """Each text that she may see, the latest round's first."""
    if not granting(by.actor, Act.READ, Kind.CONTRIBUTION):
        return
    rows = (
        Contribution.objects.filter(
            _holds(words, "markdown", "task__title"), authority=by.authority, secret="", round__isnull=False
        )
        .filter(_near(by))
        .select_related(*RELATED)
        .order_by("-round__position", "pk")
    )
    # A few at a time: most find what the page has room for among the first.
    for row in rows[:_LOOKED_AT].iterator(chunk_size=_AT_A_TIME):
        if visibility(by.actor, thing(row, by=by)) is None:
            yield row


def _near(by: Acting) -> Q:
    """What a manager may see at all, so that it is not looked for among what she may not; whether she may is asked after.

    That is her own part of the tree, what was given to her, and what is closed.
    """
    if any(grant.role not in MANAGERS for grant in by.actor.held):
        return Q()
    mine = Q(task__person__username__in=by.answers_for) | Q(round__state__in=CLOSED)
    for grant in by.actor.held:
        path = "".join(f"{code}/" for code in grant.path)
        mine |= Q(task__unit__path__startswith=path) | Q(task=None, unit__path__startswith=path)
    return mine


def _measures(words: Iterable[str], by: Acting) -> Iterator[Measure]:
    """Each measure that she may see."""
    if granting(by.actor, Act.READ, Kind.MEASURE):
        found = measures.rows().filter(_holds(words, "name", "code"), authority=by.authority)
        for row in found.order_by("position", "pk")[:_LOOKED_AT]:
            if measures.may_see(by, row) is None:
                yield row


def _first(rows: QuerySet[T]) -> tuple[T, ...]:  # type: ignore[type-var]
    return tuple(rows[: MOST + 1])


def _first_of(rows: Iterator[T]) -> tuple[T, ...]:
    return tuple(islice(rows, MOST + 1))


def _holds(words: Iterable[str], *fields: str) -> Q:
    """Rows where every word stands in one of the fields, whatever case it is written in."""
    return reduce(operator.and_, (_anywhere(word, fields) for word in words))


def _anywhere(word: str, fields: Iterable[str]) -> Q:
    # SQLite only knows the cases of A to Z, so å, ä and ö are asked for in the ways that they are written.
    plain = word.isascii() or connection.vendor != "sqlite"
    ways = (word,) if plain else dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    return reduce(operator.or_, (Q(**{f"{field}__icontains": way}) for field in fields for way in ways))
