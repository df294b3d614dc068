"""What the pages of indicators keep beside their values, as values and as rows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import F

from utfall.domain.figure import Address
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import work as domain
from utfall.locale import mark as _
from utfall.records.indicators.models import Comparison, Indicator, Value
from utfall.records.indicators.objects import figure_of, value_row
from utfall.records.organisation.models import Authority, OrgUnit, Person

NO_ACCOUNT = _("{person} har inget konto här. De mätvärden som hon har matat in är inlästa utan namn.")


def indicator_work_of(authority: Authority) -> domain.IndicatorWork:
    """The work with the authority's indicators, each value's history in its own order. Two queries."""
    rows = Value.objects.filter(authority=authority).exclude(replaced_at=None, entered_by=None)
    compared = Comparison.objects.filter(indicator__authority=authority).select_related("indicator")
    return domain.IndicatorWork(
        tuple(
            _entered(row)
            for row in rows.select_related("entered_by").order_by(
                "address", F("replaced_at").asc(nulls_last=True), "pk"
            )
        ),
        tuple(
            _comparison(row) for row in compared.order_by("indicator__code", "year", "municipality", "sex")
        ),
    )


def store_indicator_work(
    authority: Authority, work: domain.IndicatorWork, units: Mapping[str, OrgUnit]
) -> tuple[Finding, ...]:
    """The work as rows, after the values; people are known by their usernames, or left out and told."""
    names = {one.by for one in work.entered} - {""}
    people = {row.username: row for row in Person.objects.filter(username__in=names)}
    _store_entered(authority, work.entered, units, people)
    indicators = {row.code: row for row in Indicator.objects.filter(authority=authority)}
    Comparison.objects.bulk_create(
        Comparison(
            indicator=indicators[one.indicator], municipality=one.municipality, name=one.name, group=one.group,
            year=one.year, sex=one.sex, value="" if one.value is None else str(one.value), source=one.source,
            fetched_at=one.fetched_at,
        )
        for one in work.comparisons
    )  # fmt: skip
    return tuple(
        Finding("source.person", Severity.QUESTION, authority.code, NO_ACCOUNT, {"person": name})
        for name in sorted(names - people.keys())
    )


def _store_entered(
    authority: Authority, entered: Iterable[domain.Entered], units: Mapping[str, OrgUnit],
    people: Mapping[str, Person],
) -> None:  # fmt: skip
    in_force = {row.address: row for row in Value.objects.filter(authority=authority, replaced_at=None)}
    last = max((row.position for row in in_force.values()), default=-1) + 1
    replaced: list[Value] = []
    said: list[Value] = []
    for one in entered:
        now = in_force.get(str(one.address))
        if one.was is not None:
            position = now.position if now is not None else last
            row = value_row(authority, one.was, units[one.address.scope.code], at=one.at, position=position)
            row.entered_by, row.replaced_at = people.get(one.by), one.replaced_at
            replaced.append(row)
        elif now is not None:
            now.entered_by, now.entered_at = people.get(one.by), one.at
            said.append(now)
    Value.objects.bulk_create(replaced)
    Value.objects.bulk_update(said, ("entered_by", "entered_at"), batch_size=500)


def _entered(row: Value) -> domain.Entered:
    by = row.entered_by.username if row.entered_by else ""
    if row.replaced_at is None:
        return domain.Entered(Address.parse(row.address), row.entered_at, by)
    return domain.Entered(Address.parse(row.address), row.entered_at, by, figure_of(row), row.replaced_at)


def _comparison(row: Comparison) -> domain.Comparison:
    return domain.Comparison(
        row.indicator.code, row.municipality, row.name, row.group, row.year, row.sex,
        Decimal(row.value) if row.value else None, row.source, row.fetched_at,
    )  # fmt: skip
