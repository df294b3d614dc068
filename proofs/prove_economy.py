"""With five million ledger rows W5 answers eight people within 150 ms at p95, and the way down to the vouchers within 200 ms.

`ECONOMY_ROWS` makes the ledger smaller for a trial. Each person looks at her own units in six months that are drawn at
random; the first time round is the server's own warming up, as in the proof of load.
"""

import json
import os
import sys
from collections.abc import Mapping

from proofs import prove_load
from proofs.prove_load import Times, p50, p95

ROWS = os.environ.get("ECONOMY_ROWS", "5000000")
BUILD = (sys.executable, "-c", "from proofs.economy_site import main; main()")
STATEMENT, OPENED = 0.150, 0.200
PAGES_OF_W5 = ("statement", "statement in kronor, operations only", "units of a line", "cost types", "months")
OPEN = (
    "accounts of a line",
    "counterparts of an account",
    "vouchers of an account",
    "vouchers of a line",
    "movers",
)


def main() -> Mapping[str, object]:
    """Fill a ledger on each database, and let eight people open statements down to the vouchers."""
    figures: dict[str, object] = {"rows": ROWS}
    slow: list[str] = []
    for name, address in prove_load.databases():
        times = prove_load.measured(address, build=BUILD)
        for page, taken in sorted(times.items(), key=lambda item: -p95(item[1])):
            print(
                f"{name:<10} {page:<38} p50 {p50(taken) * 1000:4.0f} ms  p95 {p95(taken) * 1000:4.0f} ms  n {len(taken)}"
            )
        for what, pages, target in (("W5", PAGES_OF_W5, STATEMENT), ("the way down", OPEN, OPENED)):
            found = _of(times, pages)
            figures[f"{name} {what}"] = f"p50 {p50(found) * 1000:.0f} ms, p95 {p95(found) * 1000:.0f} ms"
            slow += [
                f"{name} {page} {p95(times[page]) * 1000:.0f} ms"
                for page in pages
                if p95(times[page]) >= target
            ]
    figures["load average"] = f"{os.getloadavg()[0]:.1f}"
    figures["over the target"] = ", ".join(slow) or "none"
    print(json.dumps(figures, ensure_ascii=False))
    assert not slow, slow
    return figures


def _of(times: Times, pages: tuple[str, ...]) -> list[float]:
    return [taken for page in pages for taken in times[page]]
