"""Columns declared as formulas, and the accounts that no statement tells apart."""

from decimal import Decimal

import pytest

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.formula import Formula
from utfall.domain.period import Period
from utfall.domain.statement import FormColumn, LineKind, ReportLine, StatementForm
from utfall.domain.statement.groups import AccountGroups
from utfall.domain.unit import KR, PERCENT

AUGUST = Period.parse("2024-01..2024-08")
PERIODS = {"~": AUGUST, "~fg": Period.parse("2023-01..2023-08"), "~helar": Period.parse("2024")}


def column(formula: str, against: str = "") -> FormColumn:
    return FormColumn("Kolumn", Formula.parse(formula), Formula.parse(against) if against else None)


def address(one: FormColumn) -> str | None:
    found = one.address("personal", Scope("SEN"), period=PERIODS.__getitem__)
    return str(found) if found else None


def value(one: FormColumn, **known: int) -> Decimal | None:
    """What the column shows where these figures are known: `utfall`, `utfall_fg` or `budget`, in kronor."""
    figures = {}
    for name, amount in known.items():
        scenario, _, when = name.partition("_")
        at = Address.parse(f"personal:SEN:{PERIODS[f'~{when}']}:{scenario}")
        figures[at] = Figure(at, Decimal(amount), KR, 0, Source("bok.csv", "rad 1"))
    return one.value("personal", Scope("SEN"), period=PERIODS.__getitem__, figure=figures.get)


STORED = {
    ("utfall(~)", ""): "personal:SEN:2024-01..2024-08:utfall",
    ("budget(~helar)", ""): "personal:SEN:2024:budget",
    ("utfall(~) - budget(~)", ""): "personal:SEN:2024-01..2024-08:avvikelse",
    ("utfall(~) - utfall(~fg)", ""): "personal:SEN:2024-01..2024-08:avvikelse:mot=fg",
    ("prognos(~helar) - budget(~helar)", ""): "personal:SEN:2024:prognosavvikelse",
    ("utfall(~)", "utfall(~fg)"): "personal:SEN:2024-01..2024-08:avvikelse:mot=fg-pc",
    ("-utfall(~)", ""): None,
    ("utfall(~) + utfall(~fg)", ""): None,
    ("budget(~)", "utfall(~fg)"): None,
}


@pytest.mark.parametrize(("formula", "stored"), STORED.items())
def test_a_column_says_where_its_figure_is_stored_or_that_only_the_table_has_it(
    formula: tuple[str, str], stored: str | None
) -> None:
    assert address(column(*formula)) == stored


def test_a_term_without_a_figure_counts_as_nothing_as_long_as_one_is_known() -> None:
    variance = column("utfall(~) - budget(~)")
    assert value(variance, utfall=-1200, budget=-1000) == -200
    assert value(variance, utfall=-1200) == -1200
    assert value(variance) is None


def test_costs_that_grow_are_plus_in_per_cent() -> None:
    change = column("utfall(~)", "utfall(~fg)")
    assert change.unit is PERCENT
    assert column("utfall(~)").unit is KR
    assert value(change, utfall=-1100, utfall_fg=-1000) == 10
    assert value(change, utfall=900, utfall_fg=1000) == -10


@pytest.mark.parametrize(
    "known",
    [{}, {"utfall": 5}, {"utfall_fg": 5}, {"utfall": 5, "utfall_fg": 0}, {"utfall": 5, "utfall_fg": -5}],
)
def test_there_is_no_change_in_per_cent_from_nothing_or_between_plus_and_minus(known: dict[str, int]) -> None:
    assert value(column("utfall(~)", "utfall(~fg)"), **known) is None


def test_a_column_has_a_heading_and_only_a_difference_is_never_turned() -> None:
    with pytest.raises(ValueError, match="heading"):
        FormColumn("", Formula.parse("utfall(~)"))
    assert column("utfall(~) - budget(~)").is_difference
    assert not column("utfall(~) + budget(~)").is_difference


OWN = StatementForm("egen", "Egen", (
    ReportLine("personal", "Personal", LineKind.COST, ("5",)),
    ReportLine("ovrigt", "Övrigt", LineKind.COST, ("6", "7")),
    ReportLine("summa", "Summa", LineKind.SUBTOTAL, (), ("personal", "ovrigt")),
))  # fmt: skip
OTHER = StatementForm("annan", "Annan", (
    ReportLine("lon", "Löner", LineKind.COST, ("50",)),
    ReportLine("resten", "Resten", LineKind.COST, ("5", "6")),
))  # fmt: skip


def test_accounts_are_told_apart_only_where_a_statement_does() -> None:
    groups = AccountGroups(OWN, (OTHER,))
    assert {account: groups.of(account) for account in ("5011", "5611", "6411", "7411", "3011")} == {
        "5011": "50",
        "5611": "5",
        "6411": "6",
        "7411": "7",
        "3011": None,
    }
    assert AccountGroups(OWN).of("5011") == AccountGroups(OWN).of("5611") == "5"


def test_a_group_is_called_what_the_form_that_singles_it_out_calls_it() -> None:
    groups = AccountGroups(OWN, (OTHER,))
    assert [groups.name(one) for one in ("50", "5", "6", "7", "3", "51")] == ["Löner", "", "", "", "", ""]
