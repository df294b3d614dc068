"""Tables fetched as workbooks: what the page shows, in the same order, and nothing that it hides."""

import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.records.reporting.small import ROUND, Site, wide
from tests.web.reporting.conftest import SignIn
from utfall.domain.reporting import State
from utfall.records.reporting.models import Contribution

pytestmark = pytest.mark.django_db


def _table(client: Client, path: str) -> list[list[Any]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xlsx"')
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def _below(rows: list[list[Any]], word: str) -> list[list[Any]]:
    return rows[next(place for place, row in enumerate(rows) if row[0] == word) + 1 :]


def test_the_overview_counts_with_numbers_and_keeps_the_filter(site: Site, sign_in: SignIn):
    Contribution.objects.filter(round=site.round, task__unit__code="OMR2").update(state=State.APPROVED)
    bo = sign_in("bo")
    rows = _table(bo, f"/lage/{ROUND}?hamta=excel")
    assert rows[0][0] == "Läge i rapporteringen, Delår 2"
    assert rows[1][0] == "Servicenämnden"
    units = {row[0]: row for row in _below(rows, "Enhet")}
    assert {"IT-drift", "Område 1", "Område 2"} <= set(units)
    assert "Kulturområdet" not in units
    assert isinstance(units["Område 2"][-2], float)
    assert units["Område 2"][-3] == units["Område 2"][-2]
    assert units["IT-drift"][-3] == 0
    left = {row[0] for row in _below(_table(bo, f"/lage/{ROUND}?visa=ej-klara&hamta=excel"), "Enhet")}
    assert "Område 2" not in left
    assert "IT-drift" in left
    assert f'href="/lage/{ROUND}?visa=ej-klara&amp;hamta=excel"' in bo.get(f"/lage/{ROUND}?visa=ej-klara").content.decode()  # fmt: skip


def test_outside_the_wall_there_is_no_table_to_fetch(site: Site, sign_in: SignIn):
    answer = sign_in("cecilia").get(f"/lage/{ROUND}?namnd=SEN&hamta=excel")
    assert "IT-drift" not in answer.content.decode()
    assert "Content-Disposition" not in answer


def test_each_fetches_her_own_tasks_and_the_authority_that_she_acts_for(site: Site, sign_in: SignIn):
    rows = _table(sign_in("anna"), "/uppgifter?hamta=excel")
    assert rows[1][0] == "Servicenämnden"
    assert {row[2].partition(" · ")[0] for row in _below(rows, "Uppgift")} == {"IT-drift"}
    erik = _table(sign_in("erik"), "/uppgifter?namnd=KTN&hamta=excel")
    assert erik[1][0] == "Kulturnämnden"
    assert "IT-drift" not in str(erik)


def test_the_plan_is_fetched_from_the_tree_too_and_outside_only_the_councils_goals(
    site: Site, sign_in: SignIn
):
    rows = _table(sign_in("bo"), "/plan/2024/SEN?hamta=excel")
    assert [row[0] for row in _below(rows, "Mål")] == [
        "Effektiv organisation", "Ökad utvecklingstakt", "Förbättringskultur", "Identifiera behov",
    ]  # fmt: skip
    assert [row[4] for row in _below(rows, "Mål")][-1] == 2024.0
    assert [row[0] for row in _below(_table(sign_in("bo"), "/plan/2024/SEN?niva=2&hamta=excel"), "Mål")] == [
        "Effektiv organisation", "Ökad utvecklingstakt",
    ]  # fmt: skip
    outside = _table(sign_in("cecilia"), "/plan/2024/SEN?hamta=excel")
    assert "Identifiera behov" not in str(outside)
    assert "Ökad utvecklingstakt" in str(outside)


def test_a_workbook_asks_no_more_than_its_page_however_many_rows(
    site: Site, sign_in: SignIn, django_assert_max_num_queries
):
    wide(site, areas=12, goals=2)
    bo = sign_in("bo")
    for path, most in (
        (f"/lage/{ROUND}", 20), ("/uppgifter", 25), ("/plan/2024/SEN?vy=tabell", 20), ("/uppdrag/SEN", 12),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            bo.get(path)
        with django_assert_max_num_queries(most):
            assert bo.get(path + ("&" if "?" in path else "?") + "hamta=excel")["Content-Disposition"]
