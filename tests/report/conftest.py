"""The worked example, gathered once for all tests of this room."""

import datetime as dt
from pathlib import Path

import pytest

from utfall.report.example import complete
from utfall.report.gather import Gathered, gather

AS_OF = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def example(root: Path) -> Path:
    """The example's folder, with its generated files in it."""
    folder = root / "examples" / "servicenamnden-2024"
    complete(folder)
    return folder


@pytest.fixture(scope="session")
def gathered(example: Path) -> Gathered:
    """The facts of the example's second interim report."""
    return gather(example, "2024-D2", as_of=AS_OF)
