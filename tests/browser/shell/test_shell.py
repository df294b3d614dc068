"""The frame in a real browser: accessible, without scroll sideways, and nothing typed is lost."""

import datetime as dt
import json

import pytest
from playwright.sync_api import expect

from utfall.domain.access import Role
from utfall.records.organisation.models import Grant, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = ["/konto/logga-in", "/hjalp", "/tillganglighet", "/konto/losenord/glomt"]
SIGNED_IN = ["/stil", "/installningar", "/konto/engangskoder", "/finns-inte"]


@pytest.fixture
def operator(transactional_db) -> Person:
    """Whoever runs the site."""
    person = Person.objects.create_user("drift", "drift@example.se", "fyra-kloka-rävar-7", first_name="Doris")
    Grant.objects.create(person=person, role=Role.SYSTEM_ADMINISTRATOR, starts_on=dt.date(2020, 1, 1))
    return person


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    visit, operator, troubles, axe_violations, scrolls_sideways
):
    for person, paths in ((None, OPEN), (operator, SIGNED_IN)):
        page = visit(person).new_page()
        wrong = [
            one
            for place, path in enumerate(paths)
            for one in troubles(page, path, place, status=404 if path == "/finns-inte" else 200)
        ]
        assert wrong == []
    page.goto("/stil")
    page.click("main form[data-hx-post] button[data-key=save]")
    page.wait_for_selector("[data-error-summary]")
    assert axe_violations(page) == []
    assert scrolls_sideways(page) <= 0


def test_focus_goes_to_the_errors_after_the_first_and_the_second_failed_submit(visit, operator):
    page = visit(operator).new_page()
    page.goto("/stil")
    page.fill("#id_comment", "Text som ska finnas kvar")
    for outcome in ("sju", "åtta"):
        page.fill("#id_outcome", outcome)
        with page.expect_response(lambda answer: answer.status == 422):
            page.press("#id_outcome", "Control+s")
        page.wait_for_selector("[data-error-summary]:focus")
        assert outcome in page.inner_text("[data-error-summary]")
        assert page.title().startswith("Fel:")
        assert page.input_value("#id_comment") == "Text som ska finnas kvar"
    page.click("[data-error-summary] a[href='#id_outcome']")
    assert page.evaluate("document.activeElement.id") == "id_outcome"


def test_the_same_form_works_without_javascript(visit, operator):
    page = visit(operator, java_script_enabled=False).new_page()
    page.goto("/stil")
    page.fill("#id_outcome", "sju")
    page.click("main form[data-hx-post] button[data-key=save]")
    assert "är inte ett tal" in page.inner_text("[data-error-summary]")
    assert page.input_value("#id_outcome") == "sju"


def test_a_focused_field_is_never_under_the_save_bar(visit, operator):
    page = visit(operator, viewport={"width": 1280, "height": 700}).new_page()
    page.goto("/stil")
    page.focus("#id_outcome")
    covered = []
    for _step in range(14):
        hidden = page.evaluate(
            """() => {
              const field = document.activeElement, bar = document.querySelector('.save-bar');
              if (bar.contains(field)) return '';
              const a = field.getBoundingClientRect(), b = bar.getBoundingClientRect();
              return b.top < innerHeight && a.top < b.bottom && b.top - a.top < Math.min(a.height, 48) ? field.outerHTML : '';
            }"""
        )
        covered += [hidden] if hidden else []
        page.keyboard.press("Tab")
    assert covered == []


def test_a_menu_closes_with_escape_and_gives_focus_back(visit, operator):
    page = visit(operator).new_page()
    page.goto("/hjalp")
    page.click(".tools details.menu:not(.narrow) > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.menu > summary')")
    assert not page.is_visible("text=Logga ut")


def test_the_session_warning_renews_without_touching_the_text(visit, operator):
    page = visit(operator).new_page()
    page.clock.install()
    page.goto("/stil")
    page.fill("#id_comment", "Halvfärdig mening")
    page.clock.fast_forward((8 * 60 - 5) * 60 * 1000 + 2000)
    page.wait_for_selector("session-warning:not([hidden])")
    with page.expect_response("**/fortsatt") as renewed:
        page.click("session-warning button")
    assert renewed.value.status == 204
    page.wait_for_selector("session-warning", state="hidden")
    assert page.input_value("#id_comment") == "Halvfärdig mening"


