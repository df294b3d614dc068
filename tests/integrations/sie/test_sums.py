"""What is counted and what is not, and the sums that must hold."""

import datetime as dt

import pytest

from tests.integrations.sie.making import HEAD, codes, file_of, voucher_of
from utfall.integrations.sie import Conversion, DimensionMapping, Reading, Rule
from utfall.integrations.sie import records as r

SOUND = """\
#KTYP 1510 T
#KTYP 2440 S
#KTYP 3010 I
#KTYP 5010 K
#IB 0 1510 100
#IB 0 2440 -100
#UB 0 1510 350
#UB 0 2440 -130
#RES 0 3010 -250
#RES 0 5010 30
#PSALDO 0 202401 3010 {} -200
#PSALDO 0 202402 3010 {} -50
#PSALDO 0 202401 3010 {1 10} -120
#PSALDO 0 202401 3010 {6 P} -200
#PSALDO 0 202401 5010 {} 30
"""
VOUCHERS = voucher_of("#TRANS 1510 {} 250", "#TRANS 3010 {} -250") + voucher_of(
    "#TRANS 5010 {} 30", "#TRANS 2440 {} -30"
)


def test_a_sound_file_passes_every_check():
    file = file_of(SOUND + VOUCHERS)

    assert not file.findings
    assert {check.rule: check.compared for check in file.checks} == {
        Rule.OPENING: 2, Rule.CLOSING: 4, Rule.CHANGE: 2, Rule.OUTCOME: 2, Rule.MONTHS: 2, Rule.VOUCHERS: 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("#IB 0 1510 100", "#IB 0 1510 101", {Rule.OPENING, Rule.CHANGE}),
        ("#UB 0 1510 350", "#UB 0 1510 351", {Rule.CLOSING, Rule.CHANGE}),
        ("#RES 0 5010 30", "#RES 0 5010 31", {Rule.CLOSING, Rule.OUTCOME, Rule.MONTHS}),
        ("#PSALDO 0 202401 5010 {} 30", "#PSALDO 0 202401 5010 {} 29.99", {Rule.MONTHS}),
        ("#TRANS 5010 {} 30", "#TRANS 5010 {} 30.01", {Rule.OUTCOME, Rule.VOUCHERS}),
    ],
)
def test_each_check_notices_its_own_fault(old, new, rules):
    file = file_of((SOUND + VOUCHERS).replace(old, new, 1))

    assert {check.rule for check in file.checks if not check.holds} == rules
    assert set(codes(file)) == {rule.problem.code for rule in rules}
    assert all(finding.severity == "error" for finding in file.findings)


def test_months_with_an_object_are_never_added_to_those_without():
    doubled = SOUND.replace("#PSALDO 0 202401 3010 {1 10} -120", "#PSALDO 0 202401 3010 {1 10} -999")

    assert not file_of(doubled + VOUCHERS).findings


def test_an_added_row_and_its_twin_are_one_amount_and_a_struck_row_is_none():
    rows = (
        "#TRANS 1510 {} 250", "#TRANS 3010 {} -200",
        "#RTRANS 3010 {} -50", "#TRANS 3010 {} -50", "#BTRANS 3010 {} -77",
    )  # fmt: skip
    file = file_of(SOUND + voucher_of(*rows) + voucher_of("#TRANS 5010 {} 30", "#TRANS 2440 {} -30"))
    voucher = next(record for record in file.records if isinstance(record, r.Voucher))

    assert not file.findings
    assert [row.öre for row in voucher.booked] == [25000, -20000, -5000]
    assert voucher.öre == 0
    assert len(voucher.rows) == 5


def test_an_account_without_class_is_told_by_where_it_stands_and_then_by_its_first_digit():
    body = "#IB 0 1510 0\n#UB 0 1510 5\n#RES 0 9010 -5\n" + voucher_of(
        "#TRANS 1510 {} 5", "#TRANS 9010 {} -5"
    )
    file = file_of(body)

    assert not file.findings
    # An account with rows only: a balance account by Kommun-Bas class 1, a result account by class 4.
    more = file_of(body + voucher_of("#TRANS 1999 {} 7", "#TRANS 4010 {} -7"))
    assert codes(more) == ["sie.change", "sie.outcome"]


