"""Extracts of every form are read by a mapping that was proposed and confirmed."""

import dataclasses
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.entry import Entry
from utfall.domain.finding import Finding
from utfall.domain.period import Period
from utfall.integrations.kommunbas import (
    ColumnMapping,
    Decimals,
    Extract,
    Observation,
    Proposal,
    Role,
    Shape,
    Sign,
    lines,
    load,
    propose,
)

ROWS = """\
Ansvar;Konto;Verksamhet;Projekt;Aktivitet;Objekt;Motpart;Datum;Verifikation;Belopp;Text;Motpartsnamn
0310;3011;9000;;;;1100;2024-01-02;A 1;-15 358,84;Överenskommelse;Förvaltningar
0310;5011;9000;D1;7;8;;2024-01-31;A 2;12,50;Löner;
"""
FIRST = Entry(
    "0310",
    "3011",
    "9000",
    "",
    "",
    "",
    "1100",
    dt.date(2024, 1, 2),
    "A 1",
    -1535884,
    "Överenskommelse",
    "Förvaltningar",
)


def mapping_of(data, *, name="prov"):
    """The mapping that is proposed."""
    proposal = propose(data, name=name)
    assert isinstance(proposal, Proposal)
    return proposal.mapping


def refused(data, **options):
    """The finding that says why there is no proposal."""
    finding = propose(data, name="prov", **options)
    assert isinstance(finding, Finding)
    return finding


def broken(text):
    """The finding that says why the saved mapping cannot be read."""
    finding = load(text, where="k.json")
    assert isinstance(finding, Finding)
    return finding


def read(data, mapping=None, *, name="prov.csv", **changes):
    """The entries and the codes of the findings, by the proposed mapping unless one is given."""
    mapping = dataclasses.replace(mapping or mapping_of(data), **changes)
    extract = Extract(data, mapping, name=name)
    return list(extract.entries()), extract.findings


def workbook(*rows, indent=(0, 0), first_sheet_empty=False):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    if first_sheet_empty:
        book.add_worksheet("Tomt")
    sheet = book.add_worksheet("Data")
    date_form = book.add_format({"num_format": "yyyy-mm-dd"})
    for y, row in enumerate(rows, indent[0]):
        for x, cell in enumerate(row, indent[1]):
            if isinstance(cell, dt.date):
                sheet.write_datetime(y, x, dt.datetime.combine(cell, dt.time()), date_form)
            else:
                sheet.write(y, x, cell)
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp437", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_encoding_and_delimiter(encoding, delimiter):
    entries, findings = read(ROWS.replace(";", delimiter).encode(encoding))

    assert entries[0] == FIRST
    assert entries[1].öre == 1250
    assert not findings


def test_commas_between_fields_and_quoted_amounts_with_commas():
    text = 'Ansvar,Konto,Datum,Belopp\n0310,3011,2024-01-02,"-1 234,50"\n0310,3012,2024-01-02,"0,5"\n'

    assert [e.öre for e in read(text.encode())[0]] == [-123450, 50]


def test_titles_above_the_header_and_sums_below_are_not_rows():
    text = f"Huvudbok 2024;;\nUttag 2024-09-16;;\n\n{ROWS};;;;;;;;;;;\nSumma;;;;;;;;;-15346,34;;\n"
    entries, findings = read(text.encode())

    assert len(entries) == 2
    assert [(f.code, f.severity.value) for f in findings] == [("kommunbas.sum-row", "question")]


@pytest.mark.parametrize(
    ("written", "öre"),
    [
        ("1 234,5", 123450), ("1\u00a0234,50", 123450), ("1\u202f234", 123400), ("−7,50", -750), ("–7,50", -750),
        ("7,50-", -750), ("(1 234)", -123400), ("1.234,50", 123450), ("-0,01", -1), ("+5", 500), ("5 kr", 500),
        ("12,50 SEK", 1250), ("1.234", 123400), ("0", 0), ("1234,567", None), ("tolv", None), ("1,2,3", None),
        ("--5", None), ("12 34", None), ("- 1 234 567,5 kr", -123456750), ("(5)-", None), ("٣", None), ("1e5", None), ("9" * 50, None), ("12.34.56", None),
    ],
)  # fmt: skip
def test_swedish_amounts_in_whole_öre(written, öre):
    text = f"Ansvar;Konto;Datum;Belopp\n0310;3011;2024-01-02;{written}\n"
    entries, findings = read(text.encode(), decimals=Decimals.COMMA)

    assert [e.öre for e in entries] == ([] if öre is None else [öre])
    assert [f.code for f in findings] == (["kommunbas.amount"] if öre is None else [])
    assert not findings or findings[0].where == "prov.csv, rad 2, kolumn 4"


