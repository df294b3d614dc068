"""Where the points of a small drawing lie: lines and sparklines from values, without a browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 20, 620, 30, 180


@dataclass(frozen=True, slots=True)
class Point:
    """One moment: its word, the printed value and what it is worth; None where there is no value."""

    time: str
    printed: str
    value: Decimal | None
    target: Decimal | None = None
    target_printed: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place; `anchor` keeps the words at the edges inside the drawing."""

    x: str
    printed: str
    anchor: str = "middle"
    y: str = "0"
    label_y: str = "0"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table that says the same."""

    time: str
    value: str
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its target, ready to draw. A gap in the values is a gap in the line."""

    title: str
    time_word: str
    value_word: str
    paths: tuple[str, ...]
    dots: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    target_path: str = ""
    target_label: str = ""
    target_label_y: str = "0"
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM

    @property
    def has_target(self) -> bool:
        """Whether any moment has a target."""
        return any(row.target for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line of 96 × 24 without words."""

    points: str
    last_x: str
    last_y: str


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Decimal
    high: Decimal
    count: int

    def x(self, number: int) -> float:
        return LEFT + (RIGHT - LEFT) * (number / (self.count - 1) if self.count > 1 else 0.5)

    def y(self, value: Decimal) -> float:
        span = self.high - self.low
        return (
            BOTTOM - 20 - (BOTTOM - 20 - TOP) * float((value - self.low) / span if span else Decimal("0.5"))
        )


def line(
    points: Sequence[Point], *, title: str, time_word: str, value_word: str, target_label: str = ""
) -> Line:
    """The line through the points. Only the first, the last and the single ones carry their value."""
    known = [v for point in points for v in (point.value, point.target) if v is not None]
    scale = _Scale(min(known, default=Decimal(0)), max(known, default=Decimal(1)), len(points))
    runs = _runs([point.value for point in points])
    ends = {run[0] for run in runs} | {run[-1] for run in runs}
    targets = [(n, point.target) for n, point in enumerate(points) if point.target is not None]
    return Line(
        title=title, time_word=time_word, value_word=value_word,
        paths=tuple(_path(scale, [(n, points[n].value) for n in run]) for run in runs if len(run) > 1),
        dots=tuple(_dot(scale, n, points[n]) for n in sorted(ends)),
        marks=tuple(Mark(_s(scale.x(n)), point.time, _anchor(n, len(points))) for n, point in enumerate(points)),
        rows=tuple(Row(point.time, point.printed or "–", point.target_printed) for point in points),
        target_path=_path(scale, targets) if len(targets) > 1 else "",
        target_label=target_label,
        target_label_y=_s(scale.y(targets[-1][1]) - 8) if targets and targets[-1][1] is not None else "0",
    )  # fmt: skip


def sparkline(values: Sequence[Decimal]) -> Sparkline | None:
    """The values as a line of their own scale; None where there are fewer than two."""
    if len(values) < 2:
        return None
    places = [float(value) for value in values]
    low, span = min(places), max(places) - min(places)
    heights = [_s(21 - 18 * ((place - low) / span if span else 0.5)) for place in places]
    across = _across(len(values))
    return Sparkline(" ".join(map(",".join, zip(across, heights, strict=True))), across[-1], heights[-1])


@lru_cache(maxsize=64)
def _across(count: int) -> tuple[str, ...]:
    return tuple(_s(3 + 90 * n / (count - 1)) for n in range(count))


def _runs(values: Sequence[Decimal | None]) -> list[list[int]]:
    """The numbers of the values, in unbroken rows."""
    runs: list[list[int]] = []
    for number, value in enumerate(values):
        if value is None:
            continue
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _path(scale: _Scale, places: Sequence[tuple[int, Decimal | None]]) -> str:
    return " ".join(f"{_s(scale.x(n))},{_s(scale.y(value))}" for n, value in places if value is not None)


def _dot(scale: _Scale, number: int, point: Point) -> Mark:
    y = scale.y(point.value if point.value is not None else Decimal(0))
    return Mark(_s(scale.x(number)), point.printed, _anchor(number, scale.count), _s(y), _s(y - 10))


def _anchor(number: int, count: int) -> str:
    if count == 1:
        return "middle"
    return "start" if number == 0 else "end" if number == count - 1 else "middle"


def _s(place: float) -> str:
    return f"{place:.1f}"
