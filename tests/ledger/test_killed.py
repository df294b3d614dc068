"""An import that is killed leaves the ledger as it was, and the next one succeeds."""

import random
import signal
import subprocess
import sys

from tests.ledger.conftest import deed, entry
from utfall.domain.denied import Denied
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.ledger.questions import Axis, Column
from utfall.ledger.store import Store
from utfall.ledger.verify import verify

COLUMNS = [Column(str(year), Scenario.OUTCOME, Period.year(year)) for year in (2023, 2024)]


def imported(root, folder, day, count, event=0):
    return subprocess.run(
        [sys.executable, "-m", "tests.ledger.killed_import", str(folder), str(day), str(count), str(event)],
        cwd=root, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(root / "src")},
    )  # fmt: skip


def totals(books):
    answer = books.ledger.statement([Axis.MUNICIPALITY], COLUMNS)
    return [answer.total(column.name) for column in COLUMNS]


def test_killed_at_ten_moments_the_store_is_whole_and_the_next_import_succeeds(root, books):
    for day in range(1, 14):
        books.file(f"huvudbok {day}", f"{day}.csv")
    first = imported(root, books.folder, 1, 200)
    assert first.returncode == 0, first.stderr
    again = imported(root, books.folder, 2, 220)
    events = int(again.stdout)
    assert totals(books) == [110 * 100, 110 * 100]
    moments = [*sorted(random.Random(7).sample(range(1, events), 8)), events - 1, events]

    for number, moment in enumerate(moments):
        before = books.store.manifest.version, totals(books)
        killed = imported(root, books.folder, 3 + number, 300 + 20 * number, moment)
        assert killed.returncode == -signal.SIGKILL, killed.stderr

        books.store = Store(books.store.folder)
        version, sums = books.store.manifest.version, totals(books)
        whole = [(150 + 10 * number) * 100] * 2
        assert (version, sums) in (before, (before[0] + 1, whole)), f"killed at {moment} of {events}"

    assert verify(books.store) == ()
    done = books.store.import_entries([entry("3001", -5)], original=books.file("sist"), deed=deed())
    assert not isinstance(done, Denied)
    assert verify(books.store) == ()
    left = list(books.store.folder.glob("staging/*"))
    named = {books.store.path(batch, "entries").parent for batch in books.store.manifest.history()}
    assert left == []
    assert set(books.store.folder.glob("data/*/*/*/*")) == named
