"""With 300 units, 400 goals, 300 indicators and three years every page answers eight signed-in people within 150 ms at p95."""

import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import httpx
import psycopg

from proofs.load_site import OVERVIEW
from proofs.open_nodes import open_nodes
from tools.postgres import answering

SECONDS = float(os.environ.get("LOAD_SECONDS", "600"))
"""How long the eight read; every page is then seen some forty times."""
BUSY_SECONDS = SECONDS / 10
PAUSE = (0.5, 1.5)
"""Seconds between an answer and the next page, evenly between: a second on the average, which is quick reading."""
TARGET, SLOWER = 0.150, {"reporting:overview": 0.300}
SEARCH = 0.100
MOST_NODES, MOST_BYTES = 5_000, 100 * 1024
FEWEST = 20 if SECONDS >= 300 else 2
"""Fewer samples of a page say nothing of its p95."""
UTFALL = (sys.executable, "-c", "from utfall.cli import main; main()")
BUILD = (sys.executable, "-c", "from proofs.load_site import main; main()")
DATABASE = "utfall_load"

Times = dict[str, list[float]]
Walk = Mapping[str, object]


def main() -> Mapping[str, object]:
    """Load both databases with the same municipality and let eight people walk through every page."""
    figures: dict[str, object] = {}
    wrong: list[str] = []
    for name, address in databases():
        with site(address) as (base, walks):
            size, largest = first_load(base, walks)
            nodes = overview_nodes(base, walks)
            read = walked(base, walks, seconds=SECONDS, pause=PAUSE)
            load = os.getloadavg()[0]
            busy = walked(base, walks, seconds=BUSY_SECONDS, pause=(0, 0))
        wrong += [f"{name} {one}" for one in over(read)]
        wrong += [f"{name} first load {size} bytes"] * (size > MOST_BYTES)
        wrong += [f"{name} overview {nodes} nodes"] * (nodes > MOST_NODES)
        table(name, read)
        slowest = max(read, key=lambda page: p95(read[page]))
        figures |= {
            f"{name} pages": len(read),
            f"{name} fewest samples of a page": min(map(len, read.values())),
            f"{name} all": said(read),
            f"{name} slowest": f"{slowest} {said({slowest: read[slowest]})}",
            f"{name} overview": said({"": read["reporting:overview"]}),
            f"{name} without any pause": f"{said(busy)}, {sum(map(len, busy.values())) / BUSY_SECONDS:.0f} pages/s",
            f"{name} first load": f"{size / 1024:.0f} kB with {largest}",
            f"{name} overview open nodes": nodes,
            f"{name} load average": f"{load:.1f}",
        }
    figures["pause between pages"] = "0,5–1,5 s"
    figures["over the target"] = ", ".join(wrong) or "none"
    print(json.dumps(figures, ensure_ascii=False))
    assert not wrong, wrong
    return figures


def p50(taken: list[float]) -> float:
    """The median."""
    return quantiles(taken, n=20)[9] if len(taken) > 1 else taken[0]


def p95(taken: list[float]) -> float:
    """What nineteen of twenty answers keep within."""
    return quantiles(taken, n=20)[18] if len(taken) > 1 else taken[0]


def said(times: Times) -> str:
    """The median and p95 of all the pages together."""
    every = [one for taken in times.values() for one in taken]
    return f"p50 {p50(every) * 1000:.0f} ms, p95 {p95(every) * 1000:.0f} ms"


def over(times: Times) -> list[str]:
    """The pages that answer too slowly, or were seen too seldom to tell."""
    found = []
    for page, taken in sorted(times.items()):
        most = SEARCH if page.startswith("search:") else SLOWER.get(page, TARGET)
        if len(taken) < FEWEST:
            found.append(f"{page} seen {len(taken)} times")
        elif p95(taken) >= most:
            found.append(f"{page} p95 {p95(taken) * 1000:.0f} ms")
    return found


def table(name: str, times: Times) -> None:
    """Every page with its times, the slowest first."""
    for page, taken in sorted(times.items(), key=lambda item: -p95(item[1])):
        print(f"{name:<10} {page:<36} {said({page: taken})}  n {len(taken)}")


