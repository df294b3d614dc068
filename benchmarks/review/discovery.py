"""The annotated tables, measured: sums found, and errors said of relations that are right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from random import Random

from benchmarks.review.annotated import Annotated
from utfall.domain.finding import Severity
from utfall.review.causes import Network, repairs
from utfall.review.causes.repair import Repair
from utfall.review.causes.wording import severity
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.relation import Layer, Relation, RelationKind, Term, judge
from utfall.review.tables.discover import relations


@dataclass(frozen=True, slots=True)
class Discovery:
    """Counts over tables: annotated sums, those whose total stands in an accepted relation, and errors.

    `right` are annotated sums that are off by no more than the worst-case rounding; `wronged` those of them whose
    total or part an error-level finding suspects. `errors` are all error-level findings, `stray` those whose suspect
    is in no annotated sum that is really off. `unfounded` are errors none of whose relations is off by more than
    worst-case rounding: there must be none.
    """

    tables: int = 0
    sums: int = 0
    found: int = 0
    right: int = 0
    wronged: int = 0
    errors: int = 0
    stray: int = 0
    relations: int = 0
    unfounded: int = 0

    def __add__(self, other: "Discovery") -> "Discovery":
        return Discovery(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def discovery(tables: Iterable[Annotated]) -> tuple[Discovery, ...]:
    """The counts of each table."""
    return tuple(_of(table) for table in tables)


def total(counts: Iterable[Discovery]) -> Discovery:
    """The counts of all tables together."""
    return sum(counts, Discovery())


def interval(
    counts: Sequence[Discovery], share: Callable[[Discovery], tuple[int, int]], *, resamples: int = 1000
) -> tuple[float, float]:
    """The 95 % interval of a share (part, whole), by bootstrap over tables."""
    random = Random(1)
    pairs = [share(each) for each in counts]
    drawn = []
    for _ in range(resamples if pairs else 0):
        some = random.choices(pairs, k=len(pairs))
        drawn.append(sum(part for part, _w in some) / max(sum(whole for _p, whole in some), 1))
    drawn.sort()
    return (drawn[len(drawn) * 25 // 1000], drawn[len(drawn) * 975 // 1000]) if drawn else (0.0, 0.0)


def _of(table: Annotated) -> Discovery:
    context = Context(table.document, language("en"))
    known = [relation for view in context.tables for relation in relations(view)]
    network = Network.of(known, context.numbers)
    causes = repairs(network, context.neighbours)
    errors = [cause for cause in causes if severity(network, cause) is Severity.ERROR]
    suspects = {cause.suspect for cause in errors}
    off: set[str] = set()
    right: list[str] = []
    for target, terms in table.sums:
        parts = tuple(Term(table.path(term)) for term in terms)
        relation = Relation(RelationKind.SUM, table.path(target), parts, Layer.TABLE, 0.0)
        judged = judge(relation, context.numbers)
        if abs(judged.residual) > judged.worst:
            off.update(relation.paths)
        else:
            right.append(relation.target)
    return Discovery(
        tables=1, sums=len(table.sums), found=sum(table.path(target) in network.through for target, _t in table.sums),
        right=len(right), wronged=sum(path in suspects for path in right), errors=len(suspects),
        stray=len(suspects - off), unfounded=sum(not _beyond_rounding(network, cause) for cause in errors),
        relations=len(known),
    )  # fmt: skip


def _beyond_rounding(network: Network, cause: Repair) -> bool:
    """Whether some relation that the cause explains is off by more than worst-case rounding."""
    return any(abs(network.judged[n].residual) > network.judged[n].worst for n in cause.explained)
