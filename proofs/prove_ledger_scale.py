"""A hundred million rows of fifty municipalities: Spark on separate workers answers exactly as DuckDB does.

The ledger is made by the ordinary import, so this also shows that its cost grows at most in step with the rows.
`LEDGER_ROWS` makes it smaller for a trial. Needs some 3 GB of disk, Java 17 and `make spark`; without those two it
compares the monthly sums with the entries only, and says so.
"""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks import ledger_graph, ledger_rows
from tools import spark_cluster
from utfall.ledger.questions import DuckDB

ROWS = int(os.environ.get("LEDGER_ROWS", "100000000"))
MUNICIPALITIES = 50
ROOT = Path(__file__).parent.parent


def main() -> dict[str, object]:
    """Make ledgers of a hundredth, a tenth and the whole size; compare the engines on the largest."""
    shown: dict[str, object] = {}
    points = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in (ROWS // 100, ROWS // 10, ROWS):
            place = Path(folder) / str(rows)
            place.mkdir()
            start = time.perf_counter()
            ledger_rows.fill(place, rows=rows, municipalities=MUNICIPALITIES, say=print)
            imported = time.perf_counter() - start
            ours = ledger_rows.asked(place, DuckDB())
            assert ours["nation"][0] == ours["nation from entries"][0], ours
            assert ours["statement"][0] == ours["statement from entries"][0], ours
            points.append(
                ledger_graph.Point(rows, imported, ours["nation from entries"][1], ours["nation"][1])
            )
            shown[f"{rows} rows"] = (
                f"import {imported:.0f} s, nation {ours['nation from entries'][1]:.2f} s from entries"
            )
        ledger_graph.write(points, ROOT / "docs" / "benchmarks" / "ledger.svg")
        (first, *_middle, last) = points
        growth = last.entries / max(first.entries, 0.001)
        shown["growth of the answer, entries"] = f"{growth:.0f} times for 100 times the rows"
        assert last.imported <= first.imported * 100 * 1.5, points
        assert growth <= 150, points
        reason = spark_cluster.why_not()
        shown["spark"] = reason or _on_spark(place, ours)
    return shown


def _on_spark(place: Path, ours: dict[str, tuple[str, float]]) -> str:
    with spark_cluster.cluster(memory="2g") as address:
        done = subprocess.run(
            [spark_cluster.python(), "-W", "ignore", "-m", "benchmarks.ledger_rows", str(place), address],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}, stdout=subprocess.PIPE, text=True,
            check=True,
        )  # fmt: skip
    theirs = json.loads(done.stdout.splitlines()[-1])
    for name, (digest, seconds) in theirs.items():
        print(f"{name:<24} DuckDB {ours[name][1]:8.2f} s   Spark {seconds:8.2f} s   {digest}")
        assert digest == ours[name][0], name
    return f"{len(theirs)} questions answered alike"
