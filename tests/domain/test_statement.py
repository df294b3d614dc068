"""Statement arithmetic, in tables that an economist can read."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain import swedish
from utfall.domain.figure import Address
from utfall.domain.finance import AmountOfPeriod, CarriedOver, ComparabilityItem, Treatment
from utfall.domain.money import Money
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import (
    BalanceKey,
    Column,
    Financing,
    LineKind,
    ProjectClass,
    ReportLine,
    StatementForm,
    StatementTerms,
    form_for,
    line_amounts,
    roll_up,
    statement,
    total,
    unmapped,
)
from utfall.domain.unit import MNKR

AUGUST = Period.between(2024, 1, 2024, 8)
TREE = Organisation((
    OrgUnit("SEN", "Servicenämnden", UnitKind.COMMITTEE),
    OrgUnit("OMR4", "Område 4", UnitKind.AREA, "SEN"),
    OrgUnit("AO", "Äldreomsorg", UnitKind.SEGMENT, "OMR4"),
    OrgUnit("SKOLA", "Skola", UnitKind.SEGMENT, "OMR4"),
    OrgUnit("OMR5", "Område 5", UnitKind.AREA, "SEN"),
))  # fmt: skip
ACCOUNTS = {
    "intakter": ("3",), "personal": ("5",), "lokaler": ("60", "61"), "kop-verksamhet": ("46",),
    "ovriga-kostnader": ("4", "6", "7"), "finansnetto": ("84", "85"),
}  # fmt: skip
FORM = form_for(Financing.INCOME, ACCOUNTS)


def posted(
    unit, account, amount, *, month=AUGUST.last, scenario=Scenario.OUTCOME, kind=ProjectClass.OPERATION
):
    """One balance; the amount is in mnkr with the ledger's sign (debit +, credit −)."""
    öre = int(Decimal(amount.replace(",", ".").replace("−", "-")) * 10**8)
    return {BalanceKey(unit, account, kind, month, scenario): öre}


def printed(figures, address, decimals=1):
    figure = figures[Address.parse(address)]
    return swedish.number(figure.unit.convert(figure.value, to=MNKR), decimals)


def made(*balances, scope="SEN", form=FORM, **terms):
    return statement(total(balances), form, TREE, scope=scope, terms=StatementTerms(AUGUST, **terms))


def test_income_is_plus_and_cost_is_minus_whatever_the_ledger_says():
    figures = made(posted("OMR5", "3011", "−10"), posted("OMR5", "5011", "6"), posted("OMR5", "6411", "1"),
                   posted("OMR5", "6011", "0,5"), posted("OMR5", "4611", "0,2"), posted("OMR5", "8411", "−0,1"))  # fmt: skip

    column = "SEN:2024-01..2024-08:utfall"
    assert {key: printed(figures, f"{key}:{column}") for key in (
        "intakter", "personal", "lokaler", "kop-verksamhet", "ovriga-kostnader", "kostnader.summa", "finansnetto",
        "resultat.exkl",
    )} == {
        "intakter": "10,0", "personal": "−6,0", "lokaler": "−0,5", "kop-verksamhet": "−0,2",
        "ovriga-kostnader": "−1,0", "kostnader.summa": "−7,7", "finansnetto": "0,1", "resultat.exkl": "2,4",
    }  # fmt: skip


def test_the_longest_prefix_decides_the_line():
    assert [FORM.line_of(code) for code in ("4611", "4511", "6011", "6511", "2411", "")] == [
        "kop-verksamhet", "ovriga-kostnader", "lokaler", "ovriga-kostnader", None, None,
    ]  # fmt: skip


def test_units_add_up_to_areas_and_areas_to_the_committee():
    figures = made(posted("AO", "3011", "−2"), posted("SKOLA", "3011", "−3"), posted("OMR5", "3011", "−5"))

    assert [printed(figures, f"intakter:{unit}:2024-01..2024-08:utfall") for unit in ("AO", "OMR4", "SEN")] == [
        "2,0", "5,0", "10,0",
    ]  # fmt: skip


def test_a_statement_below_the_committee_holds_only_its_own_part():
    figures = made(posted("AO", "3011", "−2"), posted("OMR5", "3011", "−5"), scope="OMR4")

    assert {address.scope.code for address in figures} == {"OMR4", "AO", "SKOLA"}


