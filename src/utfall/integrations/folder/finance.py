"""ekonomi.yaml: carried-over results, comparability items, investments and explanations of variances."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from utfall.domain.figure import Address
from utfall.domain.finance import CarriedOver, Investment, InvestmentClass, InvestmentValue
from utfall.domain.money import Money
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR
from utfall.integrations.folder.objects import Maker, Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import address, amount, period
from utfall.integrations.folder.yaml_source import Tree, kind_of, load


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """A comparability item before its amounts are taken from the ledger: whose, and on which accounts."""

    code: str
    name: str
    unit: str
    accounts: tuple[str, ...]
    normal: Money | None


@dataclass(frozen=True, slots=True)
class DeclaredInvestment:
    """An investment before its outcome is taken from the ledger: what is budgeted and forecast, and its accounts."""

    code: str
    name: str
    investment: Investment
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredCause:
    """A cause by its name and the address of its amount."""

    name: str
    address: Address


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
    return DeclaredItem(fields["kod"], fields["namn"], fields["enhet"], tuple(fields["konton"]), normal)


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
        ),
    )
    return DeclaredInvestment(fields["kod"], fields["namn"], investment, tuple(fields["konton"]))


def _values(amounts: dict[str, Any], scenario: Scenario) -> Iterator[InvestmentValue]:
    for year, written in amounts.items():
        yield InvestmentValue(scenario, period(year), amount(written, KR))


def _explanation(fields: dict[str, Any]) -> DeclaredExplanation:
    causes = tuple(DeclaredCause(cause["namn"], address(cause["siffra"])) for cause in fields["orsaker"])
    return DeclaredExplanation(fields["kod"], fields["namn"], address(fields["siffra"]), causes)
