"""Investments, carried-over results, comparability items and index assumptions as rows, and as declared values."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from utfall.domain import finance as domain
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.integrations.folder.finance import DeclaredInvestment, DeclaredItem, TypedAmount
from utfall.records.finance.models import (
    CarriedOver,
    ComparabilityAmount,
    ComparabilityItem,
    IndexAssumption,
    Investment,
    InvestmentAmount,
    VolumeLine,
)
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.organisation.objects import Placed

Units = Mapping[str, OrgUnit]


def store(authority: Authority, placed: Iterable[Placed], units: Units) -> None:
    """The objects of these kinds as rows; others are passed by."""
    for one in placed:
        item = one.item
        head = {
            "authority": authority, "code": item.code, "name": item.name, "place": one.place,
            "position": one.position,
        }  # fmt: skip
        match item:
            case domain.CarriedOver():
                CarriedOver.objects.create(
                    **head, unit=units[item.unit], origin_year=item.origin_year, year=item.year,
                    amount=item.amount.öre, decided_by=item.decided_by, preliminary=item.preliminary,
                )  # fmt: skip
            case DeclaredItem():
                normal = None if item.normal is None else item.normal.öre
                row = ComparabilityItem.objects.create(
                    **head, unit=units[item.unit], accounts=list(item.accounts), normal=normal
                )
                store_typed(row, item.amounts)
            case DeclaredInvestment():
                investment = item.investment
                made = Investment.objects.create(
                    **head, measure=investment.measure, investment_class=investment.investment_class.value,
                    unit=units[investment.unit], accounts=list(item.accounts),
                )  # fmt: skip
                store_amounts(made, investment.values)
            case domain.IndexAssumption():
                IndexAssumption.objects.create(
                    **head,
                    year=item.year,
                    measure=item.measure,
                    percent=str(item.percent),
                    source=item.source,
                )
            case domain.VolumeLine():
                VolumeLine.objects.create(**head, unit=units[item.unit], cost=item.cost, volume=item.volume)
            case _:
                pass


def store_typed(row: ComparabilityItem, amounts: Iterable[TypedAmount]) -> None:
    """These typed amounts and no others, in their order."""
    row.amounts.all().delete()
    ComparabilityAmount.objects.bulk_create(
        ComparabilityAmount(
            item=row, period=str(one.period), amount=one.amount.öre, source=one.source, position=position
        )
        for position, one in enumerate(amounts)
    )


def store_amounts(row: Investment, values: Iterable[domain.InvestmentValue]) -> None:
    """These amounts and no others, in their order."""
    row.amounts.all().delete()
    InvestmentAmount.objects.bulk_create(
        InvestmentAmount(
            investment=row, scenario=value.scenario.value, period=str(value.period or ""),
            amount=value.amount.öre, position=position,
        )
        for position, value in enumerate(values)
    )  # fmt: skip


def objects(authority: Authority) -> Iterator[Placed]:
    """The objects of the authority, in the order of each kind."""
    for carried in CarriedOver.objects.filter(authority=authority).select_related("unit"):
        yield Placed(carried.position, carried_value(carried), carried.place)
    items = ComparabilityItem.objects.filter(authority=authority).select_related("unit")
    for item in items.prefetch_related("amounts"):
        yield Placed(item.position, item_value(item), item.place)
    investments = Investment.objects.filter(authority=authority).select_related("unit")
    for investment in investments.prefetch_related("amounts"):
        yield Placed(investment.position, investment_value(investment), investment.place)
    for index in IndexAssumption.objects.filter(authority=authority):
        yield Placed(index.position, index_value(index), index.place)
    for line in VolumeLine.objects.filter(authority=authority).select_related("unit"):
        yield Placed(line.position, line_value(line), line.place)


def carried_value(row: CarriedOver) -> domain.CarriedOver:
    """A carried-over result as the report sees it."""
    return domain.CarriedOver(
        code=row.code,
        name=row.name,
        unit=row.unit.code,
        origin_year=row.origin_year,
        year=row.year,
        amount=Money(row.amount),
        decided_by=row.decided_by,
        preliminary=row.preliminary,
    )


def item_value(row: ComparabilityItem) -> DeclaredItem:
    """A comparability item as a folder declares it; amounts are best fetched before."""
    typed = sorted(row.amounts.all(), key=lambda amount: amount.position)
    return DeclaredItem(
        code=row.code,
        name=row.name,
        unit=row.unit.code,
        accounts=tuple(row.accounts),
        normal=None if row.normal is None else Money(row.normal),
        amounts=tuple(TypedAmount(Period.parse(one.period), Money(one.amount), one.source) for one in typed),
    )


def investment_value(row: Investment) -> DeclaredInvestment:
    """An investment as a folder declares it; amounts are best fetched before."""
    amounts = sorted(row.amounts.all(), key=lambda amount: amount.position)
    values = tuple(
        domain.InvestmentValue(
            Scenario(one.scenario), Period.parse(one.period) if one.period else None, Money(one.amount)
        )
        for one in amounts
    )
    investment = domain.Investment(
        row.code, row.name, row.measure, domain.InvestmentClass(row.investment_class), row.unit.code, values
    )
    return DeclaredInvestment(row.code, row.name, investment, tuple(row.accounts))


def index_value(row: IndexAssumption) -> domain.IndexAssumption:
    """An index assumption as the domain sees it."""
    return domain.IndexAssumption(row.code, row.name, row.year, row.measure, Decimal(row.percent), row.source)


def line_value(row: VolumeLine) -> domain.VolumeLine:
    """A cost line with its volume as the domain sees it."""
    return domain.VolumeLine(row.code, row.name, row.unit.code, row.cost, row.volume)