def test_a_total_is_the_rounded_true_total_and_not_the_sum_of_rounded_rows():
    figures = made(posted("OMR4", "3011", "−11,34"), posted("OMR5", "3011", "−0,34"))

    rows = [printed(figures, f"intakter:{unit}:2024-01..2024-08:utfall") for unit in ("OMR4", "OMR5", "SEN")]
    assert rows == ["11,3", "0,3", "11,7"]


def test_investments_are_outside_the_operating_statement():
    figures = made(posted("OMR5", "3011", "−5"), posted("OMR5", "6511", "2", kind=ProjectClass.INVESTMENT),
                   posted("OMR5", "7411", "1", kind=ProjectClass.OPERATION_PROJECT))  # fmt: skip

    assert printed(figures, "kostnader.summa:SEN:2024-01..2024-08:utfall") == "−1,0"


def year_of(unit, account, outcome, before, budget, rest_of_budget, forecast):
    """Outcome to August, the same months a year before, budget to August, September-December, full-year forecast."""
    return total((
        posted(unit, account, outcome),
        posted(unit, account, before, month=AUGUST.year_before.last),
        posted(unit, account, budget, scenario=Scenario.BUDGET),
        posted(unit, account, rest_of_budget, month=AUGUST.last + 1, scenario=Scenario.BUDGET),
        posted(unit, account, forecast, month=AUGUST.full_year.last, scenario=Scenario.FORECAST),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("account", "given", "line", "shown"),
    [
        # outcome, before, budget, rest, forecast  ->  variance, change, year's budget, forecast variance, proposal
        ("3011", ("−554,9", "−527,6", "−562,4", "−278,5", "−828,9"), "intakter",
         ("−7,5", "27,3", "840,9", "−12,0", "833,4")),
        ("5011", ("306,3", "296,3", "310,8", "168,2", "463,7"), "personal",
         ("4,5", "−10,0", "−479,0", "15,3", "−474,5")),
    ],
)  # fmt: skip
def test_variances_are_outcome_less_budget_and_plus_is_better(account, given, line, shown):
    figures = made(year_of("OMR5", account, *given))

    assert tuple(printed(figures, f"{line}:SEN:{rest}") for rest in (
        "2024-01..2024-08:avvikelse", "2024-01..2024-08:avvikelse:mot=fg", "2024:budget", "2024:prognosavvikelse",
        "2024:prognos:sort=forslag",
    )) == shown  # fmt: skip


def test_a_change_in_per_cent_is_of_the_size_and_has_no_meaning_for_a_result():
    figures = made(year_of("OMR5", "5011", "539,4", "527,7", "1", "1", "1"))

    change = figures[Address.parse("kostnader.summa:SEN:2024-01..2024-08:avvikelse:mot=fg-pc")]
    assert swedish.quantity(change.value, change.unit, 1) == "2,2\u00a0%"
    assert Address.parse("resultat.exkl:SEN:2024-01..2024-08:avvikelse:mot=fg-pc") not in figures


def test_there_is_no_change_in_per_cent_from_nothing():
    figures = made(posted("OMR5", "5011", "5"), posted("OMR5", "3011", "−1", month=AUGUST.year_before.last))

    assert Address.parse("personal:SEN:2024-01..2024-08:avvikelse:mot=fg-pc") not in figures


def test_what_is_not_known_is_left_out_and_is_not_zero():
    figures = made(posted("OMR5", "3011", "−5"))

    assert {address.scenario for address in figures} == {Scenario.OUTCOME}
    assert {address.period for address in figures} == {AUGUST}


CARRIED = (
    CarriedOver("RU-AO", "Underskott", "AO", 2023, 2024, Money(-150_000_000)),
    CarriedOver("RU-SKOLA", "Underskott", "SKOLA", 2023, 2024, Money(-240_000_000)),
)


def test_the_carried_over_result_is_prorated_to_august_and_whole_in_the_forecast_and_the_proposal():
    figures = made(year_of("AO", "3011", "−1,4", "0", "−4,2", "4,2", "−2,3"), carried_over=CARRIED)

    assert {rest: printed(figures, f"{rest}") for rest in (
        "rullat:OMR4:2024-01..2024-08:utfall", "resultat.inkl:OMR4:2024-01..2024-08:utfall",
        "resultat.inkl:OMR4:2024:prognos", "resultat.inkl:OMR4:2024:prognos:sort=forslag",
        "rullat:OMR4:2024:prognos:sort=forslag", "resultat.inkl:OMR4:2024-01..2024-08:avvikelse",
    )} == {
        "rullat:OMR4:2024-01..2024-08:utfall": "−2,6", "resultat.inkl:OMR4:2024-01..2024-08:utfall": "−1,2",
        "resultat.inkl:OMR4:2024:prognos": "−1,6", "resultat.inkl:OMR4:2024:prognos:sort=forslag": "−6,7",
        "rullat:OMR4:2024:prognos:sort=forslag": "−3,9", "resultat.inkl:OMR4:2024-01..2024-08:avvikelse": "−5,4",
    }  # fmt: skip


def test_the_carried_over_result_has_no_budget_but_varies_from_it():
    figures = made(year_of("AO", "3011", "−1,4", "0", "−4,2", "4,2", "−2,3"), carried_over=CARRIED)

    assert Address.parse("rullat:OMR4:2024-01..2024-08:budget") not in figures
    assert printed(figures, "rullat:OMR4:2024-01..2024-08:avvikelse") == "−2,6"


@pytest.mark.parametrize(
    ("treatment", "shown"),
    [(Treatment.WHOLE, "−2,5"), (Treatment.BESIDE, "1,4"), (Treatment.PRORATED, "−1,2")],
)
def test_the_treatment_of_the_carried_over_result_is_a_setting(treatment, shown):
    figures = made(posted("AO", "3011", "−1,4"), carried_over=CARRIED, treatment=treatment)

    assert printed(figures, "resultat.inkl:OMR4:2024-01..2024-08:utfall") == shown


def test_an_item_that_makes_years_hard_to_compare_is_taken_out_of_the_result():
    vehicles = ComparabilityItem("JP1", "försäljning av fordon", "OMR5", (
        AmountOfPeriod(AUGUST, Money(840_000_000)), AmountOfPeriod(AUGUST.year_before, Money(230_000_000)),
    ))  # fmt: skip
    figures = made(posted("OMR5", "3811", "−15,7"), posted("AO", "3011", "0"), comparability=(vehicles,))

    assert printed(figures, "resultat.justerat:SEN:2024-01..2024-08:utfall") == "9,6"
    assert printed(figures, "jamforelsestorande:SEN:2024-01..2024-08:avvikelse:mot=fg") == "6,1"
    assert Address.parse("resultat.justerat:OMR4:2024-01..2024-08:utfall") not in figures


def test_a_tax_financed_committee_sets_its_net_cost_against_its_grant():
    form = form_for(Financing.TAX, {**ACCOUNTS, "kommunbidrag": ("82",)})
    figures = made(posted("OMR5", "3011", "−40"), posted("OMR5", "5011", "130"), posted("OMR5", "8211", "−95"),
                   posted("OMR5", "8511", "1"), form=form)  # fmt: skip

    assert {key: printed(figures, f"{key}:SEN:2024-01..2024-08:utfall") for key in (
        "nettokostnad", "kommunbidrag", "finansnetto", "resultat.exkl",
    )} == {"nettokostnad": "−90,0", "kommunbidrag": "95,0", "finansnetto": "−1,0", "resultat.exkl": "4,0"}  # fmt: skip


def test_accounts_that_no_line_takes_in_are_named():
    balances = total((posted("OMR5", "2411", "1"), posted("OMR5", "3011", "1"),
                      posted("OMR5", "1231", "1", kind=ProjectClass.INVESTMENT)))  # fmt: skip

    assert unmapped(balances, FORM) == ("2411",)
    assert line_amounts(balances, FORM, [Column(Scenario.OUTCOME, AUGUST)]) == {
        ("OMR5", Column(Scenario.OUTCOME, AUGUST)): {"intakter": -(10**8)},
    }


def test_a_figure_says_where_it_comes_from():
    figures = made(
        posted("OMR5", "3011", "−5"), carried_over=CARRIED, sources={Scenario.OUTCOME: "huvudbok.csv"}
    )
    column = "SEN:2024-01..2024-08:utfall"

    assert {key: str(figures[Address.parse(f"{key}:{column}")].source) for key in ("intakter", "rullat", "resultat.exkl")} == {
        "intakter": "huvudbok.csv, konto 3*; drift + driftprojekt",
        "rullat": "RU-AO, RU-SKOLA, i takt med året",
        "resultat.exkl": "härledd, intakter.summa + kostnader.summa + finansnetto",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([ReportLine("a", "A", LineKind.COST), ReportLine("a", "A", LineKind.COST)], "twice"),
        (
            [ReportLine("a", "A", LineKind.SUBTOTAL, terms=("b",)), ReportLine("b", "B", LineKind.COST)],
            "above",
        ),
        ([ReportLine("a", "A", LineKind.COST, ("5",)), ReportLine("b", "B", LineKind.COST, ("5",))], "both"),
    ],
)
def test_a_form_that_contradicts_itself_cannot_be(lines, sentence):
    with pytest.raises(ValueError, match=sentence):
        StatementForm("x", "X", tuple(lines))


