"""How well and how fast the review finds what is wrong, beside adding up columns with a fixed tolerance.

`main()` measures the sealed test set, the reference report and the annotated tables where they are at hand, and
writes docs/review-benchmark.md. UTFALL_BENCH_DOCUMENTS and UTFALL_BENCH_MISTAKES make it larger or smaller.
"""

import os
import resource
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from benchmarks.review import discovery as found
from benchmarks.review import measure, publish
from benchmarks.review.annotated import annotated
from benchmarks.review.generated import report
from benchmarks.review.mutation import Operator
from utfall.documents.model import Document, Table, tables
from utfall.documents.read import read
from utfall.review.check import check

SHARED = Path(__file__).parents[2] / "shared"


def main() -> None:
    """Measure, print and publish."""
    count, mistakes = (int(os.environ.get(f"UTFALL_BENCH_{n}", "40")) for n in ("DOCUMENTS", "MISTAKES"))
    documents = measure.generated(measure.sealed_seeds(count), mutants=mistakes)
    figures = measure.metrics(documents)
    reference = _reference()
    told = measure.metrics([reference]) if reference else {}
    discovered = _discovered()
    speed = _speed()
    for name, share in figures.items():
        print(f"{name:45} {share}   reference {told.get(name, '–')}")
    for name, counts in discovered.items():
        print(name, found.total(counts))
    for name, took in speed.items():
        print(name, took)
    text = publish.page(documents, figures, reference=reference, discovered=discovered, speed=speed)
    publish.PAGE.write_text(text, "utf-8")


def _reference() -> measure.Measured | None:
    """The reference report: so many mistakes as one report bears, and the decimal shift of every cell."""
    path = SHARED / "seed" / "report.txt"
    if not path.is_file():
        return None
    document = read(path.read_bytes(), name=path.name).document
    every = (Operator.SHIFT,)
    return None if document is None else measure.measure(document, seed=1, mutants=300, every=every)


def _discovered() -> dict[str, tuple[found.Discovery, ...]]:
    if not (SHARED / "samples" / "aggrecol").is_dir() or os.environ.get("UTFALL_BENCH_QUICK"):
        return {}
    every = list(annotated(SHARED))
    return {
        "open": found.discovery(t for t in every if not t.sealed),
        "sealed": found.discovery(t for t in every if t.sealed),
    }


def _speed() -> dict[str, str]:
    """Seconds a page (forty lines, or a table of ten rows, count as a third of one) beside plain column sums."""
    long = joined(70)
    pages = max(sum(3 if isinstance(b, Table) else 1 for b in long.blocks) // 9, 1)
    start = time.perf_counter()
    review = check(long)
    took = time.perf_counter() - start
    start = time.perf_counter()
    summed = sum(1 for _path, table in tables(long) if adds_up(table))
    plain = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        f"report of some {pages} pages, {review.proof.read} figures": f"{took:.1f} s, {took / pages:.3f} s a page",
        "the same, last row against the sum of the others, tolerance 1": f"{plain:.2f} s, {took / plain:.0f} times less; "
        f"it says of {summed} tables that they add up",
        "peak memory of the whole run": f"{peak} MiB",
    }


def joined(count: int) -> Document:
    """So many generated reports as the parts of one."""
    parts = [report(seed) for seed in measure.tuning_seeds(count)]
    return replace(parts[0], blocks=tuple(block for part in parts for block in part.blocks))


def adds_up(table: Table) -> bool:
    """What a script does: the last row is the sum of the rows above, within one unit."""
    grid = [[cell.number if cell else None for cell in row] for row in table.grid]
    for x in range(len(grid[0]) if grid else 0):
        column = [row[x] for row in grid]
        values = [number.value for number in column if number is not None and number.value is not None]
        if len(values) > 2 and abs(values[-1] - sum(values[:-1], Decimal(0))) > 1:
            return False
    return True
