"""The statement in the browser: what the report prints, opened down to the vouchers by those who may."""

import datetime as dt
import html
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.records.conftest import d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Right, Role
from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.finance.models import ForecastRow
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, RightGrant, Round

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
STATEMENT = """
Övriga intäkter                       527,6  554,9  562,4 −7,5 828,9 −12,0
Summa intäkter                        527,6  554,9  562,4 −7,5 828,9 −12,0
Personalkostnader                    −296,3 −306,3 −310,8  4,5 −463,7 15,3
Lokalkostnader                        −42,9  −42,8  −43,6  0,8  −64,4  1,1
Köp av verksamhet                      −1,0   −1,0   −1,9  0,9   −1,4  1,4
Övriga kostnader                     −187,5 −189,3 −192,5  3,2 −295,6 −1,6
Summa kostnader                      −527,7 −539,4 −548,8  9,4 −825,1 16,1
Årets resultat exkl. över-/underskott   0,1   15,7   13,8  1,9    4,0  4,0
Årets resultat inkl. över-/underskott   3,3   11,0   13,8 −2,8   −3,0 −3,0
"""
"""The statement of the seed's report: last year, outcome, budget, variance, forecast, its variance."""


@pytest.fixture
def signed_in(sen: Authority, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A browser where somebody with the role has signed in; `vouchers` is the unit whose vouchers she may see."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def client(role=Role.CONTROLLER, unit="SEN", vouchers="", authority="SEN"):
        person, _made = Person.objects.get_or_create(username=f"{role.value}-{unit}-{vouchers}-{authority}")
        of = Authority.objects.get(code=authority)
        Grant.objects.get_or_create(person=person, authority=of, role=role, unit=OrgUnit.objects.get(code=unit),
                                    starts_on=dt.date(2024, 1, 1))  # fmt: skip
        if vouchers:
            RightGrant.objects.get_or_create(person=person, authority=of, right=Right.SEE_VOUCHERS,
                                             unit=OrgUnit.objects.get(code=vouchers), starts_on=dt.date(2024, 1, 1))  # fmt: skip
        browser = Client()
        browser.force_login(person)
        return browser

    return client


def table(answer, id=""):
    """The cells of the page's table, row by row, as they are read; the bars are no words."""
    text = answer.content.decode()
    body = text[text.index(f'id="{id}-caption"') :] if id else text
    body = body[body.index("<tbody>") : body.index("</tbody>")]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [
        [_words(cell) for cell in re.findall(r"<t[hd](?! class=\"bar\")[^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def _words(cell):
    return html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def links(answer):
    """The addresses of the page by the words that they stand on, as a person clicks them."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', answer.content.decode(), re.DOTALL)
    return [(_words(words), html.unescape(href)) for href, words in found]


def click(client, answer, words, within=""):
    href = next(href for said, href in links(answer) if said == words and within in href)
    answer = client.get(href)
    assert answer.status_code == 200, href
    return answer


def test_the_statement_is_that_of_the_report_to_the_last_digit(signed_in):
    answer = signed_in().get("/ekonomi/SEN/2024-08")
    shown = {row[0]: row[1:] for row in table(answer, "resultat")}
    for line in STATEMENT.strip().splitlines():
        name, *wanted = re.split(r"\s{1,}(?=[−\d])", line.strip())
        before, outcome, budget, variance, _year, forecast, of_forecast = shown[name.strip()]
        assert [before, outcome, budget, variance, forecast, of_forecast] == wanted, name
    assert shown["Över-/underskott"] == ["3,2", "−4,7", "–", "−4,7", "–", "−7,0", "−7,0"]


AREAS = """
Nämnd, ledning och semesterlöneskuld                9,9 11,3 10,1 1,2 −0,7
Område 1: IT, digitalisering och utveckling        −2,0 −3,1 −0,1 −3,0 −3,8
Område 2: HR & kommunikation                        4,3 2,9 −0,2 3,0 2,5
Område 3: Ekonomi, upphandling, nämnd & registratur −0,8 −1,8 −0,3 −1,5 −4,5
Område 4: Måltidsservice                           −5,3 −1,2 4,2 −5,4 −1,6
Område 5: OLC, transport, Exempel direkt           −2,9 3,0 0,1 2,9 5,1
Summa Servicenämnden                                3,3 11,0 13,8 −2,8 −3,0
"""
"""The report's table of responsibility: last year, outcome, budget, variance, forecast."""
FOOD = """
Personal                      112 483 111 475 1 008 111 314 −161 165 237 161 842 3 395
Lokal och el                  28 564 28 511 53 28 824 313 43 236 43 481 −245
Livsmedel                     56 982 53 070 3 912 59 307 6 237 94 177 85 149 9 028
Transport                     5 936 7 432 −1 496 6 403 −1 029 9 604 12 364 −2 760
Övrigt material och tjänster  11 881 11 855 26 11 223 −632 16 849 16 681 168
Gemensamma kostnader (OH)     4 100 4 100 0 4 100 0 6 150 6 150 0
Summa kostnader               219 946 216 443 3 503 221 171 4 728 335 253 325 667 9 586
"""
"""The seed's table of what meals cost, in tkr; only its change in per cent against last year is ours."""


def test_the_areas_are_those_of_the_report(signed_in):
    shown = table(signed_in().get("/ekonomi/SEN/2024-08/enheter?rad=resultat.inkl"))
    wanted = [re.split(r"\s+(?=[−\d]+,)", line.strip()) for line in AREAS.strip().splitlines()]
    assert [[*row[:5], row[6]] for row in shown] == wanted


def test_what_meals_cost_is_the_table_of_the_seed(signed_in):
    shown = table(signed_in().get("/ekonomi/OMR4/2024-08/uppstallning/ms?enhetstal=tkr"))
    for row, line in zip(shown, FOOD.strip().splitlines(), strict=True):
        of_last_year = row.pop(4)
        assert "".join(row).replace("\u00a0", "").replace(" ", "") == line.replace(" ", ""), line
        assert re.fullmatch("−?[0-9]+,[0-9]", of_last_year)
    by_unit = table(signed_in().get("/ekonomi/OMR4/2024-08/uppstallning/ms?enhetstal=tkr&rad=ms.livsmedel"))
    assert by_unit[-1][:3] == ["Summa Område 4: Måltidsservice", "56\u00a0982", "53\u00a0070"]


def test_from_the_variance_to_the_voucher_in_five_clicks(signed_in):
    client = signed_in(vouchers="SEN")
    page = client.get("/ekonomi/SEN/2024-08")
    page = click(client, page, "−2,8")
    page = click(client, page, "−5,4", within="OMR4")
    page = click(client, page, "6411 Livsmedel")
    page = click(client, page, "Summa")
    before = Event.objects.filter(deed="voucher.open").count()
    page = click(client, page, _words(re.findall(r"A2\d+", page.content.decode())[0]))
    rows = table(page)
    assert len(rows) >= 2 and rows[0][0].startswith("2024-")
    assert Event.objects.filter(deed="voucher.open").count() == before + 1
    last = Event.objects.order_by("-number").first()
    assert last is not None
    assert (last.object, last.details["verifikation"]) == ("unit:OMR4", rows[0][1].split()[0])


def test_a_figure_of_a_subtree_is_the_sum_of_its_vouchers(signed_in):
    client = signed_in(vouchers="SEN")
    accounts = {
        row[0]: row[2]
        for row in table(client.get("/ekonomi/MS-AO/2024-08/konton?rad=ovriga-kostnader&enhetstal=kr"))
    }
    page = client.get("/ekonomi/MS-AO/2024-08/verifikationer?rad=ovriga-kostnader&konto=6411")
    printed = table(page)[-1][-1].replace("\u00a0", "").replace("−", "-").replace(",", ".")
    assert round(float(printed)) == int(accounts["6411 Livsmedel"].replace("\u00a0", "").replace("−", "-"))


@pytest.mark.parametrize("page", ["motparter", "verifikationer"])
def test_below_the_accounts_there_is_a_clear_refusal(signed_in, page):
    client = signed_in(Role.AREA_MANAGER, "OMR4")
    accounts = client.get("/ekonomi/MS-AO/2024-08/konton?rad=ovriga-kostnader")
    text = accounts.content.decode()
    assert accounts.status_code == 200
    assert "rätten att se verifikationer" in text and "Be " in text
    assert not [href for _words, href in links(accounts) if "motparter" in href or "verifikationer" in href]
    refused = client.get(f"/ekonomi/MS-AO/2024-08/{page}?rad=ovriga-kostnader&konto=6411")
    assert refused.status_code == 403
    assert "rätten att se verifikationer" in refused.content.decode()
    assert (
        client.get(f"/ekonomi/MS-AO/2024-08/{page}?rad=ovriga-kostnader&konto=6411&hamta=csv").status_code
        == 403
    )
    assert not Event.objects.filter(
        deed__startswith="voucher.", details__konto="6411", actor__startswith="områdeschef"
    )


def test_the_right_for_one_unit_opens_that_unit_and_no_other(signed_in):
    client = signed_in(Role.UNIT_MANAGER, "OLC", vouchers="OLC")
    assert client.get("/ekonomi/OLC/2024-08/verifikationer?rad=personal").status_code == 200
    assert client.get("/ekonomi/OMR5/2024-08/verifikationer?rad=personal").status_code == 403
    assert client.get("/ekonomi/TRANSPORT/2024-08/verifikationer?rad=personal").status_code == 403


def test_text_and_counterpart_of_wages_are_hidden_everywhere(signed_in):
    client = signed_in(vouchers="SEN")
    page = client.get("/ekonomi/OLC/2024-08/verifikationer?rad=personal&konto=5011")
    rows = table(page)[:-1]
    assert rows and {row[7] for row in rows} <= {"Dolt", ""}
    assert "visas inte på konto 50–57" in page.content.decode()
    taken = b"".join(
        client.get("/ekonomi/OLC/2024-08/verifikationer?rad=personal&konto=5011&hamta=csv").streaming_content
    )
    lines = taken.decode().splitlines()
    assert len(lines) > 5 and all(line.split(";")[7] in ("Dolt", "", "Text") for line in lines)
    assert Event.objects.filter(deed="voucher.export").exists()


def test_an_invoice_is_a_link_to_the_finance_system(signed_in):
    page = signed_in(vouchers="SEN").get(
        "/ekonomi/MS-AO/2024-08/verifikationer?rad=ovriga-kostnader&konto=6411"
    )
    assert 'href="https://ekonomi.exempelkommun.example/verifikation/' in page.content.decode()


def test_what_is_chosen_is_in_the_address_and_stays(signed_in):
    client = signed_in()
    page = client.get("/ekonomi/SEN/2024-08?enhetstal=kr&klass=drift&fran=2024-05")
    shown = {row[0]: row[1:] for row in table(page, "resultat")}
    whole = {row[0]: row[1:] for row in table(client.get("/ekonomi/SEN/2024-08?enhetstal=kr"), "resultat")}
    assert shown["Personalkostnader"][1] != whole["Personalkostnader"][1]
    assert "maj–aug 2024" in page.content.decode()
    deeper = [href for _words, href in links(page) if "/enheter" in href and "rad=" in href]
    assert deeper and all(
        "enhetstal=kr" in href and "klass=drift" in href and "fran=2024-05" in href for href in deeper
    )


def test_a_cell_gives_its_reference(signed_in):
    client = signed_in()
    text = client.get("/ekonomi/SEN/2024-08/enheter?rad=resultat.inkl&kolumn=avvikelse").content.decode()
    assert "{{resultat.inkl:SEN:2024-01..2024-08:avvikelse;mnkr1}}" in html.unescape(text)
    assert "ett underskott på 2,8\u00a0mnkr" in html.unescape(text)
    other = client.get("/ekonomi/SEN/2024-08/enheter?rad=resultat.inkl&kolumn=avvikelse&klass=drift")
    assert "{{" not in html.unescape(other.content.decode())


def test_the_forecast_is_for_managers_and_the_controller(signed_in):
    mine = signed_in(Role.CONTROLLER).get("/ekonomi/SEN/2024-08").content.decode()
    theirs = signed_in(Role.CONTROLLER, "VON", authority="VON").get("/ekonomi/SEN/2024-08")
    member = signed_in(Role.MEMBER).get("/ekonomi/SEN/2024-08")
    assert "Årsprognos" in mine
    for answer in (theirs, member):
        text = answer.content.decode()
        assert "Årsprognos" not in text and "828,9" not in text and "Prognosen visas för" in text
        assert "562,4" in text
    for path in ("enheter", "uppstallning/slag", "enheter?hamta=csv", "konton?kolumn=prognos"):
        text = signed_in(Role.MEMBER).get(f"/ekonomi/SEN/2024-08/{path}").content.decode()
        assert "rognos helår" not in text and "prognos;" not in text, path


def test_the_workbook_reckons_with_formulas(signed_in):
    answer = signed_in().get("/ekonomi/SEN/2024-08?hamta=excel")
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>C6-D6</f>" in sheet
    assert re.search(r"<f>B8\+B9\+B10\+B11</f><v>-527\.7", sheet)
    read = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any(
        row[0] == "Årets resultat inkl. över-/underskott" and round(float(str(row[4])), 1) == -2.8
        for row in read
    )


def test_csv_is_what_the_page_shows(signed_in):
    client = signed_in()
    for path in ("", "/enheter", "/konton", "/uppstallning/slag"):
        shown = table(client.get(f"/ekonomi/SEN/2024-08{path}"), "resultat" if not path else "")
        joint = "?"
        taken = client.get(f"/ekonomi/SEN/2024-08{path}{joint}hamta=csv").content.decode("utf-8-sig")
        rows = [line.split(";") for line in taken.splitlines()[1:]]
        assert rows == [[cell.replace("\u00a0", "").replace("−", "-") if number else cell for number, cell in enumerate(row)] for row in shown], path  # fmt: skip


def test_volumes_carried_over_results_and_comparability_stand_beside(signed_in):
    text = signed_in().get("/ekonomi/OMR4/2024-08?enhetstal=tkr").content.decode()
    assert "Serverade portioner" in text and "2\u00a0495\u00a0100" in text and "Segment" in text
    assert "Underskott från 2023" in text and "−2\u00a0400" in text and "−1\u00a0600" in text
    text = signed_in().get("/ekonomi/SEN/2024-08").content.decode()
    assert re.search("Resultatet 15,7 minus förändringen.*6,1 är <strong>9,6 mnkr", text)


def test_what_explains_the_variance_adds_up(signed_in):
    client = signed_in()
    rows = table(client.get("/ekonomi/SEN/2024-08/avvikelse?enhetstal=kr"))
    assert rows[-1] == ["Hela avvikelsen", _kronor(client, "Årets resultat inkl. över-/underskott")]
    amounts = [int(row[-1].replace("\u00a0", "").replace("−", "-")) for row in rows]
    assert abs(sum(amounts[:-1]) - amounts[-1]) <= len(amounts)
    before = table(client.get("/ekonomi/SEN/2024-08/avvikelse?mot=fg"))
    assert any("1100" in row[2] for row in before[:-3])


def _kronor(client, name):
    return {row[0]: row[4] for row in table(client.get("/ekonomi/SEN/2024-08?enhetstal=kr"), "resultat")}[
        name
    ]


def test_months_are_drawn_and_said_in_a_table(signed_in):
    text = signed_in().get("/ekonomi/SEN/2024-08/manader?rad=personal").content.decode()
    assert text.count('<svg class="plot"') == 2 and text.count("Visa som tabell") == 2
    rows = table(signed_in().get("/ekonomi/SEN/2024-08/manader?rad=personal"))
    assert [row[0] for row in rows] == ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug"]
    assert all(
        re.fullmatch("−[0-9]+,[0-9]", row[1]) and re.fullmatch("−[0-9]+,[0-9]", row[2]) for row in rows
    )


@pytest.mark.parametrize(
    "path", ["", "/enheter", "/konton", "/verksamheter", "/manader", "/avvikelse", "/uppstallning/slag"]
)
def test_a_page_asks_the_database_a_few_things_however_large_the_unit_is(signed_in, path):
    client = signed_in()
    client.get(f"/ekonomi/SEN/2024-08{path}")
    counts = []
    for unit in ("SEN", "OLC"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/ekonomi/{unit}/2024-08{path}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16, counts


@pytest.mark.parametrize(
    "path", ["/ekonomi/SEN/2024-13", "/ekonomi/SEN/hej", "/ekonomi/XXX/2024-08", "/ekonomi/SEN/2024-08/konton?rad=finns-inte",
             "/ekonomi/SEN/2024-08/uppstallning/finns-inte", "/ekonomi/OLC/2024-08/uppstallning/ms"],
)  # fmt: skip
def test_what_is_not_there_is_no_page(signed_in, path):
    assert signed_in().get(path).status_code == 404


def test_the_previous_forecast_and_the_change_are_shown_when_there_was_one(signed_in, sen, d2):  # noqa: F811
    before = Round.objects.get(authority=sen, code="2024-D1")
    ForecastRow.objects.create(authority=sen, round=before, unit=OrgUnit.objects.get(code="OLC"), account="5", month=2024 * 12 + 11,
                               project_class="drift", amount=480_000_000_00)  # fmt: skip
    for row in ForecastRow.objects.filter(authority=sen, round=None):
        row.pk, row.round = None, d2
        row.save()
    note("forecast.adopt", by="test", at=NOW)
    shown = {row[0]: row[1:] for row in table(signed_in().get("/ekonomi/SEN/2024-08"), "resultat")}
    year, previous, forecast, variance, change = shown["Personalkostnader"][4:]
    assert (year, previous, forecast, variance, change) == ("−479,0", "−480,0", "−463,7", "15,3", "16,3")
