"""Between a text of a round and what it is about: from the text to the plan and the indicator, and back to the text."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records.reporting.small import wide
from utfall.domain.reporting import RoundState
from utfall.records.finance.models import Forecast
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import Forum, Round
from utfall.records.planning.models import Goal
from utfall.records.reporting.models import Task

TEXT = "/mal/D1/2024-D2?enhet=IT"


def links(answer, word: str) -> list[str]:
    """The addresses of the links that say the word."""
    assert answer.status_code == 200, answer.status_code
    page = answer.content.decode()
    return [
        html.unescape(href)
        for href, said in re.findall(r'<a href="([^"]+)">([^<]+)</a>', page)
        if said == word
    ]


@pytest.fixture
def goal(site) -> str:
    return f"/plan/2024/SEN/mal/{Goal.objects.get(authority__code='SEN', code='D1').pk}"


def test_from_a_text_to_its_goal_in_the_plan_and_back_to_ones_own_text(site, sign_in, goal):
    anna = sign_in("anna")
    assert links(anna.get(TEXT), "Målet i planen") == [goal]
    assert links(anna.get(goal), "Texten om målet i Delår 2") == [TEXT]
    fatima = sign_in("fatima")
    assert links(fatima.get(goal), "Texten om målet i Delår 2") == ["/mal/D1/2024-D2?enhet=OMR1"]


def test_a_closed_text_leads_to_its_goal_too(site, sign_in, goal):
    Round.objects.filter(pk=site.round.pk).update(state=RoundState.LOCKED)
    anna = sign_in("anna")
    assert links(anna.get(TEXT), "Målet i planen") == [goal]
    assert links(anna.get(goal), "Texten om målet i Delår 2") == []


def test_a_text_about_no_goal_leads_to_none(site, sign_in):
    own = Task.objects.filter(round=site.round, unit__code="OMR1", section="ekonomi").get()
    assert links(sign_in("fatima").get(f"/mal/{own.contribution.pk}/2024-D2"), "Målet i planen") == []


def test_somebody_in_two_committees_is_led_to_the_plan_of_the_right_one(site, sign_in):
    page = sign_in("erik").get("/mal/D1/2024-D2?namnd=KTN&enhet=KTN")
    (own,) = links(page, "Målet i planen")
    assert own.startswith("/plan/2024/KTN/mal/") and own.endswith("?namnd=KTN")


def test_from_an_indicator_to_the_text_about_it(site, sign_in):
    path = f"/indikator/{Indicator.objects.get(code='IND1').pk}"
    (text,) = links(sign_in("kim").get(path), "Texten om indikatorn i Delår 2")
    assert text == "/mal/IND1/2024-D2?enhet=SEN"
    assert sign_in("kim").get(text).status_code == 200
    assert links(sign_in("anna").get(path), "Texten om indikatorn i Delår 2") == []


def test_the_way_from_a_goal_costs_the_same_in_a_large_round(site, sign_in, goal):
    client = sign_in("bo")
    client.get(goal)
    with CaptureQueriesContext(connection) as few:
        client.get(goal)
    wide(site, areas=8, goals=6)
    with CaptureQueriesContext(connection) as many:
        client.get(goal)
    assert len(many) == len(few) <= 20


def test_a_forum_that_owns_a_goal_is_named_in_the_plan(site, sign_in, goal):
    forum = Forum.objects.create(authority=site.authorities["SEN"], code="KUG", name="Kvalitetsgruppen")
    Goal.objects.filter(code="D1", authority__code="SEN").update(forum=forum, owner=site.units["OMR1"])
    client = sign_in("anna")
    for path in ("/plan/2024/SEN", "/plan/2024/SEN?vy=tabell"):
        assert "Kvalitetsgruppen, Område 1" in client.get(path).content.decode()
    assert "<dt>Forum</dt><dd>Kvalitetsgruppen</dd>" in client.get(goal).content.decode()


def test_the_lists_of_the_plan_lead_to_the_measures(site, sign_in):
    client = sign_in("anna")
    for path in ("/plan/2024/SEN", "/indikatorer/SEN", "/uppdrag/SEN"):
        (measures,) = links(client.get(path), "Åtgärder")
        assert measures == "/atgarder?enhet=SEN"
    assert client.get(measures).status_code == 200


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2024-09-06", "stänger om 4 dagar"),
        ("2024-09-02", "stänger i\u00a0dag"),
        ("2024-08-30", "stängde 30\u00a0aug"),
    ],
)
def test_the_state_of_a_round_says_how_long_there_is_left(site, sign_in, last, said):
    Task.objects.filter(round=site.round).update(due_on=last)
    Forecast.objects.filter(round=site.round).update(due_on=last)
    page = sign_in("bo").get("/lage/2024-D2").content.decode()
    assert said.replace("\u00a0", " ") in html.unescape(page).replace("\u00a0", " ")
    Round.objects.filter(pk=site.round.pk).update(state=RoundState.LOCKED)
    assert (
        "stäng"
        not in sign_in("bo").get("/lage/2024-D2").content.decode().split("<main")[1].split("</h1>")[1][:400]
    )
