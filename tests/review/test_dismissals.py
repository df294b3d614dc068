"""What a person has explained is not asked again next time, wherever the figure then stands."""

import pytest

from utfall.domain.finding import Severity
from utfall.review.check import check
from utfall.review.dismissals import Dismissal, dump, keys, load

TABLE = """
Konto    | Utfall {year} | Budget {year} | Avvikelse
Avgifter | 131,2         | 128,9         | 2,3
Bidrag   | 40,6          | 45,0          | -4,4
Summa    | {total}       | 173,9         | -2,1
"""


def errors(review):
    return [f for f in review.findings if f.severity is Severity.ERROR]


def spoiled(document, year):
    return document("Rad | Antal\nMöten | 4\nBeslut | 17", TABLE.format(year=year, total="181,8"))


def test_an_explained_finding_is_left_out_next_year_too(document):
    last, now = spoiled(document, 2023), spoiled(document, 2024)
    (finding,) = errors(check(last))
    (kept,) = keys(last, [finding])
    dismissal = Dismissal(kept, "Avtalat med revisorn.")

    assert errors(check(now, dismissals=[dismissal])) == []
    assert len(errors(check(now))) == 1


def test_dismissals_are_kept_as_text():
    kept = (Dismissal("table.sum | a", "skäl"), Dismissal("tables.same | b"))

    assert load(dump(kept)) == kept
    assert dump(load(dump(kept))) == dump(reversed(kept))


def test_a_text_of_something_else_is_refused():
    with pytest.raises(ValueError, match="no dismissals"):
        load('{"schema": 9}')
