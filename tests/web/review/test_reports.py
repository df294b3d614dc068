"""The report of a round on the page, what does not add up in it, and what is said about that."""

import html
import json
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from utfall.documents.model import Document, Heading, Paragraph, Text
from utfall.documents.render import render
from utfall.domain.reporting import RoundState
from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Value
from utfall.records.organisation.models import OrgUnit
from utfall.records.reporting.models import Contribution, Edition, Template
from utfall.records.review.models import Explanation

pytestmark = pytest.mark.django_db
REPORT = "/rapport/2024-D2"
FINDINGS = f"{REPORT}/papekanden"


@pytest.fixture
def wrong(open_round):
    """A typed figure in the text about Område 4 that is not what the ledger says."""
    row = Contribution.objects.get(round=open_round, object="OMR4", kind="comment")
    row.unit = OrgUnit.objects.get(code="OMR4")
    return written(row, "Årets resultat för Område 4 är 77,7 mnkr för januari–augusti 2024.")


def written(row: Contribution, text: str) -> Contribution:
    """The text saved, with its row in the log, as every save has one."""
    row.markdown = text
    row.save()
    noted("contribution.save")
    return row


def noted(deed: str) -> None:
    """Something was done just now."""
    note(deed, by="bo", at=timezone.now())


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def headings(answer) -> int:
    return len(re.findall(r"<h1", answer.content.decode()))


def test_the_report_is_shown_in_the_frame_with_its_figures_and_downloads(signed_in, open_round):
    answer = signed_in("bo").get(REPORT)
    assert answer.status_code == 200
    assert headings(answer) == 1
    page = answer.content.decode()
    assert "Förslag till beslut" in page and "Servicenämndens delårsrapport" in page
    for form in ("pdf", "docx", "json", "txt"):
        assert f"/runda/2024-D2/rapport.{form}" in page
    assert FINDINGS in page


def test_the_list_of_reports_leads_to_each_round(signed_in, open_round, django_assert_num_queries):
    client = signed_in("bo")
    with django_assert_num_queries(8):
        answer = client.get("/rapport")
    assert f'href="{REPORT}"' in answer.content.decode()
    assert f'href="{FINDINGS}"' in answer.content.decode()


def test_nobody_is_led_to_a_report_or_to_findings_that_she_may_not_see(signed_in, open_round):
    page = (client := signed_in("anna")).get("/rapport").content.decode()
    assert "Delår 2" in page
    assert FINDINGS not in page and f'href="{REPORT}"' not in page and "Påpekanden" not in page
    assert {client.get(FINDINGS).status_code, client.get(REPORT).status_code} == {403}
    for href in re.findall(
        r'href="(/rapport/[^"]+)"', (client := signed_in("sara")).get("/rapport").content.decode()
    ):
        assert client.get(href).status_code in (200, 409), href


def test_what_does_not_add_up_is_listed_with_the_way_to_its_place(signed_in, wrong):
    client = signed_in("bo")
    page = client.get(FINDINGS).content.decode()
    assert "77,7" in page and "Fråga" in page
    place = re.findall(rf'href="{REPORT}#(plats-[^"]+)"', page)[0]
    assert f'id="{place}"' in client.get(REPORT).content.decode()


def test_the_number_of_questions_to_the_database_is_the_same_whatever_the_report_holds(
    signed_in, open_round, wrong, django_assert_num_queries
):
    client = signed_in("bo")
    for path in (REPORT, FINDINGS):
        client.get(path)
        with django_assert_num_queries(10 if path == FINDINGS else 9):
            client.get(path)
    key = _key(client)
    client.post(f"{FINDINGS}/forklara", {"key": key, "text": "Rättat i boken i oktober."})
    with django_assert_num_queries(10):
        client.get(FINDINGS)


def test_an_explanation_is_kept_noted_and_takes_the_finding_away(signed_in, wrong, open_round):
    client = signed_in("bo")
    key = _key(client)
    answer = client.post(
        f"{FINDINGS}/forklara", {"key": key, "text": " Boken är rättad efteråt. "}, follow=True
    )

    explanation = Explanation.objects.get(round=open_round)
    assert (explanation.text, explanation.by.username) == ("Boken är rättad efteråt.", "bo")
    assert Event.objects.order_by("-number")[0].deed == "finding.explain"
    page = answer.content.decode()
    assert "Boken är rättad efteråt." in page and "Förklarade (1)" in page
    assert "Här står 77,7" not in _open_part(page)
    assert key not in _keys(client)

    answer = client.post(f"{FINDINGS}/ta-bort", {"key": key}, follow=True)
    assert "Här står 77,7" in _open_part(answer.content.decode())
    assert not Explanation.objects.exists()
    assert Event.objects.order_by("-number")[0].deed == "finding.take-back"


def test_an_explanation_is_about_the_figures_and_outlives_new_ones(signed_in, wrong, open_round):
    client = signed_in("bo")
    key = _key(client)
    client.post(f"{FINDINGS}/forklara", {"key": key, "text": "Det stämmer."})
    assert Explanation.objects.get().code == "facts.literal"
    assert Explanation.objects.get().sentence.startswith("Här står 77,7 mnkr")


