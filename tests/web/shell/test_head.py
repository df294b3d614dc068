"""The head of every page: whose site it is."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from utfall.records.audit.models import Event

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><style>.a{fill:#0b5f73}</style><path class="a" d="M0 0h8v4z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    """Uploads of this test alone, and a name."""
    settings.MEDIA_ROOT = tmp_path
    settings.OWNER = "Exempelkommun"
    settings.LOGO = ""


def _owner(page: str) -> str:
    found = re.search(r'<a class="owner[^"]*" href="/">(.*?)</a>', page)
    assert found
    return found[1]


def test_the_name_stands_in_text_until_there_is_a_logo(client, settings, tmp_path):
    assert _owner(client.get("/hjalp").content.decode()) == "Exempelkommun"
    file = tmp_path / "vapen.svg"
    file.write_bytes(SVG)
    settings.LOGO = str(file)
    shown = _owner(client.get("/hjalp").content.decode())
    found = re.fullmatch(r'<img src="(/logotyp\?v=\d+)" alt="Exempelkommun">', shown)
    assert found
    answer = client.get(found[1])
    assert (answer["Content-Type"], answer.content) == ("image/svg+xml", SVG)
    assert "script" not in answer["Content-Security-Policy"]
    settings.LOGO = str(tmp_path / "borta.svg")
    assert _owner(client.get("/hjalp").content.decode()) == "Exempelkommun"


def test_whoever_runs_the_site_sends_a_logo_in_and_takes_it_away(client, operator):
    client.force_login(operator)
    for content, kind in ((SVG, "image/svg+xml"), (PNG, "image/png")):
        sent = client.post("/administration/utseende", {"file": SimpleUploadedFile("namn.bin", content)})
        assert sent.status_code == 302
        assert "Logotypen visas nu" in client.get("/administration/utseende").content.decode()
        assert client.get("/logotyp")["Content-Type"] == kind
    client.post("/administration/utseende/ta-bort")
    assert client.get("/logotyp").status_code == 404
    assert list(Event.objects.values_list("deed", flat=True)) == ["site.logo", "site.logo", "site.logo-removed"]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "Filen är tom"),
        (b"GIF89a", "varken SVG eller PNG"),
        (b"<html/>", "varken SVG eller PNG"),
        (b"x" * 300_000, "större än 200 kB"),
        (SVG.replace(b"<path", b"<script/><path"), "innehåller skript"),
        (SVG.replace(b"<path", b'<path onload="x()"'), "innehåller skript"),
        (SVG.replace(b"<path", b'<use href="https://exempel.se/a.svg#b"/><path'), "hämtar något utifrån"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "innehåller skript"),
    ],
)
def test_a_file_that_is_no_plain_picture_is_refused(client, operator, content, word):
    client.force_login(operator)
    answer = client.post("/administration/utseende", {"file": SimpleUploadedFile("a.svg", content)})
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert client.get("/logotyp").status_code == 404


def test_the_statement_on_accessibility_has_what_the_law_asks_for(client, settings):
    settings.CONTACT = "tillganglighet@exempelkommun.se"
    page = client.get("/tillganglighet").content.decode()
    assert page.count("<h2>") == 11
    for wanted in (
        "Exempelkommun ansvarar", "delvis förenlig", "rullas i sidled", "Inget undantag åberopas",
        "Innehåll som inte omfattas", "axe", "Senast bedömd", "Senast uppdaterad", "november 2026",
        "tillganglighet@exempelkommun.se", 'href="https://www.digg.se/tdosanmalan"',
    ):  # fmt: skip
        assert wanted in page, wanted
    assert "/tillganglighet" in client.get("/hjalp").content.decode().partition("<footer")[2]