def test_the_decimal_sign_is_proposed_from_the_amounts():
    text = "Ansvar;Konto;Datum;Belopp\n0310;3011;2024-01-02;1,234.50\n0310;3011;2024-01-02;1,234\n"
    mapping = mapping_of(text.encode())

    assert mapping.decimals is Decimals.POINT
    assert [e.öre for e in read(text.encode())[0]] == [123450, 123400]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-08-31", (2024, 8, 31)), ("20240831", (2024, 8, 31)), ("240831", (2024, 8, 31)),
        ("31/8/2024", (2024, 8, 31)), ("31.08.2024", (2024, 8, 31)), ("2024-08", (2024, 8, 31)),
        ("202408", (2024, 8, 31)), ("2024M08", (2024, 8, 31)), ("2024P02", (2024, 2, 29)),
        ("2024/2", (2024, 2, 29)), ("08/2024", (2024, 8, 31)), ("jan 2024", (2024, 1, 31)),
        ("Augusti 2024", (2024, 8, 31)), ("sept-24", (2024, 9, 30)), ("2024 okt", (2024, 10, 31)),
        ("2024-08-31 00:00:00", (2024, 8, 31)), ("2024-13", None), ("2024-00", None), ("31 brumaire", None),
        ("20111", None), ("", None), ("2024-02-30", None),
    ],
)  # fmt: skip
def test_periods_and_dates_in_any_form(written, day):
    text = f"Ansvar;Konto;Period;Belopp\n0310;3011;{written};5\n"
    entries, findings = read(text.encode())

    assert [e.day for e in entries] == ([] if day is None else [dt.date(*day)])
    assert [f.code for f in findings] == (["kommunbas.date"] if day is None else [])


def test_a_month_number_beside_a_year():
    text = "Ansvar;Konto;År;Period;Belopp\n0310;3011;2024;2;5\n0310;3011;2024;P11;5\n"

    assert [e.day for e in read(text.encode())[0]] == [dt.date(2024, 2, 29), dt.date(2024, 11, 30)]


def test_debit_and_credit_in_columns_of_their_own():
    text = "Ansvar;Konto;Datum;Debet;Kredit\n0310;1511;2024-01-02;5,00;\n0310;3011;2024-01-02;;5\n0310;1;2024-01-02;;\n"
    entries, findings = read(text.encode())

    assert [e.öre for e in entries] == [500, -500]
    assert [f.code for f in findings] == ["kommunbas.amount"]


def test_thousands_of_kronor_with_the_statements_sign():
    text = "Ansvar;Konto;Period;Budget tkr\n0310;3011;2024-01;1 234,5\n0310;5011;2024-01;-0,001\n"
    entries, _findings = read(text.encode(), sign=Sign.STATEMENT)

    assert [e.öre for e in entries] == [-123450000, 100]


def test_a_code_string_in_one_column():
    text = "Kontering;Datum;Belopp\n0310-3011-9000-D1;2024-01-02;5\n0310-5011;2024-01-02;6\n1-2-3-4-5;2024-01-02;7\n"
    mapping = mapping_of(text.encode())
    fewer = dataclasses.replace(mapping, code_parts=mapping.code_parts[:4])
    entries, findings = read(text.encode(), fewer)

    assert mapping.code_parts == ("ansvar", "konto", "verksamhet", "projekt", "aktivitet")
    assert [(e.ansvar, e.konto, e.verksamhet, e.projekt) for e in entries] == [
        ("0310", "3011", "9000", "D1"), ("0310", "5011", "", ""),
    ]  # fmt: skip
    assert [f.code for f in findings] == ["kommunbas.code-string"]


