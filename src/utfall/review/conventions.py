"""What a column's header means in this report, learned from its arithmetic: one word should have one meaning."""

from collections import defaultdict
from collections.abc import Sequence

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.context import Context
from utfall.review.languages import Role
from utfall.review.relation import Layer, Relation, RelationKind
from utfall.review.tables.grid import Place

TWO_MEANINGS = _(
    "Rubriken ”{header}” betyder två saker: {one} i den ena tabellen och {two} i den andra ({other_place}). Ge kolumnerna olika namn."
)
_DIFFERENCES = (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE)

Meaning = tuple[str, str]


def two_meanings(context: Context, relations: Sequence[Relation]) -> tuple[Finding, ...]:
    """Variance columns with one header and two formulas, by what they were found to be computed from."""
    meanings: dict[frozenset[str], dict[Meaning, Place]] = defaultdict(dict)
    for relation in relations:
        target = context.places.get(relation.target)
        if target is None or relation.kind is not RelationKind.SUM or relation.layer is not Layer.TABLE:
            continue
        signs = [term.factor for term in relation.terms]
        if target.role not in _DIFFERENCES or sorted(signs) != [-1, 1]:
            continue
        plus, minus = (context.places[term.path] for term in sorted(relation.terms, key=lambda t: -t.factor))
        if target.row.index != plus.row.index or plus.row.index != minus.row.index:
            continue
        meanings[frozenset(target.column.words)].setdefault((_what(plus), _what(minus)), target)
    return tuple(_finding(found) for found in meanings.values() if _differ(found))


def _differ(found: dict[Meaning, Place]) -> bool:
    """Whether the formulas differ by more than their years, and stand in two tables."""
    return (
        len({_kinds(meaning) for meaning in found}) > 1 and len({place.table for place in found.values()}) > 1
    )


def _what(place: Place) -> str:
    return " ".join(place.column.label.split())


def _kinds(meaning: Meaning) -> Meaning:
    """The meaning without years, so that the same formula for two years is one."""
    return tuple("".join(c for c in part if not c.isdigit()).strip().lower() for part in meaning)  # type: ignore[return-value]


def _finding(found: dict[Meaning, Place]) -> Finding:
    (one, first), (two, second) = list(found.items())[:2]
    return Finding(
        code="table.header-two-meanings",
        severity=Severity.QUESTION,
        where=first.number.place or first.column.label,
        message=TWO_MEANINGS,
        values={
            "header": " ".join(first.column.label.split()),
            "one": " − ".join(one),
            "two": " − ".join(two),
            "other_place": second.number.place or second.table,
        },
        spots=(first.path, second.path),
    )
