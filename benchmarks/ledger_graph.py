"""How the ledger's costs grow with its rows, drawn."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Point:
    """Rows, and the seconds of the import, of an answer from the entries and of one from the monthly sums."""

    rows: int
    imported: float
    entries: float
    cube: float


def write(points: Sequence[Point], target: Path) -> None:
    """Draw the points on two logarithmic scales, with a line that grows as the rows do to compare with."""
    import vl_convert

    names = {"imported": "import", "entries": "answer from entries", "cube": "answer from monthly sums"}
    values = [
        {"rows": point.rows, "seconds": seconds, "what": names[name]}
        for point in points
        for name, seconds in asdict(point).items()
        if name != "rows"
    ]
    first = points[0]
    values += [
        {
            "rows": point.rows,
            "seconds": first.imported * point.rows / first.rows,
            "what": "in step with the rows",
        }
        for point in points
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Cost of the ledger by its number of rows",
        "width": 520,
        "height": 320,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "rows", "type": "quantitative", "scale": {"type": "log"}, "title": "Rows"},
            "y": {"field": "seconds", "type": "quantitative", "scale": {"type": "log"}, "title": "Seconds"},
            "color": {"field": "what", "type": "nominal", "title": None},
            "strokeDash": {"field": "what", "type": "nominal", "title": None},
        },
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(vl_convert.vegalite_to_svg(json.dumps(spec)), "utf-8")
