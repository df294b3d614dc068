"""The vendors' files are read as their description says: counts, balances, checksums."""

import pytest

from utfall.domain.finding import Severity
from utfall.integrations.encoding import Encoding
from utfall.integrations.sie import Rule, SieKind, read, write
from utfall.integrations.sie.records import Booking, PeriodBudget, Voucher


@pytest.fixture(scope="module")
def sample(shared):
    folder = shared / "samples" / "sie"
    return lambda number: read(next(folder.glob(f"{number:02}_*")))


KINDS = {1: "3", 2: "4E", 3: "4I", 4: "3", 5: "4I", 6: "4E", 7: "4E"}
SOUND = (1, 2, 3, 4, 5, 7)


@pytest.mark.parametrize(("number", "kind"), KINDS.items())
def test_the_type_is_told_and_the_encoding_found(sample, number, kind):
    file = sample(number)

    assert file.kind == SieKind(kind)
    assert file.encoding is Encoding.CP437


@pytest.mark.parametrize("number", SOUND)
def test_a_sound_file_has_no_errors_and_every_check_holds(sample, number):
    file = sample(number)

    assert not [finding for finding in file.findings if finding.severity is Severity.ERROR]
    assert all(check.holds for check in file.checks)


def test_type_3_has_object_balances_and_months_that_sum_to_the_result(sample):
    file = sample(1)

    assert {label: file.counts[label] for label in ("#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO")} == {
        "#IB": 54, "#UB": 54, "#RES": 26, "#OIB": 6, "#OUB": 21, "#PSALDO": 116,
    }  # fmt: skip
    assert {(check.rule, check.year) for check in file.checks} == {
        (Rule.OPENING, 0), (Rule.OPENING, -1), (Rule.CLOSING, 0), (Rule.CLOSING, -1), (Rule.MONTHS, 0),
    }  # fmt: skip


def test_type_4_with_added_and_struck_rows_agrees_only_when_trans_alone_is_booked(sample):
    file = sample(2)
    vouchers = [record for record in file.records if isinstance(record, Voucher)]
    rows = [row for voucher in vouchers for row in voucher.rows]

    assert len(vouchers) == file.counts["#VER"] == 84
    assert {booking: sum(row.booking is booking for row in rows) for booking in Booking} == {
        Booking.BOOKED: 405, Booking.ADDED: 6, Booking.STRUCK: 3,
    }  # fmt: skip
    assert {check.rule: check.compared for check in file.checks if check.year != -1} == {
        Rule.OPENING: 26, Rule.CLOSING: 45, Rule.CHANGE: 28, Rule.OUTCOME: 17, Rule.VOUCHERS: 84,
    }  # fmt: skip
    assert {voucher.series for voucher in vouchers} >= {"#", "A"}
    assert any(row.text == r"1820\A012 Cykel" for row in rows)
    assert any(len(row.objects) == 2 for row in rows)


def test_type_4i_with_empty_series_and_no_dates_of_the_year(sample):
    file = sample(3)
    voucher = next(record for record in file.records if isinstance(record, Voucher))

    assert (voucher.series, voucher.number, len(voucher.rows), voucher.öre) == ("", "0", 10, 0)
    assert not file.findings


def test_budget_and_padded_object_lists(sample):
    file = sample(4)

    assert file.counts["#PBUDGET"] == 444
    codes = [code for r in file.records if isinstance(r, PeriodBudget) for _dimension, code in r.objects]
    assert codes
    assert codes == [code.strip() for code in codes]


def test_a_real_checksum_is_verified(sample):
    checksum = sample(5).checksum

    assert checksum.stated == checksum.computed == 1_573_150_874
    assert checksum.agrees


def test_the_file_that_was_anonymised_by_hand_is_read_whole_and_what_differs_is_named(sample):
    file = sample(6)
    differing = {
        check.rule: [d.account for d in check.differences] for check in file.checks if not check.holds
    }

    assert (file.counts["#VER"], file.counts["#TRANS"]) == (70, 260)
    # Two balance accounts and one result account; the placeholder account has rows but no result of its own.
    assert differing == {Rule.CLOSING: [""], Rule.CHANGE: ["2440", "2640"], Rule.OUTCOME: ["4010", "FEL"]}
    assert sum(finding.code == "sie.open-quote" for finding in file.findings) == 3
    assert [f.values["text"] for f in file.findings if f.code == "sie.account"] == ["DIFF", "FEL"]


def test_texts_in_the_place_of_dates_are_read_as_texts(sample):
    file = sample(7)
    rows = [row for record in file.records if isinstance(record, Voucher) for row in record.rows]

    assert len(rows) == 19
    assert rows[0].text == "Kontantbetalning"
    assert all(row.day is None for row in rows)


def test_sie_5_is_refused_in_one_sentence(sample):
    file = sample(8)

    assert not file.records
    assert [finding.code for finding in file.findings] == ["sie.version-5"]


@pytest.mark.parametrize("number", [2, 3, 5, 6, 7])
@pytest.mark.parametrize("checksum", [False, True])
def test_what_is_read_can_be_written_and_read_again(sample, number, checksum):
    file = sample(number)

    again = read(write(file, checksum=checksum))

    assert again == file
    assert not checksum or (again.checksum and again.checksum.agrees)
