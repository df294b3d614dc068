"""Plans as rows, and as the values that reports are made from."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed
from utfall.records.planning.objects import measures, needs, plan
from utfall.records.planning.objects.measures import measure_value
from utfall.records.planning.objects.needs import need_value
from utfall.records.planning.objects.plan import assignment_value, goal_value

__all__ = ["assignment_value", "goal_value", "measure_value", "need_value", "objects", "store"]


def store(authority: Authority, placed: Iterable[Placed], units: Mapping[str, OrgUnit]) -> None:
    """The objects of planning as rows; others are passed by."""
    placed = tuple(placed)
    plan.store(authority, placed, units)
    measures.store(authority, placed, units)
    needs.store(authority, placed, units)


def objects(authority: Authority) -> Iterator[Placed]:
    """What the authority plans: the goal chain in force, the measures that are released, and the needs."""
    yield from plan.objects(authority)
    yield from measures.objects(authority)
    yield from needs.objects(authority)
