"""ekonomi.yaml: carried-over results, comparability items, investments, explanations of variances, index."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from utfall.domain.figure import Address
from utfall.domain.finance import (
    CarriedOver,
    IndexAssumption,
    Investment,
    InvestmentClass,
    InvestmentValue,
    VolumeLine,
)
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.integrations.folder.objects import Maker, Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import BadValueError, address, amount, exact, period
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

NO_AMOUNTS = _("Posten ”{name}” ska ha konton eller belopp. Skriv det ena.")
ONE_OF_TWO = _("Orsaken ”{name}” ska ha antingen siffra eller belopp_kr. Skriv det ena.")


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """An amount that the ledger does not show by itself, with the statement's sign, and where it was taken from."""

    period: Period
    amount: Money
    source: str


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """A comparability item before its amounts are known: whose, and on which accounts, or else the amounts typed."""

    code: str
    name: str
    unit: str
    accounts: tuple[str, ...]
    normal: Money | None
    amounts: tuple[TypedAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredInvestment:
    """An investment before its outcome is taken from the ledger: what is budgeted and forecast, and its accounts."""

    code: str
    name: str
    investment: Investment
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredCause:
    """A cause by its name and its amount: the address of a figure, or the amount itself. One of the two is given."""

    name: str
    address: Address | None = None
    amount: Money | None = None
    unit: str = ""
    recurrence: Recurrence | None = None

    def __post_init__(self) -> None:
        if (self.address is None) is (self.amount is None):
            raise ValueError("A cause has either a figure or an amount.")


@dataclass(frozen=True, slots=True)
class DeclaredExplanation:
    """An explanation before its amounts are looked up."""

    code: str
    name: str
    address: Address
    causes: tuple[DeclaredCause, ...]


def identify(source: SourceFile) -> bool:
    """Whether the file holds what belongs to the economy beside the ledger."""
    return kind_of(source) == "ekonomi"


def read(source: SourceFile) -> Reading[Objects]:
    """Carried-over results, and the declared items, investments and explanations."""
    tree = load(source, "ekonomi")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    makers: dict[str, Maker] = {
        "rullade_resultat": _carried,
        "jämförelsestörande": _item,
        "investeringar": _investment,
        "förklaringar": _explanation,
        "index": _index,
        "pris_och_volym": _volume,
    }
    objects, findings = made(tree, makers)
    return Reading(objects, findings)


def _carried(fields: dict[str, Any]) -> CarriedOver:
    return CarriedOver(
        code=fields["kod"],
        name=fields["namn"],
        unit=fields["enhet"],
        origin_year=fields["från_år"],
        year=fields["år"],
        amount=amount(fields["belopp_kr"], KR),
        decided_by=fields.get("beslut", ""),
        preliminary=fields.get("preliminärt", False),
    )


def _item(fields: dict[str, Any]) -> DeclaredItem:
    normal = amount(fields["normalt_kr"], KR) if "normalt_kr" in fields else None
    typed = tuple(
        TypedAmount(period(one["period"]), amount(one["belopp_kr"], KR), one["källa"])
        for one in fields.get("belopp", ())
    )
    accounts = tuple(fields.get("konton", ()))
    if bool(accounts) is bool(typed):
        raise BadValueError(NO_AMOUNTS, name=fields["namn"])
    return DeclaredItem(fields["kod"], fields["namn"], fields["enhet"], accounts, normal, typed)


def _investment(fields: dict[str, Any]) -> DeclaredInvestment:
    investment = Investment(
        code=fields["kod"],
        name=fields["namn"],
        measure=fields["mått"],
        investment_class=InvestmentClass(fields["slag"]),
        unit=fields["enhet"],
        values=(
            *_values(fields["budget_kr"], Scenario.BUDGET),
            *_values(fields["prognos_kr"], Scenario.FORECAST),
            *_of_project(fields, "projektbudget_kr", Scenario.BUDGET),
            *_of_project(fields, "projektprognos_kr", Scenario.FORECAST),
        ),
    )
    return DeclaredInvestment(fields["kod"], fields["namn"], investment, tuple(fields["konton"]))


def _values(amounts: dict[str, Any], scenario: Scenario) -> Iterator[InvestmentValue]:
    for year, written in amounts.items():
        yield InvestmentValue(scenario, period(year), amount(written, KR))


def _of_project(fields: dict[str, Any], key: str, scenario: Scenario) -> Iterator[InvestmentValue]:
    if key in fields:
        yield InvestmentValue(scenario, None, amount(fields[key], KR))


def _index(fields: dict[str, Any]) -> IndexAssumption:
    return IndexAssumption(
        code=fields["kod"],
        name=fields["namn"],
        year=fields["år"],
        measure=fields["mått"],
        percent=exact(fields["procent"]),
        source=fields.get("källa", ""),
    )


def _volume(fields: dict[str, Any]) -> VolumeLine:
    return VolumeLine(fields["kod"], fields["namn"], fields["enhet"], fields["kostnad"], fields["volym"])


def _explanation(fields: dict[str, Any]) -> DeclaredExplanation:
    causes = tuple(_cause(cause) for cause in fields["orsaker"])
    return DeclaredExplanation(fields["kod"], fields["namn"], address(fields["siffra"]), causes)


def _cause(fields: dict[str, Any]) -> DeclaredCause:
    if ("siffra" in fields) is ("belopp_kr" in fields):
        raise BadValueError(ONE_OF_TWO, name=fields["namn"])
    return DeclaredCause(
        name=fields["namn"],
        address=address(fields["siffra"]) if "siffra" in fields else None,
        amount=amount(fields["belopp_kr"], KR) if "belopp_kr" in fields else None,
        unit=fields.get("enhet", ""),
        recurrence=Recurrence(fields["varaktighet"]) if "varaktighet" in fields else None,
    )
