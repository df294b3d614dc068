"""Every page is accessible, never scrolls sideways and is used by keyboard, in light and dark at four widths."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.browser.conftest import SCHEMES, WIDTHS
from tests.browser.every_page import PAGES

ROOT = Path(__file__).parent.parent


def main() -> Mapping[str, object]:
    """Run the test of every page at every size."""
    environment = {**os.environ, "UTFALL_EVERY_SIZE": "yes"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "tests/browser/test_every_page.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    print(done.stdout)
    assert done.returncode == 0 and "1 passed" in done.stdout
    return {
        "pages": len(PAGES),
        "sizes": len(WIDTHS) * len(SCHEMES),
        "views": len(PAGES) * len(WIDTHS) * len(SCHEMES),
    }
