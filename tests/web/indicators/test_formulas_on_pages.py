"""Formulas declared on the page of an indicator: stored, reckoned, shown with what they are made of, and checked."""

import pytest

from tests.records import world
from tests.web.indicators.test_indicator_pages import LIST, indicator, signed_in, text, value
from utfall.records.audit.models import Event
from utfall.records.indicators.models import IndicatorRelation, Value
from utfall.records.sources.models import SourceObject

pytestmark = pytest.mark.django_db


@pytest.fixture
def sen():
    authority = world.municipality()
    world.goals(authority)
    return authority


def typed(row, **more: str) -> dict[str, str]:
    return {
        "name": row.name, "measure": row.measure, "unit": row.unit_of_measure, "decimals": str(row.decimals),
        "direction": row.direction, "kind": row.kind, "scope": "SEN", "source": row.source, **more,
    }  # fmt: skip


@pytest.fixture
def three(sen):
    """An indicator without outcomes, and two with."""
    rows = [indicator(sen, f"IND{number}", f"Andel {number}", f"ind.a{number}") for number in (1, 2, 3)]
    value(rows[1], "2024", "20")
    value(rows[2], "2024", "80")
    return rows


def define(row, **more: str):
    return signed_in("kim").post(f"/indikator/{row.pk}/andra", typed(row, **more))


@pytest.mark.parametrize(
    ("kind", "parts", "shown", "words"),
    [
        ("medelvärde av", ("IND2", "IND3"), "50 %", "Medelvärdet av ”Andel 2”, ”Andel 3”"),
        ("summa av", ("IND2", "IND3"), "100 %", "Summan av ”Andel 2”, ”Andel 3”"),
        ("skillnad", ("IND3", "IND2"), "60 %", "Skillnaden mellan ”Andel 3”, ”Andel 2”"),
        ("andel av", ("IND2", "IND3"), "25 %", "”Andel 2” i procent av ”Andel 3”"),
    ],
)
def test_a_formula_is_declared_and_reckoned(three, kind, parts, shown, words):
    done = define(three[0], formula=kind, part_0=parts[0], part_1=parts[1])
    assert done.status_code == 302
    page = text(signed_in("anna").get(f"/indikator/{three[0].pk}"))
    assert f"Formeln ger {shown} för 2024." in page
    assert words in page
    assert "Andel 2 2024 20 % enkät SEF" in page
    assert f"Andel 1 {shown} 2024" in text(signed_in("anna").get(LIST))
    form = signed_in("kim").get(f"/indikator/{three[0].pk}/andra").content.decode()
    assert f'<option value="{kind}" selected>' in form
    assert Event.objects.get().details["depends"] == f"{kind} {', '.join(parts)}"


def test_twelve_rolling_months_are_reckoned(sen, three):
    type(three[0]).objects.update(unit_of_measure="antal")
    three[0].refresh_from_db()
    for month in range(1, 13):
        row = value(three[1], f"2023-{month:02}", "2")
        Value.objects.filter(pk=row.pk).update(unit_of_measure="antal")
    assert define(three[0], formula="rullande tolv månader", part_0="IND2").status_code == 302
    page = text(signed_in("anna").get(f"/indikator/{three[0].pk}"))
    assert "Formeln ger 24 för rullande januari–december 2023." in page
    assert "Andel 2 januari 2023 2 enkät SEF" in page


def test_a_formula_is_changed_and_taken_away(three):
    define(three[0], formula="summa av", part_0="IND2", part_1="IND3")
    define(three[0], formula="skillnad", part_0="IND3", part_1="IND2", whole_0="IND3")
    assert {(row.kind, tuple(row.members)) for row in IndicatorRelation.objects.all()} == {
        ("skillnad", ("IND3", "IND2")), ("del av", ("IND3",)),
    }  # fmt: skip
    define(three[0], formula="", part_0="IND2")
    assert not IndicatorRelation.objects.exists()


QUESTION = "Hur övar ni?"


def members() -> list[list[str]]:
    rows = IndicatorRelation.objects.filter(kind="olika svar på en fråga", subject="")
    return [one.members for one in rows.order_by("pk")]


def test_answers_to_the_same_question_are_declared_shown_and_held_against_each_other(three):
    assert define(three[0], answer_0="IND2", answer_1="IND3", question=QUESTION).status_code == 302
    assert members() == [["IND1", "IND2", "IND3"]]
    assert IndicatorRelation.objects.get().question == QUESTION
    assert Event.objects.get().details["depends"] == "olika svar på en fråga: IND2, IND3"
    words = "Utesluter ”Andel 1”, ”Andel 3” (svar på samma fråga)"
    assert words in text(signed_in("anna").get(f"/indikator/{three[1].pk}"))
    form = signed_in("kim").get(f"/indikator/{three[1].pk}/andra").content.decode()
    assert f'value="{QUESTION}"' in form
    assert '<option value="IND1" selected>' in form and '<option value="IND3" selected>' in form

    path, typed_in = f"/indikator/{three[0].pk}/utfall", {"unit": "SEN", "period": "2024", "value": "7"}
    asked = signed_in("kim").post(path, typed_in)
    assert asked.status_code == 422
    assert "Svaren utesluter varandra men är tillsammans 107 %" in text(asked)
    Value.objects.filter(measure="ind.a3").update(value="70")
    assert signed_in("kim").post(path, typed_in).status_code == 302


