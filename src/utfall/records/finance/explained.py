"""Explanations of variances as rows, and as the values that reports are made from."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain.figure import Address, Scope
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence
from utfall.domain.scenario import Scenario
from utfall.integrations.folder.finance import DeclaredCause, DeclaredExplanation
from utfall.records.finance.models import ExplanationPart, VarianceExplanation
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed

Units = Mapping[str, OrgUnit]


def store(authority: Authority, placed: Iterable[Placed], units: Units) -> None:
    """The explanations as rows; others are passed by."""
    for one in placed:
        if isinstance(one.item, DeclaredExplanation):
            about = one.item.address
            row = VarianceExplanation.objects.create(
                authority=authority, code=one.item.code, name=one.item.name, measure=about.measure,
                unit=units[about.scope.code], period=str(about.period), scenario=about.scenario.value,
                place=one.place, position=one.position,
            )  # fmt: skip
            store_parts(row, one.item.causes, units)


def store_parts(row: VarianceExplanation, causes: Iterable[DeclaredCause], units: Units) -> None:
    """These parts and no others, in their order."""
    row.parts.all().delete()
    ExplanationPart.objects.bulk_create(
        ExplanationPart(
            explanation=row,
            name=cause.name,
            address=str(cause.address) if cause.address else "",
            amount=None if cause.amount is None else cause.amount.öre,
            unit=units[cause.unit] if cause.unit else None,
            recurrence=cause.recurrence.value if cause.recurrence else "",
            position=position,
        )
        for position, cause in enumerate(causes)
    )


def objects(authority: Authority) -> Iterator[Placed]:
    """The explanations of the authority in their order; one without parts explains nothing and is not among them."""
    rows = VarianceExplanation.objects.filter(authority=authority).select_related("unit")
    for row in rows.prefetch_related("parts__unit").order_by("position", "pk"):
        value = explanation_value(row)
        if value.causes:
            yield Placed(row.position, value, row.place)


def explanation_value(row: VarianceExplanation) -> DeclaredExplanation:
    """An explanation as a folder declares it; parts are best fetched before."""
    parts = sorted(row.parts.all(), key=lambda part: part.position)
    return DeclaredExplanation(row.code, row.name, address_of(row), tuple(map(cause_value, parts)))


def address_of(row: VarianceExplanation) -> Address:
    """The figure that the row explains."""
    return Address(row.measure, Scope(row.unit.code), Period.parse(row.period), Scenario(row.scenario))


def cause_value(part: ExplanationPart) -> DeclaredCause:
    """A part as a folder declares it."""
    return DeclaredCause(
        name=part.name,
        address=Address.parse(part.address) if part.address else None,
        amount=None if part.amount is None else Money(part.amount),
        unit=part.unit.code if part.unit else "",
        recurrence=Recurrence(part.recurrence) if part.recurrence else None,
    )
