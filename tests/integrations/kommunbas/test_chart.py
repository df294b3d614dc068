"""Accounts find their report line by the longest prefix, and one without a line is never an "other"."""

from utfall.integrations.kommunbas import read_chart

CHART = """\
Konto;Benämning;Rad
3;Intäkter;Övriga intäkter
5;Personal;Personalkostnader
60;Lokaler;Lokalkostnader
6;Övrigt;Övriga kostnader
6011;Hyra;
"""


def chart_of(text):
    return read_chart(text.encode(), name="kontoplan.csv", municipality="2180", year=2024)


def test_the_longest_prefix_decides():
    chart, findings = chart_of(CHART)

    assert not findings
    assert [chart.line_of(account) for account in ("3011", "6011", "6111", "8411")] == [
        "Övriga intäkter", "Lokalkostnader", "Övriga kostnader", None,
    ]  # fmt: skip
    assert chart.names["6011"] == "Hyra"


def test_an_account_without_a_line_is_an_error_that_says_what_to_do():
    chart, _findings = chart_of(CHART)
    (finding,) = chart.unmapped(["8411", "3011", "8411"], where="huvudbok.csv")

    assert (finding.code, finding.severity.value, finding.values["account"]) == (
        "kommunbas.unmapped-account", "error", "8411",
    )  # fmt: skip
    assert "2024" in finding.sentence()


def test_a_prefix_on_two_lines_and_one_that_is_no_account():
    chart, findings = chart_of(
        CHART + "5;Personal;Övriga kostnader\nX1;Fel;Rad\n5;Personal;Personalkostnader\n"
    )

    assert [(f.code, f.where) for f in findings] == [
        ("kommunbas.chart-twice", "kontoplan.csv, rad 7"), ("kommunbas.chart-account", "kontoplan.csv, rad 8"),
    ]  # fmt: skip
    assert chart.line_of("5011") == "Personalkostnader"


def test_a_chart_without_its_columns_or_in_a_broken_workbook():
    chart, findings = chart_of("Kod;Text\n1;2\n")
    assert chart is None
    assert [f.values["column"] for f in findings] == ["Konto", "Rad"]

    chart, findings = read_chart(b"PK\x03\x04", name="x.xlsx", municipality="2180", year=2024)
    assert chart is None
    assert [f.code for f in findings] == ["kommunbas.not-a-workbook"]
