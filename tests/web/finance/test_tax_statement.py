"""The statement of a committee that is paid for by taxes."""

import datetime as dt

from django.test import Client
from django.utils import timezone

from tests.records.reporting.small import build, with_books
from tests.web.finance.test_statement_pages import table
from utfall.domain.statement import Financing
from utfall.records.audit.actions import note
from utfall.records.finance.models import ForecastRow

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)


def test_a_tax_financed_committee_has_its_net_cost_and_grant(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    made = build()
    with_books(made, Financing.TAX)
    for account, öre in (("5", 900_000_00), ("3", -100_000_00), ("9", -850_000_00)):
        ForecastRow.objects.create(authority=made.authorities["SEN"], unit=made.units["IT"], account=account,
                                   month=2024 * 12 + 11, project_class="drift", amount=öre)  # fmt: skip
    note("forecast.adopt", by="test", at=NOW)
    client = Client()
    client.force_login(made.people["bo"])
    shown = {row[0]: row[1:] for row in table(client.get("/ekonomi/SEN/2024-08?enhetstal=tkr"), "resultat")}
    column = 5
    assert (shown["Nettokostnad"][column], shown["Kommunbidrag"][column]) == ("−800", "850")
    assert shown["Årets resultat exkl. över-/underskott"][column] == "50"
