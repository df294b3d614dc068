"""What came from Kolada, as figures of the authority's indicators; and what is compared with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR, Dimension, unit_named
from utfall.integrations.kolada import KeyValue, read_harvest
from utfall.records.indicators import uploads
from utfall.records.indicators.models import Comparison, Fetch, Indicator
from utfall.records.indicators.queries.measured import SEX, money_shift
from utfall.records.organisation.models import Authority

SOURCE = "Kolada"
SEXES = {"K": "k", "M": "m"}


@dataclass(frozen=True, slots=True)
class Came:
    """All that came: `figures` are the own values, `missing` those that Kolada has none of, `others` the group's."""

    figures: tuple[Figure, ...]
    missing: tuple[KeyValue, ...]
    others: tuple[KeyValue, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    group: str
    indicators: Mapping[str, tuple[Indicator, ...]]


def key_figures(authority: Authority) -> dict[str, tuple[Indicator, ...]]:
    """The indicators that are key figures of Kolada, by its code, in their order."""
    found: dict[str, tuple[Indicator, ...]] = {}
    rows = Indicator.objects.filter(authority=authority).exclude(kolada="").select_related("scope")
    for row in rows.order_by("position", "pk"):
        found[row.kolada] = (*found.get(row.kolada, ()), row)
    return found


def came(row: Fetch) -> Came | None:
    """What the fetch gave; None where it has given nothing."""
    kept = uploads.kept(row.authority, row.answer)
    if kept is None:
        return None
    found = read_harvest(kept[1])
    indicators = key_figures(row.authority)
    return Came(
        figures=tuple(_figures(found.values, indicators)),
        missing=tuple(one for one in found.values if one.value is None),
        others=found.others,
        names=found.names,
        titles=found.titles,
        group=found.group,
        indicators=indicators,
    )


def findings_of(row: Fetch) -> tuple[Finding, ...]:
    """What is to be known of what came."""
    return tuple(
        Finding(one["code"], Severity(one["severity"]), one["where"], one["message"], one["values"])
        for one in row.findings
    )


def fetch(authority: Authority, number: int) -> Fetch | None:
    """The authority's fetch with the number."""
    return Fetch.objects.filter(authority=authority, pk=number).select_related("authority", "by").first()


def latest(authority: Authority) -> Fetch | None:
    """The authority's last fetch."""
    return Fetch.objects.filter(authority=authority).order_by("-at", "-pk").first()


def comparisons(row: Indicator) -> tuple[Comparison, ...]:
    """What other municipalities have of the indicator, everybody together, by year and name."""
    return tuple(row.comparisons.filter(sex="").order_by("year", "name"))


def _figures(values: Iterable[KeyValue], indicators: Mapping[str, tuple[Indicator, ...]]) -> Iterator[Figure]:
    """What Kolada has a value of; a missing one is never zero, and so not among them."""
    for one in values:
        if one.value is None:
            continue
        for row in indicators.get(one.kpi, ()):
            cuts = ((SEX, SEXES[one.sex]),) if one.sex in SEXES else ()
            address = Address(
                row.measure, Scope(row.scope.code), Period.year(one.year), Scenario.OUTCOME, cuts
            )
            unit = unit_named(row.unit_of_measure)
            exponent = one.value.as_tuple().exponent
            value, decimals = one.value, max(0, -exponent if isinstance(exponent, int) else 0)
            if unit.dimension is Dimension.MONEY and unit != KR:
                value, decimals, unit = unit.convert(value, to=KR), decimals - money_shift(unit), KR
            yield Figure(address, value, unit, decimals, Source(SOURCE, f"{one.kpi} {one.year}"), row.name)
