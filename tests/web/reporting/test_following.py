"""The views of a round besides the overview: all texts on one page, what deviates, what has happened."""

import io
import re

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.records.reporting.small import NOW, ROUND, Site, wide
from tests.web.reporting.conftest import SignIn
from utfall.domain.reporting import Assessment, State
from utfall.records.indicators.models import Indicator, Target
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution

pytestmark = pytest.mark.django_db
ALL = f"/lage/{ROUND}/alla"
DEVIATIONS = f"/lage/{ROUND}/avvikelser"


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _queries(client: Client, path: str, django_assert_max_num_queries) -> int:
    with django_assert_max_num_queries(60) as found:
        assert client.get(path).status_code == 200
    return len(found.captured_queries)


def test_the_controller_sees_and_writes_all_texts_of_a_section(site: Site, sign_in: SignIn):
    kim = sign_in("kim")
    page = _text(kim, f"{ALL}?del=mål")
    assert "Identifiera behov" in page
    forms = re.findall(r'<form method="post" novalidate action="(/mal/[^"]+)"', page)
    assert forms and all("enhet=SEN" in address for address in forms)
    row = Contribution.objects.get(round=site.round, task__unit__code="SEN", object="VM1")
    assert f'id="rad-{row.pk}"' in page
    sent = {
        "version": row.version, "markdown": "Nämndens text.", "assessment": Assessment.PARTLY,
        "tillbaka": f"{ALL}?del=m%C3%A5l",
    }  # fmt: skip
    saved = kim.post(f"/mal/VM1/{ROUND}?enhet=SEN", sent)
    assert saved["Location"] == f"{ALL}?del=m%C3%A5l#rad-{row.pk}"
    row.refresh_from_db()
    assert (row.markdown.strip(), row.assessment) == ("Nämndens text.", Assessment.PARTLY)
    assert "Nämndens text." in _text(kim, f"{ALL}?del=mål")


def test_nobody_is_led_elsewhere_after_saving(site: Site, sign_in: SignIn):
    row = site.contribution("IT")
    sent = {"version": row.version, "markdown": "Text.", "tillbaka": "https://exempel.se/lage"}
    assert sign_in("anna").post(f"/mal/D1/{ROUND}?enhet=IT", sent)["Location"].startswith("/mal/D1/")


def test_each_sees_her_own_part_and_what_is_chosen(site: Site, sign_in: SignIn):
    Contribution.objects.filter(pk=site.contribution("OMR2").pk).update(state=State.APPROVED, markdown="Ja.")
    anna = _text(sign_in("anna"), f"{ALL}?del=mål")
    assert "IT-drift" in anna and "Område 2" not in re.sub(r"<select.*?</select>", "", anna, flags=re.DOTALL)
    bo = sign_in("bo")
    assert "Ja." in _text(bo, f"{ALL}?del=mål")
    assert "Ja." not in _text(bo, f"{ALL}?del=mål&visa=ej-klara")
    only = _text(bo, f"{ALL}?del=mål&enhet=OMR2")
    assert "Ja." in only and f'id="rad-{site.contribution("IT").pk}"' not in only
    assert _text(bo, f"{ALL}?del=finns-inte&fran=x").count("<h1") == 1


def test_what_is_secret_is_not_among_them(site: Site, sign_in: SignIn):
    Contribution.objects.filter(pk=site.contribution("IT").pk).update(
        markdown="Hemligt.", secret="21 kap. 7 § OSL, anna", assessment=Assessment.NOT_REACHED
    )
    for path in (f"{ALL}?del=mål", DEVIATIONS, f"/lage/{ROUND}/historik"):
        assert "Hemligt" not in _text(sign_in("bo"), path)
    assert "IT-drift" not in _text(sign_in("bo"), DEVIATIONS)


def test_deviations_name_what_is_off_and_who_is_to_say_why(site: Site, sign_in: SignIn):
    assert "Inga avvikelser" not in _text(sign_in("bo"), DEVIATIONS)
    Target.objects.all().delete()
    assert "Inga avvikelser" in _text(sign_in("bo"), DEVIATIONS)
    indicator = Indicator.objects.get(code="IND1")
    Target.objects.create(
        indicator=indicator, year=2027, comparator="minst", value=75, decimals=0, position=0
    )
    Contribution.objects.filter(pk=site.contribution("OMR2").pk).update(assessment=Assessment.NOT_REACHED)
    Contribution.objects.filter(pk=site.contribution("OMR1").pk).update(assessment=Assessment.REACHED)
    page = _text(sign_in("bo"), DEVIATIONS)
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert re.search(r"Identifiera behov Område 2 +Uppnås inte +Gun Gran +Kommentar saknas", plain)
    assert re.search(r"Andel med tillit +66,7.%", plain) and "Under målet" in plain
    assert "Område 1 Uppnås" not in plain
    assert "Rundan har inga ekonomiska siffror" in plain
    answer = sign_in("bo").get(f"{DEVIATIONS}?hamta=excel")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names[0] == "Mål som inte uppnås" and len(book.sheet_names) == 3
    assert "Gun Gran" in str(book.get_sheet_by_index(0).to_python())


def test_the_history_tells_who_did_what_to_whoever_may_see_it(site: Site, sign_in: SignIn):
    it = site.contribution("IT")
    actions.save(it.pk, actions.Writing(markdown="Text."), version=0, by=site.by("anna"), now=NOW)
    path = f"/lage/{ROUND}/historik"
    assert "Anna Ek sparade" in _text(sign_in("bo"), path)
    assert f"/mal/D1/{ROUND}/historik?enhet=IT" in _text(sign_in("bo"), path)
    assert "Anna Ek sparade" in _text(sign_in("fatima"), path)
    assert "Ingenting har hänt än" in _text(sign_in("gun"), path)


@pytest.mark.parametrize("path", [f"{ALL}?del=mål", DEVIATIONS, f"/lage/{ROUND}/historik"])
def test_a_page_asks_as_much_with_many_rows_as_with_few(
    site: Site, sign_in: SignIn, django_assert_max_num_queries, path: str
):
    bo = sign_in("bo")
    Contribution.objects.filter(round=site.round).update(assessment=Assessment.PARTLY)
    bo.get(path)
    few = _queries(bo, path, django_assert_max_num_queries)
    wide(site, areas=12, goals=3)
    Contribution.objects.filter(round=site.round).update(assessment=Assessment.PARTLY)
    for row in Contribution.objects.filter(round=site.round, task__unit__code__startswith="X")[:30]:
        row.versions.create(number=1, deed="spara", answer="text", state="utkast", at=NOW)
    bo.get(path)
    assert _queries(bo, path, django_assert_max_num_queries) == few
