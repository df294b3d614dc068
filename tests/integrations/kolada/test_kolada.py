"""The client against a server on this machine.

The answers are made by hand from the published schema of Kolada v3; none is a recorded one.
"""

import json
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from utfall.integrations.kolada import KeyFigure, KeyValue, Kolada, Municipality, OrganisationalUnit

Reply = tuple[int, bytes, dict[str, str]]


class Service(ThreadingHTTPServer):
    """Says what it is told to, in order, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply | None] = []
        self.asked: list[str] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v3"

    def say(self, content: object, status: int = 200, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.replies.append(
            (status, body, {name.replace("_", "-"): value for name, value in headers.items()})
        )

    def hang_up(self) -> None:
        self.replies.append(None)


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        reply = self.server.replies.pop(0)
        if reply is None:
            self.close_connection = True
            return
        status, body, headers = reply
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen of the tests."""


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def kolada(service: Service, waits: list[float]) -> Iterator[Kolada]:
    with httpx.Client(timeout=2, trust_env=False) as http:
        yield Kolada(service.base, http=http, wait=waits.append)


def page(*rows: object, following: str | None = None) -> dict[str, object]:
    return {"values": list(rows), "count": len(rows), "next_url": following, "previous_url": None}


def row(
    kpi: str = "N00945", place: str = "0180", year: object = 2023, *values: dict[str, object]
) -> dict[str, object]:
    found = values or ({"gender": "T", "value": 984748.5, "count": 1, "status": "", "isdeleted": False},)
    return {"kpi": kpi, "municipality": place, "period": year, "values": list(found)}


def ask(kolada: Kolada):
    return kolada.values(kpis=["N00945"], municipalities=["0180"], years=[2023])


def test_definitions_are_values(service, kolada):
    service.say(page({"id": "N1", "title": "Svinn", "description": None, "is_divided_by_gender": True}))
    service.say(page({"id": "0180", "title": "Stockholm", "type": "K"}))
    service.say(page({"id": "V15E01", "title": "Skolan", "municipality": "0180"}))

    assert kolada.key_figures(title="svinn").values == (KeyFigure("N1", "Svinn", "", True),)
    assert kolada.municipalities().values == (Municipality("0180", "Stockholm", "K"),)
    assert kolada.units(municipality="0180").values == (OrganisationalUnit("V15E01", "Skolan", "0180"),)
    assert service.asked == ["/v3/kpi?title=svinn", "/v3/municipality", "/v3/ou?municipality=0180"]


def test_a_missing_value_is_missing_and_a_deleted_one_is_left_out(service, kolada):
    service.say(page(row("N1", "0180", 2023,
        {"gender": "T", "value": None, "count": None, "status": "Missing", "isdeleted": False},
        {"gender": "K", "value": 0.1, "count": 3, "status": None, "isdeleted": False},
        {"gender": "M", "value": 5, "count": 1, "status": "", "is_deleted": True})))  # fmt: skip

    assert kolada.values(kpis=["N1"], municipalities=["0180"], years=[2023]).values == (
        KeyValue("N1", "0180", 2023, "T", None, None, "Missing"),
        KeyValue("N1", "0180", 2023, "K", Decimal("0.1"), 3, ""),
    )


def test_every_page_is_read_at_the_pace_that_the_service_asks_for(service, kolada, waits):
    service.say(page(row(year=2022), following=f"{service.base}/data?page=2"))
    service.say(page(row(year=2023)))

    assert [one.year for one in ask(kolada).values] == [2022, 2023]
    assert service.asked == ["/v3/data/kpi/N00945/municipality/0180/year/2023", "/v3/data?page=2"]
    assert waits == [0.2]


def test_no_part_of_an_address_has_more_than_25_ids(service, kolada):
    for _page in range(2):
        service.say(page({"kpi": "N1", "ou": "V1", "period": 2023, "values": []}))

    kolada.unit_values(kpis=["N1"], units=[f"V{number}" for number in range(30)], years=[2023])

    assert [asked.split("/")[6].count(",") + 1 for asked in service.asked] == [25, 5]


def test_a_busy_service_is_asked_again_after_a_longer_and_longer_wait(service, kolada, waits):
    service.say(b"", 503)
    service.say(b"", 429, Retry_After="7")
    service.hang_up()
    service.say(page(row()))

    assert len(ask(kolada).values) == 1
    assert waits == [1.0, 7.0, 4.0]


def test_a_service_that_stays_silent_gives_a_finding(service, kolada):
    for _try in range(4):
        service.hang_up()

    assert [one.code for one in ask(kolada).findings] == ["kolada.silent"]


@pytest.mark.parametrize(
    ("say", "code"),
    [
        (lambda s: s.say(b"", 404), "kolada.refused"),
        (lambda s: s.say(b"<html>"), "kolada.strange"),
        (lambda s: s.say(b"\xff\xfe"), "kolada.strange"),
        (lambda s: s.say([1]), "kolada.strange"),
        (lambda s: s.say({"count": 0}), "kolada.strange"),
        (lambda s: s.say(page("text")), "kolada.strange"),
        (lambda s: s.say(page(row("N1", "0180", 2023, {"gender": "T", "value": "5"}))), "kolada.strange"),
        (lambda s: s.say(page(row(year="2023"))), "kolada.strange"),
        (lambda s: s.say(page(row(), following="http://annan.example/v3")), "kolada.strange"),
        (lambda s: s.say(page(row(), following=f"{s.base}/data/kpi/N00945/municipality/0180/year/2023")),
         "kolada.strange"),
    ],
)  # fmt: skip
def test_a_strange_answer_is_a_finding_and_nothing_is_half_read(
    service: Service, kolada: Kolada, say: Callable[[Service], None], code: str
):
    say(service)

    answer = ask(kolada)

    assert [one.code for one in answer.findings] == [code]
    assert not answer.values