def test_a_form_knows_its_lines():
    assert FORM["rullat"].kind is LineKind.CARRIED
    with pytest.raises(KeyError):
        FORM["annat"]
    with pytest.raises(ValueError, match="no line skatt"):
        form_for(Financing.INCOME, {"skatt": ("80",)})


keys = st.builds(
    BalanceKey,
    st.sampled_from(["AO", "SKOLA", "OMR5", "OMR4"]),
    st.sampled_from(["3011", "5011", "6011", "4611", "6511", "8411", "1511"]),
    st.sampled_from(list(ProjectClass)),
    st.integers(AUGUST.first - 12, AUGUST.last + 4),
    st.sampled_from([Scenario.OUTCOME, Scenario.BUDGET, Scenario.FORECAST]),
)
ledgers = st.dictionaries(keys, st.integers(-(10**11), 10**11), max_size=40)


@given(ledgers)
def test_rolling_up_gives_each_unit_the_sum_of_what_is_below_it(balances):
    column = Column(Scenario.OUTCOME, AUGUST)
    own = line_amounts(balances, FORM, [column])
    rolled = roll_up(own, TREE)

    for unit in TREE.units:
        below = [own.get((part.code, column), {}) for part in TREE.subtree(unit.code)]
        expected = {line: sum(cells.get(line, 0) for cells in below) for cells in below for line in cells}
        assert rolled.get((unit.code, column), {}) == expected


