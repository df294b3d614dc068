"""Choosing a figure for a text: what the list holds, who sees it, and that each reference prints what the row says."""

import html
import re

import pytest

from tests.web.review.conftest import d2, example, example_site, open_round, people, sen, signed_in
from utfall.documents.compose.reference import Resolver, Unresolved
from utfall.documents.model import plain
from utfall.domain.figure import Scope
from utfall.domain.reporting import Section
from utfall.records.indicators.models import Indicator
from utfall.records.organisation.models import OrgUnit
from utfall.records.reporting.models import Contribution
from utfall.web.reporting import facts

__all__ = ["d2", "example", "example_site", "open_round", "people", "sen", "signed_in"]
pytestmark = pytest.mark.django_db
QUESTIONS, QUESTIONS_OF_WORDS = 18, 17


@pytest.fixture
def the_day():
    """The example's days are its own."""


def economy(round, unit="OMR4"):
    made, _new = Contribution.objects.get_or_create(
        authority=round.authority, round=round, object=unit, kind="comment", unit=OrgUnit.objects.get(code=unit),
        defaults={"section": Section.ECONOMY},
    )  # fmt: skip
    return f"/mal/{made.pk}/2024-D2/infoga"


def rows(client, path, words=""):
    """What each row says, by its reference."""
    page = client.get(path, {"q": words}).content.decode()
    found = re.findall(r"<li><label[^>]*>(.*?)</label><input [^>]*value=\"([^\"]*)\"", page)
    return {html.unescape(ref): html.unescape(re.sub(r"<[^>]+>", " ", said)) for said, ref in found}


def test_a_units_economy_lists_its_result_variance_and_forecast(signed_in, open_round):
    found = rows(signed_in("anna"), economy(open_round))
    said = found["{{resultat.inkl:OMR4:~:avvikelse;mnkr1+}}"]
    assert "−5,4\u00a0mnkr" in said
    assert "Årets resultat inkl. över-/underskott, avvikelse mot budget" in said
    assert "januari–augusti 2024" in said
    assert "{{resultat.inkl:OMR4:~:utfall;mnkr1+}}" in found
    assert "−1,6\u00a0mnkr" in found["{{resultat.inkl:OMR4:~helar:prognos;mnkr1+}}"]


def test_a_goal_lists_the_last_outcome_and_the_next_target_of_its_indicators(signed_in, open_round):
    known = facts.figures_of(open_round)
    assert known is not None
    one = next(
        one for one in Indicator.objects.filter(authority=open_round.authority).exclude(parent="").select_related("scope")
        if Contribution.objects.filter(round=open_round, object=one.parent).exists()
        and any(address.measure == one.measure for address in known.figures)
    )  # fmt: skip
    text = Contribution.objects.filter(round=open_round, object=one.parent).earliest("pk")
    found = rows(signed_in("bo"), f"/mal/{text.pk}/2024-D2/infoga")
    assert any(ref.startswith(f"{{{{{one.measure}:") and ":utfall" in ref for ref in found)
    assert any(one.name in said for said in found.values())


def test_every_reference_prints_what_its_row_says(signed_in, open_round):
    known = facts.figures_of(open_round)
    assert known is not None
    resolver = Resolver(known, Scope("OMR4"))
    client, path = signed_in("bo"), economy(open_round)
    found = {**rows(client, path), **rows(client, path, "personal"), **rows(client, path, "SEN utfall")}
    assert len(found) > 30
    for reference, said in found.items():
        found_there = resolver.resolve(reference.strip("{}"))
        assert not isinstance(found_there, Unresolved), reference
        printed = plain(found_there)
        assert said.strip().startswith(printed), reference


def test_words_find_other_figures_the_own_units_first_and_no_more_than_one_reads(signed_in, open_round):
    client, path = signed_in("bo"), economy(open_round)
    found = rows(client, path, "personalkostnader")
    assert len(found) == 20
    assert next(iter(found)).startswith("{{personal:OMR4:")
    assert "De 20 första visas" in client.get(path, {"q": "personalkostnader"}).content.decode()
    assert "Ingen siffra har de orden" in client.get(path, {"q": "kvastskaft"}).content.decode()
    assert all(":OMR1:" in reference for reference in rows(client, path, "område 1 personalkostnader budget"))


def test_the_forecast_of_another_unit_is_not_offered(signed_in, open_round):
    path, words = economy(open_round), "omr1 resultat årsprognos"
    assert rows(signed_in("bo"), path, words)
    assert not rows(signed_in("anna"), path, words)
    assert rows(signed_in("anna"), path, "omr1 resultat budget")


def test_risks_agreements_and_effects_of_measures_are_in_no_list(signed_in, open_round):
    client, path = signed_in("bo"), economy(open_round)
    for words in ("riskvarde", "sannolikhet.r1", "atgard.atg-b01", "bemanningen", "avtal.ar", "orsak.fk1"):
        assert not rows(client, path, words), words


def test_the_number_of_questions_is_the_same_whatever_is_found(
    signed_in, open_round, django_assert_num_queries
):
    client, path = signed_in("bo"), economy(open_round)
    rows(client, path)
    with django_assert_num_queries(QUESTIONS):
        client.get(path)
    with django_assert_num_queries(QUESTIONS_OF_WORDS):
        client.get(path, {"q": "personal"})
    with django_assert_num_queries(QUESTIONS_OF_WORDS):
        client.get(path, {"q": "utfall"})
