"""Detection, localisation, coverage and false alarms over many documents, with intervals by document."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.review.generated import report
from benchmarks.review.mutation import WEIGHTS, Mutant, Mutator, Operator
from utfall.documents.model import Document
from utfall.domain.finding import Finding, Severity
from utfall.review.causes import Network
from utfall.review.check import check
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.rules import layers

SEEN = (Severity.ERROR, Severity.QUESTION)
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Trial:
    """What the review said of one mutant."""

    operator: Operator
    prose: bool
    tied: bool
    detected: bool
    as_error: bool
    located: bool
    findings: int
    figure: str = ""
    extra: bool = False
    """Made beside the sample of all mistakes, so that one kind has figures enough."""


@dataclass
class Measured:
    """One document: its figures, what was said of it untouched, and what of its mutants."""

    cells: int = 0
    tied_cells: int = 0
    judged_cells: int = 0
    prose: int = 0
    tied_prose: int = 0
    errors: int = 0
    questions: int = 0
    trials: list[Trial] = field(default_factory=list)


def sealed_seeds(count: int) -> list[int]:
    """The seeds of the test set: fixed by a hash, so that nobody has chosen them."""
    return [
        int.from_bytes(hashlib.sha256(f"utfall review test {n}".encode()).digest()[:6]) for n in range(count)
    ]


def tuning_seeds(count: int) -> list[int]:
    """The seeds that may be looked at."""
    return list(range(count))


def measure(document: Document, *, seed: int, mutants: int, every: Sequence[Operator] = ()) -> Measured:
    """Review the document untouched, and then each of its mutants; of the operators in `every`, all cells' too."""
    context = Context(document, language(document.language))
    network = Network.of([r for each in layers(context) for r in each.relations], context.numbers)
    clean = check(document).findings
    mutator, random = Mutator(context, network), Random(seed)
    tied, judging = set(network.through), mutator.judging
    cells = [p for p in context.numbers if p in context.places]
    prose = [p for p in context.numbers if p not in context.places]
    result = Measured(
        cells=len(cells), tied_cells=len(tied & set(cells)),
        judged_cells=len(judging & set(cells)), prose=len(prose), tied_prose=len(tied & set(prose)),
        errors=sum(f.severity is Severity.ERROR for f in clean),
        questions=sum(f.severity is Severity.QUESTION for f in clean),
    )  # fmt: skip
    known = {_key(f) for f in clean if f.severity in SEEN}
    for number in range(mutants):
        prose_turn = number % 4 == 3
        operator = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if number % 10 == 9:
            operator, prose_turn = Operator.ONE_UNIT, False
        if prose_turn and operator in (Operator.STALE_TOTAL, Operator.ROWS):
            operator = Operator.DIGIT
        if not prose_turn and operator is Operator.UNIT:
            prose_turn = True
        mutant = mutator.mutant(operator, random, prose=prose_turn)
        if mutant is not None:
            result.trials.append(_trial(mutant, known, judging, prose=prose_turn))
    for operator in every:
        made = (_trial(mutant, known, judging, prose=False) for mutant in mutator.every(operator, random))
        result.trials += (replace(trial, extra=True) for trial in made)
    return result


def _key(finding: Finding) -> tuple[str, str, str]:
    return (finding.code, finding.severity.value, finding.spots[0] if finding.spots else finding.where)


