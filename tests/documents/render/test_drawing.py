"""Charts are drawn alike in our own process and in one beside it, whatever becomes of that."""

import pytest

from tests.documents.sample import CHARTS
from utfall.documents.render import beside, chart
from utfall.documents.render.chart.specification import specification


def drawn() -> list[str]:
    chart._drawn.cache_clear()
    return [chart.draw(each, id="bild") for each in CHARTS]


def test_a_process_beside_draws_the_same():
    alone = drawn()

    with beside.drawing_beside():
        answered = beside.drawn_beside(specification(CHARTS[0]), locale=chart.LOCALE)
        together = drawn()

    assert answered is not None
    assert together == alone


def test_what_cannot_be_drawn_is_left_to_the_caller():
    with beside.drawing_beside():
        assert beside.drawn_beside({"mark": "nothing of the kind"}, locale=chart.LOCALE) is None
        assert beside.drawn_beside(specification(CHARTS[0]), locale=chart.LOCALE) is not None


def test_without_a_process_the_caller_draws():
    assert beside.drawn_beside(specification(CHARTS[0]), locale=chart.LOCALE) is None


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "input()"])
def test_a_process_that_ends_is_done_without(tmp_path, monkeypatch, program):
    broken = tmp_path / "broken.py"
    broken.write_text(program, "utf-8")
    alone = drawn()
    monkeypatch.setattr(beside, "PROGRAM", broken)

    with beside.drawing_beside():
        assert drawn() == alone
