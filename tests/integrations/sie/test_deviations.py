"""What real files do that the standard forbids is read all the same, and said."""

import datetime as dt

import pytest

from tests.integrations.sie.making import HEAD, codes, file_of, voucher_of
from utfall.domain.finding import Severity
from utfall.integrations.encoding import Encoding
from utfall.integrations.sie import SieKind, is_incomplete, read
from utfall.integrations.sie import records as r

ACCOUNT = '#KONTO 3010 "Försäljning åäöÅÄÖ"\n'


def only(file, kind):
    """The records of one kind."""
    return [record for record in file.records if isinstance(record, kind)]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("cp437", Encoding.CP437),
        ("utf-8", Encoding.UTF_8),
        ("utf-8-sig", Encoding.UTF_8_BOM),
        ("cp1252", Encoding.CP1252),
        ("iso-8859-15", Encoding.CP1252),
        ("utf-16", Encoding.UTF_16),
    ],
)
def test_the_encoding_is_decided_from_the_bytes_whatever_the_file_says(encoding, found):
    file = file_of(ACCOUNT, encoding=encoding)

    assert file.encoding is found
    assert only(file, r.Account)[0].name == "Försäljning åäöÅÄÖ"
    assert ("sie.encoding" in codes(file)) == (found is not Encoding.CP437)


def test_letters_that_only_latin_1_has_do_not_stop_the_reading():
    file = read(HEAD.encode() + "#KONTO 1 åäö\n".encode("latin-1") + b"#PROSA \x81\n")

    assert file.encoding is Encoding.LATIN_1
    assert only(file, r.Account)[0].name == "åäö"


def test_a_file_of_plain_ascii_is_not_remarked_upon():
    assert not file_of("#KONTO 3010 Salt\n").findings


def test_a_quotation_mark_in_a_word_was_an_ö():
    file = file_of('#KONTO 8850 "Skilln m bokf"rd/planenl"\n')

    assert only(file, r.Account)[0].name == 'Skilln m bokf"rd/planenl'
    assert codes(file) == ["sie.stray-quote"]


def test_a_quotation_mark_that_is_never_closed_runs_to_the_end_of_the_row():
    file = file_of(voucher_of('#TRANS 1710 { } 0 20240131 "LNR 59 Stand', "#TRANS 6010 {} 0"))

    assert [row.text for row in only(file, r.Voucher)[0].rows] == ["LNR 59 Stand", ""]
    assert codes(file) == ["sie.open-quote"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"1820\A012 Cykel"', r"1820\A012 Cykel"),
        (r'"sa \"hej\" och gick"', 'sa "hej" och gick'),
        (r'"\\"x"', r"\"x"),
        (r'"C:\"', "C:\\"),
        (r'"C:\ "', "C:\\"),
        (r"C:\temp", r"C:\temp"),
        ('"a {b} c"', "a {b} c"),
        ('"Postgatan 77        "', "Postgatan 77"),
    ],
)  # fmt: skip
def test_only_a_backslash_before_a_quotation_mark_is_an_escape(written, text):
    file = file_of(voucher_of(f"#TRANS 1510 {{}} 0 20240115 {written}"))

    assert only(file, r.Voucher)[0].rows[0].text == text
    assert not file.findings


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("{}", ()),
        ("{ }", ()),
        ("{1         AO}", (("1", "AO"),)),
        ('{ "1" "0102" 6 P1 }', (("1", "0102"), ("6", "P1"))),
        ("{1 10 6 Bilen 2 KAZ747}", (("1", "10"), ("6", "Bilen"), ("2", "KAZ747"))),
        ('{1 "10 A"}', (("1", "10 A"),)),
        ('{"1" "a}b"}', (("1", "a}b"),)),
    ],
)
def test_object_lists_of_every_shape(written, pairs):
    body = voucher_of(f"#TRANS 1510 {written} 0") + f"#PSALDO 0 202401 1510 {written} 0\n"
    file = file_of(body)

    assert only(file, r.Voucher)[0].rows[0].objects == pairs
    assert only(file, r.PeriodBalance)[0].objects == pairs
    assert not file.findings


def test_a_dimension_without_an_object_is_an_error_and_the_rest_is_kept():
    file = file_of(voucher_of("#TRANS 1510 {1 10 6} 0"))

    assert only(file, r.Voucher)[0].rows[0].objects == (("1", "10"),)
    assert codes(file) == ["sie.odd-list"]


@pytest.mark.parametrize("label", ["#PSALDO", "#PBUDGET"])
def test_a_period_amount_without_braces_has_no_object(label):
    file = file_of(f"{label} 0 202401 3010 -12.50\n")

    assert only(file, r.PeriodAmount) == [file.records[-1]]
    assert (file.records[-1].objects, file.records[-1].öre) == ((), -1250)
    assert codes(file) == ["sie.no-list"]


def test_tabs_blanks_and_indents_are_separators():
    file = file_of('#VER\tA 52  20240630 "Ex"\n{\n\t#TRANS\t1518 {}      0    20240630 "Ex"\n}\n\n\n')

    assert only(file, r.Voucher)[0].rows == (r.Transaction("1518", (), 0, dt.date(2024, 6, 30), "Ex"),)
    assert not file.findings


