"""Agreements as rows, and as the values that are reckoned with."""

from collections.abc import Iterable, Iterator, Mapping

from utfall.domain import agreements as domain
from utfall.domain.money import Money
from utfall.records.agreements.models import Agreement, AmountOfYear
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed


def store(authority: Authority, placed: Iterable[Placed], units: Mapping[str, OrgUnit]) -> None:
    """The agreements as rows; other objects are passed by."""
    amounts: list[AmountOfYear] = []
    for one in placed:
        item = one.item
        if isinstance(item, domain.Agreement):
            row = Agreement.objects.create(
                authority=authority, code=item.code, name=item.name, kind=item.kind.value,
                unit=units[item.unit], party=units[item.party] if item.party else None,
                counterpart=item.counterpart, content=item.content, expectation=item.expectation,
                state=item.state.value, starts_on=item.starts_on, ends_on=item.ends_on,
                review_on=item.review_on, reviewed_on=item.reviewed_on,
                notice_on=item.notice_on, place=one.place, position=one.position,
            )  # fmt: skip
            amounts += amount_rows(row, item.amounts)
    AmountOfYear.objects.bulk_create(amounts)


def amount_rows(row: Agreement, amounts: Iterable[domain.AmountOfYear]) -> Iterator[AmountOfYear]:
    """The amounts as rows that are not saved yet."""
    for position, one in enumerate(amounts):
        yield AmountOfYear(
            agreement=row, year=one.year, amount=one.amount.öre, budgeted=one.budgeted, position=position
        )


def objects(authority: Authority) -> Iterator[Placed]:
    """The agreements of the authority in their order."""
    rows = Agreement.objects.filter(authority=authority).select_related("unit", "party")
    for row in rows.prefetch_related("amounts").order_by("position", "pk"):
        yield Placed(row.position, agreement_value(row), row.place)


def agreement_value(row: Agreement) -> domain.Agreement:
    """An agreement as the domain sees it; amounts are best fetched before."""
    amounts = sorted(row.amounts.all(), key=lambda amount: amount.position)
    return paying(row, (domain.AmountOfYear(one.year, Money(one.amount), one.budgeted) for one in amounts))


def paying(row: Agreement, amounts: Iterable[domain.AmountOfYear]) -> domain.Agreement:
    """The agreement with these amounts, whatever is stored: for whoever has fetched them otherwise, or needs none."""
    return domain.Agreement(
        code=row.code,
        name=row.name,
        kind=domain.AgreementKind(row.kind),
        unit=row.unit.code,
        party=row.party.code if row.party else "",
        counterpart=row.counterpart,
        content=row.content,
        expectation=row.expectation,
        amounts=tuple(amounts),
        state=domain.AgreementState(row.state),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        reviewed_on=row.reviewed_on,
        notice_on=row.notice_on,
    )
