"""A chart as a Vega-Lite specification, one function for each kind."""

from collections.abc import Iterator
from typing import Any, assert_never

from utfall.documents.model import Chart, ChartKind
from utfall.documents.render.chart import palette

# Quoted: a family name with a digit by itself is no name in CSS otherwise, and the text would be measured with another.
FONT = "'Source Sans 3'"
WIDTH = 620
ROW = 26
LINES = 190
Layer = dict[str, Any]

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": palette.TEXT,
        "titleColor": palette.SUBTLE,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "gridColor": palette.GRID,
        "domainColor": palette.AXIS,
        "tickColor": palette.AXIS,
        "labelLimit": 260,
        "labelPadding": 6,
    },
    "legend": {
        "labelColor": palette.TEXT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "symbolStrokeWidth": 0,
        "symbolOpacity": 1,
        "symbolType": "square",
        "labelLimit": 320,
        "orient": "top",
        "direction": "horizontal",
        "offset": 8,
    },
    "text": {"font": FONT, "fontSize": 12},
}


def specification(chart: Chart) -> dict[str, Any]:
    """The specification with the chart's data in it; labels are the printed numbers, never formatted anew."""
    match chart.kind:
        case ChartKind.BARS | ChartKind.GROUPED_BARS:
            drawn = _bars(chart)
        case ChartKind.VARIANCE_BARS:
            drawn = _variances(chart)
        case ChartKind.STACKED_SHARE:
            drawn = _shares(chart)
        case ChartKind.LINE_AND_TARGET:
            drawn = _lines(chart)
        case ChartKind.BULLET:
            drawn = _bullets(chart)
        case _:
            assert_never(chart.kind)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(_values(chart))},
        **drawn,
    }


def _values(chart: Chart) -> Iterator[dict[str, Any]]:
    """One record a number. Here, and only here, a value becomes a float: the length of a bar, in pixels."""
    for s, series in enumerate(chart.series):
        for position, category in enumerate(chart.categories):
            number = series.numbers[position] if position < len(series.numbers) else None
            if number is not None and number.value is not None:
                yield {
                    "category": category,
                    "position": position,
                    "series": series.name,
                    "part": s,
                    "value": float(number.value),
                    "printed": number.printed,
                }


def _floats(chart: Chart) -> list[float]:
    return [record["value"] for record in _values(chart)]


def _unit(chart: Chart) -> str | None:
    return chart.unit.symbol if chart.unit else None


def _value_axis(chart: Chart) -> dict[str, Any]:
    axis = {"title": _unit(chart), "format": ",~f", "tickCount": 5, "domain": False, "ticks": False}
    below_zero = any(value < 0 for value in _floats(chart))
    # The label of a bar below zero stands to its left and must not meet the name of the category.
    scale = {"padding": 46, "nice": False} if below_zero else {"nice": False}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}


def _categories(chart: Chart) -> dict[str, Any]:
    axis = {"title": None, "ticks": False, "domain": False, "labelLimit": 300}
    return {"field": "category", "type": "nominal", "sort": list(chart.categories), "axis": axis}


def _colours(chart: Chart, colours: tuple[str, ...], *, legend: bool) -> dict[str, Any]:
    names = [series.name for series in chart.series]
    spread = [colours[i % len(colours)] for i in range(len(names))]
    scale = {"domain": names, "range": spread}
    shown = {"title": None, "columns": 4} if legend else None
    return {"field": "series", "type": "nominal", "scale": scale, "legend": shown}


def _height(chart: Chart, rows: int) -> int:
    return max(rows, 1) * ROW if len(chart.series) < 2 else max(rows, 1) * (len(chart.series) * 17 + 12)


def _labels(chart: Chart, encoding: dict[str, Any]) -> list[Layer]:
    """The printed number outside the end of each bar: to the right, or to the left of a bar below zero."""
    layers: list[Layer] = []
    for test, align, dx in (("datum.value >= 0", "left", 5), ("datum.value < 0", "right", -5)):
        text = {"text": {"field": "printed"}, "color": {"value": palette.TEXT}}
        mark = {"type": "text", "align": align, "baseline": "middle", "dx": dx}
        layers.append({"transform": [{"filter": test}], "mark": mark, "encoding": {**encoding, **text}})
    return layers


def _bars(chart: Chart) -> Layer:
    many = len(chart.series) > 1
    place: dict[str, Any] = {"y": _categories(chart), "x": _value_axis(chart)}
    if many:
        place["yOffset"] = {"field": "series", "type": "nominal", "sort": [s.name for s in chart.series]}
        place["y"]["scale"] = {"paddingInner": 0.25, "paddingOuter": 0.1}
    bar = {
        "mark": {"type": "bar"} if many else {"type": "bar", "height": {"band": 0.62}},
        "encoding": {**place, "color": _colours(chart, palette.SERIES, legend=many)},
    }
    return {"height": _height(chart, len(chart.categories)), "layer": [bar, *_labels(chart, place)]}


def _variances(chart: Chart) -> Layer:
    place: dict[str, Any] = {"y": _categories(chart), "x": _value_axis(chart)}
    # The name of a bar below zero stands to the left of all bars, never on top of one.
    colour = {"condition": {"test": "datum.value < 0", "value": palette.MINUS}, "value": palette.PLUS}
    bar = {"mark": {"type": "bar", "height": {"band": 0.62}}, "encoding": {**place, "color": colour}}
    zero = {"data": {"values": [{"zero": 0}]}, "mark": {"type": "rule", "color": palette.AXIS}}
    zero["encoding"] = {"x": {"field": "zero", "type": "quantitative"}}
    return {"height": max(len(chart.categories), 1) * ROW, "layer": [bar, zero, *_labels(chart, place)]}


