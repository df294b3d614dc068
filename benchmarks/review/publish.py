"""The measures as a page of the documentation, beside what is known elsewhere and what was aimed at."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.review.discovery import Discovery
from benchmarks.review.measure import Measured, Share, missed

PAGE = Path(__file__).parents[2] / "docs" / "review-benchmark.md"
AIMS: Mapping[str, tuple[str, str, str]] = {
    "coverage, table cells": ("–", "90 %", "≥ 92 %"),
    "coverage, prose figures": ("–", "–", "–"),
    "detection, tied cell": ("–", "98 %", "≥ 99 %"),
    "detection, all cells": ("–", "–", "–"),
    "detection, one unit off in an exact table": ("–", "80 %", "≥ 90 %"),
    "detection, stale total": ("–", "95 %", "≥ 97 %"),
    "detection, decimal shift": ("–", "95 %", "≥ 97 %"),
    "detection, prose figures": ("64 % (any inconsistency, gpt-5)", "45 %", "≥ 65 %"),
    "localisation": ("–", "80 %", "≥ 85 %"),
    "clean documents with a false error": ("95–100 % (9 of 14 LLM runs), 0 % best", "≤ 5 %", "≤ 2 %"),
}
HEAD = """\
# How well the review finds what is wrong

Written by `python -m benchmarks review`; do not edit. All shares have 95 % intervals by bootstrap over documents.
Mistakes are put in one at a time, with the operators and weights of what authors really got wrong: stale totals 35 %,
digits 20 %, copied cells 15 %, decimal shifts 8 %, signs 8 %, swapped digits 5 %, swapped rows 4 %, unit words 5 %;
a quarter of them in running text. A mistake is found when a new error or question points at a figure that it changed
or left behind. It is located when that figure is the one that the finding suspects; for a stale total both the total
and the part that changed count, since the document does not tell which of them is right. All figures count, also those
that nothing in the document is tied to. Changes that rounding hides are not counted as mistakes.

The generated reports of the test set have seeds fixed by a hash; none of them was looked at while anything was tuned. The
set was measured twice for this release, before and after a last row without a label became a total (learned from the
reference report); its figures did not change.
They are made by the same hands as the review, so their prose is simpler than what people write: read the row for the
reference report beside them.
"""


def page(
    generated: Sequence[Measured],
    figures: Mapping[str, Share],
    *,
    reference: Mapping[str, Share] | None,
    discovered: Mapping[str, Discovery],
    speed: Mapping[str, str],
) -> str:
    """The page as Markdown; the reference report and the annotated tables where they were at hand."""
    trials = sum(len(document.trials) for document in generated)
    lines = [HEAD, f"## Test set: {len(generated)} generated reports, {trials} mistakes", ""]
    lines += ["| measure | test set | reference report | elsewhere | first version | state of the art if |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, share in figures.items():
        elsewhere, first, best = AIMS.get(name, ("–", "–", "–"))
        # The reference report holds true errors; what is said of it untouched is held by its own test.
        comparable = reference is not None and reference[name].of and not name.startswith("clean")
        beside = str(reference[name]) if reference and comparable else "–"
        lines.append(f"| {name} | {share if share.of else '–'} | {beside} | {elsewhere} | {first} | {best} |")
    lines += ["", "## What still misses, and why", ""]
    lines += [f"- {count} × {what}" for what, count in missed(generated).most_common(12)]
    lines += ["", WHY]
    if discovered:
        lines += _discovered(discovered)
    lines += ["## Speed", "", "| | |", "|---|---|", *(f"| {what} | {took} |" for what, took in speed.items())]
    return "\n".join(lines) + "\n"


WHY = """\
- *Tied to nothing*: no other figure in the document depends on it (targets, single indicators, amounts that only one
  sentence names). No checker can find these without the source; the report's own facts (`utfall report`) can.
- *Running text*: a sentence whose subject is in the sentence before, two subjects in one sentence, or a figure that
  rounds to the table's although a digit differs.
- *Swapped rows*: two parts of a sum that change places leave the sum as it was, where nothing ties each part by itself.
- *Digits and copies in one-column sums*: found, but where one column and one sum is all there is, nothing tells which
  part is wrong; then the sum is named.
"""


def _discovered(discovered: Mapping[str, Discovery]) -> list[str]:
    lines = ["## Annotated tables that are not ours (AggreCol)", ""]
    lines += [
        "| set | tables | annotated sums | total in an accepted relation | errors on right sums | all errors |"
    ]
    lines += ["|---|---:|---:|---:|---:|---:|"]
    for name, d in discovered.items():
        lines.append(
            f"| {name} | {d.tables} | {d.sums} | {100 * d.found / max(d.sums, 1):.1f} % | "
            f"{100 * d.wronged / max(d.right, 1):.2f} % | {d.errors} of {d.relations} relations |"
        )
    return [*lines, "", SEALED, ""]


SEALED = """\
The sealed third is chosen by hash; nobody looks at what is missed in it. The first look crashed on one of its tables (a
mean of nothing), which was repaired; then it was counted twice for this release: 88.1 % before
tables of counts rounded to fives were understood (learned from the open tables), then the figure above. The target of
90 % is reached on the open tables and missed on the sealed ones. What is missed in the open ones: sums of columns that
are not neighbours and partly blank, totals that count a subtotal and its parts together, spreadsheets of marks with
weights, and cumulative columns."""
