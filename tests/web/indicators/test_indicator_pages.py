"""The pages of indicators: what they show to whom, what their forms do, and how few questions they ask."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.records import world
from tests.records.world import NOW
from utfall.records.indicators.models import Indicator, IndicatorRelation, NoValue, Value
from utfall.records.organisation.models import OrgUnit, Person

pytestmark = pytest.mark.django_db
LIST = "/indikatorer/SEN"


@pytest.fixture
def sen():
    return world.municipality()


@pytest.fixture
def trust(sen) -> Indicator:
    """An indicator of the whole committee with a target and two outcomes."""
    row = indicator(sen, "IND1", "Andel med tillitsfull förbättringskultur", "ind.tillit", 1)
    row.targets.create(year=2027, comparator="minst", value="75", decimals=0, position=0)
    value(row, "2023", "61.0", 1)
    value(row, "2024", "66.7", 1, answers=505)
    return row


def indicator(sen, code, name, measure, decimals=0, **more) -> Indicator:
    return Indicator.objects.create(
        authority=sen, code=code, name=name, measure=measure, unit_of_measure="%", decimals=decimals, kind="mål",
        direction="högre är bättre", scope=OrgUnit.objects.get(code="SEN"), position=int(re.sub(r"\D", "", code)),
        source="enkät SEF", **more,
    )  # fmt: skip


def value(row, period, number, decimals=0, *, scope="SEN", cuts=None, **more) -> Value:
    tail = "".join(f":{name}={cut}" for name, cut in (cuts or {}).items())
    return Value.objects.create(
        authority=row.authority, address=f"{row.measure}:{scope}:{period}:utfall{tail}", measure=row.measure,
        scope=OrgUnit.objects.get(code=scope), period=period, scenario="utfall", cuts=cuts or {}, value=number,
        unit_of_measure="%", decimals=decimals, source_document="enkät SEF", entered_at=NOW, position=0, **more,
    )  # fmt: skip


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=name))
    return client


def text(answer) -> str:
    page = answer.content.decode().replace("\u00a0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_start_leads_to_ones_own_indicators(sen):
    assert signed_in("bo").get("/indikatorer")["Location"] == LIST
    assert signed_in("erik").get("/indikatorer?namnd=KS")["Location"] == "/indikatorer/KS"
    assert signed_in("nils").get("/indikatorer").status_code == 404


def test_the_list_says_where_each_indicator_stands(sen, trust):
    indicator(sen, "IND2", "Andel som övar", "ind.ovar")
    page = text(signed_in("anna").get(LIST))
    assert "Andel med tillitsfull förbättringskultur 66,7 % 2024 Bättre minst 75 % 2027 Under målet" in page
    assert "Andel som övar – Inget utfall ännu" in page
    assert "Andel som övar" not in text(signed_in("anna").get(f"{LIST}?q=tillit"))
    assert "tillitsfull" not in text(signed_in("anna").get(f"{LIST}?visa=saknas"))
    assert "Ny indikator" not in page
    assert "Ny indikator" in text(signed_in("kim").get(LIST))


def test_an_indicator_is_drawn_with_a_table_that_says_the_same(trust):
    answer = signed_in("anna").get(f"/indikator/{trust.pk}")
    page = text(answer)
    assert "66,7 % 2024 Bättre Under målet Mål minst 75 % 2027 · kvar 8,3 procentenheter" in page
    assert "från 61,0 % till 66,7 %, mål minst 75 % 2027" in page
    assert '<svg class="plot"' in answer.content.decode()
    assert "2027 – 75,0 %" in page
    assert "Källa enkät SEF" in page
    assert "505" in page
    assert "61,0 %" not in text(signed_in("anna").get(f"/indikator/{trust.pk}?fran=2024"))


def test_an_indicator_is_parted_by_sex_and_by_unit(trust):
    value(trust, "2024", "70.1", 1, cuts={"kon": "k"})
    value(trust, "2024", "62.0", 1, cuts={"kon": "m"})
    value(trust, "2024", "80.0", 1, scope="MAT")
    client = signed_in("anna")
    by_sex = text(client.get(f"/indikator/{trust.pk}?uppdelning=kon"))
    assert "Kvinnor 2024 70,1 %" in by_sex
    assert "Män 2024 62,0 %" in by_sex
    assert "Rekarneköket 2024 80,0 %" in text(client.get(f"/indikator/{trust.pk}?uppdelning=enhet"))


def test_the_formula_is_told_with_what_it_gives(sen, trust):
    part = indicator(sen, "IND2", "Kvalitet", "ind.kvalitet")
    IndicatorRelation.objects.create(
        authority=sen,
        code="SB1",
        name="Samlad",
        kind="medelvärde av",
        subject="IND1",
        members=["IND2"],
        position=0,
    )
    page = text(signed_in("anna").get(f"/indikator/{trust.pk}"))
    assert "Medelvärdet av ”Kvalitet”" in page
    assert "Värdet kan inte räknas: Kvalitet saknas." in page
    value(part, "2024", "66")
    Value.objects.filter(measure=trust.measure).delete()
    page = text(signed_in("anna").get(f"/indikator/{trust.pk}"))
    assert "Formeln ger 66 % för 2024." in page
    assert "Kvalitet 2024 66 % enkät SEF" in page
    assert "66 % 2024 medelvärde" not in page
    typed = {"unit": "SEN", "period": "2025", "value": "70"}
    assert "räknas ur andra siffror" in text(signed_in("kim").post(f"/indikator/{trust.pk}/utfall", typed))
    assert "Ingår i medelvärdet" in text(signed_in("anna").get(f"/indikator/{part.pk}"))


def test_an_outcome_is_typed_as_swedes_type_it(trust):
    client = signed_in("kim")
    address = f"/indikator/{trust.pk}/utfall"
    assert "januari–augusti 2024" in client.get(address).content.decode()
    done = client.post(
        address, {"unit": "MAT", "period": "jan–aug 2024", "value": "68,3 %", "answers": "505"}
    )
    assert done.status_code == 302
    row = Value.objects.get(scope__code="MAT")
    assert (row.period, row.value, row.answers) == ("2024-01..2024-08", "68.3", 505)
    wrong = client.post(address, {"unit": "MAT", "period": "snart", "value": "sju"})
    assert wrong.status_code == 422
    assert "är inte ett tal" in text(wrong)


def test_an_unlikely_outcome_is_put_right_or_explained(sen, trust):
    part = indicator(sen, "IND2", "I samverkan", "ind.samverkan")
    IndicatorRelation.objects.create(
        authority=sen, code="SB1", name="Del", kind="del av", subject="IND2", members=["IND1"], position=0
    )
    client = signed_in("kim")
    address = f"/indikator/{part.pk}/utfall"
    typed = {"unit": "SEN", "period": "2024", "value": "80"}
    asked = client.post(address, typed)
    assert asked.status_code == 422
    page = text(asked)
    assert "Orimligt värde" in page
    assert "80 % är större än 66,7 %" in page
    assert "Rätta · Förklara" in page
    assert 'value="80"' in asked.content.decode()
    assert client.post(address, {**typed, "reason": "Frågan ställdes till färre"}).status_code == 302


def test_a_correction_asks_why_and_is_listed(trust):
    client = signed_in("bo")
    address = f"/indikator/{trust.pk}/utfall"
    typed = {"unit": "SEN", "period": "2024", "value": "67,0"}
    assert "Skriv varför det rättas" in text(client.post(address, typed))
    client.post(address, {**typed, "reason": "Två enheter saknades"})
    page = text(client.get(f"/indikator/{trust.pk}"))
    assert "Rättelser" in page
    assert "Servicenämnden, 2024 66,7 %" in page


def test_no_value_yet_is_said_with_reason_and_date(sen):
    row = indicator(sen, "IND1", "Andel", "ind.andel")
    client = signed_in("kim")
    address = f"/indikator/{row.pk}/saknas"
    assert client.post(address, {"unit": "SEN", "period": "2024", "reason": ""}).status_code == 422
    client.post(
        address,
        {"unit": "SEN", "period": "2024", "reason": "Enkäten görs i höst", "expected_on": "2099-10-15"},
    )
    assert NoValue.objects.get().expected_on == dt.date(2099, 10, 15)
    assert "2024: Enkäten görs i höst. Väntas 2099-10-15." in text(client.get(f"/indikator/{row.pk}"))


@pytest.mark.parametrize(
    ("name", "reads", "enters", "defines"),
    [("anna", 200, 200, 403), ("olle", 200, 200, 403), ("bo", 200, 200, 200), ("kim", 200, 200, 200),
     ("hans", 200, 200, 200), ("sara", 200, 403, 403), ("erik", 200, 200, 200), ("cecilia", 404, 404, 404),
     ("david", 404, 404, 404), ("maj", 403, 403, 403), ("ada", 403, 403, 403), ("doris", 404, 404, 404),
     ("nils", 404, 404, 404)],
)  # fmt: skip
def test_who_reads_enters_and_defines(trust, name, reads, enters, defines):
    client = signed_in(name)
    one = f"/indikator/{trust.pk}"
    assert [client.get(path).status_code for path in (LIST, one, f"{LIST}/export")] == [reads] * 3
    assert [client.get(f"{one}/{path}").status_code for path in ("utfall", "saknas")] == [enters] * 2
    for path in (f"{one}/andra", f"{LIST}/ny", f"{LIST}/import", f"{LIST}/kolada"):
        assert client.get(path).status_code == defines


def test_an_indicator_is_defined_in_the_browser(sen):
    client = signed_in("kim")
    world.goals(sen)
    typed = {
        "name": "Andel som övar", "measure": "ind.ovar", "unit": "%", "decimals": "0", "direction": "högre är bättre",
        "kind": "mål", "scope": "SEN", "parent": "VM1", "year_0": "2027", "comparator_0": "minst", "value_0": "100",
    }  # fmt: skip
    assert client.post(f"{LIST}/ny", {**typed, "measure": "Övar!"}).status_code == 422
    assert client.post(f"{LIST}/ny", typed).status_code == 302
    row = Indicator.objects.get()
    assert [(target.year, target.value) for target in row.targets.all()] == [(2027, "100")]
    page = client.get(f"/indikator/{row.pk}/andra").content.decode()
    assert 'value="2027"' in page
    client.post(f"/indikator/{row.pk}/andra", {**typed, "year_1": "2026", "comparator_1": "ökar"})
    assert "minst 100 % 2027" in text(client.get(f"/indikator/{row.pk}"))
    assert "ökar 2026" in text(client.get(f"/indikator/{row.pk}"))


def upload(client, content: str, name="mat.csv"):
    return client.post(f"{LIST}/import", {"file": SimpleUploadedFile(name, content.encode())})


def test_values_go_out_and_come_back_after_a_look(trust, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = signed_in("kim")
    out = client.get(f"{LIST}/export")
    assert out["Content-Type"].startswith("text/csv")
    content = out.content.decode("utf-8-sig")
    assert "2024;SEN;ind.tillit;utfall;66,7;;;505;;enkät SEF;" in content.splitlines()
    unchanged = client.get(upload(client, content)["Location"])
    assert "0 nya, 0 ändras, 2 oförändrade" in text(unchanged)
    preview = upload(
        client, content.replace("66,7", "67,1") + "2024;MAT;ind.tillit;utfall kon=k;70;7;10;;;;\n"
    )["Location"]
    page = text(client.get(preview))
    assert "1 nya, 1 ändras, 1 oförändrade" in page
    assert "66,7 % 67,1 % Ändras" in page
    assert Value.objects.count() == 2
    assert signed_in("anna").post(preview).status_code == 403
    assert signed_in("cecilia").get(preview.replace("SEN", "KS")).status_code == 404
    assert client.post(preview)["Location"] == LIST
    assert (
        Value.objects.get(measure="ind.tillit", scope__code="SEN", period="2024", replaced_at=None).value
        == "67.1"
    )
    women = Value.objects.get(measure="ind.tillit", scope__code="MAT")
    assert (str(women.numerator), str(women.denominator), women.source_place) == (
        "7.000000",
        "10.000000",
        "rad 4",
    )
    assert client.post(preview).status_code == 422


def test_a_file_with_an_error_or_another_authoritys_unit_is_not_stored(trust, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = signed_in("kim")
    head = "Period;Enhet;Mått;Kolumn;Mätvärde\n"
    for row, said in (
        ("2024;SEN;ind.okand;utfall;5\n", "Måttet ind.okand är inte beskrivet"),
        ("2024;KS;ind.tillit;utfall;5\n", "Kommunstyrelsen hör till en annan nämnd"),
    ):
        preview = upload(client, head + row)["Location"]
        assert said in text(client.get(preview))
        assert client.post(preview).status_code == 422
    assert Value.objects.count() == 2
    assert client.post(f"{LIST}/import", {}).status_code == 422


@pytest.mark.parametrize(
    ("path", "most"),
    [(LIST, 14), ("/indikator/{one}", 20), ("/indikator/{one}?uppdelning=enhet", 20), ("/indikator/{one}/utfall", 14),
     (f"{LIST}/export", 14), (f"{LIST}/ny", 14)],
)  # fmt: skip
def test_no_page_asks_more_of_the_database_for_more_rows(
    sen, trust, path, most, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in("kim")
    path = path.format(one=trust.pk)
    value(trust, "2024", "50", scope="MAT")
    client.get(path)
    with django_assert_max_num_queries(most) as few:
        client.get(path)
    for number in range(2, 12):
        row = indicator(sen, f"IND{number}", f"Andel {number}", f"ind.x{number}")
        row.targets.create(year=2027, comparator="minst", value="75", decimals=0, position=0)
        value(row, "2024", "50")
        value(trust, str(2000 + number), "50")
        value(trust, str(2000 + number), "50", scope="IT")
    with django_assert_num_queries(len(few)):
        assert client.get(path).status_code == 200


def test_an_outcome_that_cannot_be_right_is_told_on_the_page_until_it_is_put_right_or_explained(sen, trust):
    part = indicator(sen, "IND2", "I samverkan", "ind.samverkan")
    IndicatorRelation.objects.create(
        authority=sen, code="SB1", name="Del", kind="del av", subject="IND2", members=["IND1"], position=0
    )
    value(part, "2024", "80", answers=505)
    client = signed_in("kim")
    page = client.get(f"/indikator/{part.pk}")
    assert "Källa: enkät SEF, 505 svar, hämtad 2024-09-12" in text(page)
    assert "80 % är större än 66,7 %" in text(page)
    assert "Rätta · Förklara" in text(page)
    assert "Rätta" not in text(signed_in("sara").get(f"/indikator/{part.pk}"))
    address = re.search(r'href="([^"]*utfall\?enhet=SEN[^"]*)#id_reason"', page.content.decode())
    assert address is not None
    form = client.get(address[1].replace("&amp;", "&")).content.decode()
    assert 'value="80"' in form
    assert 'value="505"' in form
    typed = {"unit": "SEN", "period": "2024", "value": "80", "answers": "505", "source": "enkät SEF"}
    assert (
        client.post(f"/indikator/{part.pk}/utfall", {**typed, "reason": "Färre fick frågan"}).status_code
        == 302
    )
    assert "Orimligt värde" not in text(client.get(f"/indikator/{part.pk}"))
    assert Value.objects.get(measure="ind.samverkan", replaced_at=None).reason == "Färre fick frågan"
