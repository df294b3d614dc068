"""Erik is controller of two committees: no page, mail, search or export of his holds both."""

import datetime as dt
import io
import re

import pytest
from django.core import mail
from python_calamine import CalamineWorkbook

from tests.records.reporting.small import NOW
from utfall.domain.access import Role
from utfall.domain.reporting import State
from utfall.records.organisation.models import Grant
from utfall.records.reporting import actions
from utfall.records.reporting.actions import Addresses
from utfall.records.reporting.models import Contribution, Remark, Task

W = actions.Writing
WORDS = {"SEN": "Hällekisterminen", "KTN": "Rönnebergaterminen"}
UNITS = {"SEN": ("OMR1", "fatima"), "KTN": ("KTN", "cecilia")}
NAMES = {"SEN": "Identifiera behov", "KTN": "Kulturens inriktning"}
PLACES = {"SEN": "IT-drift", "KTN": "Kulturområdet"}


@pytest.fixture
def written(site):
    """In each committee a text that is handed in, and a question to Erik beside it, with a word of its own."""
    for code, word in WORDS.items():
        unit, who = UNITS[code]
        one = Contribution.objects.get(
            authority__code=code, round__code="2024-D2", task__unit__code=unit, object="D1"
        )
        by = site.by(who, code)
        done = actions.save(
            one.pk, W(markdown=f"Utkast om {word}.", assessment="uppnås"), version=one.version, by=by, now=NOW
        )
        assert isinstance(done, actions.Saved), done
        handed_in = actions.submit(one.pk, version=done.contribution.version, by=by, now=NOW)
        assert isinstance(handed_in, actions.Saved), handed_in
        Remark.objects.create(
            contribution=one, text=f"Stämmer {word}?", to=site.people["erik"], by=site.people["bo"], at=NOW
        )
    return site


def read(answer) -> str:
    """Everything that the answer says, also where it is a workbook."""
    assert answer.status_code == 200, answer.status_code
    if "spreadsheet" in answer["Content-Type"]:
        return str(
            CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        )
    return str(answer.content.decode())


@pytest.mark.parametrize("code", ["SEN", "KTN"])
@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/uppgifter", WORDS),
        ("/lage/2024-D2", PLACES),
        ("/sok?q=terminen", WORDS),
        ("/mal/D1/2024-D2?enhet={unit}", WORDS),
        ("/mal/D1/2024-D2/historik?enhet={unit}", WORDS),
        ("/runda/2024-D2", None),
        ("/godkann/2024-D2", None),
        ("/plan/2024/{code}", NAMES),
    ],
    ids=["W1", "W10", "search", "text", "history", "round", "approval", "plan"],
)
def test_a_page_holds_one_committee(written, sign_in, code, path, own):
    other = next(each for each in WORDS if each != code)
    address = path.format(code=code, unit=UNITS[code][0])
    page = read(sign_in("erik").get(f"{address}{'&' if '?' in address else '?'}namnd={code}"))
    strangers = (WORDS[other], PLACES[other], NAMES[other])
    assert [word for word in strangers if word in page] == []
    if own is not None:
        assert own[code] in page


def test_without_a_committee_in_the_address_a_page_still_holds_one(written, sign_in):
    client = sign_in("erik")
    for path in ("/uppgifter", "/lage/2024-D2", "/sok?q=terminen"):
        page = read(client.get(path))
        assert (WORDS["SEN"] in page) + (WORDS["KTN"] in page) <= 1, path


def test_what_waits_for_approval_holds_one_committee(written, sign_in, site):
    """The one who approves in both gets them on two pages."""
    for code in WORDS:
        Task.objects.filter(round__authority__code=code).update(due_on=NOW.date())
    page = read(sign_in("hans").get("/godkann/2024-D2?namnd=SEN"))
    assert WORDS["SEN"] in page and WORDS["KTN"] not in page


@pytest.mark.parametrize("code", ["SEN", "KTN"])
def test_each_committees_approval_page_holds_exactly_what_waits_in_it(written, sign_in, site, code):
    """Erik, who here approves in both, sees in each all that waits there and nothing of the other."""
    for each in WORDS:
        Grant.objects.create(
            person=site.people["erik"], authority=site.authorities[each], role=Role.ADMINISTRATION_HEAD,
            unit=site.units[each], starts_on=dt.date(2024, 1, 1),
        )  # fmt: skip
    for other_place in ("OMR2", "SEN"):
        Contribution.objects.filter(round=site.round, task__unit__code=other_place, object="D1").update(
            state=State.SUBMITTED, version=1, markdown=f"{WORDS['SEN']} {other_place}."
        )
    page = read(sign_in("erik").get(f"/godkann/2024-D2?namnd={code}"))
    shown = {int(number) for number in re.findall(r'name="bidrag" value="(\d+)"', page)}
    waiting = Contribution.objects.filter(state=State.SUBMITTED, round__authority__code=code)
    assert shown == set(waiting.values_list("pk", flat=True))
    assert len(shown) == {"SEN": 3, "KTN": 1}[code]
    assert [word for word in WORDS.values() if word in page] == [WORDS[code]]


@pytest.mark.parametrize("code", ["SEN", "KTN"])
@pytest.mark.parametrize("path", ["/uppgifter", "/lage/2024-D2"])
def test_an_export_holds_one_committee(written, sign_in, code, path):
    other = next(each for each in WORDS if each != code)
    book = read(sign_in("erik").get(f"{path}?namnd={code}&hamta=excel"))
    assert [word for word in (WORDS[other], PLACES[other], NAMES[other]) if word in book] == []
    assert {"SEN": "Servicenämnden", "KTN": "Kulturnämnden"}[code] in book


def test_a_mail_holds_one_committee(written):
    monday = dt.datetime(2024, 9, 2, 8, 0, tzinfo=dt.UTC)
    addresses = Addresses(
        tasks=lambda code: f"https://x/{code}", contribution=lambda task, code: f"https://x/{code}/{task.pk}",
        forecast=lambda forecast, code: f"https://x/{code}/p{forecast.pk}",
        agreement=lambda one, code: f"https://x/{code}/a{one.agreement.pk}",
    )  # fmt: skip
    actions.send_digests(now=monday, addresses=addresses)
    letters = [letter for letter in mail.outbox if letter.to == ["erik@example.se"]]
    assert len(letters) == 2
    for code, word in WORDS.items():
        about = [letter for letter in letters if word in letter.body]
        assert len(about) == 1
        other = next(each for each in WORDS if each != code)
        assert WORDS[other] not in about[0].body and f"https://x/{other}" not in about[0].body
