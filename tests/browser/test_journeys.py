"""A round in the browser, on the real example and the real server: from what a manager owes to the printed report.

The example is loaded once, and its folder copied for every site.
"""

import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COMMAND = (sys.executable, "-c", "from utfall.cli import main; main()")
STARTS_WITHIN = 180.0
ROUND = "2024-D2"
LIVE = "{{resultat.inkl:SEN:2024-01..2024-08:utfall;mnkr1+}}"
"""The figure that Anna refers to; the report prints it as a value."""
PRINTED = "+11,0\u00a0mnkr"


def environment(data: Path) -> dict[str, str]:
    """A site of its own on SQLite, whatever the tests around it use."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("UTFALL_", "DJANGO_"))}
    return {**known, "UTFALL_DATA": str(data)}


@pytest.fixture(scope="session")
def loaded(tmp_path_factory) -> Path:
    """The data folder of the example's site, made once by asking for the accounts."""
    data: Path = tmp_path_factory.mktemp("exempel") / "data"
    done = subprocess.run(
        [*COMMAND, "demo", "--accounts", "--data", str(data)],
        env=environment(data), capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return data


class Served:
    """The example's site, answering at `address`; its mails can be sent and read."""

    def __init__(self, data: Path, browser: Browser) -> None:
        self.data = data
        self._browser = browser
        self._accounts = json.loads((data / "demo-accounts.json").read_text("utf-8"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], env=environment(data),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + STARTS_WITHIN
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/hjalp", timeout=5):
                return
            assert self._process.poll() is None and time.monotonic() < until, "the site does not start"
            time.sleep(0.2)

    def stop(self) -> None:
        """End the server with its workers."""
        self._process.terminate()
        self._process.wait(30)

    def sign_in(self, name: str, **options: object) -> Page:
        """A window of her own, where she has signed in by the form."""
        context = self._browser.new_context(base_url=self.address, locale="sv-SE", **options)  # type: ignore[arg-type]
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto("/konto/logga-in")
        page.fill("input[name=login]", self._accounts[name]["username"])
        page.fill("input[name=password]", self._accounts[name]["password"])
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda address: "/konto/" not in address)
        return page

    def mails(self) -> list[str]:
        """What the day's digests say, one text for each mail."""
        done = subprocess.run(
            [*COMMAND, "remind"], env=environment(self.data), capture_output=True, text=True, check=True
        )
        return [mail for mail in done.stdout.split("-" * 79) if "Subject:" in mail]


@contextlib.contextmanager
def serving(data: Path, browser: Browser) -> Iterator[Served]:
    """The site of the folder, until it is no longer needed."""
    served = Served(data, browser)
    try:
        served.wait()
        yield served
    finally:
        served.stop()


@pytest.fixture
def site(loaded, browser, tmp_path) -> Iterator[Served]:
    """A copy of the loaded example, served."""
    with serving(Path(shutil.copytree(loaded, tmp_path / "data")), browser) as served:
        yield served


@pytest.fixture(scope="module")
def drafts(loaded, browser, tmp_path_factory) -> Iterator[Served]:
    """A copy of the loaded example, served to the tests that write texts of different people and nothing more."""
    with serving(
        Path(shutil.copytree(loaded, tmp_path_factory.mktemp("utkast") / "data")), browser
    ) as served:
        yield served


@pytest.fixture(scope="session")
def read_only(loaded, browser, tmp_path_factory) -> Iterator[Served]:
    """A copy of the loaded example, served to all the tests that only read."""
    data = tmp_path_factory.mktemp("läst") / "data"
    with serving(Path(shutil.copytree(loaded, data)), browser) as served:
        yield served


def submit(page: Page, name: str, *, within: str = "main") -> None:
    """Press the button of that name and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(within).get_by_role("button", name=name, exact=True).first.click()


def answer(page: Page, text: str) -> None:
    """Write the comment and mark it as done."""
    page.fill("#id_markdown", text)
    submit(page, "Klarmarkera")
    assert "Klarmarkerad." in page.inner_text("body"), page.inner_text("main")


def lock(page: Page) -> None:
    """Lock the round; nothing in its report contradicts anything, so there is nothing to explain first."""
    page.goto(f"/rapport/{ROUND}/papekanden")
    wrong = page.locator('ol.findings > li:has(p.head strong:text-is("Fel"))').all_inner_texts()
    assert wrong == []
    page.goto(f"/runda/{ROUND}/las")
    submit(page, "Lås rundan")
    assert page.locator("[data-error-summary]").count() == 0, page.inner_text("main")
    assert "Utgåva 1 är gjord" in page.inner_text("body")


def printed(page: Page, path: str) -> str:
    """The words of a PDF of the site, on one line."""
    got = page.context.request.get(path)
    assert got.status == 200, path
    assert got.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(got.body()))
    return flat(" ".join(sheet.get_textpage().get_text_range() for sheet in document))


def flat(text: str) -> str:
    """The text without line breaks and with ordinary blanks, as two ways to print it have it in common."""
    return re.sub(r"\s+", " ", re.sub("-?\ufffe|\u00ad", "", text))


@pytest.mark.parametrize(
    ("name", "owed", "scripts"),
    [("Anna", 5, True), ("Maria", 3, False)],
    ids=["with scripts", "without scripts"],
)
def test_a_manager_finds_what_she_owes_and_marks_it_done(drafts, name, owed, scripts):
    manager = drafts.sign_in(name, java_script_enabled=scripts)
    manager.goto("/uppgifter")
    assert f"0 av {owed} klara" in manager.inner_text("main")
    manager.get_by_role("link", name="Börja med den första").click()
    manager.wait_for_selector("#id_markdown")
    assert "Kvar att göra (1)" in manager.inner_text("main")
    address = manager.url

    submit(manager, "Klarmarkera")
    assert "Skriv en kommentar" in manager.inner_text("[data-error-summary]")
    manager.fill("#id_markdown", f"Köket räknar med {LIVE} för hela nämnden.")
    submit(manager, "Spara")
    with manager.expect_navigation():
        manager.get_by_role("link", name="Så läses texten i rapporten").click()
    assert f"Köket räknar med {PRINTED} för hela nämnden." in manager.inner_text("main")
    with manager.expect_navigation():
        manager.get_by_role("link", name="Tillbaka till texten").click()
    submit(manager, "Klarmarkera")

    manager.goto("/uppgifter")
    assert f"1 av {owed} klar" in manager.inner_text("main")
    manager.goto(address)
    assert manager.get_by_role("button", name="Ångra klarmarkering").is_visible()


def test_a_round_from_the_first_comment_to_the_locked_report(site):
    theirs = {
        name: f"{name} har bytt ugnar och sparat el, och resultatet är {LIVE}." for name in ("Anna", "Maria")
    }
    for name, text in theirs.items():
        manager = site.sign_in(name)
        manager.goto(f"/mal/D3/{ROUND}")
        answer(manager, text)

    johan = site.sign_in("Johan")
    johan.goto(f"/mal/D3/{ROUND}")
    assert "Enheternas kommentarer (2, 2 klara)" in johan.inner_text("main")
    for box in johan.locator("input[name=bidrag]").all():
        box.check()
    submit(johan, "Ta över valda texter")
    taken = johan.input_value("#id_markdown")
    assert taken.index("Anna har bytt") < taken.index("Maria har bytt")
    assert "Ingår redan i din text" in johan.inner_text("aside.side")
    answer(johan, f"Område fyra sammanfattar. {taken}")
    johan.goto(f"/mal/D4/{ROUND}")
    answer(johan, "En text som behöver ett årtal.")

    hanna = site.sign_in("Hanna")
    hanna.goto(f"/godkann/{ROUND}")
    sent_back = hanna.locator("ul.plain-list > li").filter(has_text="En text som behöver ett årtal.")
    sent_back.get_by_text("Återlämna med kommentar").first.click()
    sent_back.locator("textarea[name=comment]").fill("Vilket år?")
    with hanna.expect_navigation():
        sent_back.get_by_role("button", name="Återlämna med kommentar").click()
    hanna.goto(f"/godkann/{ROUND}")
    for box in hanna.locator("input[name=bidrag]").all():
        box.check()
    submit(hanna, "Godkänn valda")
    assert "Godkännandet förfaller" in hanna.inner_text("main")
    submit(hanna, "Godkänn")

    johan.goto("/uppgifter")
    assert "Återlämnad" in johan.inner_text("main")
    johan.goto(f"/mal/D4/{ROUND}")
    assert "Vilket år?" in johan.inner_text("main")
    answer(johan, "En text som gäller år 2024 och framåt.")
    hanna.goto(f"/mal/D4/{ROUND}?enhet=OMR4")
    submit(hanna, "Godkänn")
    assert "1 text är godkänd." in hanna.inner_text("body")

    bo = site.sign_in("Bo")
    bo.goto(f"/mal/D3/{ROUND}?enhet=SEN")
    for box in bo.locator("aside input[name=bidrag]").all():
        box.check()
    submit(bo, "Ta över valda texter")
    bo.get_by_label("Uppnås delvis", exact=True).check()
    submit(bo, "Klarmarkera")
    lock(bo)
    words = printed(bo, f"/runda/{ROUND}/utgava/1.pdf")
    value = flat(PRINTED)
    assert f"Anna har bytt ugnar och sparat el, och resultatet är {value}." in words
    assert f"Maria har bytt ugnar och sparat el, och resultatet är {value}." in words
    assert "{{" not in words


def test_nobody_outside_sees_more_than_she_may_until_the_report_is_handed_over(site):
    secret = "Vi stänger matsalen på Ekgatan i vår"
    anna = site.sign_in("Anna")
    anna.goto(f"/mal/D3/{ROUND}")
    anna.fill("#id_markdown", secret)
    submit(anna, "Spara")

    cecilia = site.sign_in("Cecilia")
    cecilia.goto(f"/lage/{ROUND}?namnd=SEN")
    assert re.search(r"\d+ av \d+ klara", cecilia.inner_text("main"))
    assert "Mer än så visas inte" in cecilia.inner_text("main")
    assert cecilia.locator("main table, main a[href*='/mal/']").count() == 0
    assert cecilia.goto(f"/mal/D3/{ROUND}?namnd=SEN&enhet=REKARNE").status == 404
    cecilia.goto("/sok?q=Ekgatan")
    assert secret not in cecilia.inner_text("main")

    david = site.sign_in("David")
    assert david.goto(f"/runda/{ROUND}?namnd=SEN").status == 403
    assert david.context.request.get(f"/runda/{ROUND}/rapport.pdf?namnd=SEN").status in (403, 404)
    david.goto("/sok?q=Ekgatan")
    assert secret not in david.inner_text("main")

    bo = site.sign_in("Bo")
    lock(bo)
    edition = f"/runda/{ROUND}/utgava/1.pdf?namnd=SEN"
    assert david.context.request.get(edition).status in (403, 404)
    hanna = site.sign_in("Hanna")
    hanna.goto(f"/runda/{ROUND}/overlamna")
    hanna.select_option("select[name=recipient]", "REV")
    submit(hanna, "Lämna över")
    assert "Överlämnat till" in hanna.inner_text("body")
    david.goto(f"/runda/{ROUND}?namnd=SEN")
    assert "Utgåva 1" in david.inner_text("main")
    assert "Servicenämnden" in printed(david, edition)
    assert cecilia.context.request.get(edition).status in (403, 404)


def test_one_who_serves_two_committees_never_has_both_on_one_page_or_in_one_mail(drafts):
    words = {"SEN": "Hällekisterminen", "VON": "Rönnebergaterminen"}
    for code, name in (("SEN", "Bo"), ("VON", "Cecilia")):
        writer = drafts.sign_in(name)
        writer.goto("/uppgifter")
        writer.goto(writer.locator("main a[href*='/mal/']").first.get_attribute("href"))
        writer.fill("#id_markdown", f"Utkast om {words[code]}.")
        submit(writer, "Spara")

    erik = drafts.sign_in("Erik")
    seen = {}
    for code, mine in words.items():
        other = next(word for key, word in words.items() if key != code)
        pages = [f"/sok?q=terminen&namnd={code}", f"/uppgifter?namnd={code}", f"/lage/{ROUND}?namnd={code}"]
        pages += [f"/runda/{ROUND}?namnd={code}", f"/runda/{ROUND}/rapport.txt?namnd={code}"]
        text = ""
        for path in pages:
            got = erik.context.request.get(path)
            assert got.status == 200, path
            assert other not in got.text(), path
            text += got.text()
        seen[code] = mine in text
    assert seen == {"SEN": True, "VON": True}
    assert [mail for mail in drafts.mails() if words["SEN"] in mail and words["VON"] in mail] == []