AUTOSAVE = """() => {
  const form = document.querySelector('main form[data-hx-post]');
  const place = document.createElement('auto-save');
  Object.assign(place.dataset, {action: '/spara', version: '7', key: 'mal-181', conflict: '/jamfor', saving: 'Sparar …',
    saved: 'Sparat {time}', failed: 'Inte sparat.', offline: 'Offline.', kept: 'Finns kvar.', restore: 'Hämta texten',
    changed: 'Någon annan har ändrat texten.', login: 'Utloggad.'});
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const field = document.querySelector('#id_comment').closest('.field');
  field.before(place);
  place.append(field, status);
  form.querySelector('[data-told]').textContent = '';
  return import('/static/shell/autosave.js');
}"""


@pytest.fixture
def writing(visit, operator):
    """A page with a field that saves itself, and what its other end answers."""
    page = visit(operator).new_page()
    heard: list[str] = []
    answers: list[int | None] = []

    def other_end(route):
        status = answers.pop(0) if answers else 200
        heard.append(route.request.post_data or "")
        if status is None:
            route.abort()
        else:
            body = json.dumps({"version": 7 + len(heard), "time": "10.42"})
            route.fulfill(status=status, content_type="application/json", body=body)

    page.route("**/spara", other_end)
    page.goto("/stil")
    page.evaluate(AUTOSAVE)
    return page, heard, answers


def test_text_is_saved_after_a_pause_and_the_copy_goes_when_confirmed(writing):
    page, heard, _answers = writing
    page.fill("#id_comment", "Nytt")
    assert page.evaluate("localStorage['utfall:mal-181:comment']") == "Nytt"
    page.wait_for_selector("[data-told]:has-text('Sparat 10.42')")
    assert len(heard) == 1
    assert 'name="version"\r\n\r\n7' in heard[0]
    assert page.evaluate("localStorage['utfall:mal-181:comment']") is None
    assert page.inner_text("auto-save [role=status]") == "Sparat 10.42"


def test_the_next_save_carries_the_new_version_and_says_nothing_aloud(writing):
    page, heard, _answers = writing
    page.fill("#id_comment", "Ett")
    page.wait_for_selector("[data-told]:has-text('Sparat')")
    page.evaluate("document.querySelector('auto-save [role=status]').textContent = ''")
    page.fill("#id_comment", "Två")
    with page.expect_response("**/spara"):
        page.locator("#id_comment").blur()
    expect(page.locator("[data-told]")).to_have_text("Sparat 10.42")
    assert page.evaluate("localStorage['utfall:mal-181:comment']") is None
    assert 'name="version"\r\n\r\n8' in heard[1]
    assert page.inner_text("auto-save [role=status]") == ""


def test_when_the_network_drops_the_text_is_kept_and_offered_again(writing):
    page, _heard, answers = writing
    answers.append(None)
    page.fill("#id_comment", "Viktig text")
    page.locator("#id_comment").blur()
    page.wait_for_selector("[data-told]:has-text('Inte sparat')")
    assert page.inner_text("auto-save [role=status]") == "Inte sparat."
    page.goto("/stil")
    page.evaluate(AUTOSAVE)
    assert page.input_value("#id_comment") == ""
    page.click("text=Hämta texten")
    assert page.input_value("#id_comment") == "Viktig text"
    page.wait_for_selector("[data-told]:has-text('Sparat')")


def test_a_stale_version_leads_to_the_page_where_both_texts_stand(writing):
    page, _heard, answers = writing
    answers.append(409)
    page.fill("#id_comment", "Min text")
    page.locator("#id_comment").blur()
    page.wait_for_selector("[data-told] a[href='/jamfor']")
    assert page.evaluate("localStorage['utfall:mal-181:comment']") == "Min text"


