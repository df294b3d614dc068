"""What is made plain comes back as it was."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.control import Handling, HandlingKind, Risk, RiskLimits
from utfall.domain.figure import Address, Scope
from utfall.domain.finance import CarriedOver, Investment, InvestmentClass, InvestmentValue
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.surveys import Question
from utfall.domain.unit import MNKR, SCALE_1_10, Dimension, Unit, unit_named
from utfall.integrations.folder.finance import DeclaredCause, DeclaredExplanation, DeclaredInvestment
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.settings import Settings
from utfall.records.sources.codec import plain, restored


@dataclass(frozen=True)
class Everything:
    text: str
    number: int
    truth: bool
    exact: Decimal
    money: Money | None
    period: Period
    address: Address
    scope: Scope
    unit: Unit
    word: Scenario
    day: dt.date | None
    row: tuple[int, ...]
    pair: tuple[str, Decimal]
    named: Mapping[Scenario, tuple[Money, ...]]


MONTHS = st.integers(2000 * 12, 2030 * 12)
PERIODS = st.builds(
    lambda first, length: Period(first, first + length), MONTHS, st.integers(0, 30)
) | MONTHS.map(lambda first: Period(first, first + 11, rolling=True))
MONEY = st.integers().map(Money)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES = st.builds(
    Everything,
    text=st.text(),
    number=st.integers(),
    truth=st.booleans(),
    exact=DECIMALS,
    money=st.none() | MONEY,
    period=PERIODS,
    address=st.builds(
        Address, st.just("resultat.inkl"), st.just(Scope("SEN")), PERIODS, st.sampled_from(Scenario),
        st.sampled_from([(), (("kon", "k"),)]),
    ),
    scope=st.sampled_from([Scope("SEN"), Scope("MS-AO")]),
    unit=st.sampled_from([MNKR, SCALE_1_10, unit_named("kg/portion")]),
    word=st.sampled_from(Scenario),
    day=st.none() | st.dates(),
    row=st.lists(st.integers()).map(tuple),
    pair=st.tuples(st.text(), DECIMALS),
    named=st.dictionaries(st.sampled_from(Scenario), st.lists(MONEY).map(tuple)),
)  # fmt: skip


@given(VALUES)
def test_through_json_and_back(value: Everything) -> None:
    again = restored(Everything, json.loads(json.dumps(plain(value))))

    assert again == value
    assert str(again.exact) == str(value.exact)


LIMITS = RiskLimits(4, 9)
OBJECTS = (
    Risk("R1", "Svinn", "slängs", "ingen väger", "pengar", 2, 3, None, "SEN", 2024, LIMITS),
    Risk("R2", "Svinn", "a", "b", "c", 1, 4, Handling(HandlingKind.FOCUS, "D1"), "SEN", 2024),
    CarriedOver("RR1", "Rullat", "OMR1", 2023, 2024, Money(-12_34), "KF § 5", preliminary=True),
    Question("Q1", "Hur?", "E1", "enkat.q1", SCALE_1_10, 1, ("R1",)),
    DeclaredInvestment(
        "I1", "Kök", Investment("I1", "Kök", "investering.kok", InvestmentClass.COUNCIL, "SEN",
        (InvestmentValue(Scenario.BUDGET, Period.year(2024), Money(-5)),)), ("1",),
    ),
    DeclaredExplanation(
        "F1", "Varför", Address.parse("personal:OMR1:2024:prognosavvikelse"),
        (DeclaredCause("Lön", Address.parse("personal:UTV:2024:prognosavvikelse")),),
    ),
)  # fmt: skip


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: type(item).__name__ + item.code)
def test_objects_of_a_folder_come_back(item: object) -> None:
    assert restored(type(item), json.loads(json.dumps(plain(item)))) == item


def test_the_settings_of_a_folder_come_back(example_settings: Settings) -> None:
    assert restored(Settings, json.loads(json.dumps(plain(example_settings)))) == example_settings


@pytest.fixture
def example_settings(root) -> Settings:
    import dataclasses

    from utfall.integrations.folder.settings import read
    from utfall.integrations.folder.source import SourceFile

    path = root / "examples" / "servicenamnden-2024" / "kommun.yaml"
    found = read(SourceFile(path, path.name)).values
    assert found is not None
    return dataclasses.replace(found, rounds=Objects())


@pytest.mark.parametrize("value", [1.5, object(), {1.5: "a"}, Unit("tkr", Dimension.OTHER)])
def test_what_has_no_plain_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


@pytest.mark.parametrize(
    ("kind", "content"),
    [(int, "1"), (int, True), (str, 1), (bool, 1), (object, 1), (Scenario, "x"), (Period, "2024-13")],
)
def test_what_is_not_of_the_type_is_refused(kind: type, content: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        restored(kind, content)


@dataclass(frozen=True)
class Ambiguous:
    either: int | str


def test_two_types_in_one_place_are_not_guessed_between() -> None:
    with pytest.raises(TypeError, match="cannot be told apart"):
        restored(Ambiguous, {"either": 1})
