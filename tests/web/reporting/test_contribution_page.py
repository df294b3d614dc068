"""Målsidan: writing, and that nothing of what somebody wrote is ever lost."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.records.reporting.small import NOW
from utfall.domain.reporting import Answer, State
from utfall.records.reporting import actions
from utfall.records.reporting.models import Remark

PATH = "/mal/D1/2024-D2?enhet=IT"
PASSWORD = "fyra-kloka-rävar-7"


def fields(page):
    """The hidden fields of the answer's form."""
    return dict(re.findall(r'<input type="hidden" name="(version|tab|who)" value="([^"]*)"', page))


def form(client, path=PATH):
    return {**fields(client.get(path).content.decode()), "answer": "text", "elsewhere": ""}


def test_the_page_shows_what_is_left_last_period_and_the_units_text(sign_in):
    page = sign_in("anna").get(PATH).content.decode()
    assert "Identifiera behov" in page
    assert "Kvar att göra (1)" in page
    assert "Så sade IT i våras." in page
    assert 'href="#id_markdown">Skriv en kommentar</a>' in page


def test_the_same_page_is_found_by_number_and_without_naming_the_unit(site, sign_in):
    client = sign_in("anna")
    number = site.contribution("IT").pk
    for path in ("/mal/D1/2024-D2", f"/mal/{number}/2024-D2"):
        assert "IT-drift" in client.get(path).content.decode()


def test_save_without_javascript(site, sign_in):
    client = sign_in("anna")
    answer = client.post(PATH, {**form(client), "markdown": "Vi har bytt servrar."})
    assert answer.status_code == 302
    assert site.contribution("IT").markdown == "Vi har bytt servrar."
    assert "Sparat 09.00" in client.get(PATH).content.decode()


def test_save_and_next_walks_the_queue(site, sign_in):
    client = sign_in("fatima")
    first = "/mal/D1/2024-D2?enhet=OMR1"
    page = client.get(first).content.decode()
    assert "1 av 2" in page or "2 av 2" in page
    answer = client.post(first, {**form(client, first), "markdown": "Område 1.", "next": "1"})
    assert answer.status_code == 302
    assert answer["Location"] != first


def test_marking_as_done_with_something_left_says_what_and_keeps_the_text(site, sign_in):
    client = sign_in("kim")
    path = "/mal/D1/2024-D2?enhet=SEN"
    answer = client.post(path, {**form(client, path), "markdown": "Bara text.", "done": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "data-error-summary" in page
    assert "Gör en bedömning" in page
    assert "Bara text." in page
    assert site.contribution("SEN").markdown == "Bara text."


def test_mark_as_done_and_take_it_back(site, sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "markdown": "Klart.", "done": "1"})
    assert site.contribution("IT").state == State.SUBMITTED
    assert "Ångra klarmarkering" in client.get(PATH).content.decode()
    client.post("/mal/D1/2024-D2/angra?enhet=IT")
    assert site.contribution("IT").state == State.DRAFT


def test_a_return_is_told_on_the_page(site, sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "markdown": "Klart.", "done": "1"})
    boss = sign_in("fatima")
    answer = boss.post("/mal/D1/2024-D2/aterlamna?enhet=IT", {"comment": "Nämn reavinsterna."})
    assert answer.status_code == 302
    page = client.get(PATH).content.decode()
    assert "Återlämnad" in page
    assert "Nämn reavinsterna." in page


def test_copy_from_last_period(site, sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "markdown": "Nu:", "copy": "1"})
    assert site.contribution("IT").markdown == "Nu:\n\nSå sade IT i våras.\n"


# Autosave

SAVE = "/mal/D1/2024-D2/spara?enhet=IT"


def autosave(client, text, version, tab="a"):
    return client.post(f"{SAVE}&flik={tab}", {"field": "markdown", "value": text, "version": version})


def test_autosave_answers_with_the_version_and_the_time(site, sign_in):
    answer = autosave(sign_in("anna"), "Vi", 0)
    assert answer.json() == {"version": 1, "time": "09.00"}


