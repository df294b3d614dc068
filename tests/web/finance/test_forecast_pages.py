"""W6 Prognos as it is used without JavaScript, on the example: from the proposal to what the report rests on."""

import csv
import datetime as dt
import html
import io
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.records.conftest import *  # noqa: F403 - the example's site, for tests of its pages too
from tests.records.finance.test_forecasts import CAST, EXPLAINED, NOW, WHY, save, whole
from utfall.domain.access import Role
from utfall.domain.finance.forecast import Reason
from utfall.domain.reporting import RoundState, State
from utfall.records.agreements.models import Agreement
from utfall.records.finance.models import Forecast, ForecastRow, ForecastVersion
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round

UNIT = "/prognos/REKARNE/2024-D2"
AREA = "/prognos/OMR4/2024-D2"
COMMITTEE = "/prognos/SEN/2024-D2"


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def round(sen: Authority, d2: Round) -> Round:
    """The round, open, with the people of the kitchen's levels."""
    for name, role, unit in (*CAST, ("cecilia", Role.CONTROLLER, "VON")):
        person = Person.objects.create(username=name, first_name=name.title())
        where = OrgUnit.objects.get(code=unit)
        Grant.objects.create(
            person=person, authority=where.authority, role=role, unit=where, starts_on=dt.date(2024, 1, 1)
        )
    d2.state = RoundState.OPEN
    d2.save()
    return Round.objects.select_related("authority").get(pk=d2.pk)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=name))
    return client


