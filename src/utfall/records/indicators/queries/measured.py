"""Indicators with the outcomes that are in force."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import overload

from utfall.domain import indicators as domain
from utfall.domain.figure import Figure
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import Dimension, Unit, unit_named
from utfall.records.indicators.models import Indicator, IndicatorRelation, NoValue, Target, Value
from utfall.records.indicators.objects import indicator_value
from utfall.records.indicators.queries.series import Order, Series, order, outcomes, place
from utfall.records.organisation.models import Authority, OrgUnit

SEX = "kon"
"""The name of the cut that parts women (k) and men (m)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome with its period, and its value and decimals in the indicator's own unit.

    `row` is how it is stored; None for what follows from other figures, as the round's facts have it.
    """

    period: Period
    value: Decimal
    decimals: int
    address: str
    source: str
    row: Value | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator with its outcomes for the whole of its scope, the earliest first."""

    row: Indicator
    definition: domain.Indicator
    outcomes: Sequence[Measured]
    order: Order

    @property
    def last(self) -> Measured | None:
        """The latest outcome."""
        return self.outcomes[-1] if self.order.periods else None

    @property
    def before(self) -> Measured | None:
        """What the latest one is compared with: the same months a year before, or else the last of the same kind."""
        return None if self.order.before is None else self.outcomes[self.order.before]

    @property
    def base(self) -> Decimal | None:
        """The outcome of the base year, where there is one."""
        year = self.definition.base_year
        found = self.order.where.get(Period.year(year)) if year else None
        return None if found is None else self.outcomes[found].value

    def latest(self, number: int) -> list[Decimal]:
        """The values of the latest outcomes, for a drawing."""
        if isinstance(self.outcomes, _Listed):
            return self.outcomes.values(slice(-number, None))
        return [one.value for one in self.outcomes[-number:]]

    @property
    def target(self) -> domain.Target | None:
        """The target that the latest outcome is on its way to: of its year or the next one, else the last."""
        targets = sorted(self.definition.targets, key=lambda target: target.year)
        year = self.order.periods[-1].end_year if self.order.periods else 0
        return next((one for one in targets if one.year >= year), targets[-1] if targets else None)

    @property
    def status(self) -> domain.TargetStatus:
        """The word for the latest outcome against its target."""
        last = self.last
        return domain.status(self.target, last.value if last else None, base=self.base)

    @property
    def trend(self) -> domain.Trend | None:
        """How the latest outcome has moved; None where there is nothing to compare with."""
        before, last = self.before, self.last
        if last is None or before is None:
            return None
        return domain.trend(self.definition, now=last.value, before=before.value)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything about one indicator: outcomes by sex and by unit, corrections, what it depends on."""

    standing: Standing
    by_sex: Mapping[str, tuple[Measured, ...]]
    by_unit: Mapping[OrgUnit, tuple[Measured, ...]]
    corrected: tuple[Value, ...]
    no_values: tuple[NoValue, ...]
    relations: tuple[IndicatorRelation, ...]
    related: Mapping[str, Indicator]


def indicator(number: int) -> Indicator | None:
    """An indicator with its authority, scope and targets, or None."""
    rows = Indicator.objects.select_related("authority", "scope").prefetch_related("targets")
    return rows.filter(pk=number).first()


def standings(authority: Authority, *, derived: Iterable[Figure] = ()) -> tuple[Standing, ...]:
    """All indicators of the authority in their order, with outcomes that follow from others. Four queries.

    An outcome is taken out when it is asked for, without source and row; a page of its own has them all.
    """
    rows = tuple(Indicator.objects.filter(authority=authority).order_by("position", "pk"))
    targets: dict[int, list[Target]] = {}
    for target in Target.objects.filter(indicator__authority=authority).order_by("position", "pk"):
        targets.setdefault(target.indicator_id, []).append(target)
    scopes = OrgUnit.objects.in_bulk({row.scope_id for row in rows})
    stored, none = outcomes(_in_force(authority)), Series()
    follows: dict[tuple[str, str], list[Figure]] = {}
    for figure in derived:
        follows.setdefault((figure.address.measure, figure.scope.code), []).append(figure)
    found = []
    for row in rows:
        row.scope = scopes[row.scope_id]
        definition = indicator_value(row, targets.get(row.pk, ()))
        series = stored.get((row.measure, row.scope_id), none)
        listed = _Listed(series, f"{row.measure}:{row.scope.code}", definition.unit)
        figures = follows.get((row.measure, row.scope.code))
        if figures:
            found.append(_with(row, definition, listed, figures))
        else:
            found.append(Standing(row, definition, listed, series.order))
    return tuple(found)


class _Listed(Sequence[Measured]):
    """The outcomes of a series in the indicator's own unit, each made when it is asked for; `beginning` of its address."""

    __slots__ = ("_beginning", "_made", "_series", "_unit")

    def __init__(self, series: Series, beginning: str, unit: Unit) -> None:
        self._series, self._beginning, self._unit = series, beginning, unit
        self._made: dict[int, Measured] = {}

    def __len__(self) -> int:
        return len(self._series.order.periods)

    @overload
    def __getitem__(self, number: int) -> Measured: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Measured, ...]: ...

    def __getitem__(self, number: int | slice) -> Measured | tuple[Measured, ...]:
        if isinstance(number, slice):
            return tuple(self[one] for one in range(*number.indices(len(self))))
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = self._one(number)
        return made

    def values(self, numbers: slice) -> list[Decimal]:
        """The values alone of a part of them."""
        if set(self._series.units(numbers)) <= {self._unit.symbol}:
            return [Decimal(value) for value in self._series.values(numbers)]
        return [one.value for one in self[numbers]]

    def _one(self, number: int) -> Measured:
        stored, known, symbol = self._series.one(number)
        value, decimals = in_unit(Decimal(stored), known, _unit(symbol), self._unit)
        period = self._series.order.periods[number]
        return Measured(period, value, decimals, f"{self._beginning}:{period}:{Scenario.OUTCOME.value}", "")


