"""Spark, with workers of its own, gives the answers that DuckDB gives, from the same files and the same texts."""

import json
import os
import subprocess

import pytest

from benchmarks import ledger_rows
from tools import spark_cluster
from utfall.ledger.questions import DuckDB

pytestmark = pytest.mark.slow
REASON = spark_cluster.why_not()


@pytest.mark.skipif(bool(REASON), reason=REASON or "there is a cluster")
def test_a_million_rows_of_five_municipalities_give_the_same_answers(tmp_path, root):
    ledger_rows.fill(tmp_path, rows=1_000_000, municipalities=5)
    ours = ledger_rows.asked(tmp_path, DuckDB(threads=2))

    with spark_cluster.cluster() as address:
        done = subprocess.run(
            [spark_cluster.python(), "-W", "ignore", "-m", "benchmarks.ledger_rows", str(tmp_path), address],
            cwd=root, env={**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}"}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    theirs = json.loads(done.stdout.splitlines()[-1])
    assert {name: digest for name, (digest, _seconds) in theirs.items()} == {
        name: digest for name, (digest, _seconds) in ours.items()
    }
    assert len(ours) == 7
    assert ours["statement"][0] == ours["statement from entries"][0]
    assert ours["nation"][0] == ours["nation from entries"][0]