def test_a_voucher_of_last_year_counts_in_last_year():
    head = HEAD + "#RAR -1 20230101 20231231\n"
    body = "#RES -1 3010 -5\n#UB -1 1510 5\n#RES 0 3010 0\n#UB 0 1510 0\n"
    last_year = voucher_of("#TRANS 1510 {} 5", "#TRANS 3010 {} -5", header="#VER A 1 20230115")

    assert not file_of(body + last_year, head=head).findings


def test_the_sums_of_balances_are_told_year_by_year():
    reading = Reading((HEAD + SOUND + "#IB -1 1510 5\n").encode())
    assert all(record is not None for record in reading)

    assert reading.integrity.balances == {0: {"ib": 0, "ub": 22000, "res": -22000}, -1: {"ib": 500}}


# into the municipal ledger ------------------------------------------------------------------------------------

MAPPING = DimensionMapping("prov", {"1": "ansvar", "6": "projekt", "20": "verksamhet"})


def test_a_booked_row_becomes_an_entry_with_its_codes():
    file = file_of(
        voucher_of('#TRANS 3010 {1 0102 6 P1 20 "450"} -12.50 20240117 "Lunch"', "#RTRANS 3010 {} 5",
                   "#BTRANS 3010 {} 5", '#TRANS 1510 {} 12.50 ""')
    )  # fmt: skip
    income, claim = Conversion(MAPPING).transactions(file.records)

    assert (income.ansvar, income.konto, income.projekt, income.verksamhet) == ("0102", "3010", "P1", "450")
    assert (income.öre, income.day, income.voucher, income.text) == (
        -1250,
        dt.date(2024, 1, 17),
        "A 1",
        "Lunch",
    )
    assert (claim.day, claim.text, claim.ansvar, claim.öre) == (dt.date(2024, 1, 15), "Faktura", "", 1250)


def test_a_dimension_that_is_not_mapped_is_said_with_the_number_of_rows():
    file = file_of(
        voucher_of("#TRANS 3010 {1 10 8 K1} 0", "#TRANS 3010 {1 10 8 K1} 0", "#TRANS 3010 {1 10} 0")
    )
    conversion = Conversion(MAPPING)

    assert len(list(conversion.transactions(file.records))) == 3
    assert [(f.code, f.values["dimension"], f.values["count"]) for f in conversion.findings] == [
        ("sie.dimension-not-mapped", "8", 2)
    ]


def test_rows_without_any_date_are_an_error_and_not_guessed():
    conversion = Conversion(MAPPING)
    file = file_of(voucher_of("#TRANS 3010 {} 5", "#TRANS 3010 {} -5", header='#VER A 1 ""'))

    assert not list(conversion.transactions(file.records))
    assert [(f.code, f.values["count"]) for f in conversion.findings] == [("sie.entry-without-date", 2)]


def test_the_months_of_an_account_sum_to_its_amount_without_object_by_one_dimension():
    entries = list(Conversion(MAPPING).months(file_of(SOUND).records))

    assert {(e.day, e.konto, e.ansvar, e.öre) for e in entries} == {
        (dt.date(2024, 1, 31), "3010", "10", -12000),
        (dt.date(2024, 1, 31), "3010", "", -8000),
        (dt.date(2024, 2, 29), "3010", "", -5000),
        (dt.date(2024, 1, 31), "5010", "", 3000),
    }
    assert all(entry.projekt == "" for entry in entries)


def test_months_given_only_by_object_and_budget_of_another_year_kept_apart():
    body = "#PBUDGET 0 202401 3010 {1 10} -5\n#PBUDGET 0 202401 3010 {1 11 6 P} -7\n#PBUDGET -1 202301 3010 {} -9\n"
    entries = list(Conversion(MAPPING).months(file_of(body).records, of=r.PeriodBudget))

    assert [(e.ansvar, e.projekt, e.öre) for e in entries] == [("10", "", -500), ("11", "P", -700)]
