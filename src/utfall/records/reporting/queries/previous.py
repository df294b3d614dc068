"""What a unit said about the same thing last time."""

from collections.abc import Iterable

from utfall.domain.reporting import Answer, is_same_series
from utfall.domain.snapshot import RoundKind
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution

Key = tuple[int, str, str, int]
"""Round, object, kind and unit: what makes two contributions the same but for time."""


def previous_of(contribution: Contribution) -> Contribution | None:
    """The same unit's text about the same object in the round before, where it says something."""
    found = previous_texts([contribution])
    return found.get(contribution.pk)


def previous_texts(contributions: Iterable[Contribution]) -> dict[int, Contribution]:
    """The earlier text of each contribution, by its number; only of a round that is continued by this one.

    One query, however many there are. `round` and `round.previous` must be fetched.
    """
    wanted: dict[Key, int] = {}
    for one in contributions:
        before = before_round(one.round)
        if before is not None:
            wanted[before.pk, one.object, one.kind, one.unit_id] = one.pk
    if not wanted:
        return {}
    rows = (
        Contribution.objects.filter(
            round__in={key[0] for key in wanted},
            object__in={key[1] for key in wanted},
            unit__in={key[3] for key in wanted},
            secret="",
        )
        .exclude(markdown="", answer=Answer.TEXT)
        .select_related("changed_by", "round", "round__previous")
    )
    found = {}
    for row in rows:
        number = wanted.get((row.round_id or 0, row.object, row.kind, row.unit_id))
        if number is not None:
            found[number] = row
    return found


def before_round(round: Round | None) -> Round | None:
    """The round that this one goes on from, if they are of one series."""
    if round is None or round.previous is None:
        return None
    same = is_same_series(RoundKind(round.kind), RoundKind(round.previous.kind))
    return round.previous if same else None