WIDE = "Ansvar;Konto;Budget 2024;Jan;Feb;Mar;Summa\n0310;3011;x;-10;;-2,5;-12,5\n0310;5011;x;7;0;fel;7\n"


def test_months_as_columns():
    mapping = mapping_of(WIDE.encode())
    entries, findings = read(WIDE.encode())

    assert (mapping.shape, mapping.year) == (Shape.WIDE, 2024)
    assert mapping.columns["Summa"] is Role.NOTHING
    assert [(e.konto, e.day, e.öre) for e in entries] == [
        ("3011", dt.date(2024, 1, 31), -1000), ("3011", dt.date(2024, 3, 31), -250),
    ]  # fmt: skip
    # A row with one bad month gives nothing: half a row would be half a budget.
    assert [(f.code, f.where) for f in findings] == [("kommunbas.amount", "prov.csv, rad 3, kolumn 6")]


def test_months_without_a_year_wait_for_one():
    text = WIDE.replace("Budget 2024", "Not")
    entries, findings = read(text.encode())

    assert not entries
    assert [f.code for f in findings] == ["kommunbas.no-year"]
    assert len(read(text.encode(), year=2023)[0]) == 2


def test_months_with_their_year_in_the_header():
    text = "Ansvar;Konto;2023-12;202401;feb 2024\n0310;3011;1;2;3\n"

    assert [e.day.isoformat() for e in read(text.encode())[0]] == ["2023-12-31", "2024-01-31", "2024-02-29"]


def test_a_workbook_with_an_empty_sheet_an_indent_and_real_dates():
    data = workbook(
        ["Uttag ur ekonomisystemet"], [],
        ["Ansvar", "Konto", "Datum", "Belopp", "Text"],
        ["0310", 3011, dt.date(2024, 1, 2), -12.5, "Lunch"], [310, 5011.0, "2024-01-03", "1 000,25", ""],
        ["0310", 5012, 202408, 0.1 + 0.2, "brus"], ["0310", 5013, dt.date(2024, 1, 2), 0.005, ""],
        ["0310", 5014, True, 5, ""],
        indent=(2, 1), first_sheet_empty=True,
    )  # fmt: skip
    entries, findings = read(data, name="prov.xlsx")

    assert [(e.ansvar, e.konto, e.day, e.öre) for e in entries] == [
        ("0310", "3011", dt.date(2024, 1, 2), -1250), ("310", "5011", dt.date(2024, 1, 3), 100025),
        ("0310", "5012", dt.date(2024, 8, 31), 30),
    ]  # fmt: skip
    assert [(f.code, f.where) for f in findings] == [
        ("kommunbas.amount", "prov.xlsx, cell E9"), ("kommunbas.date", "prov.xlsx, cell D10"),
    ]  # fmt: skip


def test_a_workbook_that_is_broken_or_lacks_the_sheet():
    assert refused(b"PK\x03\x04 nonsense").code == "kommunbas.not-a-workbook"
    assert refused(workbook(["Ansvar", "Konto"]), sheet="Borta").code == "kommunbas.no-sheet"


def test_the_long_format_with_every_kind_of_period_and_missing_values():
    text = (
        "\ufeffPeriod,Enhet,Mått,Kolumn,Mätvärde\r\n2024-08,SEN,RR.001,K16,-1234.5\r\n2024-08,SEN,RR.002,K16,\r\n"
        "2024-07/r12,SEF,SJ,K20,6.1\r\n2024-01..2024-08,SEF,SJ,K20,x\r\n"
    )
    mapping = mapping_of(text.encode())
    extract = Extract(text.encode(), mapping, name="uttag.csv")
    found = list(extract.observations())

    assert (mapping.shape, mapping.decimals) == (Shape.LONG, Decimals.POINT)
    assert found == [
        Observation(Period.month(2024, 8), "SEN", "RR.001", "K16", Decimal("-1234.5")),
        Observation(Period.month(2024, 8), "SEN", "RR.002", "K16", None),
        Observation(Period.rolling_twelve(2024, 7), "SEF", "SJ", "K20", Decimal("6.1")),
    ]
    assert [(f.code, f.where) for f in extract.findings] == [
        ("kommunbas.number", "uttag.csv, rad 5, kolumn 5")
    ]


