"""The annotated tables, measured: sums found, and errors said of relations that are right."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.review.annotated import Annotated
from utfall.domain.finding import Severity
from utfall.review.causes import Network, findings, repairs
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.relation import Layer, Relation, RelationKind, Term, judge
from utfall.review.tables.discover import relations


@dataclass(frozen=True, slots=True)
class Discovery:
    """Counts over tables: annotated sums, those whose total stands in an accepted relation, and errors.

    `right` are annotated sums that are off by no more than the worst-case rounding; `wronged` those of them whose
    total or part an error-level finding suspects. `errors` are all error-level findings, `stray` those whose suspect
    is in no annotated sum that is really off.
    """

    tables: int = 0
    sums: int = 0
    found: int = 0
    right: int = 0
    wronged: int = 0
    errors: int = 0
    stray: int = 0
    relations: int = 0

    def __add__(self, other: "Discovery") -> "Discovery":
        return Discovery(
            self.tables + other.tables, self.sums + other.sums, self.found + other.found, self.right + other.right,
            self.wronged + other.wronged, self.errors + other.errors, self.stray + other.stray,
            self.relations + other.relations,
        )  # fmt: skip


def discovery(tables: Iterable[Annotated]) -> Discovery:
    """The counts over the tables."""
    return sum((_of(table) for table in tables), Discovery())


def _of(table: Annotated) -> Discovery:
    context = Context(table.document, language("en"))
    known = [relation for view in context.tables for relation in relations(view)]
    network = Network.of(known, context.numbers)
    said = findings(context, network, repairs(network, context.neighbours))
    suspects = {f.spots[0] for f in said if f.severity is Severity.ERROR}
    off: set[str] = set()
    right: list[str] = []
    for total, terms in table.sums:
        relation = Relation(
            RelationKind.SUM,
            table.path(total),
            tuple(Term(table.path(term)) for term in terms),
            Layer.TABLE,
            0.0,
        )
        judged = judge(relation, context.numbers)
        if abs(judged.residual) > judged.worst:
            off.update(relation.paths)
        else:
            right.append(relation.target)
    return Discovery(
        tables=1, sums=len(table.sums), found=sum(table.path(total) in network.through for total, _t in table.sums),
        right=len(right), wronged=sum(path in suspects for path in right), errors=len(suspects),
        stray=len(suspects - off), relations=len(known),
    )  # fmt: skip
