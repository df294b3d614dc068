"""A report made elsewhere, dropped on a page: reviewed and forgotten, or refused with a sentence."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from utfall.records.organisation.models import Person
from utfall.web.review import views

pytestmark = pytest.mark.django_db
REPORT = """# Främmande rapport

| Post | Utfall |
|---|---|
| Hyror | 8,0 |
| El | 3,0 |
| Summa | 12,0 |
"""


@pytest.fixture
def somebody(client):
    client.force_login(Person.objects.create_user("eva"))
    return client


def dropped(data: bytes, name: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data)}


def test_the_page_is_for_people_who_are_signed_in_unless_it_is_opened(client, settings):
    assert client.get("/granska")["Location"].startswith("/konto/logga-in?next=")
    assert client.post("/granska", dropped(b"x", "x.txt"))["Location"].startswith("/konto/logga-in")
    settings.OPEN_CHECK = True
    assert client.get("/granska").status_code == 200
    assert client.post("/granska", dropped(REPORT.encode(), "rapport.md")).status_code == 200


def test_the_report_is_shown_with_its_findings_in_our_frame(somebody):
    page = somebody.post("/granska", dropped(REPORT.encode(), "rapport.md")).content.decode()
    assert "Granskning av Främmande rapport" in page and "rapport.md" in page
    assert 'class="findings"' in page and "12,0" in page
    assert page.count("<h1") == 1
    assert "Filen är inte sparad." in page


def test_nothing_is_left_on_disk(somebody, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    assert somebody.post("/granska", dropped(REPORT.encode(), "rapport.md")).status_code == 200
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "tom.docx", "är tom"),
        (b"\x00\x01\x02\xff", "bild.png", "formatet känns inte igen"),
        (b"x" * (20 * 2**20 + 1), "stor.txt", "Högst 20 MB"),
    ],
)
def test_a_refused_file_is_told_why_at_the_field(somebody, data, name, words):
    answer = somebody.post("/granska", dropped(data, name))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page and "data-error-summary" in page


def test_without_a_file_it_is_asked_for(somebody):
    answer = somebody.post("/granska", {})
    assert answer.status_code == 422
    assert "Välj den fil som ska granskas." in answer.content.decode()


def test_somebody_who_is_not_signed_in_may_not_ask_without_end(client, settings, monkeypatch):
    cache.clear()
    settings.OPEN_CHECK = True
    monkeypatch.setattr(views, "OPEN_CHECKS", 1)
    assert client.post("/granska", dropped(b"", "tom.docx")).status_code == 422
    answer = client.post("/granska", dropped(REPORT.encode(), "rapport.md"))
    assert answer.status_code == 429 and "Vänta en stund" in answer.content.decode()
    client.force_login(Person.objects.create_user("eva"))
    assert client.post("/granska", dropped(b"", "tom.docx")).status_code == 422
