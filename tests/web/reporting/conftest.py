"""The small municipality, and a way to sign in as somebody of the cast on the day of the tests."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.records.reporting.small import NOW, Site, build

SignIn = Callable[[str], Client]


@pytest.fixture
def site(db: None) -> Site:
    """Two authorities with open rounds, and the cast."""
    cache.clear()
    return build()


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the day of the tests; the pages themselves are as they are."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def sign_in(site: Site) -> SignIn:
    """A browser where the person has signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(site.people[name])
        return client

    return signed_in
