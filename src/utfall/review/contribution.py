"""One unit's text against the unit's own figures: what may be said to whoever is writing it."""

import dataclasses
from collections.abc import Iterable

from utfall.documents.model import Block, Document
from utfall.documents.read.typed import with_typed_figures
from utfall.domain.figure import Address, Scope
from utfall.domain.finance import VarianceExplanation
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.organisation import Organisation, OrgUnit
from utfall.domain.snapshot import Coded, Snapshot
from utfall.review.check import check

MOST = 3
"""A manager never meets more remarks than this."""
_AGAINST_FACTS = frozenset({"facts.value", "facts.literal"})


def remarks(blocks: Iterable[Block], facts: Snapshot, *, unit: str) -> tuple[Finding, ...]:
    """At most three remarks: only what contradicts figures of the unit itself or below it, errors first.

    Everything else that a review says (names, what is owed, sums of others) is for the round's leader, not for her.
    """
    below = _own_units(facts, unit)
    own = dataclasses.replace(facts, scope=Scope(unit), objects=_tree(facts, below), names={})
    review = check(with_typed_figures(Document("", "sv", tuple(blocks))), own)
    found = [one for one in review.findings if one.code in _AGAINST_FACTS and _is_about(one, below)]
    return tuple(sorted(found, key=lambda one: one.severity is not Severity.ERROR)[:MOST])


def _tree(facts: Snapshot, units: frozenset[str]) -> dict[str, Coded]:
    """The units, and how the unit's own variances are explained.

    Goals and risks would be asked about, and that is another's task.
    """
    explained = {item.code: item for item in facts.of(VarianceExplanation) if item.unit in units}
    return {**{unit.code: unit for unit in facts.of(OrgUnit)}, **explained}


def _own_units(facts: Snapshot, unit: str) -> frozenset[str]:
    tree = Organisation(facts.of(OrgUnit))
    return frozenset(one.code for one in tree.subtree(unit)) if unit in tree else frozenset({unit})


def _is_about(finding: Finding, units: frozenset[str]) -> bool:
    address: Value | None = finding.values.get("address")
    try:
        return isinstance(address, str) and Address.parse(address).scope.code in units
    except ValueError:
        return False
