"""The log is a chain: what is changed, taken away or put in between is found."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken, events_about

NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


def deeds(number: int) -> None:
    for count in range(number):
        with transaction.atomic():
            note(
                "text.save",
                by="anna",
                at=NOON,
                object=f"D{count}",
                authority="SEN",
                details={"version": count},
            )


@pytest.mark.django_db
def test_a_log_that_nobody_touched_is_sound():
    deeds(3)

    assert list(broken()) == []
    assert [event.number for event in Event.objects.order_by("number")] == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "bo"}, {"at": NOON + dt.timedelta(microseconds=1)}, {"deed": "text.approve"}, {"object": "D9"},
        {"authority": "VON"}, {"details": {"version": 7}}, {"previous": "1" * 64}, {"hash": "2" * 64},
    ],
)  # fmt: skip
def test_a_row_that_somebody_changed_is_found(change):
    deeds(3)
    Event.objects.filter(number=2).update(**change)

    assert 2 in list(broken())


@pytest.mark.django_db
def test_a_row_that_somebody_took_away_is_found():
    deeds(3)
    Event.objects.filter(number=2).delete()

    assert list(broken()) == [3]


@pytest.mark.django_db
def test_a_changed_row_with_a_hash_that_fits_breaks_the_chain_after_it():
    from utfall.records.audit.actions import digest

    deeds(3)
    event = Event.objects.get(number=2)
    event.actor = "bo"
    event.hash = digest(event)
    event.save()

    assert list(broken()) == [3]


@pytest.mark.django_db
def test_the_deeds_about_an_object_are_those_of_the_authority_that_asks():
    deeds(2)

    assert [event.object for event in events_about("D1", authority="SEN")] == ["D1"]
    assert list(events_about("D1", authority="VON")) == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_noted():
    with pytest.raises(transaction.TransactionManagementError):
        note("text.save", by="anna", at=NOON)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_the_same_moment_make_one_chain():
    start = threading.Barrier(2)

    def write(writer: int) -> None:
        start.wait()
        deeds(10)
        connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(write, range(2)))

    assert [event.number for event in Event.objects.order_by("number")] == list(range(1, 21))
    assert list(broken()) == []