periods = st.integers(2020 * 12, 2030 * 12).flatmap(
    lambda first: st.integers(0, 11).map(lambda more: Period(first, first + more))
)
names = st.text(st.sampled_from('abcåäöÅ.;"0 '), min_size=1, max_size=6).map(str.strip).filter(bool)
observations = st.builds(
    Observation, periods, names, names, names, st.none() | st.decimals(-(10**9), 10**9, places=2)
)


@given(st.lists(observations, max_size=6))
def test_the_long_format_is_read_back_equal(written):
    data = "".join(lines(written)).encode()
    mapping = ColumnMapping(
        "lång", Shape.LONG,
        {"Period": Role.PERIOD, "Enhet": Role.UNIT, "Mått": Role.MEASURE, "Kolumn": Role.COLUMN, "Mätvärde": Role.VALUE},
    )  # fmt: skip
    extract = Extract(data, mapping)

    assert list(extract.observations()) == written
    assert not extract.findings


def test_a_column_that_went_away_stops_the_reading_and_a_new_one_is_asked_about():
    mapping = mapping_of(ROWS.encode())
    gone, findings = read(ROWS.replace("Belopp", "Summa kr").encode(), mapping)
    assert not gone
    assert [f.code for f in findings] == ["kommunbas.column-gone", "kommunbas.column-new"]

    entries, findings = read(ROWS.replace("Motpartsnamn", "Motpartsnamn;Ny").encode(), mapping)
    assert len(entries) == 2
    assert [(f.code, f.severity.value) for f in findings] == [("kommunbas.column-new", "question")]


def test_rows_that_are_short_or_lack_a_code_are_errors_with_their_line():
    text = ROWS + "0310;3011\n;3011;;;;;;2024-01-02;A;5;;\n0310;;;;;;;2024-01-02;A;5;;\n"
    entries, findings = read(text.encode())

    assert len(entries) == 2
    assert [(f.code, f.where) for f in findings] == [
        ("kommunbas.short-row", "prov.csv, rad 4"), ("kommunbas.no-code", "prov.csv, rad 5"),
        ("kommunbas.no-code", "prov.csv, rad 6"),
    ]  # fmt: skip
    assert "ansvar" in findings[1].sentence()


def test_a_file_without_a_header_gives_no_proposal():
    assert refused(b"1;2;3\n4;5;6\n").code == "kommunbas.no-header"
    assert refused(b"").code == "kommunbas.no-header"


def test_two_columns_of_one_name_are_told_apart():
    text = "Ansvar;Konto;Text;Text;;Datum;Belopp\n0310;3011;a;b;c;2024-01-02;5\n"
    mapping = mapping_of(text.encode())

    assert list(mapping.columns) == ["Ansvar", "Konto", "Text", "Text (2)", "kolumn 5", "Datum", "Belopp"]
    assert [e.text for e in read(text.encode())[0]] == ["a"]


@pytest.mark.parametrize("text", [ROWS, WIDE, "Kontering;Datum;Belopp\n1-2-3;2024-01-01;5\n"])
def test_a_saved_mapping_is_read_back_equal(text):
    mapping = mapping_of(text.encode())

    assert load(json.dumps(mapping.as_json()), where="k.json") == mapping


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"columns": {"Belopp": "pengar"}}, "columns/Belopp"),
        ({"shape": "rund"}, "shape"),
        ({"months": {"Jan": "2024-13"}}, "months/Jan"),
        ({"year": 3000}, "year"),
        ({"unknown": 1}, "/"),
    ],
)
def test_a_mapping_that_breaks_its_schema_is_a_finding_with_the_place(change, place):
    content = mapping_of(ROWS.encode()).as_json() | change
    finding = broken(json.dumps(content))

    assert (finding.code, finding.where, finding.values["place"]) == ("kommunbas.mapping", "k.json", place)
    assert broken("{").values["place"] == "JSON"


