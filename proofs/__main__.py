"""Run the proofs: `python -m proofs [WORD …]` runs those whose name contains a word, or all of them.

A proof is a file `prove_*.py` here. Its docstring's first line is the claim; its `main()` returns what was measured,
figure by name, and raises `AssertionError` where the claim does not hold. Each runs in a process of its own. What
came out is added to docs/proofs.md with machine and commit.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tools.machine import commit, machine
from tools.map import docstring

HERE = Path(__file__).parent
RECORD = HERE.parent / "docs" / "proofs.md"

HEAD = """\
# Proofs

What `make prove` has shown, newest last. A claim that did not hold stays here too.
"""

# The child prints what it likes; its last line is the result.
_CALL = "import json; from proofs.{name} import main; print(); print(json.dumps(dict(main()), ensure_ascii=False))"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one proof showed; `figures` is empty where it failed, `seconds` includes the start of the process."""

    claim: str
    holds: bool
    figures: tuple[tuple[str, str], ...]
    seconds: float

    @property
    def row(self) -> str:
        """The outcome as a row of the record's table."""
        figures = "; ".join(f"{name} {value}" for name, value in self.figures)
        cells = (self.claim, "holds" if self.holds else "**does not hold**", figures, f"{self.seconds:.1f}")
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def names(words: Sequence[str]) -> list[str]:
    """The proofs that were asked for, in alphabetical order."""
    found = sorted(path.stem for path in HERE.glob("prove_*.py"))
    return [name for name in found if not words or any(word in name for word in words)]


def prove(name: str) -> Outcome:
    """Run one proof in a process of its own."""
    claim = docstring(HERE / f"{name}.py").partition("\n")[0]
    print(f"\n== {claim}", flush=True)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CALL.format(name=name)],
        cwd=HERE.parent,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds = time.perf_counter() - start
    print(done.stdout, end="", flush=True)
    figures = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}
    return Outcome(
        claim=claim,
        holds=done.returncode == 0,
        figures=tuple((key, str(value)) for key, value in figures.items()),
        seconds=seconds,
    )


def record(outcomes: Sequence[Outcome]) -> None:
    """Add what was shown to docs/proofs.md."""
    section = [
        "",
        f"## {datetime.now():%Y-%m-%d %H:%M}",
        "",
        f"Commit {commit()}. {machine()}.",
        "",
        "| claim | | figures | seconds |",
        "|---|---|---|---:|",
        *(outcome.row for outcome in outcomes),
        "",
    ]
    before = RECORD.read_text("utf-8") if RECORD.is_file() else HEAD
    RECORD.write_text(before + "\n".join(section), "utf-8")


def main(words: Sequence[str]) -> int:
    """Run the proofs one after another and record them; 1 if one does not hold."""
    outcomes = [prove(name) for name in names(words)]
    if not outcomes:
        print("There is no such proof.")
        return 1
    record(outcomes)
    return 0 if all(outcome.holds for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
