"""A process that imports and ends itself in the middle: `killed_import FOLDER DAY COUNT EVENT`.

It counts what Python does with files (opens, renames, links, folders made or removed, copies) and kills itself
without any warning at number EVENT; with 0 it comes to its end and prints how many there were.
"""

import datetime as dt
import os
import signal
import sys
from pathlib import Path

from tests.ledger.conftest import deed, entry
from utfall.ledger.store import Store

_WATCHED = {
    "open",
    "os.rename",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "shutil.copyfile",
    "shutil.rmtree",
}


def main(folder: Path, day: int, count: int, event: int) -> None:
    """Import so many entries, each of one krona, as the file of that day."""
    at = dt.datetime(2024, 9, day, tzinfo=dt.UTC)
    original = folder / f"{day}.csv"
    seen = 0

    def watch(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if name in _WATCHED and str(folder) in str(arguments):
            seen += 1
            if seen == event:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    rows = (entry("3001", -100, f"{2023 + number % 2}-01-31") for number in range(count))
    Store(folder / "ledger").import_entries(rows, original=original, deed=deed(at=at))
    sys.stdout.write(str(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
