"""Variances explained in the browser: to nothing left, in whole öre, and the text put where it belongs."""

import datetime as dt
import html
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.records.conftest import d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Role
from utfall.domain.figure import Address
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.integrations.folder.finance import DeclaredCause
from utfall.records.audit.models import Event
from utfall.records.finance.actions import explanations as actions
from utfall.records.finance.models import ExplanationPart, VarianceExplanation
from utfall.records.finance.queries import explanations as queries
from utfall.records.finance.queries.books import books
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person
from utfall.records.reporting.models import Contribution

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
PATH = "/ekonomi/OMR3/2024-08/forklaringar"
ONE = f"{PATH}/resultat.inkl/avvikelse"


@pytest.fixture
def signed_in(sen: Authority, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A browser where somebody with the role has signed in."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def client(role=Role.CONTROLLER, unit="SEN"):
        person, _made = Person.objects.get_or_create(username=f"{role.value}-{unit}".replace(" ", "-"))
        Grant.objects.get_or_create(
            person=person, authority=Authority.objects.get(code="SEN"), role=role,
            unit=OrgUnit.objects.get(code=unit), starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
        browser = Client()
        browser.force_login(person)
        return browser

    return client


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text).replace("\u00a0", " "))


def rows(*parts: tuple[str, str], figures: tuple[str, ...] = ()) -> dict[str, str]:
    """What the form of the parts sends."""
    sent = {"rows": str(len(parts) + len(figures))}
    for number, (name, amount) in enumerate((*parts, *((f"siffra {n}", "") for n in range(len(figures))))):
        sent |= {
            f"name_{number}": name,
            f"amount_{number}": amount,
            f"unit_{number}": "",
            f"recurrence_{number}": "",
        }
    sent |= {f"figure_{len(parts) + number}": figure for number, figure in enumerate(figures)}
    return sent


