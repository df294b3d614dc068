"""Typesetting: Typst beside WeasyPrint, the same report of some 28 pages, and all forms together."""

import io
import subprocess
import sys
import time
from collections.abc import Callable

import pypdfium2

from tests.documents import sample
from utfall.documents.model import Document
from utfall.documents.render import FORMATS, render

ROUNDS = 3


def best(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """The shortest of some rounds, in seconds, and what came out."""
    times = []
    out = b""
    for _ in range(ROUNDS):
        start = time.perf_counter()
        out = work()
        times.append(time.perf_counter() - start)
    return min(times), out


def fresh(fmts: tuple[str, ...]) -> float:
    """Seconds for the forms in a new process with nothing drawn before, loading included."""
    program = (
        "from tests.documents import sample\nfrom utfall.documents.render import render\n"
        f"for fmt in {fmts!r}: render(sample.large(), fmt)"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(io.BytesIO(pdf)))


def weasyprint(document: Document) -> bytes:
    """The HTML form printed by WeasyPrint, as PDF/UA-1: it writes one standard a file."""
    from weasyprint import HTML

    pdf: bytes = HTML(string=render(document, "html").decode()).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def main() -> None:
    document = sample.large()
    typst, ours = best(lambda: render(document, "pdf"))
    print(f"Typst, PDF/UA-1 and PDF/A-3a   {typst:6.2f} s  {pages(ours)} pages, {len(ours) // 1024} KiB")
    try:
        import weasyprint as _present  # noqa: F401
    except (ImportError, OSError):
        print("WeasyPrint is not here; `make bench` installs it.")
    else:
        start = time.perf_counter()
        theirs = weasyprint(document)
        taken = time.perf_counter() - start
        print(
            f"WeasyPrint, PDF/UA-1           {taken:6.2f} s  {pages(theirs)} pages, {len(theirs) // 1024} KiB"
        )
        print(f"WeasyPrint takes {taken / typst:.0f} times as long.")
    for fmt in FORMATS:
        print(f"{fmt:5} {best(lambda fmt=fmt: render(document, fmt))[0]:6.3f} s")  # type: ignore[misc]
    print(f"All forms in a new process, charts drawn for the first time: {fresh(tuple(FORMATS)):.2f} s")


if __name__ == "__main__":
    main()
