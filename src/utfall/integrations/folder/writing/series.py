"""Measured values written in the long format, on the lines that their sources name."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from utfall.domain.figure import Figure, Grounds
from utfall.domain.unit import KR, Dimension, Unit
from utfall.integrations.folder.series import COLUMNS, GROUNDS, SOURCE, MeasureDefinition, places
from utfall.integrations.folder.source import DELIMITED
from utfall.integrations.folder.writing.yaml_text import decimal_text

OTHERS = "matvarden-ovriga.csv"
"""The file of values that came from no file of the folder."""
_LINE = re.compile(r"rad (\d+)")


def files(figures: Iterable[Figure], measures: Mapping[str, MeasureDefinition]) -> Mapping[str, str]:
    """The files by name, each value on the line that its source names, so that reading gives the same sources.

    A value without a line in a delimited file is put in a file of its own, at the end, with its source beside it.
    """
    return {name: _text(lines, measures, name) for name, lines in placement(figures).items()}


def placement(figures: Iterable[Figure]) -> dict[str, dict[int, Figure]]:
    """The file and the line of each value."""
    placed: dict[str, dict[int, Figure]] = {}
    loose: list[Figure] = []
    for figure in figures:
        line = _LINE.fullmatch(figure.source.place)
        name = figure.source.document
        number = int(line[1]) if line else 0
        taken = placed.get(name, {})
        if number < 2 or number in taken or not name.lower().endswith(DELIMITED):
            loose.append(figure)
        else:
            placed.setdefault(name, taken)[number] = figure
    if loose:
        others = placed.setdefault(OTHERS, {})
        others |= enumerate(loose, start=max(others, default=1) + 1)
    return placed


def long_format(figures: Iterable[Figure], measures: Mapping[str, MeasureDefinition]) -> str:
    """All the values in one file, in the order given."""
    return _text(dict(enumerate(figures, start=2)), measures, "")


def _text(lines: Mapping[int, Figure], measures: Mapping[str, MeasureDefinition], name: str) -> str:
    """The columns of what values are made of, and of their sources, only where a value has any of it."""
    grounds = any(figure.grounds for figure in lines.values())
    sources = any(_source(figure, name, number) for number, figure in lines.items())
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow((*COLUMNS, *(GROUNDS if grounds else ()), *(SOURCE if sources else ())))
    at = 1
    for number in sorted(lines):
        figure = lines[number]
        buffer.write("\n" * (number - at - 1))
        cells = [*row(figure, measures)]
        cells += made_of(figure.grounds) if grounds else ()
        cells += (_source(figure, name, number) or ("", "")) if sources else ()
        writer.writerow(cells)
        at = number
    return buffer.getvalue()


def _source(figure: Figure, name: str, number: int) -> tuple[str, str] | None:
    """The source where it is not the line itself; in a file for others (no name), not a line of any file."""
    source = figure.source
    line = _LINE.fullmatch(source.place)
    own = line is not None if not name else (source.document, source.place) == (name, f"rad {number}")
    return None if own else (source.document, source.place)


def made_of(grounds: Grounds | None) -> tuple[str, ...]:
    """The cells of what a value is made of; empty where nothing is known."""
    known = grounds or Grounds()
    above, below = (
        "" if value is None else decimal_text(_short(value)) for value in (known.numerator, known.denominator)
    )
    return above, below, "" if known.answers is None else str(known.answers), known.reason


def _short(value: Decimal) -> Decimal:
    """Without the zeros that a database keeps."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()


def row(figure: Figure, measures: Mapping[str, MeasureDefinition]) -> tuple[str, ...]:
    """The cells of a value: in the unit of its measure, with the decimals of its source."""
    address = figure.address
    definition = measures.get(address.measure)
    value, decimals = figure.value, figure.decimals
    if definition is not None and figure.unit == KR and definition.unit.dimension is Dimension.MONEY:
        value, decimals = _in_unit(value, decimals, definition.unit)
    column = " ".join((address.scenario.value, *(f"{name}={cut}" for name, cut in address.cuts)))
    return (str(address.period), address.scope.code, address.measure, column, _written(value, decimals))


def _in_unit(value: Decimal, decimals: int, unit: Unit) -> tuple[Decimal, int]:
    """Kronor given in tkr, mnkr or mdkr: powers of ten, so nothing is lost."""
    shift = places(unit)
    return value.scaleb(-shift), decimals + shift


def _written(value: Decimal, decimals: int) -> str:
    """With the decimals of the source, or more where the value needs them."""
    exponent = value.normalize().as_tuple().exponent
    needed = max(0, -exponent if isinstance(exponent, int) else 0, decimals)
    return decimal_text(value.quantize(Decimal(1).scaleb(-needed)))