@pytest.mark.parametrize("account", ["DIFF", "11AF", '""'])
def test_an_account_that_is_no_number_is_kept_as_a_text(account):
    file = file_of(voucher_of(f"#TRANS {account} {{}} 0", f"#TRANS {account} {{}} 0"))

    assert only(file, r.Voucher)[0].rows[1].account == account.strip('"')
    assert codes(file) == ["sie.account"]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ('"212000-0000"', "212000-0000"),
        ("2120000000", "212000-0000"),
        ("162120000000", "212000-0000"),
        ('""', ""),
        ("XYZ", "XYZ"),
    ],
)
def test_the_corporate_identity_number_has_one_form(written, normal):
    assert only(file_of(f"#ORGNR {written}\n"), r.CorporateId)[0].normal == normal


def test_a_year_without_dates_is_a_year():
    file = read(b"#FLAGGA 0\r\n#SIETYP 4\r\n#RAR 0  \r\n", name="in.SI")

    assert only(file, r.FiscalYear) == [r.FiscalYear(0)]
    assert file.kind is SieKind.TYPE_4I
    assert not file.findings


def test_a_broken_fiscal_year_is_what_rar_says():
    head = HEAD.replace("20240101 20241231", "20090701 20100630")
    body = voucher_of("#TRANS 3010 {} 0", header="#VER A 1 20100115") + "#RES 0 3010 0\n"
    file = file_of(body, head=head)

    assert not file.findings
    assert codes(file_of(voucher_of(header="#VER A 1 20100701"), head=head)) == ["sie.outside-years"]


@pytest.mark.parametrize(
    ("written", "öre", "code"),
    [
        ("100", 10000, None),
        ("-212.5", -21250, None),
        ("0.05", 5, None),
        ("-0", 0, None),
        ("123456789012345678.99", 12345678901234567899, None),
        ("12,50", 1250, "sie.amount-form"),
        ("+12.50", 1250, "sie.amount-form"),
        ('"1 234,50"', 123450, "sie.amount-form"),
        ("12.50-", -1250, "sie.amount-form"),
        (".5", 50, "sie.amount-form"),
        ("1.000", 100, "sie.amount-form"),
        ("1.005", 101, "sie.amount-decimals"),
        ("-1.005", -101, "sie.amount-decimals"),
    ],
)
def test_amounts_are_whole_öre_read_as_text(written, öre, code):
    file = file_of(f"#RES 0 3010 {written}\n#UB 0 1510 0\n")

    assert only(file, r.Result)[0].öre == öre
    assert [c for c in codes(file) if c.startswith("sie.amount")] == ([code] if code else [])


@pytest.mark.parametrize("written", ["1e3", "tio", '""', "1.2.3", "--5", "+5-", "5" * 40, "."])
def test_what_is_no_amount_is_an_error_at_its_row_and_the_rest_is_read(written):
    file = file_of(f"#RES 0 3010 {written}\n#RES 0 3011 0\n")

    assert [record.account for record in only(file, r.Result)] == ["3011"]
    (finding,) = file.findings
    assert (finding.code, finding.severity, finding.where) == ("sie.amount", Severity.ERROR, "prov.se, rad 8")


def test_an_empty_row_date_is_the_vouchers_and_a_bad_voucher_date_is_an_error():
    file = file_of(
        voucher_of('#TRANS 1510 {} 0 "" "x"')
        + voucher_of(header='#VER A 2 00000000 "x"')
        + voucher_of(header='#VER A 3 2024-01-15 "x"')
        + voucher_of(header='#VER A 4 240115 "x"')
        + voucher_of(header='#VER A 5 "" "x"')
    )

    assert only(file, r.Voucher)[0].rows[0].day is None
    assert [v.day for v in only(file, r.Voucher)[1:]] == [None, dt.date(2024, 1, 15), None, None]
    assert codes(file) == [
        "sie.date", "sie.no-voucher-date", "sie.date-form", "sie.date", "sie.no-voucher-date", "sie.no-voucher-date",
    ]  # fmt: skip


def test_an_unknown_label_is_counted_and_passed_over():
    file = file_of("#MOMSKOD 3010 10\n#MOMSKOD 3011 10\n" + voucher_of("#EGEN 1 2", "#TRANS 1510 {} 0"))

    told = {f.values["label"]: f.values["count"] for f in file.findings}
    assert told == {"#MOMSKOD": 2, "#EGEN": 1}
    assert len(only(file, r.Voucher)[0].rows) == 1


def test_extra_fields_at_the_end_are_passed_over():
    file = file_of('#TAXAR 2024 ÅRL\n#KONTO 3010 "Salt" 1 2 3\n')

    assert only(file, r.TaxYear) == [r.TaxYear("2024")]
    assert not file.findings


