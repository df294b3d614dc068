"""ekonomi.yaml written: carried-over results, comparability items, investments, explanations, index."""

from collections.abc import Iterable

from utfall.domain.finance import CarriedOver, IndexAssumption, VolumeLine
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.unit import KR
from utfall.integrations.folder.finance import (
    DeclaredCause,
    DeclaredExplanation,
    DeclaredInvestment,
    DeclaredItem,
)
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, amount, number

KINDS = (CarriedOver, DeclaredItem, DeclaredInvestment, DeclaredExplanation, IndexAssumption, VolumeLine)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of each file; one, unless the order of the objects needs several."""
    return tuple(
        {
            "innehåll": "ekonomi",
            "rullade_resultat": [_carried(item) for item in of(run, CarriedOver)] or None,
            "jämförelsestörande": [_item(item) for item in of(run, DeclaredItem)] or None,
            "investeringar": [_investment(item) for item in of(run, DeclaredInvestment)] or None,
            "förklaringar": [_explanation(item) for item in of(run, DeclaredExplanation)] or None,
            "index": [_index(item) for item in of(run, IndexAssumption)] or None,
            "pris_och_volym": [_volume(item) for item in of(run, VolumeLine)] or None,
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
        "konton": list(item.accounts) or None,
        "belopp": [
            {"period": str(one.period), "belopp_kr": amount(one.amount, KR), "källa": one.source}
            for one in item.amounts
        ]
        or None,
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
        "projektbudget_kr": _of_project(item, Scenario.BUDGET),
        "projektprognos_kr": _of_project(item, Scenario.FORECAST),
    }


def _of_project(item: DeclaredInvestment, scenario: Scenario) -> Plain:
    value = item.investment.value(scenario, None)
    return None if value is None else amount(value, KR)


def _amounts(item: DeclaredInvestment, scenario: Scenario) -> Plain:
    return {
        str(value.period): amount(value.amount, KR)
        for value in item.investment.values
        if value.scenario is scenario and value.period is not None
    }


def _index(item: IndexAssumption) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "år": item.year,
        "mått": item.measure,
        "procent": number(item.percent),
        "källa": item.source or None,
    }


def _volume(item: VolumeLine) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "enhet": item.unit,
        "kostnad": item.cost,
        "volym": item.volume,
    }


def _explanation(item: DeclaredExplanation) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "siffra": str(item.address),
        "orsaker": [_cause(cause) for cause in item.causes],
    }


def _cause(cause: DeclaredCause) -> Plain:
    return {
        "namn": cause.name,
        "siffra": str(cause.address) if cause.address else None,
        "belopp_kr": None if cause.amount is None else amount(cause.amount, KR),
        "enhet": cause.unit or None,
        "varaktighet": cause.recurrence.value if cause.recurrence else None,
    }
