"""Files of the finance system sent in, looked at, stored on somebody's word, thrown away and undone."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml.html import HtmlElement, document_fromstring
from xlsxwriter import Workbook

from tests.integrations.folder.small import folder
from tests.records.conftest import LOADED_AT, data  # noqa: F401  a data folder of the test's own
from utfall.domain.access import Role
from utfall.domain.scenario import Scenario
from utfall.records.audit.models import Event
from utfall.records.finance import uploaded
from utfall.records.finance.ledger import store
from utfall.records.finance.models import LedgerUpload, SavedMapping
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Person

NOW = dt.datetime(2024, 9, 20, 8, 0, tzinfo=dt.UTC)
HEADER = ("Kst", "Kontonr", "Verksamhet", "Bokföringsdatum", "Vernr", "Belopp", "Text")
FINDINGS, FACTS = "//ul[@class='findings']/li", "//dl[@class='facts']/dd"
GOOD: list[tuple[object, ...]] = [
    ("3100", "5010", "920", f"2024-09-{day:02}", f"V{day}", 100 + day, "Lön") for day in range(1, 21)
]


@pytest.fixture
def sen(db: None, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:  # noqa: F811
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    source = tmp_path / "in"
    source.mkdir()
    assert isinstance(load(folder(source), by="test", at=LOADED_AT), Loaded)
    return Authority.objects.get(code="SEN")


def signed_in(role: Role, authority: Authority) -> Client:
    person, _made = Person.objects.get_or_create(username=f"{role.value}-{authority.code}")
    Grant.objects.get_or_create(
        person=person, authority=authority, role=role, unit=OrgUnit.objects.get(code=authority.code),
        starts_on=dt.date(2024, 1, 1),
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def bo(sen: Authority) -> Client:
    return signed_in(Role.CONTROLLER, sen)


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    kept = io.BytesIO()
    with Workbook(kept, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate((HEADER, *rows)):
            sheet.write_row(number, 0, row)
    return kept.getvalue()


def send(client: Client, name: str, content: bytes, **said: str):
    file = SimpleUploadedFile(name, content)
    return client.post("/ekonomi/import", {"file": file, "scenario": "utfall", **said})


def seen(client: Client, href: str) -> HtmlElement:
    """The page as a browser has it."""
    answer = client.get(href)
    assert answer.status_code == 200
    return document_fromstring(answer.content.decode())


def words(page: HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def chosen(client: Client, href: str, **changed: str):
    """The proposed mapping, confirmed as it stands but for what is changed."""
    (form,) = [one for one in seen(client, href).forms if one.action == href]
    said = {name: value or "" for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}
    return client.post(href, {**said, **changed})


def test_three_bad_rows_are_named_and_the_rest_waits_for_the_users_word(bo: Client) -> None:
    before = store().batches()
    bad: list[tuple[object, ...]] = [
        ("3100", "5010", "920", "2024-09-31", "V31", 50, "Ingen dag"),
        ("3100", "5010", "920", "2024-09-21", "V32", "ett tusen", "Inget belopp"),
        ("3100", "", "920", "2024-09-22", "V33", 50, "Inget konto"),
    ]
    href = send(bo, "september.xlsx", workbook([*GOOD[:10], *bad, *GOOD[10:]])).url
    chosen(bo, href)
    page = seen(bo, href)

    named = words(page, FINDINGS)
    assert [one.split(": ")[:2] for one in named[:3]] == [
        ["Fel", "september.xlsx, cell D12"],
        ["Fel", "september.xlsx, cell F13"],
        ["Fel", "september.xlsx, rad 14"],
    ]
    assert "ett tusen" in named[1]
    assert "Läs in 20 rader" in words(page, "//button")
    assert store().batches() == before

    refused = bo.post(f"{href}/las-in", follow=True)
    assert "rader som inte går att läsa" in refused.content.decode()
    assert store().batches() == before

    bo.post(f"{href}/las-in", {"leaving_out": "yes"})
    (new,) = [one for one in store().batches() if one not in before]
    assert (new.totals.rows, new.totals.debit) == (20, sum(int(str(row[5])) for row in GOOD) * 100)
    assert new.recipe.endswith("utan oläsliga rader")
    upload = LedgerUpload.objects.get()
    assert (upload.state, upload.batches) == ("inläst", [new.id])
    assert uploaded.path(upload.pk) is None
    assert Event.objects.get(deed="ledger.confirm").details["left_out"] == 3


def test_an_import_is_undone_and_what_it_replaced_is_in_force_again(bo: Client, sen: Authority) -> None:
    outcome = [one for one in store().batches(scenario=Scenario.OUTCOME) if one.slot.part.startswith("SEN")]
    (old,) = [one for one in outcome if one.slot.year == 2024]
    href = send(bo, "rattad.xlsx", workbook(GOOD), replaces=f"utfall/{old.slot.part}").url
    chosen(bo, href)
    assert old.original.name in bo.get(href).content.decode()
    bo.post(f"{href}/las-in")
    (new,) = [one for one in store().batches(scenario=Scenario.OUTCOME, year=2024) if one.slot == old.slot]
    assert new.original.name == "rattad.xlsx"

    answer = bo.post("/ekonomi/import/angra", {"batch": new.id}, follow=True)

    assert "ångrad" in answer.content.decode()
    (again,) = [one for one in store().batches(scenario=Scenario.OUTCOME, year=2024) if one.slot == old.slot]
    assert again == old
    assert store().batches(scenario=Scenario.OUTCOME, as_of=NOW - dt.timedelta(days=1))
    late = bo.post("/ekonomi/import/angra", {"batch": new.id}, follow=True)
    assert "gäller inte längre" in late.content.decode()


def test_a_mapping_that_was_saved_fits_the_next_file(bo: Client) -> None:
    href = send(bo, "september.xlsx", workbook(GOOD)).url
    chosen(bo, href, column6="", save_as="Raindance")
    assert SavedMapping.objects.get().name == "Raindance"

    again = send(bo, "oktober.xlsx", workbook(GOOD[:3])).url
    (form,) = [one for one in seen(bo, again).forms if one.action == again]
    assert (form.fields["column5"], form.fields["column6"]) == ("amount", "")


def test_a_mapping_that_lacks_something_says_what(bo: Client) -> None:
    href = send(bo, "september.xlsx", workbook(GOOD)).url
    answer = chosen(bo, href, column5="")

    assert answer.status_code == 422
    assert "amount" in answer.content.decode() or "Belopp" in answer.content.decode()
    assert LedgerUpload.objects.get().state == "mottagen"


def test_a_table_with_the_known_columns_is_read_at_once(bo: Client) -> None:
    rows = "Ansvar;Konto;Datum;Belopp\r\n3100;5010;2024-09-30;100,50\r\n"
    href = send(bo, "lon.csv", rows.encode()).url
    page = seen(bo, href)

    assert "Läs in 1 rad" in words(page, "//button")
    assert words(page, FACTS)[:2] == ["1", "2024"]


def test_a_sie_files_dimensions_are_confirmed(bo: Client) -> None:
    sie = (
        '#FLAGGA 0\n#SIETYP 4\n#FNAMN "Kommunen"\n#RAR 0 20240101 20241231\n#KONTO 5010 "Lön"\n#KONTO 1930 "Bank"\n'
        '#DIM 7 "Verksamhet"\n#VER A 1 20240930 "Lön"\n{\n#TRANS 5010 {1 3100 7 920} 100.00\n#TRANS 1930 {} -100.00\n}\n'
    )
    href = send(bo, "lon.se", sie.encode("cp437")).url
    (form,) = [one for one in seen(bo, href).forms if one.action == href]
    assert form.fields["dimension7"] == "verksamhet"
    chosen(bo, href)

    assert "100,00 kr" in words(seen(bo, href), FACTS)


def test_a_budget_must_say_which(bo: Client) -> None:
    answer = send(bo, "budget.csv", b"Ansvar;Konto;Period;Belopp\n3100;5010;2024-09;1\n", scenario="budget")

    assert answer.status_code == 422
    assert "vilken budget" in answer.content.decode()
    assert not LedgerUpload.objects.exists()


def test_a_yearly_budget_without_its_key_is_a_finding_never_a_twelfth(bo: Client) -> None:
    rows = b"Ansvar;Konto;\xc3\x85r;Belopp;Nyckel\n3100;5010;2025;1200;L1\n"
    href = send(bo, "budget.csv", rows, scenario="budget", version="KF").url
    page = seen(bo, href)
    assert any("L1" in one for one in words(page, FINDINGS))
    assert not [one for one in page.forms if one.action.endswith("/las-in")]

    keys = SimpleUploadedFile(
        "nycklar.csv", b"Nyckel;Jan;Feb;Mar;Apr;Maj;Jun;Jul;Aug;Sep;Okt;Nov;Dec\nL1;1;1;1;1;1;1;1;1;1;1;1;1\n"
    )
    file = SimpleUploadedFile("budget.csv", rows)
    said = {"file": file, "profiles": keys, "scenario": "budget", "version": "KF", "decision": "KF § 5"}
    second = bo.post("/ekonomi/import", said)["Location"]
    bo.post(f"{second}/las-in")
    (made,) = store().batches(scenario=Scenario.BUDGET, year=2025)
    assert (made.totals.rows, made.decision, made.slot.version) == (12, "KF § 5", "KF")


def test_a_file_that_nobody_can_read_is_said_and_thrown_away(bo: Client) -> None:
    before = store().batches()
    href = send(bo, "bild.csv", b"\x89PNG\r\n\x1a\n\x00\x00").url
    seen(bo, href)
    bo.post(f"{href}/kasta")

    assert LedgerUpload.objects.get().state == "kastad"
    assert uploaded.path(LedgerUpload.objects.get().pk) is None
    assert store().batches() == before


def test_only_the_authoritys_own_controller_imports(bo: Client, sen: Authority) -> None:
    href = send(bo, "september.xlsx", workbook(GOOD)).url
    other = Authority.objects.create(code="KTN", name="Kulturnämnden")
    OrgUnit.objects.create(
        code="KTN", name="Kulturnämnden", kind="nämnd", authority=other, path="KTN/", position=99
    )
    cecilia = signed_in(Role.CONTROLLER, other)

    assert cecilia.get(href).status_code == 404
    assert signed_in(Role.SECRETARY, sen).get("/ekonomi/import").status_code == 403
    batch = store().batches()[0]
    cecilia.post("/ekonomi/import/angra", {"batch": batch.id})
    assert batch in store().batches()