def test_a_mapping_without_what_a_ledger_row_needs_says_what_is_missing():
    bare = ColumnMapping("x", Shape.ROWS, {"A": Role.KONTO, "B": Role.KONTO})

    assert [(f.code, f.values.get("role")) for f in bare.faults()] == [
        ("kommunbas.role-twice", "konto"), ("kommunbas.role-missing", "ansvar"), ("kommunbas.role-missing", "day"),
        ("kommunbas.role-missing", "amount"),
    ]  # fmt: skip
    assert "months" in [f.values.get("role") for f in ColumnMapping("x", Shape.WIDE, {}).faults()]
    assert len(ColumnMapping("x", Shape.LONG, {}).faults()) == 5
    assert not list(Extract(ROWS.encode(), bare).entries())


def test_entries_and_observations_are_not_mixed_up():
    mapping = mapping_of(ROWS.encode())
    with pytest.raises(ValueError, match="long"):
        next(iter(Extract(ROWS.encode(), mapping).observations()))
    with pytest.raises(ValueError, match="observations"):
        next(iter(Extract(ROWS.encode(), dataclasses.replace(mapping, shape=Shape.LONG)).entries()))


@given(st.binary(max_size=300) | st.text('Ansvar;Konto\n"2024-01,5\t', max_size=200).map(str.encode))
def test_noise_is_never_an_exception(data):
    proposal = propose(data, name="x")
    mapping = proposal.mapping if isinstance(proposal, Proposal) else mapping_of(ROWS.encode())
    if mapping.shape is not Shape.LONG:
        assert all(isinstance(entry, Entry) for entry in Extract(data, mapping).entries())


def test_a_workbook_of_long_values_and_one_that_is_empty():
    data = workbook(
        ["Period", "Enhet", "Mått", "Kolumn", "Mätvärde"],
        ["2024-08", "SEN", "RR.001", "K16", -1234.5],
        ["2024-08", "SEN", "RR.001", "K16", True],
        ["2024-08", "SEN", "RR.001", "K16", "6,1"],
    )
    extract = Extract(data, mapping_of(data), name="v.xlsx")

    assert [one.value for one in extract.observations()] == [Decimal("-1234.5"), Decimal("6.1")]
    assert [f.where for f in extract.findings] == ["v.xlsx, cell E3"]
    assert refused(workbook()).code == "kommunbas.no-header"


def test_a_truth_value_is_no_amount():
    data = workbook(["Ansvar", "Konto", "Datum", "Belopp"], ["0310", 3011, "2024-01-02", True])

    assert [f.code for f in read(data)[1]] == ["kommunbas.amount"]


def test_a_field_that_never_ends_is_one_bad_row():
    text = (
        'Ansvar;Konto;Datum;Belopp\n0310;3011;2024-01-02;5\n0310;3011;2024-01-02;"' + "x" * 1_100_000 + "\n"
    )
    entries, findings = read(text.encode())

    assert [e.öre for e in entries] == [500]
    assert [f.code for f in findings] == ["kommunbas.short-row"]


def test_a_mapping_for_another_file_finds_no_header():
    mapping = mapping_of(ROWS.encode())

    assert [f.code for f in read(b"a;b\n1;2\n", mapping)[1]] == ["kommunbas.no-header"]
    assert [f.code for f in read(b"PK\x03\x04", mapping)[1]] == ["kommunbas.not-a-workbook"]


def test_a_column_without_separators_is_a_code_string_of_one_part():
    mapping = mapping_of(b"Kontering;Datum;Belopp\n03103011;2024-01-02;5\n")

    assert (mapping.code_separator, mapping.code_parts[:2]) == ("-", ("ansvar", "konto"))
    assert [f.code for f in read(b"Kontering;Datum;Belopp\n03103011;2024-01-02;5\n")[1]] == [
        "kommunbas.no-code"
    ]


def test_empty_cells_left_out_at_the_end_of_a_row_are_empty():
    entries, findings = read((ROWS + "0310;3011;;;;;;2024-01-03;A 3;5\n").encode())

    assert (entries[2].öre, entries[2].text, entries[2].counterpart) == (500, "", "")
    assert not findings
