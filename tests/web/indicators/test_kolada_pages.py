"""Values from Kolada: asked for in the background, looked at, stored by one action, and compared with."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.jobs.kolada_service import service
from tests.records import world
from tests.web.indicators.test_indicator_pages import LIST, indicator, signed_in, text, value
from utfall.jobs import kolada as jobs
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Comparison, Fetch, FetchState, Value
from utfall.records.organisation.models import Person

pytestmark = pytest.mark.django_db
ASKED = {"municipality": "0484", "first": "2022", "last": "2023", "group": "Liknande kommuner"}


@pytest.fixture
def sen(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return world.municipality()


@pytest.fixture
def kolada(settings):
    """The service of this machine, which never has to be waited for."""
    with service() as server:
        settings.KOLADA = f"http://127.0.0.1:{server.server_port}/v3"
        yield server


@pytest.fixture
def row(sen, kolada, monkeypatch):
    monkeypatch.setattr("utfall.jobs.kolada.time.sleep", lambda seconds: None)
    return indicator(sen, "IND1", "Nöjda invånare", "ind.nojda", 1, kolada="N01951")


def asked(client, **more: str):
    return client.post(f"{LIST}/kolada", {**ASKED, **more})


def test_nothing_is_asked_for_without_a_key_figure_or_a_whole_question(sen, kolada):
    client = signed_in("kim")
    assert "Ingen indikator är ett nyckeltal" in text(client.get(f"{LIST}/kolada"))
    assert asked(client).status_code == 422
    assert asked(client, municipality="18").status_code == 422
    assert asked(client, first="2023", last="2020").status_code == 422
    assert not Fetch.objects.exists()


def test_what_came_is_looked_at_before_it_is_stored(row):
    value(row, "2022", "59.0", 1)
    client = signed_in("kim")
    address = asked(client)["Location"]
    page = text(client.get(address))
    assert "Kommun Eskilstuna (0484), 2022–2023. Källa: Kolada." in page
    assert "Hämtad, inte sparad" in page
    assert "2 nya, 1 ändras, 0 oförändrade; 3 värden från andra kommuner" in page
    assert "Nöjda invånare SEN 2022 59,0 % 60,0 % Ändras" in page
    assert "Nöjda invånare: 2023 kvinnor" in page
    assert (
        "2 kommungrupper passar ”Liknande kommuner”. Jämförelsen är med Liknande kommuner, övergripande, Eskilstuna, 2023."
        in page
    )
    assert "Invånare som är nöjda, andel (%) 3, 1 saknas" in page
    assert Value.objects.count() == 1
    done = client.post(f"{address}/spara", follow=True)
    assert "3 värden är sparade. 4 värden att jämföra med." in text(done)
    stored = {(one.period, tuple(one.cuts.items())): one for one in Value.objects.filter(replaced_at=None)}
    assert {key: one.value for key, one in stored.items()} == {
        ("2022", ()): "60.0", ("2023", ()): "61.5", ("2022", (("kon", "k"),)): "62.0",
    }  # fmt: skip
    newest = stored["2023", ()]
    assert (newest.source_document, newest.source_place, newest.decimals) == ("Kolada", "N01951 2023", 1)
    assert Comparison.objects.get(municipality="0581", year=2022).value == ""
    assert [one.deed for one in Event.objects.order_by("number")] == ["kolada.ask", "kolada.store"]
    again = client.post(f"{address}/spara", follow=True)
    assert "Det finns inget att spara" in text(again)
    assert "Sparad" in text(client.get(address))


def test_a_fetch_without_a_group_has_only_own_values(row):
    client = signed_in("kim")
    page = text(client.get(asked(client, group="")["Location"]))
    assert "3 nya, 0 ändras, 0 oförändrade" in page
    assert "andra kommuner" not in page


def test_a_municipality_that_no_group_is_named_after_is_compared_with_those_it_is_among(row):
    page = text(signed_in("kim").get(asked(signed_in("kim"), municipality="0581")["Location"]))
    assert "Att jämföra med Liknande kommuner, övergripande, Eskilstuna, 2023" in page
    assert "Jämförelsen är med" not in page


def test_a_municipality_without_group_and_values_is_told_so(row):
    page = text(signed_in("kim").get(asked(signed_in("kim"), municipality="1384")["Location"]))
    assert "Kolada har inga värden för de här nyckeltalen och åren." in page
    assert "Kolada har ingen kommungrupp med ”Liknande kommuner” där 1384 ingår eller nämns." in page
    assert "Spara" not in page


def test_a_key_figure_that_there_is_not_is_told(sen, row):
    indicator(sen, "IND2", "Annat", "ind.annat", 1, kolada="N99999")
    page = text(signed_in("kim").get(asked(signed_in("kim"))["Location"]))
    assert "Kolada har inget nyckeltal med koden N99999." in page
    assert "3 nya" in page


def test_a_service_that_refuses_leaves_nothing_behind(row, kolada):
    kolada.broken = True
    client = signed_in("kim")
    address = asked(client)["Location"]
    page = text(client.get(address))
    assert "Misslyckades" in page
    assert "Kolada svarade med felkod 404" in page
    assert "Hämta på nytt" in page
    assert client.post(f"{address}/spara").status_code == 302
    assert not Value.objects.exists()


def waiting(sen, **more) -> Fetch:
    now = timezone.now()
    fields = {
        "municipality": "0484",
        "first_year": 2022,
        "last_year": 2023,
        "at": now,
        "changed_at": now,
        **more,
    }
    return Fetch.objects.create(authority=sen, by=Person.objects.get(username="kim"), **fields)


def test_the_page_tells_how_far_it_has_come_and_may_be_left(sen, row):
    fetch = waiting(sen, state=FetchState.RUNNING, done=2, steps=5)
    client = signed_in("kim")
    address = f"{LIST}/kolada/{fetch.pk}"
    answer = client.get(address)
    assert "2 av 5 klara" in text(answer)
    assert "Du kan lämna sidan" in text(answer)
    assert f'hx-get="{address}"' in answer.content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="hamtning"')
    assert "pågår redan" in text(asked(client))
    assert address in client.get(f"{LIST}/kolada").content.decode()


def test_a_fetch_that_has_lost_its_worker_can_be_asked_for_again(sen, row):
    fetch = waiting(sen, state=FetchState.RUNNING, changed_at=timezone.now() - dt.timedelta(minutes=11))
    client = signed_in("kim")
    assert "Hämtningen står stilla" in text(client.get(f"{LIST}/kolada/{fetch.pk}"))
    assert asked(client).status_code == 302


def test_a_mistake_of_our_own_is_told_and_raised(sen, row, monkeypatch):
    fetch = waiting(sen)
    monkeypatch.setattr(jobs, "harvest", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.fetch.func(fetch.pk)
    assert "Hämtningen avbröts av ett fel i Utfall" in text(signed_in("kim").get(f"{LIST}/kolada/{fetch.pk}"))
    assert jobs.fetch.func(fetch.pk) == ""


def test_an_indicator_stands_beside_the_municipalities_that_are_like_it(row):
    client = signed_in("kim")
    page = f"/indikator/{row.pk}?uppdelning=kommuner"
    assert "Inget är hämtat att jämföra med. Hämta från Kolada" in text(client.get(page))
    assert "Hämta från Kolada" not in text(signed_in("anna").get(page))
    client.post(asked(client)["Location"] + "/spara")
    answer = signed_in("anna").get(page)
    shown = text(answer)
    assert "Nöjda invånare: 61,5 % 2023; 1 av 2 liknande kommuner är bättre" in shown
    assert "Liknande kommuner, övergripande, Eskilstuna, 2023" in shown
    assert "Källa: Kolada, N01951, hämtad" in shown
    assert "Vi, Servicenämnden 60,0 % 61,5 %" in shown
    assert "Norrköping – (Uppgift saknas) 55,5 %" in shown
    assert answer.content.decode().count("<rect") == 3
    earlier = text(signed_in("anna").get(f"{page}&ar=2022"))
    assert "Nöjda invånare: 60,0 % 2022; 0 av 1 liknande kommun är bättre" in earlier


def test_the_comparison_asks_no_more_of_the_database_for_more_municipalities(
    row, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("kim")
    client.post(asked(client)["Location"] + "/spara")
    page = f"/indikator/{row.pk}?uppdelning=kommuner"
    client.get(page)
    with django_assert_max_num_queries(22) as few:
        client.get(page)
    Comparison.objects.bulk_create(
        Comparison(
            indicator=row, municipality=f"{1000 + number}", name=f"Kommun {number}", group="G", year=2023, value="5",
            source="Kolada", fetched_at=timezone.now(),
        )
        for number in range(20)
    )  # fmt: skip
    with django_assert_num_queries(len(few)):
        client.get(page)
