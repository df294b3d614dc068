"""The reference report in the forms that reports come in: its tables stay tied, and no fault of reading is a finding."""

from collections import Counter

import pytest

from tests.review.covered import tied_cells
from tests.review.printed import typeset
from utfall.documents.read import read
from utfall.documents.render import FORMATS
from utfall.domain.finding import Severity
from utfall.review.check import check

CELLS = 241
AT_LEAST = {"text": 0.92, "docx": 0.92, "html": 0.92, "pdf": 0.92, "ruled": 0.85, "borderless": 0.85}
"""Shares of all cells of the report, those that a reader does not find included. `pdf` is what we make ourselves."""


@pytest.fixture(scope="module")
def forms(shared):
    data = (shared / "seed" / "report.txt").read_bytes()
    document = read(data, name="report.txt").document
    assert document is not None
    written = {
        form: (FORMATS[form].write(document, ()), FORMATS[form].ending) for form in ("docx", "html", "pdf")
    }
    written |= {"ruled": (typeset(document, ruled=True), ".pdf")}
    written |= {"borderless": (typeset(document, ruled=False), ".pdf"), "text": (data, ".txt")}
    return {form: read(each, name=f"report{ending}").document for form, (each, ending) in written.items()}


@pytest.mark.parametrize("form", sorted(AT_LEAST))
def test_the_tables_are_covered_in_every_form(forms, form):
    tied, _read = tied_cells(forms[form])

    assert tied >= AT_LEAST[form] * CELLS


@pytest.mark.parametrize("form", sorted(set(AT_LEAST) - {"text"}))
def test_no_form_adds_an_error(forms, form):
    """What a form loses is not found; what it adds would be a fault of reading in an author's name."""
    assert errors(forms[form]) - errors(forms["text"]) == Counter()


def errors(document):
    """The errors by their code and the values that no layout changes."""
    return Counter(
        (
            f.code,
            *sorted(
                str(f.values[name]) for name in ("printed", "name", "wrong", "first") if name in f.values
            ),
        )
        for f in check(document).findings
        if f.severity is Severity.ERROR
    )
