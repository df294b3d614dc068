"""With 300 units, 400 goals, 300 indicators and three years of data every page answers eight people within 150 ms at p95."""

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import httpx
import psycopg

from tools.postgres import answering

PEOPLE = 8
ROUNDS = int(os.environ.get("LOAD_ROUNDS", "12"))
"""How often each of them opens every page of hers."""
PAUSE = 0.25
"""Seconds between two pages, on the average: people who do nothing but click."""
TARGET = 0.150
OVERVIEW = 0.300
UTFALL = (sys.executable, "-c", "from utfall.cli import main; main()")
BUILD = (sys.executable, "-c", "from proofs.load_site import main; main()")
DATABASE = "utfall_load"

Times = dict[str, list[float]]


def main() -> Mapping[str, object]:
    """Load both databases with the same municipality and let eight people walk through every page."""
    figures: dict[str, object] = {}
    slow: list[str] = []
    for name, address in databases():
        times = measured(address)
        for page, taken in sorted(times.items(), key=lambda item: -p95(item[1])):
            print(
                f"{name:<10} {page:<28} p50 {p50(taken) * 1000:4.0f} ms  p95 {p95(taken) * 1000:4.0f} ms  n {len(taken)}"
            )
            if p95(taken) >= (OVERVIEW if page == "overview" else TARGET):
                slow.append(f"{name} {page} {p95(taken) * 1000:.0f} ms")
        worst = max(times, key=lambda page: p95(times[page]))
        every = [one for taken in times.values() for one in taken]
        figures[f"{name} pages"] = len(times)
        figures[f"{name} all pages"] = f"p50 {p50(every) * 1000:.0f} ms, p95 {p95(every) * 1000:.0f} ms"
        figures[f"{name} slowest"] = (
            f"{worst} p50 {p50(times[worst]) * 1000:.0f}, p95 {p95(times[worst]) * 1000:.0f} ms"
        )
        figures[f"{name} overview"] = f"p95 {p95(times['overview']) * 1000:.0f} ms"
    figures["load average"] = f"{os.getloadavg()[0]:.1f}"
    figures["over the target"] = ", ".join(slow) or "none"
    print(json.dumps(figures, ensure_ascii=False))
    assert not slow, slow
    return figures


def p50(taken: list[float]) -> float:
    """The median."""
    return quantiles(taken, n=20)[9]


def p95(taken: list[float]) -> float:
    """What nineteen of twenty answers keep within."""
    return quantiles(taken, n=20)[18]


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


def measured(address: str, *, build: tuple[str, ...] = BUILD) -> Times:
    """The seconds that each page took, by its name, in the municipality that `build` writes."""
    data = Path(tempfile.mkdtemp(prefix="utfall-load-"))
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("UTFALL_", "DJANGO_"))
    }
    environment |= {"UTFALL_DATA": str(data), **({"UTFALL_DATABASE": address} if address else {})}
    try:
        subprocess.run([*UTFALL, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        built = subprocess.run(build, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        walks = json.loads(built.stdout.splitlines()[-1])
        with served(environment) as site:
            return walked(site, walks)
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


def walked(site: str, walks: list[dict[str, object]]) -> Times:
    """All of them at once; a page that answers otherwise than 200 ends the proof."""
    times: Times = defaultdict(list)
    wrong: list[str] = []
    guard = threading.Lock()

    def walk(number: int, session: str, pages: list[list[str]]) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=site, cookies={"sessionid": session}, timeout=60) as client:
            for turn in range(ROUNDS + 1):
                for name, path in chance.sample(pages, len(pages)):
                    time.sleep(chance.uniform(0, 2 * PAUSE))
                    start = time.perf_counter()
                    got = client.get(path)
                    taken = time.perf_counter() - start
                    with guard:
                        if got.status_code != 200:
                            wrong.append(f"{got.status_code} {path}")
                        elif turn:  # The first time round is the server's own warming up.
                            times[name].append(taken)

    threads = [
        threading.Thread(target=walk, args=(number, one["session"], one["pages"]))
        for number, one in enumerate(walks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, sorted(set(wrong))
    return times
