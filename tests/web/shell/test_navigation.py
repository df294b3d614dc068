"""Each role begins with the page that it comes for, and a part without a page is not shown."""

import pytest
from django.urls import include, path

from utfall.domain.roles import Role
from utfall.web.shell import navigation, views
from utfall.web.shell import urls as shell_urls


def _part(name, *pages):
    return include(([path(address, views.help, name=page) for page, address in pages], name))


class SomeSite:
    """The frame and three parts, one of them without the page that the head leads to."""

    urlpatterns = (
        *shell_urls.urlpatterns,
        path("", _part("reporting", ("tasks", "uppgifter"), ("follow_up", "lage"))),
        path("", _part("reports", ("start", "rapporter"))),
        path("", _part("finance", ("other", "annat"))),
    )


@pytest.fixture(autouse=True)
def some_site(settings):
    """The site of this test, and nothing remembered of another."""
    navigation.address.cache_clear()
    settings.ROOT_URLCONF = SomeSite
    yield
    navigation.address.cache_clear()


@pytest.mark.parametrize(
    ("roles", "first"),
    [
        ({Role.UNIT_MANAGER}, "/uppgifter"),
        ({Role.ADMINISTRATION_HEAD}, "/uppgifter"),
        ({Role.CONTROLLER}, "/lage"),
        ({Role.CONTROLLER, Role.UNIT_MANAGER}, "/lage"),
        ({Role.SECRETARY}, "/rapporter"),
        ({Role.MEMBER}, "/rapporter"),
        ({Role.AUDITOR}, "/rapporter"),
        ({Role.MEMBER, Role.UNIT_MANAGER}, "/uppgifter"),
        ({Role.SYSTEM_ADMINISTRATOR}, "/hjalp"),
        (set(), "/hjalp"),
    ],
)
def test_the_first_page_follows_from_the_roles(roles, first):
    assert navigation.first_page(frozenset(roles)) == first


def test_only_parts_with_a_page_are_in_the_head_and_the_current_one_is_marked():
    shown = [(way.word, way.href, way.current) for way in navigation.ways("/mal/181/2024-D2")]
    assert shown == [
        ("Mina uppgifter", "/uppgifter", True),
        ("Uppföljning", "/lage", False),
        ("Rapporter", "/rapporter", False),
    ]


def test_an_address_that_only_begins_alike_is_another_part():
    assert not any(way.current for way in navigation.ways("/malet"))
