"""Runs the tests of what is stored, and of its pages, a second time on PostgreSQL, where one answers.

The server is the one in `UTFALL_TEST_DATABASE`, or one on this machine with a database `test`. Tests make a database of
their own beside it and take it away again. Where no server answers, that is said and nothing fails.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).parent.parent
PLACES = ("tests/records", "tests/web", "tests/api", "tests/jobs")
NO_TESTS = 5
USUAL = ("postgresql://root@127.0.0.1:5432/test", "postgresql://postgres@127.0.0.1:5432/test")


def answering() -> tuple[str, str]:
    """The address of a server that answers, and if there is none why the last one did not."""
    given = os.environ.get("UTFALL_TEST_DATABASE", "")
    why = ""
    for address in (given,) if given else USUAL:
        try:
            with psycopg.connect(address, connect_timeout=3):
                return address, ""
        except psycopg.Error as problem:
            why = f"{address}: {problem}".strip()
    return "", why


def main(arguments: list[str]) -> int:
    """The exit code of the tests; 0 where there is no server to run them on."""
    address, why = answering()
    if not address:
        print(f"PostgreSQL: the tests of what is stored are not run again, for no server answers. {why}")
        return 0
    places = [place for place in PLACES if (ROOT / place).is_dir()]
    print(f"PostgreSQL: {', '.join(places)} once more, on {address.rpartition('@')[2]}", flush=True)
    # A file stays with one worker: many load the example once for all their tests.
    together = ["--dist", "loadscope"] if "-n" in arguments else []
    command = [sys.executable, "-m", "pytest", "-m", "not browser", *together, *arguments, *places]
    environment = {**os.environ, "UTFALL_DATABASE": address}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    # No test chosen is no failure: what was asked for may be in other places.
    return 0 if code == NO_TESTS else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