def test_the_network_drops_and_the_client_asks_again(site, sign_in):
    """The answer to the first save never arrived; meanwhile she has gone on writing on the same page."""
    client = sign_in("anna")
    autosave(client, "Vi har", 0)
    again = autosave(client, "Vi har bytt servrar", 0)
    assert again.json()["version"] == 2
    assert site.contribution("IT").markdown == "Vi har bytt servrar"


def test_a_button_pressed_after_a_lost_answer_is_no_conflict(site, sign_in):
    client = sign_in("anna")
    sent = form(client)
    autosave(client, "Vi har", 0, tab=sent["tab"])
    answer = client.post(PATH, {**sent, "markdown": "Vi har bytt servrar"})
    assert answer.status_code == 302
    assert site.contribution("IT").markdown == "Vi har bytt servrar"


def test_a_late_save_of_a_page_that_was_sent_neither_changes_the_text_nor_asks_her_to_choose(site, sign_in):
    """The button was pressed while a save of half the sentence was under way, and that save came last."""
    client = sign_in("anna")
    sent = form(client)
    client.post(PATH, {**sent, "markdown": "Hela meningen.", "done": "1"})
    assert site.contribution("IT").state == State.SUBMITTED
    assert autosave(client, "Hela", 0, tab=sent["tab"]).status_code == 403
    one = site.contribution("IT")
    assert (one.state, one.markdown) == (State.SUBMITTED, "Hela meningen.")

    client.post("/mal/D1/2024-D2/angra?enhet=IT")
    sent = form(client)
    client.post(PATH, {**sent, "markdown": "En annan mening."})
    assert autosave(client, "En", int(sent["version"]), tab=sent["tab"]).status_code == 409
    assert site.contribution("IT").markdown == "En annan mening."
    assert "Det du skrev finns kvar" not in client.get(PATH).content.decode()


def test_a_save_of_the_same_page_that_comes_in_between_is_no_conflict(site, sign_in, monkeypatch):
    """The page's own save is stored after its form was read and before it is saved."""
    client = sign_in("anna")
    sent = form(client)
    real = actions.save
    late: list[int] = []

    def save(number, written, **options):
        if not late:
            late.append(number)
            assert autosave(client, "Halva", 0, tab=sent["tab"]).status_code == 200
        return real(number, written, **options)

    monkeypatch.setattr(actions, "save", save)
    answer = client.post(PATH, {**sent, "markdown": "Halva och hela.", "done": "1"})
    assert answer.status_code == 302
    one = site.contribution("IT")
    assert (one.state, one.markdown) == (State.SUBMITTED, "Halva och hela.")


def test_two_pages_of_one_person_are_told_apart(site, sign_in):
    client = sign_in("anna")
    autosave(client, "Den ena", 0, tab="a")
    assert autosave(client, "Den andra", 0, tab="b").status_code == 409