def test_one_more_answer_joins_the_question_and_one_that_leaves_breaks_it_not(sen, three):
    define(three[0], answer_0="IND2", answer_1="IND3", question=QUESTION)
    fourth = indicator(sen, "IND4", "Andel 4", "ind.a4")
    define(fourth, answer_0="IND1", answer_1="IND2", answer_2="IND3")
    assert members() == [["IND1", "IND2", "IND3", "IND4"]]
    assert IndicatorRelation.objects.get().question == QUESTION
    define(three[1])
    assert members() == [["IND1", "IND3", "IND4"]]
    define(three[0], answer_0="IND3", question="Hur ofta övar ni?")
    assert members() == [["IND1", "IND3"]]
    assert IndicatorRelation.objects.get().question == "Hur ofta övar ni?"
    define(three[0], whole_0="IND2")
    assert members() == []
    assert IndicatorRelation.objects.get().kind == "del av"


def test_only_shares_are_answers_and_a_refusal_changes_nothing(sen, three):
    type(three[1]).objects.filter(code="IND2").update(unit_of_measure="antal")
    answer = define(three[0], name="Annat namn", answer_0="IND2")
    assert answer.status_code == 422
    assert "Andel 2 mäts inte i procent" in text(answer)
    answer = define(three[0], name="Annat namn", answer_0="IND3", unit="antal")
    assert "Annat namn mäts inte i procent" in text(answer)
    three[0].refresh_from_db()
    assert three[0].name == "Andel 1"
    assert not IndicatorRelation.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"formula": "skillnad", "part_0": "IND2"}, "behöver minst så här många delar: 2"),
        ({"formula": "rullande tolv månader", "part_0": "IND2"}, "andelar och skalor summeras inte"),
        ({"formula": "summa av", "part_0": "IND2", "part_1": "IND2"}, "varje del står en gång"),
        ({"formula": "summa av"}, "behöver minst så här många delar: 1"),
    ],
)
def test_a_formula_that_cannot_be_is_refused_and_nothing_is_changed(three, more, said):
    answer = define(three[0], name="Annat namn", **more)
    assert answer.status_code == 422
    assert said in text(answer)
    three[0].refresh_from_db()
    assert three[0].name == "Andel 1"
    assert not IndicatorRelation.objects.exists()


def test_what_has_outcomes_is_not_reckoned_and_no_formula_goes_in_a_circle(three):
    assert "har egna utfall" in text(define(three[1], formula="summa av", part_0="IND3"))
    define(three[0], formula="summa av", part_0="IND2")
    Value.objects.all().delete()
    assert "räknas ur sig själv genom andra formler" in text(
        define(three[1], formula="summa av", part_0="IND1")
    )


def test_a_formula_may_be_made_of_the_questions_of_a_survey(sen, three):
    fields = {
        "code": "Q1",
        "name": "Trivs du?",
        "survey": "E1",
        "measure": "enkat.q1",
        "unit": "%",
        "decimals": 0,
    }
    SourceObject.objects.create(
        authority=sen, kind="Question", code="Q1", name="Trivs du?", fields=fields, position=9
    )
    answer = signed_in("kim").get(f"/indikator/{three[0].pk}/andra")
    assert "Enkätfråga: Trivs du?" in text(answer)
    assert define(three[0], formula="medelvärde av", part_0="Q1").status_code == 302
    assert "Trivs du? saknas" in text(signed_in("anna").get(f"/indikator/{three[0].pk}"))


def test_a_part_of_a_share_is_held_against_its_whole_when_it_is_entered(three):
    define(three[0], formula="andel av", part_0="IND2", part_1="IND3")
    asked = signed_in("kim").post(
        f"/indikator/{three[1].pk}/utfall", {"unit": "SEN", "period": "2024", "value": "90"}
    )
    assert asked.status_code == 422
    assert "90 % är större än 80 %" in text(asked)


def test_a_file_with_values_of_what_is_reckoned_is_not_stored(three, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    define(three[0], formula="summa av", part_0="IND2")
    from tests.web.indicators.test_indicator_pages import upload

    client = signed_in("kim")
    preview = upload(client, "Period;Enhet;Mått;Kolumn;Mätvärde\n2024;SEN;ind.a1;utfall;5\n")["Location"]
    assert "räknas ur andra siffror" in text(client.get(preview))
    assert client.post(preview).status_code == 422
