"""The commands of a site, run as a person runs them: a database is made, filled, emptied into a folder and served."""

import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integrations.folder.small import FILES, folder

COMMAND = (sys.executable, "-c", "from utfall.cli import main; main()")


def environment(data: Path) -> dict[str, str]:
    """A site of its own on SQLite, whatever the tests around it use."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("UTFALL_", "DJANGO_"))}
    return {**known, "UTFALL_DATA": str(data)}


def utfall(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an empty site."""
    data = tmp_path_factory.mktemp("site")
    done = utfall(data, "migrate")
    assert done.returncode == 0, done.stderr
    return data


def test_the_first_committee_is_set_up_with_somebody_who_can_sign_in(tmp_path: Path) -> None:
    options = ("--municipality", "Exempelkommun", "--username", "alva", "--person", "Alva Alm",
               "--email", "alva@example.se")  # fmt: skip
    before = utfall(tmp_path, "start", "BYN", "Byggnadsnämnden", *options)
    assert before.returncode != 0 and "utfall migrate" in before.stderr
    utfall(tmp_path, "migrate")
    done = utfall(tmp_path, "start", "BYN", "Byggnadsnämnden", *options)
    assert done.returncode == 0, done.stderr
    assert "Byggnadsnämnden är upplagd" in done.stdout and "Lösenord: " in done.stdout
    again = utfall(tmp_path, "start", "BYN", "Byggnadsnämnden", *options)
    assert again.returncode != 0 and "Det finns redan" in again.stderr


def test_a_folder_goes_in_and_comes_out(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    folder(source)

    first = utfall(site, "load", str(source))
    again = utfall(site, "load", str(source))
    out = utfall(site, "dump", str(tmp_path / "ut"))

    assert (first.returncode, again.returncode, out.returncode) == (0, 0, 0), first.stderr + out.stderr
    assert "är inläst för SEN" in first.stdout
    assert "Ingenting är ändrat" in again.stdout
    assert "varav 0 skrivna på nytt" in out.stdout
    for name in FILES:
        assert (tmp_path / "ut" / name).read_bytes() == (source / name).read_bytes()


def test_a_folder_with_errors_is_not_loaded(site: Path, tmp_path: Path) -> None:
    folder(tmp_path, plan_yaml=FILES["plan.yaml"].replace("mål: VM1", "mål: VM9"))

    done = utfall(site, "load", str(tmp_path))

    assert done.returncode == 2
    assert "VM9" in done.stdout
    assert "Ingenting är inläst" in done.stderr


def test_a_database_that_is_not_ready_is_said(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()

    done = utfall(tmp_path / "data", "load", str(folder(source)))

    assert done.returncode == 2
    assert "utfall migrate" in done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the example's site, made by asking for the accounts."""
    data = tmp_path_factory.mktemp("demo")
    done = utfall(data, "demo", "--accounts", "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads((data / "demo-accounts.json").read_text("utf-8"))
    return data


@pytest.mark.slow
def test_the_accounts_of_the_cast_are_random_secret_and_stay(demo: Path) -> None:
    done = utfall(demo, "demo", "--accounts", "--data", str(demo))

    accounts = json.loads(done.stdout)
    assert accounts.keys() >= {
        "Anna", "Bo", "Cecilia", "David", "Erik", "Sara", "Hanna", "Lena", "Karin", "Adam", "Sven",
    }  # fmt: skip
    assert accounts == json.loads((demo / "demo-accounts.json").read_text("utf-8"))
    assert all(set(account) == {"username", "password"} for account in accounts.values())
    passwords = {account["password"] for account in accounts.values()}
    assert len(passwords) == len(accounts)
    assert min(map(len, passwords)) >= 16
    assert stat.S_IMODE((demo / "demo-accounts.json").stat().st_mode) == 0o600


@pytest.fixture
def served(demo: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """The example's site on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [*COMMAND, "demo", "--port", str(port), "--data", str(demo)],
        env=environment(demo), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield port, process
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_the_demo_serves_without_asking_and_ends_when_told(
    served: tuple[int, "subprocess.Popen[str]"], demo: Path
) -> None:
    port, process = served

    assert answer(port, process) == 302
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)

    assert process.returncode == 0, error
    assert f"http://127.0.0.1:{port}/" in out
    password = json.loads((demo / "demo-accounts.json").read_text("utf-8"))["Anna"]["password"]
    assert password in out
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def answer(port: int, process: "subprocess.Popen[str]") -> int:
    """The status of the start page, as soon as there is one."""
    until = time.monotonic() + 240
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            time.sleep(0.5)
        finally:
            connection.close()
    raise AssertionError("the site did not answer")
