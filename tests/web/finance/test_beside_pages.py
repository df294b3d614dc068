"""What stands beside the ledger, on the example: investments, carried-over results, comparability, index, needs."""

import datetime as dt
import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.records.conftest import data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Role
from utfall.records.audit.models import Event
from utfall.records.finance.models import CarriedOver, ComparabilityItem, IndexAssumption, Investment
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person
from utfall.records.planning.models import Need

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def as_role(sen: Authority, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A browser where somebody with the role has signed in."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def signed_in(role: Role = Role.CONTROLLER, unit: str = "SEN") -> Client:
        person, _made = Person.objects.get_or_create(username=f"{role.value}-{unit}")
        Grant.objects.get_or_create(
            person=person, authority=Authority.objects.get(code="SEN"), role=role,
            unit=OrgUnit.objects.get(code=unit), starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def text(answer) -> str:
    assert answer.status_code in (200, 422), answer.status_code
    page = answer.content.decode().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def cells(answer, name: str) -> list[str]:
    """The cells of the row whose heading begins so."""
    for row in re.findall(r"<tr.*?</tr>", answer.content.decode().replace("\u00a0", " "), re.DOTALL):
        found = [
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        if found and found[0].startswith(name):
            return found[1:]
    raise AssertionError(name)


def workbook(answer):
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content))


def deeds() -> list[str]:
    return list(Event.objects.order_by("-number").values_list("deed", flat=True)[:1])


# --- investments


def test_the_investment_report_is_the_seeds_to_the_printed_digit(as_role):
    page = as_role().get("/investeringar/SEN/2024")
    assert cells(page, "Nämndbeslutad investering") == ["−32,4", "−30,8", "−46,9", "−44,1", "2,8"]
    assert cells(page, "Summa investeringsredovisning") == ["−32,4", "−30,8", "−46,9", "−44,1", "2,8"]
    assert cells(page, "Fastighetsinvesteringar (kf)")[0] == "0,0"
    said = text(page)
    assert "mnkr. Utgifter är minus. En avvikelse med plus är lägre utgift än budget." in said
    assert "Total projektbudget" not in said
    assert (
        "Projektbudget visas inte, eftersom ingen investering här har en budget för hela projektet." in said
    )


def test_a_project_with_a_budget_of_its_own_shows_its_columns(as_role):
    bo = as_role()
    answer = bo.post("/investeringar/SEN/2024/ny", {
        "name": "Nytt kök", "unit": "OMR4", "investment_class": "nämndbeslutad", "accounts": "1250", "budget": "-2 000",
        "forecast": "−2 500", "project_budget": "-9 000 tkr", "project_forecast": "-9 500,5",
    })  # fmt: skip
    assert answer["Location"] == "/investeringar/SEN/2024"
    row = Investment.objects.get(name="Nytt kök")
    assert (row.code, row.measure, row.unit.code) == ("INV3", "investering.inv3", "OMR4")
    assert deeds() == ["investment.add"]
    page = bo.get("/investeringar/SEN/2024?enhetstal=tkr")
    assert cells(page, "Nytt kök") == ["0", "−9 000", "−501", "0", "−2 000", "−2 500", "−500"]
    assert cells(page, "Nämndbeslutad investering")[1:3] == ["–", "–"]
    assert "Nytt kök" in text(bo.get("/investeringar/OMR4/2024"))
    assert "Nytt kök" not in text(bo.get("/investeringar/OMR5/2024"))
    rows = (
        workbook(bo.get("/investeringar/SEN/2024?enhetstal=tkr&hamta=excel"))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[-1][-1] == 2282


def test_an_investment_without_a_minus_is_refused_in_words(as_role):
    answer = as_role().post("/investeringar/SEN/2024/ny", {
        "name": "Bil", "unit": "SEN", "investment_class": "nämndbeslutad", "accounts": "12", "budget": "500",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "En utgift för investering skrivs med minus" in text(answer)
    assert not Investment.objects.filter(name="Bil").exists()


def test_the_amounts_of_other_years_stay_when_one_is_changed(as_role):
    row = Investment.objects.get(code="INV2")
    bo = as_role()
    bo.post(f"/investeringar/SEN/2025/{row.pk}", {
        "name": row.name, "unit": "SEN", "investment_class": row.investment_class, "accounts": "12", "budget": "-100",
    })  # fmt: skip
    amounts = list(row.amounts.order_by("position").values_list("scenario", "period", "amount"))
    assert amounts == [
        ("budget", "2024", -4_690_000_000),
        ("budget", "2025", -10_000_000),
        ("prognos", "2024", -4_411_800_000),
    ]
    assert "Ta bort" in text(bo.get(f"/investeringar/SEN/2024/{row.pk}"))
    assert bo.post(f"/investeringar/SEN/2024/{row.pk}/ta-bort").status_code == 302
    assert not Investment.objects.filter(code="INV2").exists()


# --- carried-over results


def test_the_carried_deficit_is_seven_and_at_eight_months_four_point_seven(as_role):
    page = as_role().get("/rullat/SEN/2024")
    assert cells(page, "Servicenämnden")[:3] == ["−7,0", "−0,6", "−4,7"]
    assert cells(page, "Område 4: Måltidsservice")[:3] == ["−3,9", "−0,3", "−2,6"]
    assert cells(page, "OLC") == ["−0,3", "0,0", "−0,2", "2023", "Kommunfullmäktige", "Beslutat"]
    said = text(page)
    assert "Resultat exkl. över-/underskott 15,7 mnkr" in said
    assert "Rullat resultat i perioden −4,7 mnkr" in said
    assert "Resultat inkl. över-/underskott 11,0 mnkr" in said
    assert "I takt med året" in said


def test_the_sums_go_from_the_unit_to_the_committee(as_role):
    bo = as_role()
    before = CarriedOver.objects.filter(year=2024).count()
    bo.post("/rullat/SEN/2024/ny", {
        "unit": "TOLK", "origin_year": "2023", "amount": "-1 200", "preliminary": "on", "decided_by": "",
    })  # fmt: skip
    assert CarriedOver.objects.filter(year=2024).count() == before + 1
    assert deeds() == ["carried-over.add"]
    page = bo.get("/rullat/SEN/2024?enhetstal=tkr")
    assert cells(page, "Servicenämnden")[:3] == ["−8 200", "−683", "−5 467"]
    assert cells(page, "Exempel direkt")[:3] == ["−1 600", "−133", "−1 067"]
    assert cells(page, "Tolkförmedlingen") == ["−1 200", "−100", "−800", "2023", "", "Preliminärt"]
    assert "−1 200 tkr är preliminärt, tills det är beslutat." in text(page)
    row = CarriedOver.objects.get(unit__code="TOLK")
    again = {"unit": "TOLK", "origin_year": "2023", "amount": "-1 200"}
    assert "Skriv vem som har beslutat" in text(bo.post(f"/rullat/SEN/2024/{row.pk}", again))
    bo.post(f"/rullat/SEN/2024/{row.pk}", {**again, "decided_by": "Kommunfullmäktige § 9"})
    assert cells(bo.get("/rullat/SEN/2024"), "Tolkförmedlingen")[4:] == ["Kommunfullmäktige § 9", "Beslutat"]


@pytest.mark.parametrize(
    ("treatment", "part", "month", "result"),
    [
        ("hela från januari", "−7,0", "–", "8,7"),
        ("vid sidan av resultatet", "0,0", "–", "15,7"),
        ("i takt med året", "−4,7", "−0,6", "11,0"),
    ],
)
def test_the_treatment_is_a_setting(as_role, treatment, part, month, result):
    bo = as_role()
    assert bo.post("/rullat/SEN/2024/raknas-in", {"treatment": treatment})["Location"] == "/rullat/SEN/2024"
    page = bo.get("/rullat/SEN/2024")
    assert cells(page, "Servicenämnden")[1:3] == [month, part]
    assert f"Resultat inkl. över-/underskott {result} mnkr" in text(page)
    assert deeds() == ["carried-over.treatment"]


def test_a_unit_manager_sees_what_is_carried_and_changes_nothing(as_role):
    anna = as_role(Role.UNIT_MANAGER, "OLC")
    page = anna.get("/rullat/OLC/2024?enhetstal=tkr")
    assert cells(page, "OLC")[:3] == ["−300", "−25", "−200"]
    assert "Nytt rullat resultat" not in text(page)
    assert anna.get("/rullat/OLC/2024/ny").status_code == 403
    assert anna.post("/rullat/SEN/2024/raknas-in", {"treatment": "hela från januari"}).status_code == 403


# --- comparability items


def test_the_adjusted_result_is_shown_with_its_reckoning(as_role):
    page = as_role().get("/jamforelse/SEN/2024")
    assert cells(page, "försäljning av fordon") == [
        "Transportenheten", "Huvudboken, konto 38*", "8,4", "2,3", "6,1", "3,0",
    ]  # fmt: skip
    assert cells(page, "Resultat exkl. över-/underskott") == ["15,7"]
    assert cells(page, "Förändringen dras av") == ["−6,1"]
    assert cells(page, "Resultat utan jämförelsestörande post") == ["9,6"]


def test_amounts_that_the_ledger_does_not_show_are_typed_with_a_source(as_role):
    bo = as_role()
    said = {
        "name": "Engångsbidrag",
        "unit": "OLC",
        "period": "jan–aug 2024",
        "amount": "600",
        "before": "100",
    }
    assert "Skriv varifrån beloppen är hämtade." in text(bo.post("/jamforelse/SEN/2024/ny", said))
    assert bo.post("/jamforelse/SEN/2024/ny", {**said, "source": "Beslut 2024-03-01"}).status_code == 302
    page = bo.get("/jamforelse/SEN/2024?enhetstal=tkr")
    assert cells(page, "Engångsbidrag") == ["OLC", "Beslut 2024-03-01", "600", "100", "500", "–"]
    assert cells(page, "Resultat utan jämförelsestörande post") == ["9 099"]
    row = ComparabilityItem.objects.get(name="Engångsbidrag")
    both = {**said, "accounts": "38", "source": "x"}
    assert "antingen konton i huvudboken eller belopp" in text(
        bo.post(f"/jamforelse/SEN/2024/{row.pk}", both)
    )
    assert bo.post(f"/jamforelse/SEN/2024/{row.pk}/ta-bort").status_code == 302
    assert cells(bo.get("/jamforelse/SEN/2024"), "Resultat utan jämförelsestörande post") == ["9,6"]


# --- index


def test_price_and_volume_are_the_change(as_role):
    page = as_role().get("/index/SEN/2024")
    assert cells(page, "Livsmedel per portion, skola") == [
        "2 148 000", "2 096 500", "17,73", "16,26", "4 002", "913", "3 089", "−1 487",
    ]  # fmt: skip
    assert cells(page, "Livsmedel per portion, äldreomsorg")[-4:-1] == ["−90", "614", "−704"]
    assert cells(page, "Livsmedel") == ["4,0 %", "Kommunledningskontoret"]


def test_an_index_is_entered_by_the_controller_once_a_year(as_role):
    bo = as_role()
    said = {"measure": "lokaler", "percent": "2,75 %", "source": "Kommunledningskontoret"}
    assert bo.post("/index/SEN/2024/nytt", said).status_code == 302
    row = IndexAssumption.objects.get(measure="lokaler")
    assert (row.percent, row.year) == ("2.75", 2024)
    assert deeds() == ["index.add"]
    assert "Det finns redan ett index" in text(bo.post("/index/SEN/2024/nytt", said))
    assert cells(bo.get("/index/SEN/2024"), row.name)[0] == "2,75 %"
    assert bo.post(f"/index/SEN/2024/{row.pk}/ta-bort").status_code == 302
    assert not IndexAssumption.objects.filter(measure="lokaler").exists()
    assert as_role(Role.UNIT_MANAGER, "OLC").get("/index/SEN/2024/nytt").status_code == 403
    assert bo.get("/index/OLC/2024").status_code == 404


def test_a_further_cost_is_parted_and_no_longer(as_role):
    bo = as_role()
    said = {"unit": "OMR4", "cost": "ms.livsmedel", "volume": "portioner"}
    assert bo.post("/index/SEN/2024/volym", said).status_code == 302
    page = text(bo.get("/index/SEN/2024"))
    assert "2 560 000 2 495 100" in page
    assert "Kostnaden delas redan" in text(bo.post("/index/SEN/2024/volym", said))
    number = re.search(r"/index/SEN/2024/volym/(\d+)/ta-bort", bo.get("/index/SEN/2024").content.decode())
    assert number is not None
    assert bo.post(number.group()).status_code == 302
    sheets = workbook(bo.get("/index/SEN/2024?hamta=excel"))
    assert len(sheets.sheet_names) == 2


# --- needs


def names(answer) -> list[str]:
    return re.findall(
        r'<tr id="b\d+">.*?<th scope="row">(?:<a[^>]*>)?([^<]+)', answer.content.decode(), re.DOTALL
    )


def test_needs_stand_in_their_order_and_are_moved_by_buttons(as_role):
    bo = as_role()
    first = names(bo.get("/behov/SEN/2025"))
    assert first[:2] == [
        "Livsmedelspriser i måltidsservice äldreomsorg",
        "Laddplatser för transportenhetens fordon",
    ]
    row = Need.objects.get(code="BP-LADD")
    assert bo.post(f"/behov/SEN/2025/{row.pk}/flytta", {"way": "up"}).status_code == 302
    assert names(bo.get("/behov/SEN/2025"))[:2] == [first[1], first[0]]
    assert deeds() == ["need.move"]
    bo.post(f"/behov/SEN/2025/{row.pk}/flytta", {"way": "up"}, follow=True)
    assert names(bo.get("/behov/SEN/2025"))[:2] == [first[1], first[0]]
    bo.post(f"/behov/SEN/2025/{row.pk}/flytta", {"way": "down"})
    assert names(bo.get("/behov/SEN/2025")) == first


def test_what_is_granted_goes_into_the_budget_of_the_year(as_role):
    bo = as_role()
    page = bo.get("/behov/SEN/2025")
    assert cells(page, "Summa")[:2] == ["5 670", "280"]
    assert "Serviceförvaltningen 2024-03-20" in text(page)
    assert "uppsagd till 2024-12-31" in text(page)
    row = Need.objects.get(code="BP-OVN")
    assert "Skriv vem som beslutade" in text(
        bo.post(f"/behov/SEN/2025/{row.pk}/beslut", {"decision": "beviljat"})
    )
    bo.post(f"/behov/SEN/2025/{row.pk}/beslut", {
        "decision": "beviljat", "granted": "250", "decided_by": "Kommunfullmäktige § 84", "decided_on": "17/6 2024",
    })  # fmt: skip
    assert deeds() == ["need.decide"]
    book = workbook(bo.get("/behov/SEN/2025?visa=budget&enhetstal=tkr&hamta=excel"))
    rows = book.get_sheet_by_index(0).to_python()
    listed = {row[1]: row[10] for row in rows if row[1] and row[10] != "Till budget"}
    assert listed == {
        "Laddplatser för transportenhetens fordon": 700, "Övningar tillsammans med andra förvaltningar": 250,
        "Extern lokal för kontor": -420, "Varaktiga": -170, "Engångs": 700, "Summa": 530,
    }  # fmt: skip


def test_a_manager_asks_for_her_own_unit_and_decides_nothing(as_role):
    anna = as_role(Role.UNIT_MANAGER, "OLC")
    said = {
        "name": "Truck",
        "unit": "OLC",
        "kind": "medel",
        "amount": "300",
        "recurrence": "engångs",
        "benefit": "Lyft",
    }
    assert anna.post("/behov/OLC/2025/ny", said)["Location"] == "/behov/OLC/2025"
    row = Need.objects.get(name="Truck")
    assert (row.code, row.amount, row.decision) == ("BP7", 30_000_000, "föreslaget")
    assert anna.get(f"/behov/OLC/2025/{row.pk}/beslut").status_code == 403
    assert anna.post(f"/behov/OLC/2025/{row.pk}", {**said, "unit": "TRANSPORT"}).status_code == 422
    other = Need.objects.get(code="BP-LADD")
    assert anna.get(f"/behov/OLC/2025/{other.pk}").status_code == 403
    assert anna.post(f"/behov/OLC/2025/{row.pk}", {**said, "notice_on": "2024-12-31"}).status_code == 422
    assert anna.post(f"/behov/OLC/2025/{row.pk}/ta-bort").status_code == 302


def test_a_granted_need_keeps_its_amount(as_role):
    bo, row = as_role(), Need.objects.get(code="BP-LADD")
    said = {"name": row.name, "unit": "TRANSPORT", "kind": "medel", "amount": "951", "recurrence": "engångs"}
    assert "Beloppet ändras genom ett nytt beslut." in text(bo.post(f"/behov/SEN/2025/{row.pk}", said))
    assert bo.post(f"/behov/SEN/2025/{row.pk}", {**said, "amount": "950"}).status_code == 302


# --- how many questions are asked


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/investeringar/SEN/2024", 22),
        ("/rullat/SEN/2024", 22),
        ("/jamforelse/SEN/2024", 22),
        ("/index/SEN/2024", 24),
        ("/behov/SEN/2025", 20),
        ("/avtal/SEN/2024", 22),
    ],
)
def test_the_number_of_questions_does_not_grow_with_the_rows(
    as_role, django_assert_max_num_queries, address, most
):
    bo = as_role()
    bo.get(address)
    with django_assert_max_num_queries(most) as few:
        bo.get(address)
    _more()
    bo.get(address)
    with django_assert_max_num_queries(most) as many:
        bo.get(address)
    assert len(many) == len(few)


def _more() -> None:
    """As many rows more of each kind."""
    from utfall.records.agreements.models import Agreement

    for model in (Investment, CarriedOver, ComparabilityItem, IndexAssumption, Need, Agreement):
        for number, row in enumerate(model.objects.all()[:3]):
            fields = {
                field.attname: getattr(row, field.attname)
                for field in model._meta.fields
                if not field.primary_key
            }
            fields["code"] = f"MER{number}"
            fields["position"] = 1000 + number
            if "measure" in fields:
                fields["measure"] = f"mer.{number}"
            model.objects.create(**fields)
