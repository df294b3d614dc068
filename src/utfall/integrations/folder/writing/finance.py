"""ekonomi.yaml written: carried-over results, comparability items, investments and explanations of variances."""

from collections.abc import Iterable

from utfall.domain.finance import CarriedOver
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.unit import KR
from utfall.integrations.folder.finance import DeclaredExplanation, DeclaredInvestment, DeclaredItem
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, amount

KINDS = (CarriedOver, DeclaredItem, DeclaredInvestment, DeclaredExplanation)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of each file; one, unless the order of the objects needs several."""
    return tuple(
        {
            "innehåll": "ekonomi",
            "rullade_resultat": [_carried(item) for item in of(run, CarriedOver)] or None,
            "jämförelsestörande": [_item(item) for item in of(run, DeclaredItem)] or None,
            "investeringar": [_investment(item) for item in of(run, DeclaredInvestment)] or None,
            "förklaringar": [_explanation(item) for item in of(run, DeclaredExplanation)] or None,
        }
        for run in runs(items, KINDS)
    )


def _carried(item: CarriedOver) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "enhet": item.unit,
        "från_år": item.origin_year,
        "år": item.year,
        "belopp_kr": amount(item.amount, KR),
        "beslut": item.decided_by or None,
        "preliminärt": item.preliminary or None,
    }


def _item(item: DeclaredItem) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "enhet": item.unit,
        "konton": list(item.accounts),
        "normalt_kr": None if item.normal is None else amount(item.normal, KR),
    }


def _investment(item: DeclaredInvestment) -> Plain:
    investment = item.investment
    return {
        "kod": item.code,
        "namn": item.name,
        "mått": investment.measure,
        "slag": investment.investment_class.value,
        "enhet": investment.unit,
        "konton": list(item.accounts),
        "budget_kr": _amounts(item, Scenario.BUDGET),
        "prognos_kr": _amounts(item, Scenario.FORECAST),
    }


def _amounts(item: DeclaredInvestment, scenario: Scenario) -> Plain:
    return {
        str(value.period): amount(value.amount, KR)
        for value in item.investment.values
        if value.scenario is scenario
    }


def _explanation(item: DeclaredExplanation) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "siffra": str(item.address),
        "orsaker": [{"namn": cause.name, "siffra": str(cause.address)} for cause in item.causes],
    }
