"""The share of branches that the last test run took: `python -m tools.branches 95 src/utfall/domain …`.

Coverage's own `--fail-under` mixes lines and branches; here only the branches count.
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coverage import Coverage

ROOT = Path(__file__).parent.parent


def files() -> Mapping[str, Any]:
    """What the last run measured, by file: Coverage's own JSON."""
    data = Coverage(data_file=str(ROOT / ".coverage"))
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "coverage.json")
        data.json_report(outfile=str(path), ignore_errors=False)
        report = json.loads(path.read_text("utf-8"))
    if not report["meta"]["branch_coverage"]:
        sys.exit("The last run measured no branches: run `make test` first.")
    measured: Mapping[str, Any] = report["files"]
    return measured


def main(arguments: Sequence[str]) -> int:
    """Print each folder's share with the branches that were not taken; 1 if a share is below the limit."""
    limit, *folders = arguments
    measured = files()
    enough = True
    for folder in folders:
        inside = {name: one for name, one in measured.items() if name.startswith(f"{folder}/")}
        total = sum(one["summary"]["num_branches"] for one in inside.values())
        covered = sum(one["summary"]["covered_branches"] for one in inside.values())
        percent = 100 * covered / total if total else 100.0
        enough &= percent >= float(limit)
        print(f"{folder}: {percent:.1f} % of {total} branches taken (at least {limit} %)")
        for name, one in inside.items():
            if one["missing_branches"]:
                print(f"    {name}: {', '.join(f'{a}->{b}' for a, b in one['missing_branches'])}")
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
