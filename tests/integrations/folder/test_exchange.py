"""Measured values as an uploaded file: what would be new, what would change, and what cannot be read."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.integrations.folder import small
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import MNKR, PERCENT
from utfall.integrations.folder import read_folder
from utfall.integrations.folder.exchange import Change, read_upload, write_download
from utfall.integrations.folder.series import MeasureDefinition

MEASURES = {"svinn": MeasureDefinition("Svinn", PERCENT), "volym": MeasureDefinition("Volym", MNKR)}
ORGANISATION = Organisation((OrgUnit("SEN", "Servicenämnden", UnitKind.COMMITTEE),))
HEADER = "Period;Enhet;Mått;Kolumn;Mätvärde\n"


def upload(text: str, known: dict[Address, Figure] | None = None):
    return read_upload(
        "svinn.csv", text.encode("cp1252"), measures=MEASURES, organisation=ORGANISATION, known=known or {}
    )


def test_a_file_says_what_is_new_what_changes_and_what_stays():
    first = upload(HEADER + "2023;SEN;svinn;utfall;6,1\n2024;SEN;svinn;utfall;5,0\n")
    known = {one.figure.address: one.figure for one in first.values}

    second = upload(
        HEADER + "2023;SEN;svinn;utfall;6,1\n2024;SEN;svinn;utfall;5,2\n2025;SEN;svinn;mal;4\n", known
    )

    assert [one.change for one in first.values] == [Change.NEW, Change.NEW]
    assert [one.change for one in second.values] == [Change.UNCHANGED, Change.CHANGED, Change.NEW]
    changed = second.values[1]
    assert changed.before is not None
    assert (changed.before.value, changed.figure.value) == (Decimal("5.0"), Decimal("5.2"))
    assert not second.findings


def test_a_row_that_cannot_be_used_is_found_by_file_and_line():
    found = upload(
        HEADER + "2023;SEN;svinn;utfall;6,1\n2023;XYZ;svinn;utfall;6,1\n2024;SEN;svinn;utfall;sex\n"
    )

    assert len(found.values) == 1
    assert [one.where for one in found.findings] == ["svinn.csv, rad 3", "svinn.csv, rad 4"]


def test_a_file_of_another_kind_gives_findings_and_no_values():
    found = read_upload(
        "bok.xlsx", b"PK\x03\x04\x00\x00", measures=MEASURES, organisation=ORGANISATION, known={}
    )

    assert not found.values
    assert {one.code for one in found.findings} >= {"source.missing-column"}


def test_a_stored_folder_goes_out_and_in_unchanged(tmp_path):
    contents = read_folder(small.folder(tmp_path))
    measures = {"ind.vager": MeasureDefinition("Andel kök som väger", PERCENT)}
    assert contents.organisation is not None

    data = write_download(contents.figures.values(), measures=measures)
    again = read_upload(
        "ut.csv", data, measures=measures, organisation=contents.organisation, known=contents.figures
    )

    assert [one.change for one in again.values] == [Change.UNCHANGED]
    assert not again.findings


@given(st.dictionaries(st.integers(1990, 2100), st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 3))))
def test_what_is_written_is_read_again(years):
    figures = {}
    for year, (digits, places) in years.items():
        address = Address("svinn", Scope("SEN"), Period.year(year), Scenario.OUTCOME, (("kon", "k"),))
        figures[address] = Figure(
            address, Decimal(digits).scaleb(-places), PERCENT, places, Source("fil", "rad 1"), "Svinn"
        )

    data = write_download(figures.values(), measures=MEASURES)
    again = read_upload("ut.csv", data, measures=MEASURES, organisation=ORGANISATION, known=figures)

    assert [one.figure.address for one in again.values] == list(figures)
    assert all(one.change is Change.UNCHANGED for one in again.values)
    assert not again.findings
