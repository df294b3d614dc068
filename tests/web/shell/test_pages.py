"""The frame's own pages: who sees them, in which language, and what is kept when something goes wrong."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.backends.cache import SessionStore
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.web.shell.conftest import PASSWORD
from utfall.web.shell import refusals
from utfall.web.shell.accounts import urlpatterns as accounts

pytestmark = pytest.mark.django_db
OPEN = ["/hjalp", "/tillganglighet", "/personuppgifter", "/konto/logga-in", "/konto/losenord/glomt"]
HOSTLESS = RequestFactory()


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_ask_for_no_login_and_no_question_of_the_database(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/installningar", "/stil", "/konto/losenord", "/konto/engangskoder"])
def test_other_pages_lead_to_the_login_and_back(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/logga-in?next=")


@pytest.mark.parametrize(
    "path", [*OPEN, "/installningar", "/konto/losenord", "/konto/engangskoder", "/konto/bekrafta"]
)
def test_every_page_has_one_heading_and_speaks_both_languages(client, anna, path):
    if path not in OPEN:
        client.force_login(anna)
    swedish = _heading(client.get(path).content.decode())
    client.cookies["language"] = "en"
    page = client.get(path)
    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
    assert _heading(page.content.decode()) != swedish


def test_numbers_of_things_have_their_english_plural():
    from django.utils import translation

    with translation.override("en"):
        assert (
            translation.ngettext("%(num)s kod är kvar", "%(num)s koder är kvar", 1) == "%(num)s code is left"
        )
        assert (
            translation.ngettext("%(num)s kod är kvar", "%(num)s koder är kvar", 2)
            == "%(num)s codes are left"
        )


@pytest.mark.parametrize("path", [*OPEN, "/stil"])
def test_no_page_has_inline_script_or_style(client, operator, path):
    if path not in OPEN:
        client.force_login(operator)
    answer = client.get(path)
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_the_page_of_components_is_for_whoever_runs_the_site(client, anna, operator):
    client.force_login(anna)
    refused = client.get("/stil")
    assert refused.status_code == 403
    assert "Be den som är controller" in refused.content.decode()
    client.force_login(operator)
    assert client.get("/stil").status_code == 200


def test_a_form_that_fails_says_so_first_and_at_the_field(client, operator):
    client.force_login(operator)
    answer = client.post("/stil", {"outcome": "sju"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_outcome"' in page
    assert re.search(r'id="id_outcome"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="id_outcome"', page)
    assert 'aria-describedby="id_outcome-hint id_outcome-error"' in page
    assert 'value="sju"' in page
    assert client.post("/stil", {"outcome": "68,3", "kind": "Uppnås"}).status_code == 200


def test_language_and_appearance_are_kept_on_the_device(client, anna):
    answer = client.post("/sprak", {"language": "en", "back": "/hjalp?a=1"})
    assert answer["Location"] == "/hjalp?a=1"
    assert _heading(client.get("/hjalp").content.decode()) == "Help"
    client.force_login(anna)
    assert client.post("/installningar", {"appearance": "dark"}).status_code == 302
    page = client.get("/installningar").content.decode()
    assert 'data-color-scheme="dark"' in page
    assert "The appearance is saved" in page


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_the_way_back_stays_on_the_site(client, back):
    assert client.post("/sprak", {"language": "en", "back": back})["Location"] == "/"


def test_an_unknown_language_is_swedish_and_an_unknown_appearance_changes_nothing(client, anna):
    assert client.post("/sprak", {"language": "xx"}).cookies["language"].value == "sv"
    client.force_login(anna)
    assert client.post("/installningar", {"appearance": "pink"}).status_code == 200


def test_login_lasts_longer_when_asked_to(client, anna):
    client.force_login(anna)
    answer = client.post("/fortsatt")
    assert answer.status_code == 204
    assert int(answer["X-Seconds-Left"]) == 8 * 60 * 60
    assert answer.cookies["sessionid"].value


def test_a_page_that_is_not_there_is_answered_in_the_frame(client, anna):
    client.force_login(anna)
    answer = client.get("/finns-inte")
    assert answer.status_code == 404
    assert _heading(answer.content.decode()) == "Sidan finns inte"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda r: refusals.bad_request(r, ValueError()), 400),
        (lambda r: refusals.forbidden(r, PermissionError("Be Bo om åtkomst.")), 403),
        (refusals.failed, 500),
    ],
)
def test_refusals_stand_in_the_frame_also_where_nobody_is_known(answer, status):
    request = HOSTLESS.get("/")
    request.session = SessionStore()
    response = answer(request)
    assert response.status_code == status
    assert "<h1" in response.content.decode()
    assert ("Be Bo om åtkomst." in response.content.decode()) == (status == 403)


def test_an_old_form_keeps_what_was_typed_but_no_secret(anna):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(anna)
    answer = careful.post(
        "/stil", {"comment": "Lång text <b>", "password": "hemligt", "csrfmiddlewaretoken": "gammal"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Lång text &lt;b&gt;" in page
    assert "hemligt" not in page
    assert "gammal" not in page


def test_a_form_sent_after_the_login_ran_out_is_kept_until_it_can_be_sent_again(client, anna):
    answer = client.post("/atgarder/ny", {"name": "Ny bil <b>", "password": "hemligt"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Du har loggats ut" in page
    assert "/konto/logga-in" in page
    assert 'action="/atgarder/ny"' in page
    assert "Ny bil &lt;b&gt;" in page
    assert "hemligt" not in page
    assert client.post("/atgarder/ny")["Location"].startswith("/konto/logga-in?next=")


def test_sign_in_and_out_with_password(client, anna):
    wrong = client.post("/konto/logga-in", {"login": "anna", "password": "fel"})
    assert wrong.status_code == 200
    assert "data-error-summary" in wrong.content.decode()
    right = client.post("/konto/logga-in?next=/installningar", {"login": "anna", "password": PASSWORD})
    assert right["Location"] in ("/", "/installningar")
    assert client.get("/installningar").status_code == 200
    assert client.post("/konto/logga-ut").status_code == 302
    assert client.get("/installningar").status_code == 302


def test_nobody_makes_an_account_by_herself(client):
    page = client.get("/konto/nytt-konto").content.decode()
    assert _heading(page) == "Konton läggs upp av administratören"
    assert "password1" not in page


def test_a_forgotten_password_is_chosen_anew_through_the_mail(client, anna, mailoutbox):
    answer = client.post("/konto/losenord/glomt", {"email": "anna@example.se"}, follow=True)
    assert _heading(answer.content.decode()) == "Titta i din e-post"
    link = _found(r"/konto/losenord/nytt/\S+", mailoutbox[0].body)
    form = client.get(link, follow=True)
    new = "sju-nya-grävlingar-9"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert _heading(done.content.decode()) == "Lösenordet är bytt"
    assert client.post("/konto/logga-in", {"login": "anna", "password": new}).status_code == 302


def test_one_time_codes_are_turned_on_asked_for_and_replaced_by_a_recovery_code(client, anna):
    client.post("/konto/logga-in", {"login": "anna", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = _found(r"<strong>([A-Z2-7]{16,})</strong>", page)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    codes = re.findall(
        r"<li>([\w ]{6,20})</li>", client.get(reverse("mfa_view_recovery_codes")).content.decode()
    )
    assert len(codes) == 10
    client.post("/konto/logga-ut")
    asked = client.post("/konto/logga-in", {"login": "anna", "password": PASSWORD}, follow=True)
    assert _heading(asked.content.decode()) == "Skriv engångskoden"
    assert client.get("/installningar").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get("/installningar").status_code == 200


@pytest.mark.parametrize("route", [route.name for route in accounts])
def test_every_page_of_the_account_is_ours(client, anna, route):
    parameters = {"uidb36": "1", "key": "abc-def"} if route == "account_reset_password_from_key" else {}
    for signed_in in (False, True):
        if signed_in:
            client.force_login(anna)
        answer = client.get(reverse(route, kwargs=parameters))
        if answer.status_code == 200:
            assert 'class="top"' in answer.content.decode()
        else:
            assert answer.status_code in (302, 404)


def _heading(page: str) -> str:
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found
    return found.group(found.lastindex or 0)


def test_the_fields_of_the_login_are_named_by_labels_that_stay(client):
    page = client.get("/konto/logga-in").content.decode()
    assert "Användarnamn eller e-postadress</label>" in page
    assert "placeholder" not in page
    assert page.count("/konto/losenord/glomt") == 1
