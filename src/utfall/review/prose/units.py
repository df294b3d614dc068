"""Units that cannot be right: per cent of a mass, a missing mass, per cent for percentage points, tkr for mnkr."""

import re
from collections.abc import Iterator
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.domain.unit import PERCENT, Dimension
from utfall.locale import mark as _
from utfall.review.languages import Role
from utfall.review.prose.mentions import Mention
from utfall.review.prose.reading import Reading, where
from utfall.review.tables.grid import Place, TableView

_RATIO = re.compile(r"\s*[^\W\d_][\w₂]{0,8}\s*/\s*[^\W\d_]+")
_DENOMINATOR = re.compile(r"/\s*(?P<what>[^\W\d_]+)\s*$")
_TIMES = Decimal(10)


def findings(reading: Reading) -> Iterator[Finding]:
    """Figures whose unit does not fit what is measured."""
    for mention in reading.mentions:
        yield from _per_cent_of_a_mass(mention, reading)
        yield from _mass_left_out(mention, reading)
        yield from _another_denominator(mention, reading)
    yield from _points_in_text(reading)
    for table in reading.context.tables:
        yield from _points_in_table(table, reading)
    yield from _magnitude(reading)


def _per_cent_of_a_mass(mention: Mention, reading: Reading) -> Iterator[Finding]:
    rest = mention.passage.text[mention.figure.end :]
    cues = reading.language.cues
    if mention.is_share and (cues.mass.match(rest) or cues.emission.match(rest) or _RATIO.match(rest)):
        after = rest.split("\n")[0].strip().split(" ")[0].rstrip(".,;")
        yield Finding(
            "prose.unit", Severity.ERROR, where(mention.passage),
            _("”{printed} {after}”: procenttecknet står framför en annan måttenhet. Ange bara den ena."),
            {"printed": mention.printed, "after": after}, (mention.path,),
        )  # fmt: skip


def _mass_left_out(mention: Mention, reading: Reading) -> Iterator[Finding]:
    if mention.unit is not None:
        return
    found = reading.language.cues.emission.match(mention.passage.text[mention.figure.end :])
    if found:
        yield Finding(
            "prose.unit", Severity.ERROR, where(mention.passage),
            _("”{printed}{after}”: måttenheten saknar massa. Skriv till exempel kg framför."),
            {"printed": mention.printed, "after": found[0].rstrip()}, (mention.path,),
        )  # fmt: skip


def _another_denominator(mention: Mention, reading: Reading) -> Iterator[Finding]:
    """`per portion på 0,5 kg CO₂e/kg`: two denominators for one figure."""
    said = list(reading.language.cues.per.finditer(mention.before[-40:]))
    printed = _DENOMINATOR.search(mention.printed)
    if not said or not printed:
        return
    what, other = said[-1]["what"], printed["what"]
    if reading.language.stem(what) != reading.language.stem(other):
        yield Finding(
            "prose.unit", Severity.ERROR, where(mention.passage),
            _("Texten säger per {what}, men ”{printed}” är per {other}."),
            {"what": what, "printed": mention.printed, "other": other}, (mention.path,),
        )  # fmt: skip


def _points_in_text(reading: Reading) -> Iterator[Finding]:
    """Från 6,1 % till 6,3 %, en ökning med 0,2 %: a difference of two shares is percentage points."""
    cues = reading.language.cues
    groups = zip(reading.mentions, reading.mentions[1:], reading.mentions[2:], strict=False)
    for first, second, third in groups:
        one = first.passage.path == third.passage.path and first.number == third.number
        if not (one and first.is_share and second.is_share and third.is_share and first.value):
            continue
        told = cues.from_word.search(first.before[-12:]) and cues.to_word.search(second.before)
        if not told or not cues.corresponds.search(third.before):
            continue
        apart = abs(second.value - first.value)
        relative = apart / abs(first.value) * 100
        if abs(third.value) in _around(apart, third) and abs(third.value) not in _around(relative, third):
            yield _points(third, where(third.passage))


def _around(value: Decimal, mention: Mention) -> "_Near":
    return _Near(value, Decimal(1).scaleb(-mention.figure.number.decimals))


class _Near:
    """The values within one printed step of a value."""

    def __init__(self, value: Decimal, step: Decimal) -> None:
        self._low, self._high = value - step, value + step

    def __contains__(self, other: Decimal) -> bool:
        return self._low <= other <= self._high


def _points(mention: Mention, place: str) -> Finding:
    return Finding(
        "prose.unit", Severity.ERROR, place,
        _("”{printed}” är skillnaden mellan två procenttal. Skriv procentenheter."),
        {"printed": mention.printed}, (mention.path,),
    )  # fmt: skip


def _points_in_table(table: TableView, reading: Reading) -> Iterator[Finding]:
    """A column of changes in per cent that are differences between two other columns in per cent."""
    for column in table.columns:
        if column.role not in (Role.CHANGE, Role.VARIANCE):
            continue
        cells = [place for place in table.places.values() if place.column == column]
        if not cells or not all(_is_difference(place, table) for place in cells):
            continue
        first = cells[0]
        yield Finding(
            "prose.unit", Severity.ERROR, first.number.place or table.name(),
            _("Kolumnen ”{column}”: ”{printed}” är skillnaden mellan två procenttal. Skriv procentenheter."),
            {"column": column.label, "printed": first.number.printed}, tuple(place.path for place in cells),
        )  # fmt: skip


def _is_difference(place: Place, table: TableView) -> bool:
    """Whether the cell is the difference of two shares in its row, and not their relative change."""
    value = place.number.value
    if place.unit != PERCENT or value is None:
        return False
    others = [
        p.number.value for p in table.places.values()
        if p.row == place.row and p.column != place.column and p.unit == PERCENT and p.number.value is not None
    ]  # fmt: skip
    step = Decimal(1).scaleb(-place.number.decimals)
    pairs = [(a, b) for a in others for b in others if a != b and b]
    differs = any(a - b == value for a, b in pairs)
    relative = any(abs((a - b) / b * 100 - value) <= step for a, b in pairs)
    return differs and not relative


def _magnitude(reading: Reading) -> Iterator[Finding]:
    """An amount ten times every one in the tables, whose digits stand in a table in a smaller unit."""
    cells = [
        (place, abs(place.number.value) * unit.factor) for place in reading.context.places.values()
        if (unit := place.unit or reading.linker.units.get(place.table)) is not None
        and unit.dimension is Dimension.MONEY and place.number.value
    ]  # fmt: skip
    largest = max((amount for _place, amount in cells), default=Decimal(0))
    for mention in reading.mentions:
        if not cells or mention.unit is None or not mention.is_money:
            continue
        if abs(mention.value) * mention.unit.factor < largest * _TIMES:
            continue
        same = next((place for place, _amount in cells if _same_digits(mention, place)), None)
        if same is not None:
            yield Finding(
                "prose.unit-magnitude", Severity.ERROR, where(mention.passage),
                _("”{printed}” är mer än tio gånger så mycket som något belopp i tabellerna, där {same} står i en "
                  "annan enhet. Rätta enheten."),
                {"printed": mention.printed, "same": same.number.printed}, (mention.path, same.path),
            )  # fmt: skip


def _same_digits(mention: Mention, place: Place) -> bool:
    value = place.number.value
    return (
        value is not None
        and mention.unit != place.unit
        and abs(value) == abs(mention.value)
        and abs(value) >= 10
    )
