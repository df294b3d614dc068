"""The small municipality for tests of the round's records."""

import pytest

from tests.records.reporting.small import Site, build


@pytest.fixture
def site(db: None) -> Site:
    """Two authorities with open rounds, and the cast."""
    return build()
