"""Mina uppgifter, Läge, Godkänn and the round's page, as they are used without JavaScript."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.records.reporting.small import NOW, TODAY, wide
from utfall.domain.reporting import State
from utfall.records.organisation.models import Grant, Person, Round, Substitute
from utfall.records.reporting import actions
from utfall.records.reporting.models import Task
from utfall.records.reporting.rules import rules_of

W = actions.Writing


def submitted(site, unit="IT", who="anna", text="Klart."):
    one = site.contribution(unit)
    actions.save(one.pk, W(markdown=text), version=one.version, by=site.by(who), now=NOW)
    actions.submit(one.pk, version=one.version + 1, by=site.by(who), now=NOW)
    return site.contribution(unit)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_start_page_groups_counts_and_leads_to_the_first(site, sign_in):
    page = text(sign_in("fatima").get("/uppgifter"))
    assert "Kan göras senare (2)" in page
    assert "0 av 2 klara" in page
    assert "beräknat 10 minuter kvar" in page
    assert "Börja med den första" in page
    assert "Servicenämnden" in page


def test_one_press_answers_unchanged(site, sign_in):
    client = sign_in("anna")
    assert "Oförändrat sedan Delår 1" in text(client.get("/uppgifter"))
    one = site.contribution("IT")
    client.post("/uppgifter/oforandrat", {"contribution": one.pk, "version": one.version})
    assert site.contribution("IT").state == State.SUBMITTED


def test_one_press_on_an_older_page_opens_the_task_instead(site, sign_in):
    one = site.contribution("IT")
    actions.save(one.pk, W(markdown="Nytt"), version=0, by=site.by("anna"), now=NOW)
    client = sign_in("anna")
    client.post("/uppgifter/oforandrat", {"contribution": one.pk, "version": 0})
    assert "Det gick inte med ett tryck" in text(client.get("/uppgifter"))
    assert site.contribution("IT").markdown == "Nytt"


def test_an_empty_list_says_when_the_next_one_comes(site, sign_in):
    page = text(sign_in("siv").get("/uppgifter"))
    assert "Inget att göra just nu" in page


def test_tasks_are_given_to_somebody_else(site, sign_in):
    client, task = sign_in("anna"), site.task("IT")
    assert "checked" in text(client.get(f"/uppgifter/ge?uppgift={task.pk}"))
    assert client.post("/uppgifter/ge", {"uppgift": task.pk, "to": ""}).status_code == 422
    answer = client.post("/uppgifter/ge", {"uppgift": task.pk, "to": "kim"})
    assert answer.status_code == 302
    assert site.task("IT").person == site.people["kim"]


def test_a_substitute_is_appointed_and_taken_back(site, sign_in):
    client = sign_in("anna")
    sent = {"to": "gun", "starts_on": "2/9 2024", "ends_on": "2024-09-10"}
    assert client.post("/uppgifter/vikarie", sent).status_code == 302
    assert "Gun Gran 2024-09-02–2024-09-10" in text(client.get("/uppgifter"))
    backwards = {**sent, "ends_on": "2024-09-01"}
    assert client.post("/uppgifter/vikarie", backwards).status_code == 422
    client.post(f"/uppgifter/vikarie/{Substitute.objects.get().pk}/ta-bort")
    assert not Substitute.objects.exists()


def test_the_overview_says_every_state_in_words(site, sign_in):
    submitted(site)
    page = text(sign_in("bo").get("/lage/2024-D2"))
    assert "1 av 10 delar klara" in page
    assert 'aria-label="IT-drift, Mål: klar, 1 av 1 klara"' in page
    assert 'aria-label="Område 1, Mål: ej påbörjad, 0 av 1 klara"' in page


def test_filters_are_in_the_address(site, sign_in):
    submitted(site)
    page = text(sign_in("bo").get("/lage/2024-D2?visa=ej-klara"))
    assert "IT-drift, Mål" not in page
    assert "Område 1, Mål" in page


def test_follow_up_leads_to_the_open_round(sign_in):
    assert sign_in("bo").get("/lage")["Location"] == "/lage/2024-D2"


def test_a_list_is_shown_without_what_waits_for_approval(site, sign_in):
    client = sign_in("fatima")
    assert "Bara mina" not in text(client.get("/uppgifter"))
    submitted(site)
    whole = text(client.get("/uppgifter"))
    assert 'href="/uppgifter?visa=mina"' in whole and "Godkänn: Kommentera" in whole
    own = text(client.get("/uppgifter?visa=mina"))
    assert "Godkänn: Kommentera" not in own and "Kommentera Identifiera behov" in own
    assert "0 av 2 klara" in whole and "0 av 2 klara" in own
    assert 'href="/uppgifter"' in own
    assert "Godkänn: Kommentera" in text(client.get("/uppgifter?visa=annat"))


def test_chosen_units_are_reminded_given_and_moved(site, sign_in, mailoutbox):
    client, unit = sign_in("bo"), site.units["IT"].pk
    client.post("/lage/2024-D2/valda", {"enhet": unit, "deed": "move", "on": "2024-09-20"})
    assert site.task("IT").due_on.isoformat() == "2024-09-20"
    answer = client.post("/lage/2024-D2/valda", {"enhet": unit, "deed": "give"})
    assert answer["Location"] == f"/uppgifter/ge?runda=2024-D2&enhet={unit}"
    assert "IT-drift" in text(client.get(answer["Location"]))
    client.post("/lage/2024-D2/valda", {"enhet": unit, "deed": "move", "on": "2024-09-03"})
    client.post("/lage/2024-D2/valda", {"enhet": unit, "deed": "remind"})
    assert [letter.to for letter in mailoutbox] == [["anna@example.se"]]
    assert "/mal/D1/2024-D2?namnd=SEN&enhet=IT" in mailoutbox[0].body


def test_nothing_chosen_is_said(sign_in):
    client = sign_in("bo")
    client.post("/lage/2024-D2/valda", {"deed": "remind"})
    assert "Välj minst en enhet." in text(client.get("/lage/2024-D2"))


def test_a_units_tasks(site, sign_in):
    page = text(sign_in("bo").get("/lage/2024-D2/enhet/OMR1"))
    assert "Kommentera Identifiera behov" in page
    assert 'id="ekonomi"' in page


def test_many_are_approved_after_a_page_that_names_them(site, sign_in):
    one, other = submitted(site), submitted(site, "UTV", "fatima")
    client = sign_in("fatima")
    page = text(client.get("/godkann/2024-D2"))
    assert "IT-drift: Kommentera Identifiera behov" in page
    assert "Ändrat sedan Delår 1" in page
    confirm = text(client.post("/godkann/2024-D2/bekrafta", {"bidrag": [one.pk, other.pk]}))
    assert "Godkänn 2 texter" in confirm
    sent = re.findall(r'name="bidrag" value="([^"]+)"', confirm)
    client.post("/godkann/2024-D2/alla", {"bidrag": sent})
    assert {site.contribution(unit).state for unit in ("IT", "UTV")} == {State.APPROVED}


def test_what_was_changed_after_the_confirm_page_is_not_approved(site, sign_in):
    one = submitted(site)
    actions.save(one.pk, W(markdown="Ändrat."), version=one.version, by=site.by("fatima"), now=NOW)
    client = sign_in("fatima")
    client.post("/godkann/2024-D2/alla", {"bidrag": f"{one.pk}:{one.version}"})
    assert site.contribution("IT").state == State.SUBMITTED
    assert "Texten har ändrats sedan du läste den" in text(client.get("/godkann/2024-D2"))


def test_one_is_approved_on_its_own_page(site, sign_in):
    one = submitted(site)
    sign_in("fatima").post("/mal/D1/2024-D2/godkann?enhet=IT", {"version": one.version})
    assert site.contribution("IT").state == State.APPROVED


def test_a_return_without_a_comment_is_not_made(site, sign_in):
    submitted(site)
    client = sign_in("fatima")
    client.post("/mal/D1/2024-D2/aterlamna?enhet=IT", {"comment": " "})
    assert site.contribution("IT").state == State.SUBMITTED


def test_the_round_shows_its_timetable_and_each_role_her_deeds(site, sign_in):
    page = text(sign_in("bo").get("/runda/2024-D2"))
    assert "Lås rundan" in page and "Nämndens möte" in page and "Ångra öppningen" in page
    assert "Lås rundan" not in text(sign_in("anna").get("/runda/2024-D2"))


def test_the_round_is_closed_and_opened_again(site, sign_in):
    client = sign_in("bo")
    client.post("/runda/2024-D2/stang")
    assert Round.objects.get(pk=site.round.pk).state == "planerad"
    client.post("/runda/2024-D2/oppna", {"m-on": "2024-10-17"})
    assert str(Round.objects.get(pk=site.round.pk).meeting_on) == "2024-10-17"


def test_the_meeting_is_moved_after_a_page_with_the_new_dates(site, sign_in):
    client = sign_in("bo")
    page = text(client.get("/runda/2024-D2/mote?m-on=2024-10-24"))
    assert "2024-10-11 → 2024-10-24" in page
    client.post("/runda/2024-D2/mote", {"m-on": "2024-10-24", "steg": ["enhet"]})
    assert str(Round.objects.get(pk=site.round.pk).meeting_on) == "2024-10-24"


def test_the_lock_page_names_what_is_not_approved(site, sign_in):
    page = text(sign_in("bo").get("/runda/2024-D2/las"))
    assert "10 texter är inte godkända" in page
    assert "IT-drift: Kommentera Identifiera behov" in page


def test_a_part_is_handed_over_and_read_by_the_one_who_got_it(site, sign_in):
    submitted(site)
    client = sign_in("bo")
    one = site.contribution("IT")
    sent = {"recipient": "REV", "extent": "part", "bidrag": one.pk, "message": "Prognosen är oförändrad."}
    assert client.post("/runda/2024-D2/overlamna", sent).status_code == 302

    auditor = sign_in("david")
    page = text(auditor.get("/runda/2024-D2?namnd=SEN"))
    assert "Överlämnat till er" in page
    link = re.findall(r'href="(/runda/[^"]*overlamnat[^"]*)"', page)[0]
    copy = text(auditor.get(link.replace("&amp;", "&")))
    assert "Klart." in copy and "Prognosen är oförändrad." in copy


def test_the_next_year_is_laid_out_and_taken_back(site, sign_in):
    client = sign_in("bo")
    assert "Lägg upp 2025" in text(client.get("/rundor"))
    client.post("/rundor/2024/nasta", {"inriktning": "D1"})
    page = text(client.get("/rundor"))
    assert "Delår 1 2025" in page and "Ta bort 2025 igen" in page
    client.post("/rundor/2025/ta-bort")
    assert not Round.objects.filter(code="2025-D1").exists()
    assert "Lägg upp" not in text(sign_in("anna").get("/rundor"))


# Erik and the two authorities


def test_erik_sees_one_authority_at_a_time_and_a_way_to_the_other(site, sign_in):
    submitted(site, text="Servicenämndens utkast.")
    client = sign_in("erik")
    for path in ("/uppgifter", "/lage/2024-D2", "/godkann/2024-D2", "/runda/2024-D2"):
        one, other = text(client.get(f"{path}?namnd=SEN")), text(client.get(f"{path}?namnd=KTN"))
        assert "Område 1" not in other and "Kulturområdet" not in one
        assert "Byt till Kulturnämnden" in one and "Byt till Servicenämnden" in other


def test_eriks_links_stay_in_the_authority(sign_in):
    page = text(sign_in("erik").get("/lage/2024-D2?namnd=KTN"))
    links = re.findall(r'href="(/(?:lage|mal|runda|godkann)/[^"]*)"', page)
    assert links and all("namnd=KTN" in link for link in links)


def test_outside_the_wall_only_the_count_is_seen(site, sign_in):
    submitted(site, text="Servicenämndens utkast.")
    page = text(sign_in("cecilia").get("/lage/2024-D2?namnd=SEN"))
    assert "1 av 10 klara" in page
    assert "IT-drift" not in page
    assert "Servicenämndens utkast." not in page


# Queries


@pytest.mark.parametrize(
    ("who", "path", "limit"),
    [
        ("kim", "/uppgifter", 15), ("bo", "/lage/2024-D2", 12), ("hans", "/godkann/2024-D2", 15),
        ("bo", "/runda/2024-D2", 14), ("bo", "/lage/2024-D2/enhet/OMR1", 12), ("bo", "/runda/2024-D2/las", 10),
        ("bo", "/runda/2024-D2/overlamna", 12), ("kim", "/uppgifter/ge", 18), ("kim", "/uppgifter/vikarie", 12),
    ],
)  # fmt: skip
def test_a_page_asks_the_same_number_of_questions_however_much_there_is(site, sign_in, who, path, limit):
    submitted(site, "OMR1", "fatima")
    client = sign_in(who)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        assert client.get(path).status_code == 200
    wide(site, areas=8, goals=6)
    for number in range(8):
        one = site.contribution(f"X{number}", "W0")
        one.state, one.markdown, one.version = State.SUBMITTED, f"Text {number}", 1
        one.save()
    with CaptureQueriesContext(connection) as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few) <= limit


def test_a_refusal_names_the_authoritys_own_controller(site, sign_in):
    """Erik, who serves two committees and comes last by name, is not whom to ask; nor is the newest of them."""
    person = Person.objects.create_user("ake", first_name="Åke", last_name="Ask")
    Grant.objects.create(
        person=person,
        authority=site.authorities["SEN"],
        role="controller",
        unit=site.units["SEN"],
        starts_on=TODAY,
    )
    refused = sign_in("gun").get("/runda/2024-D2/siffror")
    assert refused.status_code == 403
    assert "Be Bo Berg om åtkomst" in text(refused)
    Person.objects.filter(username="bo").update(is_active=False)
    assert "Be Åke Ask om åtkomst" in text(sign_in("gun").get("/runda/2024-D2/siffror"))


def test_who_owes_what_is_set_on_a_page_and_the_open_round_follows(site, sign_in, django_assert_num_queries):
    client, path = sign_in("kim"), "/rundor/vem-lamnar-vad?slag=delar"
    page = client.get(path).content.decode()
    checked = set(re.findall(r'name="([a-z_]+-[a-z_]+-[a-z_]+)" value="1" id="[^"]+" checked', page))
    assert {"comment-goals-area", "assessment-goals-administration", "outcome-indicators-unit"} <= checked
    assert "assessment-goals-area" not in checked
    answer = client.post(
        path, {"assessment-goals-administration": "1", "comment-goals-unit": "1"}, follow=True
    )
    assert "5 tomma uppgifter är borttagna" in text(answer)
    assert site.task("SEN").wants_assessment and not site.task("SEN").wants_comment
    left = set(Task.objects.filter(round=site.round).values_list("unit__code", flat=True))
    assert left == {"SEN", "IT", "UTV"}

    # Bo is asked for an assessment of the whole, and for no words.
    shown = sign_in("bo").get("/mal/D1/2024-D2?enhet=SEN").content.decode()
    assert 'name="assessment"' in shown and 'name="markdown"' not in shown
    assert "Skriv en kommentar" not in shown
    assert "Försenad" not in text(sign_in("fatima").get("/uppgifter"))
    bo = sign_in("bo")
    bo.get(path)
    with django_assert_num_queries(6):
        bo.get(path)
    back = bo.post(path, {"usual": "1"}, follow=True)
    assert "5 uppgifter är utlagda" in text(back)
    assert "Återställ till det vanliga" not in text(back)


def test_the_limit_of_a_variance_is_set_and_a_bad_one_is_refused(site, sign_in):
    client = sign_in("bo")
    refused = client.post("/rundor/avvikelsegrans", {"percent": "−2"})
    assert refused.status_code == 422
    assert "mellan 0 och 1" in text(refused)
    client.post("/rundor/avvikelsegrans", {"percent": "2,5"})
    assert rules_of(site.authorities["SEN"]).limit.percent == Decimal("2.5")
    assert "större än 2,5 procent" in text(sign_in("anna").get("/rundor/vem-lamnar-vad"))
    client.post("/rundor/avvikelsegrans", {"percent": ""})
    assert rules_of(site.authorities["SEN"]).limit.percent == 1