def standing_of(row: Indicator, definition: domain.Indicator, outcomes: Sequence[Measured]) -> Standing:
    """The indicator with these outcomes, in order already."""
    return Standing(row, definition, outcomes, order(one.period for one in outcomes))


def standing(row: Indicator) -> Standing:
    """One indicator with the outcomes of its whole scope."""
    return _standing(row, _in_force(row.authority).filter(measure=row.measure, scope=row.scope, cuts={}))


def whole(row: Indicator, *, derived: Iterable[Figure] = ()) -> Whole:
    """One indicator with all that its page shows; `derived` are figures that follow from others."""
    follows = _of(row, derived)
    values = list(
        _in_force(row.authority)
        .filter(measure=row.measure, scope__path__startswith=row.scope.path)
        .select_related("scope", "entered_by")
    )
    unit = unit_named(row.unit_of_measure)
    own = [value for value in values if value.scope_id == row.scope_id]
    by_unit: dict[OrgUnit, list[Value]] = {}
    for value in values:
        if value.scope_id != row.scope_id and not value.cuts:
            by_unit.setdefault(value.scope, []).append(value)
    relations = relations_of(row)
    return Whole(
        standing=_standing(row, [value for value in own if not value.cuts], follows),
        by_sex={sex: found for sex in ("k", "m") if (found := _cut(row, own, follows, {SEX: sex}))},
        by_unit={
            scope: measured(found, unit)
            for scope, found in sorted(by_unit.items(), key=lambda pair: pair[0].position)
        },
        corrected=corrections(row),
        no_values=tuple(row.no_values.select_related("scope", "by").order_by("-at")),
        relations=relations,
        related=_related(row, relations),
    )


def _cut(
    row: Indicator, values: Iterable[Value], follows: Iterable[Figure], cuts: Mapping[str, str]
) -> tuple[Measured, ...]:
    """The outcomes of a part of those who are measured, stored and derived."""
    unit = unit_named(row.unit_of_measure)
    stored = measured((value for value in values if value.cuts == cuts), unit)
    made = [_follows(figure, unit, row.decimals) for figure in follows if dict(figure.address.cuts) == cuts]
    return _in_order([*stored, *made])