def test_two_people_edit_the_same_text_and_nothing_is_lost(site, sign_in):
    anna, fatima = sign_in("anna"), sign_in("fatima")
    sent = form(anna)
    fatima.post(PATH, {**form(fatima), "markdown": "Fatimas text."})

    answer = anna.post(PATH, {**sent, "markdown": "Annas text."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Fatimas text." in page
    assert "Annas text." in page
    assert "<ins>" in page and "<del>" in page
    assert site.contribution("IT").markdown == "Fatimas text."

    merged = {**fields(page), "markdown": "Annas text. Fatimas text."}
    assert anna.post(PATH, merged).status_code == 302
    one = site.contribution("IT")
    assert one.markdown == "Annas text. Fatimas text."
    assert [row.markdown for row in one.versions.order_by("number")] == [
        "Fatimas text.",
        "Annas text. Fatimas text.",
    ]


def test_an_autosave_that_loses_is_kept_for_the_page_where_she_chooses(site, sign_in):
    anna, fatima = sign_in("anna"), sign_in("fatima")
    fatima.post(PATH, {**form(fatima), "markdown": "Fatimas text."})
    assert autosave(anna, "Annas text.", 0).status_code == 409

    page = anna.get("/mal/D1/2024-D2/jamfor?enhet=IT").content.decode()
    assert "Annas text." in page
    assert "Någon annan har ändrat texten" in anna.get(PATH).content.decode()
    anna.post("/mal/D1/2024-D2/behall?enhet=IT")
    assert anna.get("/mal/D1/2024-D2/jamfor?enhet=IT").status_code == 302


def test_somebody_who_is_writing_is_named_to_others(site, sign_in):
    autosave(sign_in("anna"), "Vi", 0)
    assert "Anna Ek skriver här nu" in sign_in("fatima").get(PATH).content.decode()
    assert "skriver här nu" not in sign_in("anna").get(PATH).content.decode()


def test_somebody_who_stopped_writing_is_no_longer_named(site, sign_in, monkeypatch):
    autosave(sign_in("anna"), "Vi", 0)
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(minutes=3))
    assert "skriver här nu" not in sign_in("fatima").get(PATH).content.decode()


NOTICE = "/mal/D1/2024-D2/skriver?enhet=IT"


def test_the_notice_of_who_writes_is_brought_up_to_date_alone(
    site, sign_in, monkeypatch, django_assert_num_queries
):
    anna, fatima = sign_in("anna"), sign_in("fatima")
    page = fatima.get(PATH).content.decode()
    assert f'<writing-now data-href="{NOTICE}" aria-live="polite"></writing-now>' in page
    assert "reporting/presence" in page
    assert fatima.get(NOTICE).content.decode().strip() == ""
    autosave(anna, "Vi", 0)
    with django_assert_num_queries(7):
        answer = fatima.get(NOTICE)
    assert answer.content.decode().strip() == '<p class="notice">Anna Ek skriver här nu</p>'
    assert answer["Cache-Control"] == "no-store"
    assert "skriver" not in anna.get(NOTICE).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(minutes=3))
    assert fatima.get(NOTICE).content.decode().strip() == ""


def test_whoever_only_reads_is_told_when_the_page_is_loaded(site, sign_in):
    autosave(sign_in("anna"), "Vi", 0)
    page = sign_in("bo").get(PATH).content.decode()
    assert "<writing-now" not in page
    assert "Anna Ek skriver här nu" in page


def test_an_autosave_without_a_login_is_answered_so_that_the_page_keeps_the_text(site):
    answer = Client().post(SAVE, {"field": "markdown", "value": "Vi", "version": 0})
    assert answer.status_code == 401


@pytest.mark.parametrize("sent", [{"field": "state", "value": "godkänd"}, {"field": "answer", "value": "vadsomhelst"},
                                  {"field": "assessment", "value": "bra"}])  # fmt: skip
def test_an_autosave_of_what_is_no_field_is_refused(site, sign_in, sent):
    answer = sign_in("anna").post(SAVE, {**sent, "version": 0})
    assert answer.status_code == 422
    assert site.contribution("IT").state == State.DRAFT


# The login runs out


def test_the_login_runs_out_during_writing_and_the_text_comes_back(site, sign_in):
    site.people["anna"].set_password(PASSWORD)
    site.people["anna"].save()
    client = sign_in("anna")
    sent = form(client)
    client.logout()

    answer = client.post(PATH, {**sent, "markdown": "En halv timmes arbete."})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/logga-in?next=/mal/D1/2024-D2")
    assert site.contribution("IT").markdown == ""

    back = client.post(answer["Location"], {"login": "anna", "password": PASSWORD})
    page = client.get(back["Location"]).content.decode()
    assert "Din text är tillbaka" in page
    assert "En halv timmes arbete." in page

    client.post(PATH, {**form(client), "markdown": "En halv timmes arbete."})
    assert site.contribution("IT").markdown == "En halv timmes arbete."
    assert "Din text är tillbaka" not in client.get(PATH).content.decode()


def test_a_kept_text_is_not_given_to_somebody_else_who_signs_in(site, sign_in):
    client = sign_in("anna")
    sent = form(client)
    client.logout()
    client.post(PATH, {**sent, "markdown": "Annas hemliga tankar."})
    client.force_login(site.people["fatima"])
    assert "Annas hemliga tankar." not in client.get(PATH).content.decode()


def test_nobody_can_leave_a_text_for_somebody_else_without_having_had_the_page(site):
    client = Client()
    client.post(PATH, {"who": "anna", "version": "0", "markdown": "Inte Annas."})
    client.force_login(site.people["anna"])
    assert "Inte Annas." not in client.get(PATH).content.decode()


