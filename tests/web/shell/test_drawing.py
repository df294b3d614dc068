"""Small drawings keep to their frame, show gaps as gaps, and say the same in a table."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from utfall.web.shell.drawing import BOTTOM, LEFT, RIGHT, TOP, Point, line, sparkline

VALUES = st.lists(st.one_of(st.none(), st.decimals(-1000, 1000, places=1)), min_size=1, max_size=12)


def _line(values, target=None):
    points = [Point(str(n), str(v or ""), v, target, str(target or "")) for n, v in enumerate(values)]
    return line(points, title="Titel", time_word="År", value_word="Utfall")


@given(VALUES)
def test_every_point_lies_inside_the_frame(values):
    drawn = _line(values)
    for dot in drawn.dots:
        assert LEFT <= float(dot.x) <= RIGHT
        assert TOP <= float(dot.y) <= BOTTOM
    assert len(drawn.rows) == len(values)


def test_a_missing_value_breaks_the_line_and_is_a_dash_in_the_table():
    drawn = _line([Decimal(1), Decimal(2), None, Decimal(3), Decimal(4)])
    assert len(drawn.paths) == 2
    assert drawn.rows[2].value == "–"
    assert [dot.printed for dot in drawn.dots] == ["1", "2", "3", "4"]


def test_higher_values_are_drawn_higher():
    low, high = _line([Decimal(1), Decimal(2)]).dots
    assert float(high.y) < float(low.y)


def test_the_target_has_a_line_and_a_column_of_its_own():
    drawn = _line([Decimal(1), Decimal(2)], target=Decimal(3))
    assert drawn.target_path.count(",") == 2
    assert drawn.has_target
    assert not _line([Decimal(1)]).has_target


def test_a_sparkline_needs_two_values_and_ends_at_the_last():
    assert sparkline([Decimal(1)]) is None
    spark = sparkline([Decimal(1), Decimal(3), Decimal(2)])
    assert spark is not None
    assert spark.points.split()[-1] == f"{spark.last_x},{spark.last_y}"
