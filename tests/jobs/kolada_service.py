"""A server on this machine in place of Kolada, with answers made by hand in the shape of the published schema.

None of the answers is a recorded one.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VALUES: dict[tuple[str, str], dict[str, dict[int, float | None]]] = {
    ("N01951", "0484"): {"T": {2022: 60.0, 2023: 61.5}, "K": {2022: 62.0, 2023: None}},
    ("N01951", "0480"): {"T": {2022: 58.0, 2023: 64.0}},
    ("N01951", "0581"): {"T": {2022: None, 2023: 55.5}},
}
"""By key figure and municipality: the values of each sex by year; None is one that Kolada does not have."""
NAMES = {"0484": "Eskilstuna", "0480": "Nyköping", "0581": "Norrköping"}
GROUPS = [
    {"id": "G1", "title": "Liknande kommuner, övergripande, Eskilstuna, 2022", "members": [{"member_id": "0480", "member_title": "Nyköping"}]},
    {"id": "G2", "title": "Liknande kommuner, övergripande, Eskilstuna, 2023",
     "members": [{"member_id": "0480", "member_title": "Nyköping"}, {"member_id": "0581", "member_title": "Norrköping"}]},
    {"id": "G3", "title": "Liknande kommuner, övergripande, Kiruna, 2023", "members": [{"member_id": "0480", "member_title": "Nyköping"}]},
]  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    """Answers the four questions that a fetch asks."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix("/v3/")
        if self.server.broken:  # type: ignore[attr-defined]
            self.send_response(404)
            self.end_headers()
            return
        rows = {"kpi": _figures, "municipality": _places, "municipality_groups": _groups, "data": _data}[
            path.split("/")[0]
        ](path)
        body = json.dumps({"count": len(rows), "values": rows, "next_url": None}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def _figures(path: str) -> list[object]:
    known = {"N01951": "Invånare som är nöjda, andel (%)"}
    asked = path.split("/")[1].split(",")
    return [
        {"id": kpi, "title": known[kpi], "description": "", "is_divided_by_gender": True}
        for kpi in asked
        if kpi in known
    ]


def _places(path: str) -> list[object]:
    return [{"id": code, "title": name, "type": "K"} for code, name in NAMES.items()]


def _groups(path: str) -> list[object]:
    return list(GROUPS)


def _data(path: str) -> list[object]:
    _data, _kpi, kpis, _municipality, places, _year, years = path.split("/")
    return [
        {"kpi": kpi, "municipality": place, "period": int(year), "values": [
            {"gender": sex, "value": values[int(year)], "count": 1, "status": "Missing" if values[int(year)] is None else ""}
            for sex, values in VALUES[kpi, place].items() if int(year) in values
        ]}
        for kpi in kpis.split(",") for place in places.split(",") for year in years.split(",") if (kpi, place) in VALUES
    ]  # fmt: skip


@contextmanager
def service() -> Iterator[ThreadingHTTPServer]:
    """The server, while it answers; `broken` makes it refuse everything."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.broken = False  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
