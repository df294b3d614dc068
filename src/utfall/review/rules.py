"""The register of layers: each takes the context and says what it found."""

from collections.abc import Callable, Iterator

from utfall.review.between import between
from utfall.review.context import Context, Layered
from utfall.review.facts import facts
from utfall.review.prose.layer import check as prose
from utfall.review.relation import Relation
from utfall.review.tables import announced
from utfall.review.tables.discover import relations
from utfall.review.tables.grid import TableView

Rule = Callable[[Context], Layered]


def within(context: Context) -> Layered:
    """The arithmetic inside each table."""
    return Layered(tuple(relation for table in context.tables for relation in _told(table)))


def _told(table: TableView) -> tuple[Relation, ...]:
    """What the search finds, and what words announce beside it."""
    found = relations(table)
    return (*found, *announced.relations(table, found))


RULES: tuple[Rule, ...] = (within, between, prose, facts)
"""In this order; what a later one finds is weighed together with what the earlier ones found."""


def layers(context: Context) -> Iterator[Layered]:
    """What each rule found, in the order of the register."""
    for rule in RULES:
        yield rule(context)