# Beside the text


def test_the_area_takes_over_its_units_texts(site, sign_in):
    anna = sign_in("anna")
    anna.post(PATH, {**form(anna), "markdown": "Servrarna är bytta."})
    client = sign_in("fatima")
    assert "Enheternas kommentarer (2, 0 klara)" in client.get("/mal/D1/2024-D2?enhet=OMR1").content.decode()
    client.post("/mal/D1/2024-D2/ta-over?enhet=OMR1", {"bidrag": [site.contribution("IT").pk], "version": 0})
    assert site.contribution("OMR1").markdown == "**IT-drift.** Servrarna är bytta.\n"
    assert "Ingår redan i din text" in client.get("/mal/D1/2024-D2?enhet=OMR1").content.decode()


def test_history_compares_any_two_versions_and_gives_one_back(site, sign_in):
    client = sign_in("anna")
    for text in ("Resultatet är 3,0 mnkr.", "Resultatet är 4,1 mnkr."):
        client.post(PATH, {**form(client), "markdown": text})
    page = client.get("/mal/D1/2024-D2/historik?enhet=IT&fran=1&till=2").content.decode()
    assert "3,0 → 4,1" in page
    assert "Tillagt:" in page and "Borttaget:" in page
    client.post("/mal/D1/2024-D2/aterstall?enhet=IT", {"nummer": 1, "version": 2})
    assert site.contribution("IT").markdown == "Resultatet är 3,0 mnkr."
    assert site.contribution("IT").versions.count() == 3


def test_last_periods_text_can_be_compared_with(sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "markdown": "Så sade vi."})
    page = client.get("/mal/D1/2024-D2/historik?enhet=IT&fran=forra&till=1").content.decode()
    assert "i våras" in page


def test_the_thread_asks_and_is_answered(site, sign_in):
    boss = sign_in("fatima")
    boss.post(
        "/mal/D1/2024-D2/kommentera?enhet=IT", {"text": "Nämn reavinsterna", "quote": "bytt", "to": "anna"}
    )
    remark = Remark.objects.get()
    client = sign_in("anna")
    assert "Frågor till dig (1)" in client.get("/uppgifter").content.decode()
    assert "Nämn reavinsterna" in client.get(PATH).content.decode()
    client.post(f"/mal/D1/2024-D2/lost?enhet=IT&kommentar={remark.pk}")
    remark.refresh_from_db()
    assert remark.resolved_by == site.people["anna"]
    assert "Tråd (0)" in client.get(PATH).content.decode()


def test_a_short_answer_is_shown_in_words_when_it_can_no_longer_be_changed(site, sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "answer": str(Answer.NOTHING), "markdown": "", "done": "1"})
    assert site.contribution("IT").state == State.SUBMITTED
    assert "Inget att rapportera." in client.get(PATH).content.decode()


def test_the_round_is_locked_so_the_page_says_so(site, sign_in):
    site.round.state = "låst"
    site.round.save()
    page = sign_in("anna").get(PATH).content.decode()
    assert "Rundan är låst" in page
    assert '<textarea class="ds-input full" name="markdown"' not in page


def test_a_reading_shows_the_text_alone(sign_in):
    client = sign_in("anna")
    client.post(PATH, {**form(client), "markdown": "Första.\n\nAndra."})
    page = client.get("/mal/D1/2024-D2/lasning?enhet=IT").content.decode()
    assert "<p>Första.</p>" in page and "<p>Andra.</p>" in page


def test_the_number_of_queries_is_the_same_however_many_units_and_versions(
    site, sign_in, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in("fatima")
    path = "/mal/D1/2024-D2?enhet=OMR1"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for unit in ("IT", "UTV"):
        one = site.contribution(unit)
        for number in range(4):
            actions.save(
                one.pk,
                actions.Writing(markdown=f"{unit} {number}"),
                version=number,
                by=site.by("fatima"),
                now=NOW,
            )
            actions.add_remark(site.contribution("OMR1").pk, f"Fråga {number}", by=site.by("bo"), now=NOW)
    with django_assert_num_queries(len(few)):
        client.get(path)
    assert len(few) <= 28
