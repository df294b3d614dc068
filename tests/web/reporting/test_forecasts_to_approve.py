"""Forecasts on the approval page, on the example: a head of area sees in one place everything that waits for her."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records.conftest import *  # noqa: F403 - the example's site, for tests of its pages too
from tests.records.finance.test_forecasts import WHY, save
from tests.web.finance.test_forecast_pages import fields, reasons, round, signed_in, text, the_day  # noqa: F401
from utfall.domain.reporting import State
from utfall.records.finance.models import Forecast

PAGE = "/godkann/2024-D2"
KITCHEN, OTHER = "/prognos/REKARNE/2024-D2", "/prognos/ZETTERBERG/2024-D2"


def handed_in(name: str, path: str) -> None:
    client = signed_in(name)
    done = client.post(path, {**fields(client, path), **reasons(), "done": "1"}, follow=True)
    assert "Prognosen är skickad" in text(done)


def test_a_forecast_waits_with_its_result_and_leads_to_its_own_page(round):  # noqa: F811
    johan = signed_in("johan")
    assert "Inget väntar på dig" in text(johan.get(PAGE))
    handed_in("anna", KITCHEN)
    page = johan.get(PAGE)
    assert "Prognoser (1)" in text(page)
    link = re.search(r'<a href="(/prognos/REKARNE/2024-D2[^"]*)"', page.content.decode())
    assert link is not None
    own = text(johan.get(link[1]))
    result, variance = re.findall(r"[\d−]+ ?\d* tkr", text(page))
    assert f"{result.removesuffix(' tkr')} " in own and f"{variance.removesuffix(' tkr')} " in own
    row = text(page).split("Rekarneköket")[1]
    assert row.startswith(f" {result} {variance} Väntar på dig lämnad av Anna")


def test_only_the_nearest_above_is_asked_and_only_while_it_waits(round):  # noqa: F811
    handed_in("anna", KITCHEN)
    assert "Prognoser (" not in text(signed_in("hanna").get(PAGE))
    assert "Prognoser (" not in text(signed_in("bo").get(PAGE))
    version = Forecast.objects.get(unit__code="REKARNE").version
    signed_in("johan").post(f"{KITCHEN}/godkann", {"version": version})
    assert Forecast.objects.get(unit__code="REKARNE").state == State.APPROVED
    assert "Inget väntar på dig" in text(signed_in("johan").get(PAGE))


@pytest.mark.parametrize("path", [PAGE])
def test_more_forecasts_ask_no_more(round, path):  # noqa: F811
    for code, who in (("REKARNE", "anna"), ("ZETTERBERG", "maria")):
        assert save(round, code, who, reasons=WHY, k64=-1)
    Forecast.objects.filter(unit__code="REKARNE").update(state=State.SUBMITTED)
    client = signed_in("johan")
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    Forecast.objects.update(state=State.SUBMITTED)
    with CaptureQueriesContext(connection) as two:
        page = text(client.get(path))
    assert "Prognoser (2)" in page
    assert len(two) == len(one) <= 40