def suggestions(answer, title: str) -> list[dict[str, str]]:
    """What the buttons of the suggestions send."""
    text = answer.content.decode()
    listed = text.partition(f"<h3>{title}</h3>")[2].partition("</ul>")[0]
    found = []
    for form in listed.split("<li>")[1:]:
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
        found.append({name: html.unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"})
    return found


def test_what_the_example_has_explained_is_listed_with_what_is_left(signed_in):
    page = words(signed_in().get("/ekonomi/SEN/2024-08/forklaringar"))
    assert "Måltidsservice äldreomsorg Årsprognos mot budget −11,0 3 Oförklarat −1,9 mnkr" in page
    assert "Servicenämnden Årsprognos mot budget −3,0 2 Inget är oförklarat" in page
    assert "Årets resultat inkl. över-/underskott −2,8 Förklara −3,0 Inget är oförklarat" in page


def test_a_variance_is_explained_by_its_lines_until_nothing_is_left(signed_in):
    client = signed_in(Role.AREA_MANAGER, "OMR3")
    page = client.get(ONE)
    left = len(suggestions(page, "Rader"))
    assert left > 3
    while found := suggestions(page, "Rader"):
        answer = client.post(f"{ONE}/forslag", found[0], follow=True)
        page = client.get(ONE)
        assert f"”{found[0]['name']}” är tillagd." in words(answer)
        assert len(suggestions(page, "Rader")) == left - 1
        left -= 1
    assert "Inget är oförklarat." in words(page)
    assert "Lägg resten som en egen orsak" not in words(page)
    assert Event.objects.filter(deed="explanation.save").count() == ExplanationPart.objects.filter(
        explanation__measure="resultat.inkl", explanation__unit__code="OMR3", explanation__scenario="avvikelse"
    ).count()  # fmt: skip


def test_the_ledgers_movers_are_suggested_with_their_amounts(signed_in):
    client = signed_in()
    found = suggestions(client.get(ONE), "Konton som avviker mest")
    assert len(found) == 8
    assert all(int(one["amount"]) for one in found)
    amounts = [abs(int(one["amount"])) for one in found]
    assert amounts == sorted(amounts, reverse=True)
    client.post(f"{ONE}/forslag", found[0])
    part = ExplanationPart.objects.get(amount=int(found[0]["amount"]))
    assert part.unit is not None
    assert found[0] not in suggestions(client.get(ONE), "Konton som avviker mest")


def test_of_a_forecast_the_ledger_suggests_what_has_been_so_far_and_says_so(signed_in):
    client, path = signed_in(), f"{PATH}/resultat.inkl/prognosavvikelse"
    page = client.get(path)
    found = suggestions(page, "Konton som avviker mest hittills")
    of_outcome = suggestions(client.get(ONE), "Konton som avviker mest")
    assert [one["amount"] for one in found] == [one["amount"] for one in of_outcome]
    assert found[0]["name"] == f"{of_outcome[0]['name']}, januari–augusti 2024"
    assert "Utfallet för januari–augusti 2024 mot budgeten för samma månader." in words(page)
    assert "om resten av året säger huvudboken inget" in words(page)
    assert "om resten av året" not in words(client.get(ONE))
    client.post(f"{path}/forslag", found[0])
    part = ExplanationPart.objects.get(amount=int(found[0]["amount"]))
    assert part.explanation.scenario == "prognosavvikelse"
    assert part.name.endswith(", januari–augusti 2024")
    assert found[0] not in suggestions(client.get(path), "Konton som avviker mest hittills")
    earlier = client.get(path.replace("2024-08", "2024-03"))
    assert "Utfallet för januari–mars 2024" in words(earlier)
    later = client.get(path.replace("2024-08", "2024-10"))
    assert "Utfallet för januari–augusti 2024" in words(later)


def test_of_a_forecast_without_any_outcome_the_ledger_suggests_nothing(sen):  # noqa: F811
    known, year = books(sen), Period.year(2025)
    assert known is not None
    of_forecast = queries.addresses("resultat.inkl", "OMR3", year)[Scenario.FORECAST_VARIANCE]
    assert queries.months_known(known, of_forecast, Period.between(2025, 1, 2025, 3)) is None
    assert queries.of_ledger(known, of_forecast, None) == ()


def test_what_there_is_to_explain_is_fetched_as_a_workbook(signed_in):
    client = signed_in()
    client.post(ONE, rows(("Vakanser", "1 000")))
    page = client.get(PATH)
    assert "forklaringar?hamta=excel" in page.content.decode()
    answer = client.get(f"{PATH}?hamta=excel")
    assert answer["Content-Disposition"] == 'attachment; filename="forklaringar-omr3-2024-08.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    lines, made = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    of_result = next(row for row in lines if row[0] == "Årets resultat inkl. över-/underskott")
    assert isinstance(of_result[1], float) and isinstance(of_result[3], float)
    assert str(of_result[2]).replace("\u00a0", " ") in words(page)
    assert [row[4] for row in made if row[:1] == of_result[:1] and row[2] == "Utfall mot budget"] == [1.0]
    assert signed_in(Role.SECRETARY).get(f"{PATH}?hamta=excel").status_code == 403


def test_amounts_are_typed_as_one_likes_and_the_rest_is_always_told(signed_in):
    client = signed_in()
    assert client.post(ONE, rows(("Vakanser", "1 200,5"), ("Konsulter", "−300"))).status_code == 302
    parts = ExplanationPart.objects.filter(explanation__unit__code="OMR3").order_by("position")
    assert [(part.name, part.amount) for part in parts] == [
        ("Vakanser", 120_050_000),
        ("Konsulter", -30_000_000),
    ]
    page = client.get(f"{ONE}?enhetstal=kr").content.decode()
    assert 'value="1\u00a0200\u00a0500"' in page
    assert "Oförklarat" in words(client.get(ONE))
    rest = client.get(f"{ONE}?enhetstal=kr&rest=ja").content.decode()
    amount = re.search(r'name="amount_2" value="([^"]+)"', rest)
    assert amount is not None
    sent = rows(("Vakanser", "1 200 500"), ("Konsulter", "−300 000"), ("Resten", html.unescape(amount[1])))
    client.post(f"{ONE}?enhetstal=kr", sent)
    assert "Inget är oförklarat." in words(client.get(ONE))
    client.post(ONE, rows(("Vakanser", "1 200,5"), ("", "")))
    assert ExplanationPart.objects.filter(explanation__unit__code="OMR3").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (rows(("", "100")), "Skriv orsaken till beloppet."),
        (rows(("Vakanser", "")), "Skriv beloppet för ”Vakanser”."),
        (rows(("Vakanser", "1,000001")), "Skriv beloppet i hela ören."),
        (rows(("Vakanser", "tolv")), "är inte ett tal"),
        (rows(figures=("nonsens",)), "Siffran går inte att läsa."),
        (
            rows(figures=("resultat.inkl:OMR3:2024-01..2024-08:avvikelse",)),
            "kan inte förklaras med sig själv",
        ),
        (rows(figures=("finnsinte:OMR3:2024-01..2024-08:avvikelse",)), "finns inte bland uppställningarna"),
    ],
)
def test_what_cannot_be_a_part_is_said_and_nothing_is_stored(signed_in, sent, said):
    answer = signed_in().post(ONE, sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not VarianceExplanation.objects.filter(unit__code="OMR3").exists()


def test_the_text_is_put_last_in_the_areas_comment(signed_in, d2):  # noqa: F811
    bo, gun = signed_in(), signed_in(Role.AREA_MANAGER, "OMR3")
    assert "ingen öppen kommentar" in words(gun.get(ONE))
    assert bo.post("/runda/2024-D2/oppna", {"m-on": "2024-10-10"}).status_code == 302
    gun.post(ONE, rows(("Vakanser", "1 200")))
    page = gun.get(ONE).content.decode()
    written = html.unescape(
        page.partition('id="id_text"')[2].partition(">")[2].partition("</textarea>")[0]
    ).strip()
    assert "{{namn:OMR3}} avviker" in written
    assert "är inte förklarat" in written
    edited = written.replace("Det beror på", "Skälet är")
    assert gun.post(f"{ONE}/text", {"text": edited}).status_code == 302
    row = Contribution.objects.get(round=d2, object="OMR3", task__unit__code="OMR3", kind="comment")
    assert row.markdown.strip().endswith(edited)
    gun.post(f"{ONE}/text", {"text": edited})
    row.refresh_from_db()
    assert row.markdown.count("Skälet är") == 1
    english = gun.get(f"{ONE}?sprak=en").content.decode()
    assert "The reason is Vakanser" in english


def test_only_those_who_may_explain_are_shown_how(signed_in):
    assert signed_in(Role.SECRETARY).get(PATH).status_code == 403
    assert signed_in(Role.AREA_MANAGER, "OMR1").get(ONE).status_code == 403
    client = signed_in(Role.AREA_MANAGER, "OMR1")
    assert client.post(ONE, rows(("Vakanser", "1"))).status_code == 403
    assert client.get("/ekonomi/OMR1/2024-08/forklaringar/resultat.inkl/utfall").status_code == 404
    assert client.get("/ekonomi/OMR1/2024-08/forklaringar/nonsens/avvikelse").status_code == 404
    assert client.get("/ekonomi/OMR1/2024-08/forklaringar/Ej%20giltig/avvikelse").status_code == 404


def test_the_pages_ask_the_same_however_much_is_explained(signed_in, django_assert_num_queries):
    client = signed_in()
    for path in (PATH, ONE):
        client.post(ONE, rows(("Vakanser", "1")))
        client.get(path)
        with CaptureQueriesContext(connection) as few:
            client.get(path)
        # A later request empties the log that they are counted in.
        count = len(few)
        assert 0 < count <= 16, path
        client.post(ONE, rows(*((f"Orsak {number}", "1") for number in range(30))))
        client.post(f"{PATH}/personal/avvikelse", rows(("Vakanser", "1")))
        client.get(path)
        with django_assert_num_queries(count):
            client.get(path)


CAUSES = st.lists(
    st.integers(-(10**12), 10**12).map(Money) | st.sampled_from(["personal", "intakter", "ovriga-kostnader"]),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CAUSES)
def test_what_is_stored_adds_up_to_the_variance_always(sen, causes):  # noqa: F811
    person, _made = Person.objects.get_or_create(username="egon")
    unit = OrgUnit.objects.select_related("authority").get(code="OMR3")
    Grant.objects.get_or_create(
        person=person, authority=sen, role=Role.CONTROLLER, unit=OrgUnit.objects.get(code="SEN"),
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
    about = Address.parse("resultat.inkl:OMR3:2024-01..2024-08:avvikelse")
    parts = tuple(
        DeclaredCause("Orsak", amount=one)
        if isinstance(one, Money)
        else DeclaredCause("Rad", Address.parse(f"{one}:OMR3:2024-01..2024-08:avvikelse"))
        for one in causes
    )
    by = acting(person, today=NOW.date(), authority="SEN")
    row = actions.save_parts(unit, about, parts, by=by, now=NOW)
    assert isinstance(row, VarianceExplanation)
    known = books(sen)
    assert known is not None
    item = queries.explained(known, about, queries.row_of(sen, about))
    assert item is not None
    assert len(item.parts) == len(causes)
    assert sum((part.amount or ZERO for part in item.parts), item.remainder) == item.variance
    assert item.value().remainder(item.variance) == item.remainder
