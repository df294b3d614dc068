"""The search finds what one may see and nothing else, in the same number of questions whatever there is."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from utfall.domain.access import Role
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import RoundState, Section
from utfall.records.audit.actions import note
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.planning.models import Goal, GoalLevel
from utfall.records.reporting.models import Contribution, Version

pytestmark = pytest.mark.django_db
SECRET_WORD = "Kvastskaftet"


@pytest.fixture
def other(sen):
    """Another committee with a round, a goal and a text of the same words."""
    authority, _new = Authority.objects.get_or_create(
        code="VON", defaults={"name": "Vård- och omsorgsnämnden"}
    )
    unit, _new = OrgUnit.objects.get_or_create(
        code="VON",
        defaults={"name": authority.name, "kind": UnitKind.COMMITTEE, "path": "VON/", "position": 900},
    )
    OrgUnit.objects.filter(pk=unit.pk).update(authority=authority)
    round = Round.objects.create(
        authority=authority, code="2024-D2", name="Delår 2", kind="interim_report", period="2024-01..2024-08",
        state="öppen", position=1,
    )  # fmt: skip
    Goal.objects.create(
        authority=authority, code="X1", name=f"{SECRET_WORD} VON", level=GoalLevel.AREA, position=1
    )
    written(authority, round, unit)
    return authority


def written(authority, round, unit, **fields):
    return Contribution.objects.create(
        authority=authority, round=round, object="X1", kind="comment", unit=unit, section=Section.GOALS,
        markdown=f"Vi har köpt {SECRET_WORD} för 3 kr.", **fields,
    )  # fmt: skip


def found(client, words):
    page = client.get("/sok", {"q": words}).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main")[1]))


def test_goals_indicators_texts_and_units_are_found_by_their_words(signed_in, open_round):
    client = signed_in("bo")
    assert "Stabil ekonomi" in found(client, "stabil")
    assert "Måltidsservice" in found(client, "måltid")
    assert "Texter" in found(client, "förbättringar tavla")
    assert "Mina uppgifter" in found(client, "uppgifter")


@pytest.mark.parametrize("word", ["område", "Område", "OMRÅDE"])
def test_letters_beyond_z_are_found_in_any_case(signed_in, open_round, word):
    assert "Område 4" in found(signed_in("bo"), word)


def test_a_figure_is_found_by_its_whole_address(signed_in, open_round):
    client = signed_in("bo")
    assert "−1,2" in found(client, "resultat.inkl:OMR4:2024-01..2024-08:utfall") or "−1 24" in found(
        client, "resultat.inkl:OMR4:2024-01..2024-08:utfall"
    )
    assert "Inget hittades" in found(client, "resultat.inkl:OMR4:2019-01..2019-08:utfall")


def test_the_forecast_of_another_unit_is_not_hers_to_find(signed_in, open_round):
    address = "resultat.inkl:OMR1:2024:prognos"
    assert "OMR1:2024:prognos" in found(signed_in("bo"), address)
    assert "Inget hittades" in found(signed_in("anna"), address)


def test_nothing_of_another_authority_is_found_not_even_by_somebody_in_both(
    signed_in, people, other, open_round
):
    Grant.objects.create(
        person=people["bo"], authority=other, role=Role.CONTROLLER, unit=OrgUnit.objects.get(code="VON"),
        starts_on="2020-01-01",
    )  # fmt: skip
    client = signed_in("bo")
    assert "Inget hittades" in found(client, SECRET_WORD)
    page = client.get("/sok", {"q": SECRET_WORD, "namnd": "VON"}).content.decode()
    assert f"{SECRET_WORD} VON" in page
    assert "namnd=VON" in page


def test_a_secret_text_is_never_found(signed_in, people, sen, open_round):
    written(sen, open_round, OrgUnit.objects.get(code="SEN"), secret="OSL 19 kap. 1 §, bo")
    assert "Inget hittades" in found(signed_in("bo"), SECRET_WORD)


LIVE = f"{SECRET_WORD} gav {{{{resultat.inkl:SEN:2024-01..2024-08:utfall;mnkr1+}}}} till och med {{{{manad:~}}}}."
SHOWN = f"{SECRET_WORD} gav +11,0\u00a0mnkr till och med augusti."


def test_a_figure_in_a_text_is_shown_as_it_prints(signed_in, sen, open_round):
    """The address in the text is never shown; what is not known is left out."""
    unit = OrgUnit.objects.get(code="OMR1")
    one = written(sen, open_round, unit)
    Contribution.objects.filter(pk=one.pk).update(
        markdown=f"{LIVE}\n\nOch {{{{finns-inte:~:~:utfall}}}} mer."
    )
    page = signed_in("bo").get("/sok", {"q": SECRET_WORD}).content.decode()
    assert f"{SHOWN} Och … mer." in html.unescape(page)
    assert "{{" not in page
    assert "11,0" not in found(signed_in("anna"), SECRET_WORD), "a text that she may not see shows no figure"


def test_figures_in_texts_cost_the_same_however_many_texts_there_are(
    signed_in, sen, open_round, django_assert_num_queries
):
    client = signed_in("bo")
    earlier = Round.objects.get(authority=sen, code="2024-D1")

    def more(objects):
        for place in objects:
            for round in (open_round, earlier):
                Contribution.objects.create(
                    authority=sen, round=round, object=place, kind="comment", unit=OrgUnit.objects.get(code="SEN"),
                    section=Section.GOALS, markdown=LIVE,
                )  # fmt: skip

    more(["Y0"])
    client.get("/sok", {"q": SECRET_WORD})
    with CaptureQueriesContext(connection) as few:
        client.get("/sok", {"q": SECRET_WORD})
    assert len(few) <= 15
    more([f"Y{number}" for number in range(1, 9)])
    with django_assert_num_queries(len(few)):
        page = client.get("/sok", {"q": SECRET_WORD}).content.decode()
    assert html.unescape(page).count(SHOWN) == 9
    assert page.count(SECRET_WORD) > 18, "texts of the earlier round are found too"


def test_a_text_of_a_closed_round_shows_the_figures_that_were_handed_in(signed_in, sen, open_round):
    Round.objects.filter(authority=sen, code="2024-D1").update(state=RoundState.DECIDED)
    earlier = Round.objects.get(authority=sen, code="2024-D1")
    written(sen, open_round, OrgUnit.objects.get(code="OMR1"))
    one = written(sen, earlier, OrgUnit.objects.get(code="SEN"))
    reference = "resultat.inkl:SEN:2024-01..2024-08:utfall;mnkr1+"
    Contribution.objects.filter(pk=one.pk).update(markdown=f"{SECRET_WORD} gav {{{{{reference}}}}}.")
    Version.objects.create(
        contribution=one, number=1, deed="klarmarkera", answer="text", markdown=f"{SECRET_WORD} gav {{{{{reference}}}}}.",
        state="klar", at=timezone.now(), printed={reference: "+9,9\u00a0mnkr"},
    )  # fmt: skip
    assert f"{SECRET_WORD} gav +9,9" in found(signed_in("bo"), SECRET_WORD)


def test_a_manager_finds_her_own_texts_and_not_her_neighbours_drafts(signed_in, sen, open_round):
    written(sen, open_round, OrgUnit.objects.get(code="OMR1"))
    assert "Inget hittades" in found(signed_in("anna"), SECRET_WORD)
    Contribution.objects.filter(object="X1").update(unit=OrgUnit.objects.get(code="OMR4"))
    assert SECRET_WORD in found(signed_in("anna"), SECRET_WORD)


def test_whoever_reads_no_content_finds_units_alone(signed_in, open_round):
    page = found(signed_in("ada"), "e")
    assert "Enheter" in page
    assert "Texter" not in page and "Indikatorer" not in page


def test_a_person_without_roles_finds_nothing(client, open_round):
    client.force_login(Person.objects.create_user("ny"))
    assert "Inget hittades" in found(client, "servicenämnden")


def test_the_search_asks_the_same_questions_however_much_is_found(
    signed_in, sen, open_round, django_assert_num_queries
):
    client = signed_in("bo")
    unit = OrgUnit.objects.get(code="SEN")
    with django_assert_num_queries(12):
        client.get("/sok", {"q": SECRET_WORD})
    Goal.objects.bulk_create(
        Goal(authority=sen, code=f"Z{n}", name=f"{SECRET_WORD} {n}", level=GoalLevel.AREA, position=1000 + n)
        for n in range(30)
    )
    written(sen, open_round, unit)
    note("test", by="bo", at=timezone.now())
    with django_assert_num_queries(12):
        page = client.get("/sok", {"q": SECRET_WORD}).content.decode()
    assert "Det finns fler" in page


def test_without_words_nothing_is_asked_for(signed_in, open_round, django_assert_num_queries):
    client = signed_in("bo")
    with django_assert_num_queries(5):
        page = client.get("/sok").content.decode()
    assert "träff" not in page


def test_what_was_typed_is_shown_and_not_run(signed_in, open_round):
    page = signed_in("bo").get("/sok", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page
