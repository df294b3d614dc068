"""Run the benchmarks: `python -m benchmarks [WORD …]` runs those whose name contains a word, or all of them.

A benchmark is a file `bench_*.py` here with a `main()` that prints a table. Each runs in a process of its own, so
that one does not warm or burden the next.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.machine import commit, machine

HERE = Path(__file__).parent


def names(words: Sequence[str]) -> list[str]:
    """The benchmarks that were asked for, in alphabetical order."""
    found = sorted(path.stem for path in HERE.glob("bench_*.py"))
    return [name for name in found if not words or any(word in name for word in words)]


def run(name: str) -> bool:
    """Run one benchmark and say whether it came to its end."""
    print(f"\n== {name.removeprefix('bench_')}", flush=True)
    call = f"from benchmarks.{name} import main; main()"
    return subprocess.run([sys.executable, "-c", call], cwd=HERE.parent, check=False).returncode == 0


def main(words: Sequence[str]) -> int:
    """Run them one after another; 1 if one failed."""
    print(f"{machine()}\ncommit {commit()}")
    results = [run(name) for name in names(words)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
