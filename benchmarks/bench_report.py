"""The main job: the example's report from facts to four forms, beside WeasyPrint setting the same document alone."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from utfall.documents.compose import compose
from utfall.documents.render import render
from utfall.report.example import complete
from utfall.report.produce import facts
from utfall.review.check import check

FOLDER = Path(__file__).parent.parent / "examples" / "servicenamnden-2024"
AS_OF = dt.datetime(2024, 9, 10, tzinfo=dt.UTC)
FORMS = ("html", "pdf", "docx", "json")
ROUNDS = 3
T = TypeVar("T")


def timed(deed: Callable[[], T]) -> tuple[float, T]:
    """The median time of three runs in seconds, and the last result."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = deed()
        times.append(time.perf_counter() - start)
    return sorted(times)[ROUNDS // 2], result


def main() -> None:
    """Print a row for each stage, the sum, and its ratio to WeasyPrint's time for the PDF alone."""
    complete(FOLDER)
    read, known = timed(lambda: facts(FOLDER, "2024-D2", as_of=AS_OF))
    template, snapshot = known.template, known.snapshot
    assert template is not None
    assert snapshot is not None
    composing, composed = timed(lambda: compose(template, snapshot))
    checking, _review = timed(lambda: check(composed.document, snapshot))
    rows = [("compose", composing), ("review", checking)]
    for form in FORMS:
        rows.append((form, timed(lambda form=form: render(composed.document, form))[0]))  # type: ignore[misc]
    whole = sum(seconds for _stage, seconds in rows)
    print(f"{'sources read, validated and summed':<40}{read:8.2f} s")
    for stage, seconds in rows:
        print(f"{stage:<40}{seconds:8.2f} s")
    print(f"{'the report itself (target 3 s)':<40}{whole:8.2f} s")
    html = render(composed.document, "html").decode()
    other = timed(lambda: _weasyprint(html))[0]
    print(
        f"{'WeasyPrint, the PDF alone':<40}{other:8.2f} s   whole report / WeasyPrint = {whole / other:.2f}"
    )


def _weasyprint(html: str) -> bytes:
    from weasyprint import HTML

    made = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    main()
