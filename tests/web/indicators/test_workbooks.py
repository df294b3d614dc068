"""The list of indicators and the table of one as Excel workbooks: what the page shows, with numbers as numbers."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.records import world
from tests.web.indicators.test_indicator_pages import LIST, indicator, signed_in, value
from utfall.records.indicators.models import Comparison

pytestmark = pytest.mark.django_db


def rows(answer) -> list[list[object]]:
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


@pytest.fixture
def trust():
    row = indicator(world.municipality(), "IND1", "Tillit", "ind.tillit", 1, kolada="N01951")
    row.targets.create(year=2027, comparator="minst", value="75", decimals=0, position=0)
    value(row, "2023", "61.0", 1)
    value(row, "2024", "66.7", 1, numerator=337, denominator=505, answers=505)
    value(row, "2024", "50.5", 1, scope="MAT")
    return row


def test_the_list_is_a_workbook_of_what_is_chosen(trust):
    indicator(trust.authority, "IND2", "Övning", "ind.ovning")
    client = signed_in("anna")
    assert "hamta=excel" in client.get(LIST).content.decode()
    found = rows(client.get(f"{LIST}?hamta=excel"))
    assert ["Tillit", 66.7, "%", "2024", "Bättre", "minst 75\u00a0% 2027", "Under målet"] in found
    assert ["Övning", "–", "", "", "", "", "Inget utfall ännu"] in found
    some = rows(client.get(f"{LIST}?q=tillit&hamta=excel"))
    assert "Övning" not in [row[0] for row in some]


def test_the_table_of_an_indicator_is_a_workbook_in_each_cut(trust):
    client = signed_in("anna")
    page = f"/indikator/{trust.pk}"
    assert ["2024", 66.7, "%", 337.0, 505.0, 505.0, "enkät SEF"] in rows(client.get(f"{page}?hamta=excel"))
    by_unit = rows(client.get(f"{page}?uppdelning=enhet&hamta=excel"))
    assert ["Rekarneköket", "2024", 50.5, "%", "", "", "", "enkät SEF"] in by_unit
    Comparison.objects.create(
        indicator=trust, municipality="0480", name="Nyköping", group="Liknande", year=2023, value="64.0",
        source="Kolada, N01951", fetched_at=world.NOW,
    )  # fmt: skip
    beside = rows(client.get(f"{page}?uppdelning=kommuner&hamta=excel"))
    assert ["Vi, Servicenämnden", 61.0] in [row[:2] for row in beside]
    assert ["Nyköping", 64.0] in [row[:2] for row in beside]


def test_nobody_fetches_what_she_may_not_see(trust):
    assert signed_in("cecilia").get(f"/indikator/{trust.pk}?hamta=excel").status_code == 404
    assert signed_in("maj").get(f"{LIST}?hamta=excel").status_code == 403
