"""The properties hold for thousands of generated values each, not only for the few of the test run."""

import re
import subprocess
import sys

from tests.conftest import PROVE_EXAMPLES


def main() -> dict[str, str]:
    """Run every property test with the large profile and other values each time."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-m",
        "hypothesis",
        "--hypothesis-profile=prove",
        "-n",
        "auto",
    ]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    print(done.stdout)
    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0 and passed, "a property does not hold"
    return {"properties": passed[1], "values each": str(PROVE_EXAMPLES)}
