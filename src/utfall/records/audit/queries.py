"""Reading the log, and proving that nobody changed it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from utfall.records.audit.actions import START, digest
from utfall.records.audit.models import Event


def events_about(object: str, *, authority: str) -> QuerySet[Event]:
    """The deeds that concern an object of an authority, the last first."""
    return Event.objects.filter(object=object, authority=authority).order_by("-number")


def broken() -> Iterator[int]:
    """The numbers of the rows that are not what was written there, or do not follow the one before; none is sound."""
    previous, expected = START, 1
    for event in Event.objects.order_by("number").iterator():
        if event.number != expected or event.previous != previous or event.hash != digest(event):
            yield event.number
        previous, expected = event.hash, event.number + 1
