"""Last round's comments from another system: matched, chosen where they are unknown, stored once."""

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from utfall.integrations.word_export import EarlierValue, Match, MatchedValue
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Indicator, Target, Value
from utfall.records.organisation.models import Round
from utfall.records.planning.models import Goal
from utfall.records.reporting.models import Contribution
from utfall.web.organisation.pages.earlier import targets

pytestmark = pytest.mark.django_db
EARLIER = "/administration/tidigare-kommentarer"


@pytest.fixture
def d1(sen) -> Round:
    """A round that was reported elsewhere."""
    return Round.objects.get_or_create(
        authority=sen,
        code="2024-D1",
        defaults={"name": "Delår 1", "kind": "interim_report", "period": "2024-01..2024-04", "position": 900},
    )[0]


@pytest.fixture
def names(sen) -> tuple[str, str]:
    """The name of a focus and of an indicator that stand once."""
    every = list(Goal.objects.filter(authority=sen).values_list("name", flat=True))
    focus = next(
        one for one in Goal.objects.filter(authority=sen, level="inriktning") if every.count(one.name) == 1
    )
    indicator = Indicator.objects.filter(authority=sen).order_by("position")[0]
    return focus.name, indicator.name


def export(focus: str, indicator: str) -> bytes:
    made = docx.Document()
    made.add_paragraph("Status: Påbörjad  Rapportperiod: 2024-04-30  Organisation: Servicenämnden")
    made.add_heading(focus, 2)
    made.add_paragraph("Arbetet går som det ska.")
    made.add_paragraph("Område 4: Köken är med.")
    made.add_heading("Något som inte finns här", 2)
    made.add_paragraph("En text utan hem.")
    made.add_heading("Indikatorer", 2)
    table = made.add_table(rows=2, cols=4)
    printed = (("Titel", "Utfall", "Mål", "Kommentar"), (indicator, "61,5", "75", "Högre."))
    for row, texts in zip(table.rows, printed, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def previewed(client, names) -> str:
    file = SimpleUploadedFile("delar.docx", export(*names))
    answer = client.post(f"{EARLIER}/granska", {"round": "2024-D1", "file": file})
    assert answer.status_code == 200
    return str(answer.content.decode())


def confirmed(page: str, **choices: str) -> dict[str, str]:
    sent = dict(re.findall(r'name="(token|round|name-\d+)" value="([^"]*)"', page))
    return {**sent, **choices}


def test_the_export_is_previewed_chosen_from_and_stored_once(signed_in, sen, d1, names):
    client = signed_in("bo")
    page = previewed(client, names)
    assert names[0] in page and "Arbetet går som det ska." in page and "61,5" in page
    assert "Något som inte finns här" in page and "<option" in page
    assert not Contribution.objects.filter(round=d1).exists()

    goal = Goal.objects.filter(authority=sen).order_by("position")[0]
    choice = re.findall(r'name="name-(\d+)" value="Något som inte finns här"', page)[0]
    answer = client.post(f"{EARLIER}/spara", confirmed(page, **{f"code-{choice}": goal.code}), follow=True)
    assert "Sparat: 4 texter, 1 utfall och 1 mål." in answer.content.decode()
    rows = Contribution.objects.filter(round=d1)
    assert {(row.unit.code, row.markdown.strip()) for row in rows} == {
        ("SEN", "Arbetet går som det ska."), ("OMR4", "Köken är med."), ("SEN", "En text utan hem."),
        ("SEN", "Högre."),
    }  # fmt: skip
    assert rows.get(markdown__startswith="En text").object == goal.code
    assert rows.get(markdown__startswith="Arbetet").section == "mål"
    value = Value.objects.get(authority=sen, period="2024-01..2024-04", scenario="utfall", value="61.5")
    assert str(value.entered_by) == "Bo Ek"
    event = Event.objects.order_by("-number")[0]
    assert (event.deed, event.details["texts"], event.details["outcomes"]) == ("earlier.import", 4, 1)

    again = client.post(f"{EARLIER}/spara", confirmed(previewed(client, names)), follow=True)
    assert "finns redan" in again.content.decode()
    assert Contribution.objects.filter(round=d1).count() == 4


def test_the_target_is_stored_and_the_import_is_undone_whole(signed_in, sen, d1, names):
    client = signed_in("bo")
    before = Target.objects.count(), Value.objects.count()
    assert "Ångra inläsningen" not in client.get(EARLIER).content.decode()
    client.post(f"{EARLIER}/spara", confirmed(previewed(client, names)))
    indicator = Indicator.objects.filter(authority=sen).order_by("position")[0]
    indicator_targets = Target.objects.filter(indicator=indicator)
    assert indicator_targets.count() == before[0] + 1 - Target.objects.exclude(indicator=indicator).count()
    target = Target.objects.get(indicator=indicator, year=2024)
    assert (target.value, target.comparator) == ("75", "minst")
    assert "delar.docx" in client.get(EARLIER).content.decode()

    answer = client.post(f"{EARLIER}/angra", follow=True)
    assert "Allt är som det var före" in answer.content.decode()
    assert not Contribution.objects.filter(round=d1).exists()
    assert (Target.objects.count(), Value.objects.count()) == before
    assert Event.objects.order_by("-number")[0].deed == "earlier.undo"
    assert "Det finns ingen inläsning" in client.post(f"{EARLIER}/angra", follow=True).content.decode()


def test_what_somebody_has_worked_on_is_not_undone(signed_in, d1, names):
    client = signed_in("bo")
    client.post(f"{EARLIER}/spara", confirmed(previewed(client, names)))
    rows = Contribution.objects.filter(round=d1)
    rows.filter(markdown__startswith="Köken").update(markdown="Köken är med, och mer.")
    answer = client.post(f"{EARLIER}/angra", follow=True)
    assert "har ändrats eller används redan" in answer.content.decode()
    assert rows.count() == 3


@pytest.mark.parametrize(
    ("printed", "value", "comparator"),
    [("75", "75", None), ("minst 75 %", "75", "minst"), ("≤ 5,5", "5.5", "högst"), ("Ska öka", None, "ökar"),
     ("över 3", "3", "över"), ("enligt plan", "-", None)],
)  # fmt: skip
def test_a_target_is_read_as_it_is_printed(printed, value, comparator):
    found = Match((), (MatchedValue(EarlierValue("x", "", "", "1", printed, "rad 1"), "IND", ""),), ())
    aims = list(targets(found))
    if value == "-":
        assert aims == []
    else:
        assert [(str(one.value) if one.value is not None else None, one.comparator) for one in aims] == [
            (value, comparator)
        ]


def test_a_round_that_is_reported_here_takes_no_earlier_texts(signed_in, d1, names):
    client = signed_in("bo")
    page = previewed(client, names)
    d1.state = "öppen"
    d1.save()
    answer = client.post(f"{EARLIER}/spara", confirmed(page), follow=True)
    assert "för gammal" in answer.content.decode()
    assert not Contribution.objects.filter(round=d1).exists()
    assert "2024-D1" not in client.get(EARLIER).content.decode()


def test_a_file_that_holds_nothing_is_told_why(signed_in, d1):
    file = SimpleUploadedFile("tom.docx", b"skadad")
    page = signed_in("bo").post(f"{EARLIER}/granska", {"round": "2024-D1", "file": file}).content.decode()
    assert "Det här hittades i filen" in page and "Spara allt" not in page
    assert signed_in("bo").post(f"{EARLIER}/granska", {}).status_code == 422


@pytest.mark.parametrize("who", ["anna", "sara", "ada", "mia"])
def test_others_neither_look_nor_store(signed_in, who):
    client = signed_in(who)
    assert client.get(EARLIER).status_code == 403
    for path in ("granska", "spara"):
        assert client.post(f"{EARLIER}/{path}").status_code == 403
