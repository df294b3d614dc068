"""A PDF report of 300 pages is read and reviewed in less than 60 seconds and a gibibyte, on one processor.

The report is many generated ones as the parts of one, set by our own renderer in a process of its own, so that the
memory measured is that of reading and reviewing alone. Processor time is held, for other work on the machine is not
ours; the time on the clock is told beside it.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

from utfall.documents.read import read
from utfall.review.check import check

PAGES = 300
PARTS = 150
"""Generated reports; they come to somewhat more than the pages wanted, and those beyond are cut off."""
_MAKE = """
import sys
from pathlib import Path
from benchmarks.bench_review import joined
from utfall.documents.render import FORMATS
Path(sys.argv[1]).write_bytes(FORMATS["pdf"].write(joined(int(sys.argv[2])), ()))
"""


def main() -> dict[str, str]:
    """What it took; AssertionError beyond the limits."""
    data = _report()
    start, clock = time.process_time(), time.perf_counter()
    document = read(data, name="rapport.pdf").document
    reading = time.process_time() - start
    assert document is not None
    review = check(document)
    seconds = time.process_time() - start
    waited = time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    shown = {
        "pages": str(PAGES),
        "figures": str(review.proof.read),
        "tied": str(review.proof.tied),
        "seconds": f"{seconds:.0f}, of which {reading:.0f} for reading; {waited:.0f} on the clock",
        "peak": f"{peak} MiB",
    }
    print(shown, flush=True)
    assert seconds < 60, f"{seconds:.0f} s"
    assert peak < 1024, f"{peak} MiB"
    return shown


def _report() -> bytes:
    """The first pages of a long report."""
    with tempfile.TemporaryDirectory() as held:
        path = Path(held) / "rapport.pdf"
        subprocess.run([sys.executable, "-c", _MAKE, str(path), str(PARTS)], check=True)
        whole = pypdfium2.PdfDocument(path.read_bytes())
        assert len(whole) >= PAGES, f"{len(whole)} pages"
        cut = pypdfium2.PdfDocument.new()
        cut.import_pages(whole, list(range(PAGES)))
        out = io.BytesIO()
        cut.save(out)
        return out.getvalue()