def text(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", plain.replace("\u00a0", " "))


def reasons(word: str = "volym", why: str = "Färre portioner") -> dict[str, str]:
    causes = {f"orsak-{line}": word for line in EXPLAINED}
    return {**causes, **{f"varfor-{line}": why for line in EXPLAINED}}


def fields(client: Client, path: str) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    page = client.get(path).content.decode()
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="([^"]+)"(?: value="([^"]*)")?', page))
    return {name: value for name, value in found.items() if name.startswith("konto-") or name == "version"}


def test_the_committees_page_says_what_the_seed_says(round):
    page = text(signed_in("bo").get(COMMITTEE))
    assert "Övriga intäkter 554,9 840,9 833,4 – 828,9 −12,0" in page
    assert "Personalkostnader −306,3 −479,0 −474,5 – −463,7 15,3" in page
    assert "= summa enheter −3,0 Stämmer med enheterna" in page
    assert "Plus är bättre än budget. *Utfall + budget för resten av året." in page


def test_a_page_is_shown_in_the_unit_that_the_address_asks_for(round):
    client = signed_in("anna")
    assert "Övriga intäkter 10 665 16 159 16 013" in text(client.get(UNIT))
    assert "Övriga intäkter 10,7 16,2 16,0" in text(client.get(f"{UNIT}?enhetstal=mnkr"))


def test_saving_what_stands_keeps_its_öre(round):
    client = signed_in("anna")
    before = {row.account: row.amount for row in ForecastRow.objects.filter(unit__code="REKARNE", round=None)}
    sent = fields(client, f"{UNIT}?enhetstal=mnkr")
    assert sent["konto-64"] == "−4,5"
    assert client.post(f"{UNIT}?enhetstal=mnkr", sent).status_code == 302
    kept = ForecastVersion.objects.latest("number").cells
    assert -kept["64"] == before["64"]


def test_a_typed_amount_is_in_the_unit_of_the_page_and_read_as_swedes_write_it(round):
    client = signed_in("anna")
    for typed, öre in (("-4 500,5", -450_050_000), ("−4\u00a0600 tkr", -460_000_000)):
        assert client.post(UNIT, {**fields(client, UNIT), "konto-64": typed}).status_code == 302
        assert Forecast.objects.get().cells.get(account="64").amount == öre
    wrong = client.post(UNIT, {**fields(client, UNIT), "konto-64": "12x"})
    assert wrong.status_code == 422
    assert 'data-unsaved="typed"' in wrong.content.decode()
    assert 'data-unsaved=""' in client.get(UNIT).content.decode()
    assert "data-unsaved" not in signed_in("bo").get(f"{UNIT}/historik").content.decode()
    assert "”12x” är inte ett tal" in text(wrong)
    assert client.post(UNIT, {**fields(client, UNIT), "konto-64": "5 mnkr"}).status_code == 422


def test_reasons_are_asked_for_when_it_is_handed_in(round):
    client = signed_in("anna")
    sent = {**fields(client, UNIT), "konto-64": "-9000"}
    assert client.post(UNIT, sent).status_code == 302
    left = client.post(UNIT, {**fields(client, UNIT), "done": "1"})
    assert left.status_code == 422
    assert "Sparat, men inte skickat" in text(left)
    assert "Övriga kostnader: förklara varför den ändras" in text(left)
    done = client.post(UNIT, {**fields(client, UNIT), **reasons(), "done": "1"}, follow=True)
    assert "Prognosen är skickad" in text(done)
    assert Forecast.objects.get().state == State.SUBMITTED
    assert "Färre portioner" in signed_in("johan").get(UNIT).content.decode()


def test_the_proposal_fills_empty_rows_only(round):
    ForecastRow.objects.all().delete()
    client = signed_in("anna")
    assert client.post(UNIT, {"version": "0", "konto-64": "-4000", "fill": "1"}).status_code == 302
    cells = dict(Forecast.objects.get().cells.values_list("account", "amount"))
    assert cells["64"] == -400_000_000
    assert cells["3"] // 100_000 == 16_013


def test_two_who_write_at_once_lose_nothing(round):
    anna, johan = signed_in("anna"), signed_in("johan")
    hers, his = fields(anna, UNIT), fields(johan, UNIT)
    assert anna.post(UNIT, {**hers, "konto-64": "-4100"}).status_code == 302
    answer = johan.post(UNIT, {**his, "konto-64": "-4200"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="-4200"' in page
    assert "sparat: −4\u00a0100" in page
    assert "Ändrat av Anna" in text(answer)
    assert Forecast.objects.get().cells.get(account="64").amount == -410_000_000
    again = re.search(r'name="version" value="(\d+)"', page)
    assert again is not None
    assert johan.post(UNIT, {**his, "version": again[1], "konto-64": "-4200"}).status_code == 302
    versions = [one.cells["64"] for one in ForecastVersion.objects.order_by("number")]
    assert versions[1:] == [-410_000_000, -420_000_000]


def test_from_the_unit_to_the_committee_and_out_to_the_finance_system(round):
    anna, johan, hanna, bo = map(signed_in, ("anna", "johan", "hanna", "bo"))
    assert (
        anna.post(UNIT, {**fields(anna, UNIT), **reasons(), "konto-64": "-4500", "done": "1"}).status_code
        == 302
    )
    assert bo.get(f"{COMMITTEE.replace('2024-D2', '2024-D2/export')}?hamta=csv").status_code == 404
    early = johan.post(AREA, {"version": "0", **reasons(), "done": "1"}, follow=True)
    assert "Rekarneköket är påbörjad men inte godkänd" in text(early)
    for client, path in ((johan, UNIT), (hanna, AREA), (hanna, COMMITTEE)):
        if path != UNIT:
            writer = johan if path == AREA else bo
            sent = {**fields(writer, path), **reasons(), "done": "1"}
            assert "Prognosen är skickad" in text(writer.post(path, sent, follow=True)), path
        version = Forecast.objects.get(unit__code=path.split("/")[2]).version
        assert "är godkänd" in text(client.post(f"{path}/godkann", {"version": version}, follow=True))
    assert set(Forecast.objects.values_list("state", flat=True)) == {State.APPROVED}
    assert (
        ForecastRow.objects.filter(round=round, unit__code="REKARNE", account="64").get().amount
        == 450_000_000
    )

    exported = bo.get("/prognos/SEN/2024-D2/export?hamta=csv")
    rows = list(csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig")), delimiter=";"))
    kitchen = [row for row in rows if row["Ansvar"] == "3412" and row["Konto"].startswith("64")]
    assert sum(Decimal(row["Belopp"].replace(",", ".")) for row in kitchen) == Decimal(4_500_000)
    assert {row["Period"] for row in kitchen} == {f"2024-{month:02}" for month in range(1, 13)}
    whole_year = sum(Decimal(row["Belopp"].replace(",", ".")) for row in rows)
    adopted = sum(ForecastRow.objects.filter(round=round).values_list("amount", flat=True))
    assert whole_year == Decimal(adopted) / 100
    own = list(
        csv.DictReader(io.StringIO(anna.get(f"{UNIT}/export").content.decode("utf-8-sig")), delimiter=";")
    )
    assert {row["Ansvar"] for row in own} == {"3412"}
    assert anna.get("/prognos/SEN/2024-D2/export").status_code == 403
    excel = bo.get("/prognos/SEN/2024-D2/export?hamta=excel")
    assert excel["Content-Type"].startswith("application/vnd.openxmlformats")
    assert excel.content[:2] == b"PK"


def test_it_is_returned_with_a_comment_and_taken_back(round):
    anna, johan = signed_in("anna"), signed_in("johan")
    anna.post(UNIT, {**fields(anna, UNIT), **reasons(), "done": "1"})
    assert "Skriv vad som behöver ändras" in text(
        johan.post(f"{UNIT}/aterlamna", {"comment": ""}, follow=True)
    )
    johan.post(f"{UNIT}/aterlamna", {"comment": "Livsmedel är för lågt"})
    page = text(anna.get(UNIT))
    assert "Återlämnad" in page
    assert "Livsmedel är för lågt" in page
    anna.post(UNIT, {**fields(anna, UNIT), **reasons(), "done": "1"})
    anna.post(f"{UNIT}/angra")
    assert Forecast.objects.get().state == State.DRAFT
    listed = text(anna.get(f"{UNIT}/historik"))
    assert "Inläst ur fil" in listed
    assert "Johan återlämnade" in listed
    assert "Livsmedel är för lågt" in listed


def test_pasted_rows_are_looked_at_and_bad_cells_named(round):
    client = signed_in("anna")
    rows = (
        "Konto\tPrognos\nLivsmedel\t-4 321\nPersonalkostnader\t-7 900\nHittepå\t5\nTransport\t12x\nSumma\t0"
    )
    looked = client.post(f"{UNIT}/klistra", {"text": rows, "scale": "tkr", "version": "0"})
    page = text(looked)
    assert "Rad 4, kolumn 1: ”Hittepå”. Ingen rad heter så" in page
    assert "Rad 5, kolumn 2: ”12x” är inte ett tal" in page
    assert "Livsmedel −4 457 −4 321" in page
    assert not Forecast.objects.exists()
    client.post(f"{UNIT}/klistra", {"text": rows, "scale": "tkr", "version": "0", "store": "1"})
    cells = dict(Forecast.objects.get().cells.values_list("account", "amount"))
    assert (cells["64"], cells["5"]) == (-432_100_000, -790_000_000)


def test_a_whole_lines_amount_is_shared_as_the_proposal_has_it(round):
    client = signed_in("anna")
    client.post(
        f"{UNIT}/klistra", {"text": "Övriga kostnader;-6000", "scale": "tkr", "version": "0", "store": "1"}
    )
    cells = dict(Forecast.objects.get().cells.values_list("account", "amount"))
    assert sum(cells[account] for account in ("4", "64", "70", "76", "79")) == -600_000_000


@pytest.mark.parametrize(("who", "sees"), [("anna", True), ("bo", True), ("johan", False), ("hanna", False)])
def test_only_the_units_manager_and_the_controller_see_how_far_forecasts_missed(round, who, sees):
    page = text(signed_in(who).get(UNIT))
    assert ("Så fel hade metoderna tidigare år" in page) is sees
    assert ("Utfall i samma takt hela året 0,0 %" in page) is sees
    assert ("Årets utfall" in page) is sees


def test_run_rate_is_only_there_for_those_who_choose_it(round):
    client = signed_in("anna")
    assert "*Utfall + budget för resten av året" in text(client.get(UNIT))
    assert "*Utfall i samma takt hela året" in text(client.get(f"{UNIT}?metod=takt"))
    assert "Övriga intäkter 10 665 16 159 15 998" in text(client.get(f"{UNIT}?metod=takt"))


def test_the_year_so_far_is_told_in_a_sentence(round, sen):
    d1 = Round.objects.select_related("authority").get(authority=sen, code="2024-D1")
    kitchen = OrgUnit.objects.get(code="REKARNE")
    ForecastRow.objects.create(
        authority=sen,
        round=d1,
        unit=kitchen,
        account="64",
        month=2024 * 12 + 11,
        project_class="drift",
        amount=600_000_000,
    )
    page = text(signed_in("anna").get(UNIT))
    assert "Prognosen har förbättrats under året: från −6,0 mnkr i delår 1 till −0,4 mnkr i delår 2." in page
    assert "Livsmedel −2 941 −4 525 −4 485 −6 000" in page


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("anna", UNIT, 200), ("anna", AREA, 403), ("anna", COMMITTEE, 403), ("maria", UNIT, 403), ("johan", UNIT, 200),
     ("johan", COMMITTEE, 403), ("bo", UNIT, 200), ("karin", UNIT, 403), ("cecilia", UNIT, 404),
     ("cecilia", COMMITTEE, 404), ("bo", "/prognos/SEN/2024-VB", 404), ("bo", "/prognos/NIX/2024-D2", 404),
     ("cecilia", f"{UNIT}/historik", 404), ("cecilia", f"{UNIT}/export", 404), ("maria", f"{UNIT}/klistra", 403)],
)  # fmt: skip
def test_who_may_open_what(round, who, path, status):
    assert signed_in(who).get(path).status_code == status


def test_the_way_in_leads_to_the_open_round(round):
    assert signed_in("anna").get("/prognos/REKARNE")["Location"] == UNIT


def test_a_closed_round_is_read_and_says_why_nothing_can_be_changed(round):
    Round.objects.filter(pk=round.pk).update(state=RoundState.LOCKED)
    page = signed_in("anna").get(UNIT)
    assert "Rundan är låst" in text(page)
    assert "konto-64" not in fields(signed_in("anna"), UNIT)
    assert signed_in("anna").post(UNIT, {"version": "0"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "most"), [(COMMITTEE, 40), (UNIT, 40), (f"{UNIT}/historik", 32), (f"{UNIT}/klistra", 34)]
)
def test_no_page_asks_more_for_more_rows(
    round, path, most, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("bo") if path == COMMITTEE else signed_in("anna")
    assert save(round, "REKARNE", "anna", reasons=WHY, k64=-1)
    client.get(path)
    with django_assert_max_num_queries(most) as few:
        client.get(path)
    assert save(round, "ZETTERBERG", "maria", reasons=WHY, k64=-1)
    for version in range(1, 6):
        save(
            round,
            "REKARNE",
            "anna",
            version=version,
            reasons={"personal": Reason(None, f"{version}")},
            k64=-version,
        )
    with django_assert_num_queries(len(few)):
        assert client.get(path).status_code == 200


def test_when_it_is_adopted_the_page_says_so(round):
    whole(round)
    page = text(signed_in("bo").get(COMMITTEE))
    assert "Till ekonomisystemet" in page
    assert "Godkänd" in page


def test_agreements_that_end_or_begin_stand_beside_the_proposal_and_never_in_it(
    round, django_assert_num_queries
):
    bo = signed_in("bo")
    answer = bo.get(f"{COMMITTEE}?enhetstal=tkr")
    page, ended = text(answer), Agreement.objects.get(code="AR-ED2-GY")
    assert f"{ended.name} {html.escape(ended.unit.name)} · upphör 2024-09-30 −300" in page
    assert "tillkom efter budgeten, börjar 2024-08-01 600" in page
    assert "Förslaget räknar inte med det." in page
    whole = re.search(
        r"Avtal som upphör eller börjar (\d+) Förslaget för intäkter ([\d ]+) Förslaget med avtalen ([\d ]+?) Förslaget räknar",
        page,
    )
    assert whole is not None
    total, proposed, together = (int(one.replace(" ", "")) for one in whole.groups())
    assert total == 371
    assert abs(together - proposed - total) <= 1
    assert f" 840 940 {whole[2]} " in page
    assert f'href="/avtal/{ended.unit.code}/2024/{ended.pk}"' in answer.content.decode()
    assert "Förslaget med avtalen" not in text(bo.get(f"{COMMITTEE}?metod=takt"))
    assert "Avtal som upphör" not in text(signed_in("anna").get(UNIT))
    bo.get(COMMITTEE)
    with CaptureQueriesContext(connection) as some:
        bo.get(COMMITTEE)
    Agreement.objects.filter(state="uppsagd").update(state="gäller")
    Agreement.objects.filter(amounts__budgeted=False).delete()
    with django_assert_num_queries(len(some)):
        assert "Avtal som upphör" not in text(bo.get(COMMITTEE))