def _shares(chart: Chart) -> Layer:
    order = {"field": "part", "type": "quantitative"}
    axis = {"title": None, "format": ".0%", "tickCount": 5, "domain": False, "ticks": False}
    bar = {
        "mark": {"type": "bar", "height": {"band": 0.62}},
        "encoding": {
            "y": _categories(chart),
            "x": {"field": "value", "type": "quantitative", "stack": "normalize", "axis": axis},
            "color": _colours(chart, palette.SHARES, legend=True),
            "order": order,
        },
    }
    inks = [palette.ink_on(palette.SHARES[i % len(palette.SHARES)]) for i in range(len(chart.series))]
    label = {
        "transform": [
            {"joinaggregate": [{"op": "sum", "field": "value", "as": "whole"}], "groupby": ["category"]},
            # A share too narrow for its number has it in the table only; the filter must not change the stack.
            {"calculate": "datum.value >= 0.05 * datum.whole ? datum.printed : ''", "as": "said"},
        ],
        "mark": {"type": "text", "baseline": "middle"},
        "encoding": {
            "y": _categories(chart),
            "x": {"field": "value", "type": "quantitative", "stack": "normalize", "bandPosition": 0.5},
            "text": {"field": "said"},
            "detail": {"field": "series"},
            "order": order,
            "color": {
                "field": "series",
                "legend": None,
                "scale": {"domain": [s.name for s in chart.series], "range": inks},
            },
        },
    }
    return {
        "height": max(len(chart.categories), 1) * ROW,
        "layer": [bar, label],
        "resolve": {"scale": {"color": "independent"}},
    }


def _lines(chart: Chart) -> Layer:
    """Outcomes as lines, the last of several series as the dashed target; the names stand at the ends."""
    names = [series.name for series in chart.series]
    target = len(names) - 1 if len(names) > 1 else -1
    colours = [palette.TARGET if i == target else palette.SERIES[i % 4] for i in range(len(names))]
    colour = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": names, "range": colours},
    }
    lowest, highest = _span(_floats(chart))
    y = _value_axis(chart)
    # A line that lives between 5 and 7 is not drawn from zero: the movement is what it shows.
    y["scale"] = {"domain": [lowest, highest], "nice": False, "zero": False}
    y["axis"] |= {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -14, "titleX": -24}
    axis = {"title": None, "labelAngle": 0, "ticks": False, "labelOverlap": True}
    x = {"field": "category", "type": "ordinal", "sort": list(chart.categories), "axis": axis}
    place = {"x": x, "y": y, "color": colour}
    dashes = {"condition": {"test": f"datum.part == {target}", "value": [5, 4]}, "value": [1, 0]}
    runs = list(_unbroken(chart))
    line = {
        "data": {"values": runs},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {**place, "detail": {"field": "run"}, "strokeDash": dashes},
    }
    point = {
        "transform": [{"filter": f"datum.part != {target}"}],
        "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
        "encoding": place,
    }
    ends = [
        {
            "data": {"values": [record]},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 9, "fontWeight": 600},
            "encoding": {"x": x, "y": {"value": pixel}, "color": colour, "text": {"field": "said"}},
        }
        for record, pixel in _ends(runs, lowest, highest)
    ]
    return {"height": LINES, "layer": [line, point, *ends]}


def _span(values: list[float]) -> tuple[float, float]:
    lowest, highest = min(values, default=0.0), max(values, default=1.0)
    air = (highest - lowest) * 0.12 or abs(highest) * 0.12 or 1.0
    return (0.0 if 0 <= lowest < air else lowest - air), highest + air


def _unbroken(chart: Chart) -> Iterator[dict[str, Any]]:
    """The records, with a new run after each missing value: no line is drawn over what is not known."""
    before: tuple[int, int] | None = None
    run = 0
    for record in _values(chart):
        place = record["part"], record["position"]
        if before is None or place != (before[0], before[1] + 1):
            run += 1
        before = place
        yield {**record, "run": run}


def _ends(records: list[dict[str, Any]], lowest: float, highest: float) -> list[tuple[dict[str, Any], float]]:
    """The last record of each series with the height of its label, in pixels, so that no two labels meet."""
    last = {record["part"]: record for record in records}
    placed: list[tuple[dict[str, Any], float]] = []
    floor = 0.0
    for record in sorted(last.values(), key=lambda record: (-record["value"], record["part"])):
        pixel = max(LINES * (highest - record["value"]) / (highest - lowest), floor)
        floor = pixel + 15
        placed.append(({**record, "said": f"{record['series']} {record['printed']}"}, round(pixel, 1)))
    return placed


def _bullets(chart: Chart) -> Layer:
    """The first series as bars, the second as the mark to reach; the number stands beyond both."""
    place: dict[str, Any] = {"y": _categories(chart), "x": _value_axis(chart)}
    colour = _colours(chart, (palette.PLUS, palette.MARK), legend=True)
    bar = {
        "transform": [{"filter": "datum.part == 0"}],
        "mark": {"type": "bar", "height": {"band": 0.5}},
        "encoding": {**place, "color": colour},
    }
    mark = {
        "transform": [{"filter": "datum.part == 1"}],
        "mark": {"type": "tick", "thickness": 3, "size": ROW * 0.8, "opacity": 1},
        "encoding": {**place, "color": colour},
    }
    beyond = {
        "transform": [
            {"joinaggregate": [{"op": "max", "field": "value", "as": "reach"}], "groupby": ["position"]},
            {"filter": "datum.part == 0"},
        ],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 7},
        "encoding": {
            **place,
            "x": {**place["x"], "field": "reach"},
            "text": {"field": "printed"},
            "color": {"value": palette.TEXT},
        },
    }
    return {"height": max(len(chart.categories), 1) * (ROW + 4), "layer": [bar, mark, beyond]}
