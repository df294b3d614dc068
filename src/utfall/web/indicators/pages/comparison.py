"""What an indicator shows beside other municipalities: a drawing of one year, and a table of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from utfall.domain.indicators import DirectionOfGood
from utfall.domain.interval import rounded
from utfall.domain.period import Period
from utfall.domain.swedish import quantity
from utfall.domain.unit import COUNT
from utfall.locale import mark as _
from utfall.records.indicators.models import Comparison
from utfall.records.indicators.queries.measured import Measured, Standing

MISSING = "–"
_LEFT, _RIGHT, _ROW, _BAR = 150, 350, 26, 16
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Bar:
    """A municipality in the drawing; places in the drawing's own units."""

    name: str
    printed: str
    own: bool
    x: str
    y: str
    width: str
    text_y: str
    label_x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A municipality in the table, a value for each year."""

    name: str
    own: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison; without rows nothing has been fetched yet."""

    title: str
    group: str
    source: str
    years: tuple[str, ...]
    year: str
    ways: tuple[tuple[str, str, bool], ...]
    bars: tuple[Bar, ...]
    rows: tuple[ComparedRow, ...]
    height: int
    zero: str
    width: int = _WIDTH
    left: int = _LEFT - 8
    bar: int = _BAR


def compared(one: Standing, others: Sequence[Comparison], year: int | None) -> Compared:
    """The comparison of the year, or of the last one in which both have a value."""
    own = {
        each.period.end_year: each
        for each in one.outcomes
        if each.period == Period.year(each.period.end_year)
    }
    years = sorted({each.year for each in others})
    filled = [each.year for each in others if each.value]
    both = [each for each in filled if each in own]
    chosen = year if year in years else max(both or filled or years, default=0)
    bars = _drawn(one, own.get(chosen), [each for each in others if each.year == chosen and each.value])
    here = reverse("indicators:indicator", args=(one.row.pk,))
    last = others[-1] if others else None
    return Compared(
        title=_title(one, own.get(chosen), [each for each in others if each.year == chosen and each.value], chosen),
        group=last.group if last else "",
        source=gettext(_("Källa: %(source)s, hämtad %(date)s")) % {
            "source": last.source, "date": timezone.localtime(last.fetched_at).date().isoformat(),
        } if last else "",
        years=tuple(map(str, years)),
        year=str(chosen) if years else "",
        ways=tuple((str(each), f"{here}?uppdelning=kommuner&ar={each}", each == chosen) for each in years),
        bars=bars,
        rows=_rows(one, own, others, years),
        height=len(bars) * _ROW + 8,
        zero=_s(_zero([value for value, _name, _own in _values(one, own.get(chosen), others, chosen)])),
    )  # fmt: skip


def _values(
    one: Standing, own: Measured | None, others: Sequence[Comparison], year: int
) -> list[tuple[Decimal, str, bool]]:
    found = [(Decimal(each.value), each.name, False) for each in others if each.year == year and each.value]
    if own is not None:
        found.append((own.value, _ours(one), True))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def _drawn(one: Standing, own: Measured | None, others: Sequence[Comparison]) -> tuple[Bar, ...]:
    """The largest first; bars begin at nought, which lies within the drawing where something is below it."""
    year = others[0].year if others else 0
    values = _values(one, own, others, year)
    low, high = _ends([value for value, _name, _own in values])
    zero = _zero([value for value, _name, _own in values])
    bars = []
    for number, (value, name, is_own) in enumerate(values):
        end = _LEFT + (_RIGHT - _LEFT) * float((value - low) / (high - low))
        top = 4 + number * _ROW
        bars.append(
            Bar(
                name=name, printed=_printed(one, value), own=is_own, x=_s(min(zero, end)), y=_s(top),
                width=_s(max(abs(end - zero), 1)), text_y=_s(top + _BAR - 3), label_x=_s(max(end, zero) + 6), anchor="start",
            )
        )  # fmt: skip
    return tuple(bars)


def _ends(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    return (low, high) if high > low else (low, low + 1)


def _zero(values: Sequence[Decimal]) -> float:
    low, high = _ends(values)
    return _LEFT + (_RIGHT - _LEFT) * float(-low / (high - low))


def _title(one: Standing, own: Measured | None, others: Sequence[Comparison], year: int) -> str:
    """What the drawing shows: how many of the others are better, where one way is better."""
    if own is None or not others:
        return gettext(_("%(name)s i liknande kommuner")) % {"name": one.row.name}
    ours = rounded(own.value, _decimals(one))
    theirs = [rounded(Decimal(each.value), _decimals(one)) for each in others]
    match one.definition.direction:
        case DirectionOfGood.HIGHER:
            better = sum(1 for value in theirs if value > ours)
        case DirectionOfGood.LOWER:
            better = sum(1 for value in theirs if value < ours)
        case _:
            return gettext(_("%(name)s: %(value)s %(year)s, bland liknande kommuner från %(low)s till %(high)s")) % {
                "name": one.row.name, "value": _printed(one, ours), "year": year, "low": _printed(one, min(theirs)),
                "high": _printed(one, max(theirs)),
            }  # fmt: skip
    words = ngettext(
        "%(name)s: %(value)s %(year)s; %(better)s av %(num)s liknande kommun är bättre",
        "%(name)s: %(value)s %(year)s; %(better)s av %(num)s liknande kommuner är bättre",
        len(theirs),
    )
    return words % {
        "name": one.row.name, "value": _printed(one, ours), "year": year, "better": better, "num": len(theirs),
    }  # fmt: skip


def _printed(one: Standing, value: Decimal) -> str:
    return quantity(value, one.definition.unit, _decimals(one))


def _decimals(one: Standing) -> int:
    """One decimal at least, unless what is counted is whole: in whole per cent, neighbours would look alike."""
    return one.definition.decimals if one.definition.unit == COUNT else max(1, one.definition.decimals)


def _ours(one: Standing) -> str:
    return gettext(_("Vi, %(unit)s")) % {"unit": one.row.scope.name}


def _rows(
    one: Standing, own: dict[int, Measured], others: Sequence[Comparison], years: Sequence[int]
) -> tuple[ComparedRow, ...]:
    if not others:
        return ()
    by_name: dict[str, dict[int, str]] = {}
    for each in others:
        by_name.setdefault(each.name, {})[each.year] = (
            _printed(one, Decimal(each.value)) if each.value else ""
        )
    ours = tuple(_printed(one, own[year].value) if year in own else MISSING for year in years)
    return (
        ComparedRow(_ours(one), True, ours),
        *(
            ComparedRow(name, False, tuple(values.get(year) or MISSING for year in years))
            for name, values in sorted(by_name.items())
        ),
    )


def _s(place: float) -> str:
    return f"{place:.1f}"