def _trial(mutant: Mutant, known: set[tuple[str, str, str]], tied: frozenset[str], *, prose: bool) -> Trial:
    new = [f for f in check(mutant.document).findings if f.severity in SEEN and _key(f) not in known]
    aimed = set(mutant.changed) | set(mutant.wrong)
    hits = [f for f in new if aimed & set(f.spots)]
    return Trial(
        operator=mutant.operator, prose=prose, tied=bool(aimed & tied), detected=bool(hits),
        as_error=any(f.severity is Severity.ERROR for f in hits),
        located=any(f.spots[0] in aimed for f in hits), findings=len(new), figure=mutant.changed[0],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval by bootstrap over documents; `of` is the number of cases."""

    value: float
    low: float
    high: float
    of: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f}–{100 * self.high:.1f}; n = {self.of})"


def share(documents: Sequence[Measured], pair: Callable[[Measured], tuple[int, int]]) -> Share:
    """The share over all documents of the two counts (those that count, all), resampled by document."""
    counts = [pair(document) for document in (documents if len(documents) > 1 else _by_figure(documents))]
    counts = [(k, n) for k, n in counts if n]
    of = sum(n for _k, n in counts)
    if not of:
        return Share(0.0, 0.0, 0.0, 0)
    random = Random(7)
    again = []
    for _resample in range(RESAMPLES):
        drawn = random.choices(counts, k=len(counts))
        total = sum(n for _k, n in drawn)
        again.append(sum(k for k, _n in drawn) / total if total else 0.0)
    again.sort()
    low, high = again[int(0.025 * RESAMPLES)], again[int(0.975 * RESAMPLES)]
    return Share(sum(k for k, _n in counts) / of, low, high, of)


def _by_figure(documents: Sequence[Measured]) -> list[Measured]:
    """One document as if each of its figures were one: what there is to draw from where there is only one.

    Counts of the document itself stay with the first; they have no interval.
    """
    parts: list[Measured] = []
    for document in documents:
        figures: dict[str, list[Trial]] = defaultdict(list)
        for trial in document.trials:
            figures[trial.figure].append(trial)
        parts.append(replace(document, trials=[]))
        parts += [Measured(trials=of) for of in figures.values()]
    return parts


def trials(
    documents: Sequence[Measured], which: Callable[[Trial], bool], good: Callable[[Trial], bool]
) -> Share:
    """The share of the chosen trials that are good."""
    return share(
        documents,
        lambda d: (sum(good(t) for t in d.trials if which(t)), sum(1 for t in d.trials if which(t))),
    )


def metrics(documents: Sequence[Measured]) -> dict[str, Share]:
    """All measures of the method (5.3), by name, in the order of the published table."""

    def ordinary(t: Trial) -> bool:
        return t.operator is not Operator.ONE_UNIT and not t.extra

    result = {
        "coverage, table cells": share(documents, lambda d: (d.tied_cells, d.cells)),
        "coverage, cells that a relation can judge": share(documents, lambda d: (d.judged_cells, d.cells)),
        "coverage, prose figures": share(documents, lambda d: (d.tied_prose, d.prose)),
        "detection, tied cell": trials(documents, lambda t: ordinary(t) and not t.prose and t.tied, _found),
        "detection, all cells": trials(documents, lambda t: ordinary(t) and not t.prose, _found),
        "detection as error, all cells": trials(
            documents, lambda t: ordinary(t) and not t.prose, lambda t: t.as_error
        ),
        "detection, one unit off in an exact table": trials(
            documents, lambda t: t.operator is Operator.ONE_UNIT, _found
        ),
        "detection, prose figures": trials(documents, lambda t: t.prose, _found),
        "detection, tied prose figure": trials(documents, lambda t: t.prose and t.tied, _found),
        "localisation": trials(
            documents, lambda t: t.detected and not t.prose and not t.extra, lambda t: t.located
        ),
        "one report for the cause": trials(
            documents, lambda t: t.detected and not t.extra, lambda t: t.findings == 1
        ),
        "clean documents with a false error": share(documents, lambda d: (int(d.errors > 0), 1)),
        "clean documents with a question": share(documents, lambda d: (int(d.questions > 0), 1)),
    }
    for operator in Operator:
        result[f"detection, {operator.value}"] = _by_operator(documents, operator)
        if any(t.extra and t.operator is operator for d in documents for t in d.trials):
            result[f"detection, {operator.value}, tied cell"] = _by_operator(documents, operator, tied=True)
    return result


def _by_operator(documents: Sequence[Measured], operator: Operator, *, tied: bool = False) -> Share:
    return trials(
        documents, lambda t: t.operator is operator and not t.prose and (t.tied or not tied), _found
    )


def _found(trial: Trial) -> bool:
    return trial.detected


def missed(documents: Iterable[Measured]) -> Counter[str]:
    """What was not found, by operator and by whether anything is tied to the figure."""
    counts: dict[str, int] = defaultdict(int)
    for document in documents:
        for trial in document.trials:
            if not trial.detected and not trial.extra:
                where = "prose" if trial.prose else "table"
                counts[f"{trial.operator.value}, {where}, {'tied' if trial.tied else 'tied to nothing'}"] += 1
    return Counter(counts)


def generated(seeds: Sequence[int], *, mutants: int) -> list[Measured]:
    """The measures of the reports of these seeds."""
    return [measure(report(seed), seed=seed, mutants=mutants) for seed in seeds]