def test_a_series_that_looks_like_a_label_is_a_series():
    file = file_of(voucher_of("#TRANS 1510 {} 0", header='#VER # 1 20240731 "Avskrivning" 20241202 "2 Bo"'))
    (voucher,) = only(file, r.Voucher)

    assert (voucher.series, voucher.number, voucher.registered_on, voucher.sign) == (
        "#", "1", dt.date(2024, 12, 2), "2 Bo",
    )  # fmt: skip


def test_an_unbalanced_voucher_is_an_error_and_the_rest_is_loaded():
    file = file_of(
        voucher_of("#TRANS 1510 {} 10", "#TRANS 3010 {} -8") + voucher_of(header="#VER A 2 20240116")
    )

    assert len(only(file, r.Voucher)) == 2
    (finding,) = file.findings
    assert (finding.code, finding.values["amount"], finding.where) == (
        "sie.unbalanced",
        "2,00",
        "prov.se, rad 8",
    )


def test_a_voucher_that_is_never_closed_is_said_and_kept():
    file = file_of("#VER A 1 20240115\n{\n#TRANS 1510 {} 0\n#VER A 2 20240116\n{\n}\n")

    assert [v.name for v in only(file, r.Voucher)] == ["A 1", "A 2"]
    assert codes(file) == ["sie.open-voucher"]


def test_a_brace_at_the_end_of_the_voucher_row_or_none_at_all():
    file = file_of("#VER A 1 20240115 x {\n#TRANS 1510 {} 0\n}\n#VER A 2 20240116\n#TRANS 1510 {} 0\n}\n")

    assert [len(v.rows) for v in only(file, r.Voucher)] == [1, 1]
    assert codes(file) == ["sie.no-brace"]


def test_a_row_outside_a_voucher_and_a_brace_that_closes_nothing():
    assert codes(file_of("#TRANS 1510 {} 10\n}\n")) == ["sie.no-voucher", "sie.stray-brace"]


def test_a_row_that_lacks_a_field_is_an_error_that_names_it():
    file = file_of(
        voucher_of("#TRANS 1510 {}") + "#UNDERDIM 21 Grupp\n#IB noll 1510 5\n#PSALDO 0 2024 1510 {} 5\n"
    )

    assert [(f.code, f.values.get("column", "")) for f in file.findings] == [
        ("sie.missing-field", "belopp"), ("sie.missing-field", "överordnad dimension"), ("sie.number", ""),
        ("sie.period", ""),
    ]  # fmt: skip


def test_control_characters_and_small_letters_and_text_between_the_rows():
    file = file_of('#konto 3010 "Sa\x07lt"\nnågot annat\n\x1a\n')

    assert only(file, r.Account)[0].name == "Sa lt"
    assert codes(file) == ["sie.small-letters", "sie.control-character", "sie.not-a-record"]


def test_a_quantity_that_is_none_does_not_cost_the_row():
    file = file_of(voucher_of('#TRANS 1510 {} 0 20240115 "x" många'))

    assert only(file, r.Voucher)[0].rows[0].quantity is None
    assert codes(file) == ["sie.quantity"]


def test_a_file_that_is_not_sie_is_one_sentence():
    assert codes(read(b"Konto;Belopp\r\n3010;5\r\n" * 100)) == ["sie.not-sie"]
    assert codes(read(b"")) == ["sie.not-sie"]


@pytest.mark.parametrize(("row", "code"), [("", "sie.no-type"), ("#SIETYP 7\n", "sie.unknown-type")])
def test_a_missing_type_is_type_1_and_an_unknown_one_an_error(row, code):
    file = read(f"#FLAGGA 0\n{row}#IB 0 1510 0\n".encode())

    assert file.kind is SieKind.TYPE_1
    assert codes(file) == [code]


def test_a_year_given_twice_with_different_dates_is_an_error():
    assert codes(file_of("#RAR 0 20230101 20231231\n")) == ["sie.year-twice"]
    assert not file_of("#RAR 0 20240101 20241231\n").findings


def test_objects_in_a_file_of_type_2_are_said_not_to_count():
    head = HEAD.replace("#SIETYP 4", "#SIETYP 2")

    assert codes(file_of("#PSALDO 0 202401 3010 {1 10} 5\n", head=head)) == ["sie.objects-in-type-2"]


def test_many_faults_of_one_kind_are_listed_in_part_and_counted_in_full():
    file = file_of("#RES 0 3010 x\n" * 1000)

    assert codes(file).count("sie.amount") == 50
    assert file.findings[-1].code == "sie.amount.more"
    assert file.findings[-1].values["count"] == 950
    assert "950" in file.findings[-1].sentence()


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("#RES 0 3010 x\n", True),
        ("#RES 0 3010 x\n" * 60, True),
        ("#TRANS 1510 {} 10\n", True),
        ("#VER A 1 20240115\n{\n", True),
        (voucher_of(header="#VER A 1 20249999"), True),
        (voucher_of("#TRANS 1510 {} 10"), False),
        ("#RES 0 3010 1,50\n#IB 0 1510 5\n", False),
    ],
)
def test_a_lost_row_makes_the_file_incomplete_and_a_sum_that_disagrees_does_not(body, lost):
    file = file_of(body)

    assert file.findings
    assert is_incomplete(file.findings) == lost