PLAIN = """() => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/skickat';
  form.innerHTML = '<input type="hidden" name="csrfmiddlewaretoken" value="x"><input type="hidden" name="version" value="7">'
    + '<auto-save><textarea id="text" name="markdown"></textarea><p role="status"></p></auto-save>'
    + '<span data-told></span><button name="done" value="1">Klarmarkera</button>';
  Object.assign(form.querySelector('auto-save').dataset, {action: '/spara', version: '7', key: 'prov', conflict: '/jamfor',
    saving: 'Sparar …', saved: 'Sparat {time}', failed: 'Inte sparat.', offline: '', kept: '', restore: '', changed: '',
    login: ''});
  document.querySelector('main').prepend(form);
  return import('/static/shell/autosave.js');
}"""


@pytest.fixture
def pressing(visit, operator):
    """A form that saves itself; its saves are held until they are let go, and what the form sends is kept."""
    page = visit(operator).new_page()
    held, sent = [], []

    def hold(route):
        held.append(route)

    def form_sent(route):
        sent.append(route.request.post_data)
        route.fulfill(status=200, content_type="text/html", body="<title>Skickat</title><h1>Skickat</h1>")

    page.route("**/spara", hold)
    page.route("**/skickat", form_sent)
    page.goto("/stil")
    page.evaluate(PLAIN)
    return page, held, sent


def test_a_button_waits_for_the_save_that_is_under_way_and_sends_its_version(pressing):
    page, held, sent = pressing
    page.fill("#text", "Halv")
    with page.expect_request("**/spara"):
        page.locator("#text").blur()
    page.fill("#text", "Halv och hel")
    page.click("text=Klarmarkera")
    page.click("text=Klarmarkera")
    page.wait_for_timeout(300)
    assert sent == []
    held[0].fulfill(status=200, content_type="application/json", body='{"version": 8, "time": "10.42"}')
    page.wait_for_selector("h1:has-text('Skickat')")
    assert len(sent) == len(held) == 1
    assert "version=8" in sent[0] and "markdown=Halv+och+hel" in sent[0] and "done=1" in sent[0]


def test_a_button_pressed_from_the_text_sends_no_save_beside_the_form(pressing):
    page, held, sent = pressing
    page.fill("#text", "Allt på en gång")
    page.click("text=Klarmarkera")
    page.wait_for_selector("h1:has-text('Skickat')")
    assert held == [] and len(sent) == 1


def test_a_save_that_never_answers_does_not_hold_the_form_for_ever(pressing):
    page, held, sent = pressing
    page.fill("#text", "Ett")
    with page.expect_request("**/spara"):
        page.locator("#text").blur()
    page.click("text=Klarmarkera")
    page.wait_for_selector("h1:has-text('Skickat')")
    assert len(held) == len(sent) == 1


def test_kept_texts_are_cleared_when_somebody_signs_out(writing):
    page, _heard, answers = writing
    answers.append(409)
    page.fill("#id_comment", "Min text")
    page.locator("#id_comment").blur()
    page.wait_for_selector("[data-told] a[href='/jamfor']")
    page.click(".tools details.menu:not(.narrow) > summary")
    page.click("text=Logga ut")
    page.wait_for_url("**/konto/logga-in**")
    assert page.evaluate("Object.keys(localStorage)") == []


GRID = """() => {
  const cell = n => `<td><input aria-label="${n}" name="${n}"></td>`;
  document.querySelector('#main .inside').insertAdjacentHTML('beforeend', `<entry-grid><table>
    <tr>${cell('a1')}${cell('a2')}</tr><tr>${cell('b1')}${cell('b2')}</tr></table></entry-grid>`);
  return import('/static/shell/grid.js');
}"""


def test_a_grid_moves_with_enter_and_takes_a_range_from_excel(visit, operator):
    page = visit(operator).new_page()
    page.goto("/hjalp")
    page.evaluate(GRID)
    page.focus("[name=a2]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "b2"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "a2"
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text', '1\\t−2,5\\r\\n3\\t4\\r\\n');
          document.querySelector('[name=a1]').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert [page.input_value(f"[name={name}]") for name in ("a1", "a2", "b1", "b2")] == [
        "1",
        "−2,5",
        "3",
        "4",
    ]
