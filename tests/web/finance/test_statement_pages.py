"""The statement in the browser: what the report prints, opened down to the vouchers by those who may."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.records.conftest import d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Right, Role
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, RightGrant

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
