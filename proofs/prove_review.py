"""The review finds at least 98 % of the mistakes in tied cells of reports that it has not seen, with 5 % false alarms at most.

On the sealed test set, the targets of the first version; mistakes put into the reference report and the annotated tables,
open and sealed, where they are at hand; a report of 300 pages in less than a minute and a gibibyte.
"""

import resource
import time
from pathlib import Path

from benchmarks.bench_review import joined
from benchmarks.review import measure
from benchmarks.review.annotated import annotated
from benchmarks.review.discovery import discovery, interval, total
from tests.review.covered import tied_cells
from utfall.documents.read import read
from utfall.review.check import check

SHARED = Path(__file__).parents[2] / "shared"
AT_LEAST = {
    "coverage, table cells": 0.90,
    "detection, tied cell": 0.98,
    "detection, one unit off in an exact table": 0.80,
    "detection, stale total": 0.95,
    "detection, decimal shift": 0.95,
    "detection, prose figures": 0.45,
    "localisation": 0.80,
}

IN_REFERENCE = {
    "coverage, table cells": 0.92,
    "detection, tied cell": 0.90,
    "detection, stale total": 0.95,
    "localisation": 0.80,
}
"""Of mistakes in the reference report: what people wrote, so prose is told and not required."""
MISTAKES_IN_REFERENCE = 300


def main() -> dict[str, str]:
    """What was measured; AssertionError where a target is missed."""
    figures = measure.metrics(measure.generated(measure.sealed_seeds(40), mutants=40))
    for name, least in AT_LEAST.items():
        assert figures[name].value >= least, f"{name}: {figures[name]}"
    false = figures["clean documents with a false error"]
    assert false.value <= 0.05, f"clean documents with a false error: {false}"
    start = time.perf_counter()
    long = joined(90)
    check(long)
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert seconds < 60, f"{seconds:.0f} s"
    assert peak < 1024, f"{peak} MiB"
    shown = {
        name: f"{100 * figures[name].value:.1f} %"
        for name in (*AT_LEAST, "clean documents with a false error")
    }
    shown |= {"long report": f"{seconds:.0f} s, {peak} MiB"}
    return shown | _reference() | _annotated()


def _reference() -> dict[str, str]:
    path = SHARED / "seed" / "report.txt"
    if not path.is_file():
        return {}
    document = read(path.read_bytes(), name=path.name).document
    assert document is not None
    figures = measure.metrics([measure.measure(document, seed=1, mutants=MISTAKES_IN_REFERENCE)])
    tied, cells = tied_cells(document)
    assert tied >= IN_REFERENCE["coverage, table cells"] * cells, f"{tied} of {cells} cells"
    for name, least in IN_REFERENCE.items():
        assert name.startswith("coverage") or figures[name].value >= least, (
            f"reference report, {name}: {figures[name]}"
        )
    told = ("detection, tied cell", "detection, all cells", "detection, prose figures", "localisation")
    return {"reference report, cells tied": f"{tied} of {cells}"} | {
        f"reference report, {name}": f"{100 * figures[name].value:.1f} % of {figures[name].of}"
        for name in told
    }


def _annotated() -> dict[str, str]:
    if not (SHARED / "samples" / "aggrecol").is_dir():
        return {}
    shown = {}
    every = list(annotated(SHARED))
    for name, is_sealed in (("open", False), ("sealed", True)):
        counts = discovery(table for table in every if table.sealed is is_sealed)
        of = total(counts)
        low, high = interval(counts, lambda each: (each.found, each.sums))
        shown[f"annotated sums found, {name}"] = (
            f"{100 * of.found / of.sums:.1f} % of {of.sums} ({100 * low:.1f}–{100 * high:.1f})"
        )
        shown[f"errors on right sums, {name}"] = f"{of.wronged} of {of.right}"
        assert of.found >= 0.9 * of.sums, f"{name}: {of.found} of {of.sums}"
        assert of.wronged <= 0.02 * of.right, f"{name}: {of.wronged} of {of.right}"
        assert of.unfounded == 0, f"{name}: {of.unfounded} errors within rounding"
    return shown