def outcome(row: Indicator, unit: str, period: Period) -> Value | None:
    """The outcome in force of everybody, at the unit with the code in the period."""
    return _in_force(row.authority).filter(  # type: ignore[no-any-return]
        measure=row.measure, scope__code=unit, period=str(period), cuts={}
    ).first()  # fmt: skip


def relations_of(row: Indicator) -> tuple[IndicatorRelation, ...]:
    """The declared dependences that the indicator is part of."""
    rows = IndicatorRelation.objects.filter(authority=row.authority).order_by("position", "pk")
    return tuple(one for one in rows if row.code in (one.subject, *one.members))


def corrections(row: Indicator) -> tuple[Value, ...]:
    """The values that were replaced, the last first, each with who entered it."""
    rows = Value.objects.filter(
        authority=row.authority, measure=row.measure, scope__path__startswith=row.scope.path,
        replaced_at__isnull=False,
    )  # fmt: skip
    return tuple(rows.select_related("scope", "entered_by").order_by("-replaced_at", "-pk"))


def measured(values: Iterable[Value], unit: Unit) -> tuple[Measured, ...]:
    """The outcomes in the unit, by the end of their period."""
    return _in_order(_measured(value, unit) for value in values)


def money_shift(unit: Unit) -> int:
    """How many decimals more a unit of money has than the krona, in which money is stored; 0 of other units."""
    return len(str(int(unit.factor))) - 1 if unit.dimension is Dimension.MONEY else 0


def _in_order(found: Iterable[Measured]) -> tuple[Measured, ...]:
    return tuple(sorted(found, key=lambda one: place(one.period)))


def _measured(row: Value, unit: Unit) -> Measured:
    value, decimals = in_unit(Decimal(row.value), row.decimals, _unit(row.unit_of_measure), unit)
    source = ", ".join(filter(None, (row.source_document, row.source_place)))
    return Measured(_period(row.period), value, decimals, row.address, source, row)


# Thousands of values have a dozen periods and units between them.
_unit = functools.lru_cache(maxsize=256)(unit_named)
_period = functools.lru_cache(maxsize=1024)(Period.parse)


def _follows(figure: Figure, unit: Unit, decimals: int) -> Measured:
    value, known = in_unit(figure.value, figure.decimals, figure.unit, unit)
    return Measured(figure.period, value, min(known, decimals), str(figure.address), str(figure.source))


def in_unit(value: Decimal, decimals: int, stored: Unit, unit: Unit) -> tuple[Decimal, int]:
    """Money in the indicator's own unit; anything else as it is."""
    if (
        stored is not unit
        and stored != unit
        and stored.dimension is Dimension.MONEY
        and unit.dimension is Dimension.MONEY
    ):
        shift = money_shift(unit) - money_shift(stored)
        return value.scaleb(-shift), max(0, decimals + shift)
    return value, decimals


def _of(row: Indicator, derived: Iterable[Figure]) -> list[Figure]:
    return [one for one in derived if (one.address.measure, one.scope.code) == (row.measure, row.scope.code)]


def _in_force(authority: Authority):  # type: ignore[no-untyped-def]
    return Value.objects.filter(authority=authority, replaced_at=None, scenario=Scenario.OUTCOME.value)


def _standing(row: Indicator, values: Iterable[Value], derived: Iterable[Figure] = ()) -> Standing:
    definition = indicator_value(row)
    return _with(row, definition, measured(values, definition.unit), derived)


def _with(
    row: Indicator, definition: domain.Indicator, stored: Sequence[Measured], derived: Iterable[Figure]
) -> Standing:
    """The stored outcomes, in order already, with those that follow from other figures and are not stored."""
    known = {one.address for one in stored}
    follows = [
        _follows(figure, definition.unit, definition.decimals)
        for figure in derived
        if str(figure.address) not in known and not figure.address.cuts
    ]
    return standing_of(row, definition, _in_order([*stored, *follows]) if follows else stored)


def _related(row: Indicator, relations: Iterable[IndicatorRelation]) -> dict[str, Indicator]:
    codes = {code for one in relations for code in (one.subject, *one.members)} - {"", row.code}
    if not codes:
        return {}
    return {one.code: one for one in Indicator.objects.filter(authority=row.authority, code__in=codes)}