def test_an_empty_explanation_is_asked_for_again_at_its_finding(signed_in, wrong):
    client = signed_in("bo")
    answer = client.post(f"{FINDINGS}/forklara", {"key": _key(client), "text": " "})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "data-error-summary" in page and 'href="#id_failed_text"' in page and 'id="id_failed_text"' in page
    assert not Explanation.objects.exists()


def test_a_finding_that_is_gone_is_not_explained(signed_in, wrong):
    answer = signed_in("bo").post(f"{FINDINGS}/forklara", {"key": "okänt", "text": "Varför?"}, follow=True)
    assert "finns inte längre" in answer.content.decode()
    assert not Explanation.objects.exists()


@pytest.mark.parametrize(
    ("who", "report", "explain"),
    [("bo", 200, 302), ("sara", 200, 302), ("anna", 403, 403), ("ada", 403, 403), ("mia", 403, 403)],
)
def test_who_reads_a_draft_and_answers_for_it(signed_in, wrong, who, report, explain):
    client = signed_in(who)
    assert client.get(REPORT).status_code == report
    assert client.get(FINDINGS).status_code == report
    assert client.post(f"{FINDINGS}/forklara", {"key": "x", "text": "y"}).status_code == explain


def test_nobody_answers_for_a_round_that_is_closed(signed_in, wrong, open_round):
    client = signed_in("bo")
    key = _key(client)
    open_round.state = RoundState.LOCKED
    open_round.save(update_fields=("state",))
    assert client.post(f"{FINDINGS}/forklara", {"key": key, "text": "y"}).status_code == 403


def test_a_locked_report_is_shown_as_it_was_frozen(signed_in, open_round):
    document = Document("T", "sv", (Heading(1, (Text("Fryst rapport"),)), Paragraph((Text("Som den var."),))))
    Edition.objects.create(
        authority=open_round.authority, round=open_round, number=1, as_of="2024-09-16T10:00:00Z", facts="{}",
        hash="0", template="", document=render(document, "json").decode(),
    )  # fmt: skip
    open_round.state = RoundState.LOCKED
    open_round.save(update_fields=("state",))
    client = signed_in("bo")
    answer = client.get(REPORT)
    assert "Fryst rapport" in text_of(answer) and "Som den var." in text_of(answer)
    assert headings(answer) == 1
    assert "/runda/2024-D2/utgava/1.pdf" in answer.content.decode()
    assert signed_in("mia").get(REPORT).status_code == 403


def test_the_panel_beside_a_text_remarks_on_its_own_units_figures(signed_in, wrong):
    client = signed_in("anna")
    path = "/granskning/OMR4/2024-D2?enhet=OMR4"
    page = client.get(path).content.decode()
    assert "77,7" in page and "Du kan klarmarkera ändå." in page and "<h1" in page
    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "77,7" in part and "<html" not in part


def test_the_panel_is_quiet_when_nothing_contradicts(signed_in, wrong):
    written(wrong, "Inget att rapportera.")
    page = signed_in("anna").get("/granskning/OMR4/2024-D2?enhet=OMR4").content.decode()
    assert "Inget i texten motsäger" in page


def test_a_site_without_facts_says_what_is_missing(signed_in, open_round):
    Template.objects.all().delete()
    noted("template.remove")
    answer = signed_in("bo").get(REPORT)
    assert answer.status_code == 409
    assert "rapportmall" in answer.content.decode()


def test_a_value_that_is_corrected_changes_the_report(signed_in, open_round):
    client = signed_in("bo")
    before = client.get(REPORT).content.decode()
    printed = re.findall(r'<data[^>]*data-address="([^"]+)"', before)
    row = Value.objects.filter(address__in=printed, replaced_at=None).earliest("pk")
    row.value = str(Decimal(row.value) + 7)
    row.save()
    noted("value.correct")
    assert re.findall(r"<data[^>]*", client.get(REPORT).content.decode()) != re.findall(r"<data[^>]*", before)


def test_the_style_of_documents_holds_only_within_the_report(client):
    answer = client.get("/rapport/stil.css")
    sheet = answer.content.decode()
    assert answer["Content-Type"].startswith("text/css")
    assert ".report {" in sheet and ":root" not in sheet and "@font-face" not in sheet
    assert sheet.count("{") == sheet.count("}")


def _open_part(page: str) -> str:
    return page.split("Förklarade", maxsplit=1)[0]


def _keys(client) -> list[str]:
    page = client.get(FINDINGS).content.decode()
    return re.findall(r'name="key" value="(facts[^"]+)"', _open_part(page))


def _key(client) -> str:
    return html.unescape(_keys(client)[0])


def test_json_is_what_the_round_gives(signed_in, open_round):
    answer = signed_in("bo").get("/runda/2024-D2/rapport.json")
    assert json.loads(answer.content)["schema"]