def databases() -> Iterator[tuple[str, str]]:
    """SQLite, and PostgreSQL where a server answers, with an empty database that is taken away again."""
    yield "SQLite", ""
    server, why = answering()
    if not server:
        print(f"PostgreSQL is not measured: {why}")
        return
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        link.execute(f"CREATE DATABASE {DATABASE}")
    try:
        yield "PostgreSQL", urlsplit(server)._replace(path=f"/{DATABASE}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def measured(database: str, *, build: Sequence[str] = BUILD) -> Times:
    """The seconds that each page took eight people who read, by its name."""
    with site(database, build=build) as (base, walks):
        return walked(base, walks, seconds=SECONDS, pause=PAUSE)


@contextmanager
def site(database: str, *, build: Sequence[str] = BUILD) -> Iterator[tuple[str, list[Walk]]]:
    """The large municipality that `build` writes, served: its address, and who looks at what."""
    data = Path(tempfile.mkdtemp(prefix="utfall-load-"))
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("UTFALL_", "DJANGO_"))
    }
    environment |= {"UTFALL_DATA": str(data), **({"UTFALL_DATABASE": database} if database else {})}
    try:
        subprocess.run([*UTFALL, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        built = subprocess.run(build, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        if database:
            with psycopg.connect(database, autocommit=True) as link:
                link.execute("ANALYZE")  # as autovacuum has done long ago on a site that grew
        with served(environment) as address:
            yield address, json.loads(built.stdout.splitlines()[-1])
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[str]:
    """The site on a free port: two workers of gunicorn, as `utfall serve` starts them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [*UTFALL, "serve", "--port", str(port)], env=dict(environment), stdout=subprocess.DEVNULL
    )
    try:
        for _attempt in range(300):
            try:
                httpx.get(f"{address}/hjalp", timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def browser(base: str, walk: Walk) -> httpx.Client:
    """A signed-in person's browser, which asks for compressed pages."""
    return httpx.Client(base_url=base, cookies={"sessionid": str(walk["session"])}, timeout=60)


def pages_of(walk: Walk) -> list[tuple[str, str]]:
    """What she looks at: the name of the page and an address of it."""
    pages = walk["pages"]
    assert isinstance(pages, list)
    return [(name, path) for name, path in pages]


def walked(base: str, walks: list[Walk], *, seconds: float, pause: tuple[float, float]) -> Times:
    """All of them at once; a page that answers otherwise than 200 ends the proof."""
    times: Times = defaultdict(list)
    wrong: set[str] = set()
    guard = threading.Lock()

    def look(client: httpx.Client, name: str, path: str, *, counted: bool) -> None:
        start = time.perf_counter()
        try:
            got = client.get(path)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            got = client.get(
                path
            )  # A connection that the server closed in the same moment; a browser asks again.
        taken = time.perf_counter() - start
        with guard:
            if got.status_code != 200:
                wrong.add(f"{got.status_code} {path}")
            elif counted:
                times[name].append(taken)

    def walk(number: int, each: Walk) -> None:
        try:
            go_round(number, each)
        except (httpx.HTTPError, threading.BrokenBarrierError) as error:
            wrong.add(repr(error))
            begun.abort()

    def go_round(number: int, each: Walk) -> None:
        chance = random.Random(number)
        by_name: dict[str, list[str]] = defaultdict(list)
        for name, path in pages_of(each):
            by_name[name].append(path)
        with browser(base, each) as client:
            for name, path in pages_of(each):  # The server's own warming up, and whether every page is there.
                look(client, name, path, counted=False)
            begun.wait()
            end = time.monotonic() + seconds
            time.sleep(chance.uniform(0, pause[1]))
            while time.monotonic() < end and not wrong:
                name = chance.choice(list(by_name))
                look(client, name, chance.choice(by_name[name]), counted=True)
                time.sleep(chance.uniform(*pause))

    begun = threading.Barrier(len(walks))
    threads = [threading.Thread(target=walk, args=(number, one)) for number, one in enumerate(walks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, sorted(wrong)
    return times


def first_load(base: str, walks: list[Walk]) -> tuple[int, str]:
    """The bytes over the wire of a first visit to the largest page, with everything that it loads; and that page."""
    with browser(base, walks[0]) as client:
        page = client.get("/uppgifter")
        names = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))
        files = sum(client.get(name).num_bytes_downloaded for name in names)
    largest = (0, "")
    for walk in walks:
        with browser(base, walk) as client:
            for name, path in pages_of(walk):
                largest = max(largest, (client.get(path).num_bytes_downloaded, name))
    return files + largest[0], largest[1]


def overview_nodes(base: str, walks: list[Walk]) -> int:
    """How many elements of the overview are open for whoever sees most of it."""
    found = []
    for walk in walks:
        if any(path == OVERVIEW for _name, path in pages_of(walk)):
            with browser(base, walk) as client:
                found.append(open_nodes(client.get(OVERVIEW).text))
    return max(found)
