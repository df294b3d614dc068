"""A figure in running text held against a figure in a table: units, signs and printed precision."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.interval import Interval
from utfall.domain.unit import KR, MNKR, TKR, Dimension, Unit
from utfall.review.prose.mentions import Mention
from utfall.review.tables.grid import Place

_TELLING = 10
_MONEY = (MNKR, TKR, KR)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the cell says in the mention's unit: multiply the cell by `factor`, and whether the two can agree."""

    factor: Decimal
    agrees: bool


def compare(mention: Mention, place: Place, *, money: Unit | None) -> Comparison | None:
    """The cell against the mention; None where they measure different things.

    `money` is the unit of a money table that prints none. An unsigned figure is compared by size, unless a word
    gives it a sign (`underskott på 3`); a printed sign is taken as it stands, also after `lägre med`.
    """
    factor = scale(mention, place.unit, money=money)
    if factor is None or place.number.value is None:
        return None
    cell = Interval.printed(place.number.value, place.number.decimals).scaled(factor)
    if not mention.signed:
        factor *= _turned(mention, place.number.value)
        cell = Interval.printed(place.number.value, place.number.decimals).scaled(factor)
    return Comparison(factor, mention.interval.meets(cell))


def slipped(mention: Mention, place: Place, found: Comparison) -> bool:
    """Whether the figure becomes the cell's by its other sign, or by its decimal sign one step aside.

    Two digits at least: any figure of one digit is some other's slip.
    """
    value = place.number.value
    if found.agrees or value is None or abs(mention.value).scaleb(mention.figure.number.decimals) < _TELLING:
        return False
    cell = Interval.printed(value, place.number.decimals).scaled(abs(found.factor))
    sizes = [-mention.value] if mention.signed else []
    sizes += [mention.value.scaleb(1), mention.value.scaleb(-1)] if mention.signed else [
        abs(mention.value).scaleb(step) * (-1 if value < 0 else 1) for step in (1, -1)
    ]  # fmt: skip
    return any(size in cell for size in sizes)


def _turned(mention: Mention, value: Decimal) -> int:
    """−1 where the unsigned figure stands for a negative cell."""
    if mention.sign:
        return mention.sign
    return -1 if value < 0 else 1


def scale(mention: Mention, unit: Unit | None, *, money: Unit | None) -> Decimal | None:
    """What a cell in the unit is multiplied with to be in the mention's; None where they cannot be compared."""
    if mention.unit is None:
        plain = unit is None and money is None
        return (
            Decimal(1) if plain or (unit and unit.dimension in (Dimension.SCALE, Dimension.COUNT)) else None
        )
    if unit is None:
        return money.factor / mention.unit.factor if mention.is_money and money is not None else None
    if unit.dimension is not mention.unit.dimension:
        return None
    if unit.dimension is Dimension.MONEY:
        return unit.factor / mention.unit.factor
    return Decimal(1) if unit == mention.unit else None


def money_unit(pairs: Iterable[tuple[Mention, Place]]) -> Unit | None:
    """The unit in which the cells of a table without units agree with most of the figures said to be them.

    None where no unit makes two of them agree, or two units do equally well.
    """
    found = list(pairs)
    if not found:
        return None
    votes = {unit: sum(_agrees(mention, place, unit) for mention, place in found) for unit in _MONEY}
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    if ranked[0][1] == 0 or ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


def _agrees(mention: Mention, place: Place, unit: Unit) -> bool:
    found = compare(mention, place, money=unit)
    return found is not None and found.agrees


def usual_money(mentions: Iterable[Mention]) -> Unit | None:
    """The unit in which the running text gives most of its amounts with decimals."""
    counts = Counter(
        m.unit.symbol for m in mentions if m.unit is not None and m.is_money and m.figure.number.decimals
    )
    symbol = counts.most_common(1)[0][0] if counts else ""
    return next((unit for unit in _MONEY if unit.symbol == symbol), None)
