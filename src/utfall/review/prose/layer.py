"""The prose layer of the review: every rule about running text, in one list."""

from collections.abc import Callable, Iterator

from utfall.domain.finding import Finding
from utfall.review.context import Context, Layered
from utfall.review.prose import (
    arithmetic,
    changes,
    duplicates,
    elsewhere,
    labels,
    names,
    periods,
    ranges,
    references,
    repeated,
    shares,
    statements,
    tied,
    units,
)
from utfall.review.prose.reading import Reading
from utfall.review.relation import Relation

RULES: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    changes.findings,
    units.findings,
    shares.findings,
    ranges.findings,
    periods.findings,
    names.findings,
    labels.findings,
    references.findings,
    duplicates.findings,
    statements.findings,
)
"""Each rule gives findings that need no arithmetic between figures."""


def check(context: Context) -> Layered:
    """What running text says that does not fit: relations for the network, and findings of their own."""
    reading = Reading(context)
    return Layered(
        relations=tuple(_relations(reading)), findings=tuple(f for rule in RULES for f in rule(reading))
    )


def _relations(reading: Reading) -> Iterator[Relation]:
    """The relations between figures of which at least one stands in running text, each once."""
    seen: set[tuple[object, ...]] = set()
    found = (
        *tied.relations(reading.linker, reading.mentions),
        *repeated.relations(reading.mentions, reading.language, reading.linker.ranker.scope_of),
        *elsewhere.relations(reading),
        *arithmetic.relations(reading),
    )
    for relation in found:
        key = (relation.kind, relation.target, relation.terms)
        if key not in seen:
            seen.add(key)
            yield relation
