"""The example's round in the browser: locked, fetched in every form, read by members and auditors."""

import datetime as dt
import html
import io
import json
import re
import zipfile

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.records.conftest import d2, data, example, example_site, sen  # noqa: F401  fixtures of the example
from utfall.domain.access import Role
from utfall.domain.figure import Address
from utfall.domain.reporting import Answer, RoundState, State
from utfall.domain.swedish import number
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person, Round
from utfall.records.reporting.models import Contribution, Edition, Task, Version
from utfall.records.review.models import Explanation
from utfall.report.reviewed import review_report
from utfall.web.reporting import facts

NOW = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def client_of(sen: Authority, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A browser where somebody with the role has signed in."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def signed_in(role, authority="SEN", unit=""):
        person, _made = Person.objects.get_or_create(username=f"{role.value}-{authority}-{unit}")
        Grant.objects.get_or_create(
            person=person, authority=Authority.objects.get(code=authority), role=role,
            unit=OrgUnit.objects.get(code=unit or authority), starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def opened(d2: Round, client_of) -> Round:  # noqa: F811
    """The round, opened on its page."""
    answer = client_of(Role.CONTROLLER).post("/runda/2024-D2/oppna", {"m-on": "2024-10-10"})
    assert answer.status_code == 302
    return d2


@pytest.fixture
def locked(opened: Round, client_of) -> Edition:
    """The round, locked on its page; what the review says of the example as it stands is answered for."""
    client = client_of(Role.CONTROLLER)
    answer = client.post("/runda/2024-D2/las")
    if answer.status_code == 409:
        _answer(opened)
        answer = client.post("/runda/2024-D2/las")
    assert answer.status_code == 302
    return Edition.objects.get(round=opened)


def _answer(round: Round) -> None:
    """Somebody has answered for everything that the review says about the example as it stands."""
    known = facts.all_of(round, now=NOW)
    assert known.snapshot is not None and known.template is not None
    made = review_report(known.template, known.snapshot, found=known.findings)
    by = Person.objects.get(username__startswith=Role.CONTROLLER.value)
    for key in made.keys:
        Explanation.objects.create(
            authority=round.authority, round=round, key=key, code="prose.sum", sentence="", text="Stämmer.", by=by,
            at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF"), ("txt", b""), ("json", b"{")],
)
def test_the_draft_is_fetched_in_every_form(opened, client_of, form, begins):
    answer = client_of(Role.CONTROLLER).get(f"/runda/2024-D2/rapport.{form}")
    assert answer.status_code == 200
    assert answer.content.lower().startswith(begins.lower())
    assert f"sen-2024-d2-utkast.{form}" in answer["Content-Disposition"]


def test_a_text_written_on_the_page_is_in_the_report(opened, client_of):
    client = client_of(Role.AREA_MANAGER, unit="OMR4")
    answer = client.post(
        "/mal/D10/2024-D2?enhet=OMR4",
        {"markdown": "Köken räcker till fler barn.", "version": 0, "answer": "text"},
    )
    assert answer.status_code == 302
    report = client_of(Role.CONTROLLER).get("/runda/2024-D2/rapport.txt").content.decode()
    assert "Köken räcker till fler barn." in " ".join(report.split())


def test_figures_in_a_text_read_as_they_are_printed_and_are_kept_when_it_is_done(opened, client_of):
    client = client_of(Role.AREA_MANAGER, unit="OMR4")
    sent = {
        "markdown": "Resultatet är {{resultat.inkl:~:~:utfall;mnkr1}}.",
        "version": 0,
        "answer": "text",
        "done": "1",
    }
    client.post("/mal/D10/2024-D2?enhet=OMR4", sent)
    task = Task.objects.get(round=opened, unit__code="OMR4", object="D10")
    kept = task.contribution.versions.get(deed="klarmarkera").printed
    page = client.get("/mal/D10/2024-D2/lasning?enhet=OMR4").content.decode()
    assert list(kept) == ["resultat.inkl:~:~:utfall;mnkr1"]
    assert f"Resultatet är {kept['resultat.inkl:~:~:utfall;mnkr1']}." in page


def test_a_locked_report_is_fetched_from_what_was_frozen(locked, client_of):
    client = client_of(Role.CONTROLLER)
    stored = client.get("/runda/2024-D2/utgava/1.json")
    assert stored.content.decode() == locked.document
    assert json.loads(stored.content)["title"].startswith("Servicenämndens delårsrapport")
    word = client.get("/runda/2024-D2/utgava/1.docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert b"<h1" in client.get("/runda/2024-D2/utgava/1.html").content


def test_members_read_it_from_the_summons_on_and_auditors_when_it_is_handed_over(locked, client_of):
    member, auditor = client_of(Role.MEMBER), client_of(Role.AUDITOR, "REV")
    path = "/runda/2024-D2/utgava/1.html"
    assert member.get(path).status_code == 403
    assert auditor.get(f"{path}?namnd=SEN").status_code == 403

    secretary = client_of(Role.SECRETARY)
    secretary.post("/runda/2024-D2/kallelse", {"s-on": "2024-09-10"})
    assert member.get(path).status_code == 200
    assert auditor.get(f"{path}?namnd=SEN").status_code == 403

    secretary.post("/runda/2024-D2/overlamna", {"recipient": "REV", "extent": "whole"})
    assert auditor.get(f"{path}?namnd=SEN").status_code == 200
    assert "Utgåva 1" in auditor.get("/runda/2024-D2?namnd=SEN").content.decode()


def test_the_decision_is_registered_and_shown(locked, client_of):
    secretary = client_of(Role.SECRETARY)
    assert "Registrera nämndens beslut" in secretary.get("/runda/2024-D2").content.decode()
    empty = secretary.post("/runda/2024-D2/beslut", {"outcome": "besluta", "decision": ""})
    assert empty.status_code == 302
    assert Round.objects.get(pk=locked.round_id).state == RoundState.LOCKED
    sent = {"outcome": "besluta med ändringar", "decision": "2024-09-26 § 84", "changes": "Punkt 2 utgår."}
    secretary.post("/runda/2024-D2/beslut", sent)
    page = secretary.get("/runda/2024-D2").content.decode()
    assert "Utgåva 2" in page and "Punkt 2 utgår." in page and "2024-09-26 § 84" in page


def test_a_locked_round_is_unlocked_with_its_reason(locked, client_of):
    client_of(Role.CONTROLLER).post("/runda/2024-D2/las-upp", {"reason": "En siffra saknas."})
    assert Round.objects.get(pk=locked.round_id).state == RoundState.OPEN


def test_changed_figures_go_to_the_controller_first(opened, client_of):
    task = Task.objects.get(round=opened, unit__code="OMR4", object="D10")
    author = client_of(Role.AREA_MANAGER, unit="OMR4")
    sent = {
        "markdown": "Resultatet är {{resultat.inkl:~:~:utfall;mnkr1}}.",
        "version": 0,
        "answer": "text",
        "done": "1",
    }
    author.post("/mal/D10/2024-D2?enhet=OMR4", sent)
    version = Task.objects.get(pk=task.pk).contribution.version
    client_of(Role.ADMINISTRATION_HEAD).post("/mal/D10/2024-D2/godkann?enhet=OMR4", {"version": version})
    approved = task.contribution.versions.get(deed="godkänn")
    approved.printed = dict.fromkeys(approved.printed, "99,9 mnkr")
    approved.save()

    controller = client_of(Role.CONTROLLER)
    assert "Siffror i texten har ändrats" in controller.get("/runda/2024-D2/siffror").content.decode()
    controller.post("/runda/2024-D2/siffror", {"bidrag": task.contribution_id, "deed": "lapse"})
    task.contribution.refresh_from_db()
    assert task.contribution.state == "klarmarkerad"


def test_money_that_is_off_its_budget_is_told_with_whoever_is_to_say_why(opened: Round, client_of):
    client = client_of(Role.CONTROLLER)
    page = client.get("/lage/2024-D2/avvikelser").content.decode()
    money = page[page.index("Resultat mot budget") :]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", money))
    known = facts.figures_of(opened)
    assert known is not None
    for code in ("OMR1", "OMR4"):
        values = {
            name: known.figures[Address.parse(f"{measure}:{code}:2024-01..2024-08:{scenario}")].value
            for name, measure, scenario in (
                ("variance", "resultat.inkl", "avvikelse"), ("costs", "kostnader.summa", "budget"),
            )
        }  # fmt: skip
        over = abs(values["variance"]) * 100 > abs(values["costs"])
        printed = number(values["variance"] / 1_000_000, 1)
        assert (f" {printed} " in plain) is over, (code, printed)
    assert "större än 1 % av de budgeterade kostnaderna" in plain
    sheet = client.get("/lage/2024-D2/avvikelser?hamta=excel")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(2).to_python()
    assert all(isinstance(row[2], float) for row in rows[5:])
    assert len(rows) == 5 + money.count('<th scope="row">')


# Money and figures beside and in the texts


def words(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_ledgers_money_stands_beside_a_goal_of_money(opened, client_of):
    page = words(client_of(Role.CONTROLLER).get("/mal/D10/2024-D2?enhet=SEN"))
    assert re.search(r"Utfall 11,0\s*mnkr Budget 13,8\s*mnkr Avvikelse −2,8\s*mnkr", page)
    assert "resultat inkl. över-/underskott" in page
    # An area sees its own; a goal that is not measured by money has none.
    area = words(client_of(Role.CONTROLLER).get("/mal/D10/2024-D2?enhet=OMR4"))
    assert "Avvikelse" in area and "11,0" not in area.partition("Underlag")[2][:400]
    assert "Budget 13,8" not in words(client_of(Role.CONTROLLER).get("/mal/D1/2024-D2?enhet=SEN"))


def test_a_variance_over_the_limit_wants_words_and_one_under_it_does_not(opened, client_of):
    client, path = client_of(Role.CONTROLLER), "/mal/D10/2024-D2?enhet=SEN"
    one = Contribution.objects.get(round=opened, object="D10", unit__code="SEN", kind="comment")
    Contribution.objects.filter(pk=one.pk).update(
        markdown="", answer=Answer.NOTHING, assessment="uppnås", version=1, state=State.DRAFT
    )
    sent = {
        "answer": "inget att rapportera",
        "assessment": "uppnås",
        "markdown": "",
        "version": "1",
        "done": "1",
    }
    # −2,8 of 548,8 mnkr in budgeted costs is a little more than half a per cent.
    client.post("/rundor/avvikelsegrans", {"percent": "0,5"})
    refused = client.post(path, sent)
    assert refused.status_code == 422
    assert "Skriv en kommentar. Avvikelsen är större än 0,5 procent." in words(refused)
    assert "avvikelse −2,8 mnkr mot budget, kommentar saknas" in words(client.get("/uppgifter")).replace(
        "\u00a0", " "
    )
    client.post("/rundor/avvikelsegrans", {"percent": ""})
    assert "Avvikelsen är större än" not in words(client.get(path))
    assert client.post(path, sent).status_code == 302
    assert Contribution.objects.get(pk=one.pk).state == State.SUBMITTED


LIVE = "Nämnden har {{resultat.inkl:~:~:utfall;mnkr1+}} till och med {{manad:~}}."
READ = "Nämnden har +11,0\u00a0mnkr till och med augusti."


def test_nobody_reads_a_reference_where_a_text_is_read(opened, client_of):
    """Read-only text, last period's, the units', history, differences, approval and conflict: figures in words."""
    area = Contribution.objects.get(round=opened, object="D3", task__unit__code="SEN", kind="comment")
    below = Contribution.objects.get(round=opened, object="D3", task__unit__code="OMR4", kind="comment")
    own = "Område 4"
    Contribution.objects.filter(pk=area.pk).update(markdown=LIVE, state=State.SUBMITTED, version=1)
    Contribution.objects.filter(pk=below.pk).update(
        markdown=f"**{own}.** {LIVE.replace(':~:', ':SEN:', 1)}", version=1
    )
    for version, text in enumerate(("Först.", LIVE), start=1):
        Version.objects.create(
            contribution=area, number=version, deed="spara", answer="text", markdown=text, state="utkast", at=NOW
        )  # fmt: skip
    Contribution.objects.update_or_create(
        authority=opened.authority, round=opened.previous, object="D3", kind="comment", unit=area.unit,
        defaults={"markdown": "Då var det {{resultat.inkl:SEN:~:utfall;mnkr1+}} i {{manad:~}}.", "state": "låst"},
    )  # fmt: skip
    client = client_of(Role.CONTROLLER)
    base = "/mal/D3/2024-D2"
    pages = {
        "read only": client.get(f"{base}?enhet=SEN"),
        "judged": client_of(Role.ADMINISTRATION_HEAD).get(f"{base}?enhet=SEN"),
        "reading": client.get(f"{base}/lasning?enhet=SEN"),
        "history": client.get(f"{base}/historik?enhet=SEN"),
        "since last time": client.get(f"{base}/historik?enhet=SEN&fran=forra&till=2"),
        "approval": client_of(Role.ADMINISTRATION_HEAD).get("/godkann/2024-D2"),
    }
    for name, answer in pages.items():
        page = words(answer)
        # The one who judges may also change the text, which she then sees as it is written.
        assert ("{{" in page) == (name == "judged"), name
        assert "augusti" in page and "11,0" in page, name
    shown = words(pages["read only"])
    assert READ in html.unescape(re.sub(r"<[^>]+>", " ", pages["read only"].content.decode()))
    assert f"{own}. {READ}".replace("\u00a0", " ") in shown.replace("\u00a0", " ")
    assert "april." in shown, "last period's text prints its own round's month"


def test_a_closed_round_offers_its_edition_and_no_draft_of_today(locked, client_of):
    page = words(client_of(Role.CONTROLLER).get("/runda/2024-D2"))
    assert "Utgåva 1" in page
    assert "Rapporten som den är nu" not in page and "Släpp nya siffror" not in page