@given(ledgers)
def test_the_result_is_all_that_was_posted_on_the_lines_with_the_sign_turned(balances):
    figures = statement(balances, FORM, TREE, scope="SEN", terms=StatementTerms(AUGUST))
    posted_in_period = [
        amount
        for key, amount in balances.items()
        if key.scenario is Scenario.OUTCOME
        and AUGUST.first <= key.month <= AUGUST.last
        and key.project_class in FORM.project_classes
        and FORM.line_of(key.account)
    ]

    found = figures.get(Address.parse("resultat.exkl:SEN:2024-01..2024-08:utfall"))
    assert (found.value * 100 if found else 0) == -sum(posted_in_period)


@given(ledgers, ledgers)
def test_statements_of_two_ledgers_add_up_to_the_statement_of_both(first, second):
    column = [Column(Scenario.BUDGET, AUGUST.full_year)]

    def rolled(balances):
        return roll_up(line_amounts(balances, FORM, column), TREE)

    both, alone = rolled(total((first, second))), (rolled(first), rolled(second))
    for place in {place for part in alone for place in part}:
        for line in FORM.lines:
            parts = sum(part.get(place, {}).get(line.key, 0) for part in alone)
            assert both.get(place, {}).get(line.key, 0) == parts


@given(ledgers)
def test_every_variance_is_the_difference_of_the_figures_it_comes_from(balances):
    figures = statement(balances, FORM, TREE, scope="SEN", terms=StatementTerms(AUGUST))
    for address, figure in figures.items():
        if address.scenario is Scenario.VARIANCE and not address.cuts:
            outcome, budget = (
                figures.get(dataclasses.replace(address, scenario=scenario))
                for scenario in (Scenario.OUTCOME, Scenario.BUDGET)
            )
            assert figure.value == (outcome.value if outcome else 0) - (budget.value if budget else 0)
