"""The one way to write in the log."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from django.db import connection, transaction

from utfall.records.audit.models import Event

START = "0" * 64
_LOCK = 7_061_978
"""Any number: the name of the lock that PostgreSQL holds while the chain grows."""


def note(
    deed: str,
    *,
    by: str,
    at: dt.datetime,
    object: str = "",
    authority: str = "",
    details: Mapping[str, object] | None = None,
) -> Event:
    """Add a row about a deed, in the transaction of the deed itself.

    `by` is a username, or the name of a command. `details` are plain values. Raises TransactionManagementError
    outside a transaction, for then the deed and its row could part.
    """
    transaction.get_connection().validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A deed and its audit row share one transaction.")
    _wait_for_the_chain()
    last = Event.objects.order_by("-number").values("number", "hash").first()
    number, previous = (last["number"] + 1, last["hash"]) if last else (1, START)
    event = Event(
        number=number, at=at, actor=by, authority=authority, deed=deed, object=object,
        details=dict(details or {}), previous=previous,
    )  # fmt: skip
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def digest(event: Event) -> str:
    """SHA-256 over what the row says and the hash of the row before it."""
    content = [
        event.number, event.at.astimezone(dt.UTC).isoformat(), event.actor, event.authority, event.deed,
        event.object, event.details, event.previous,
    ]  # fmt: skip
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _wait_for_the_chain() -> None:
    """One writer at a time: SQLite has only one anyway; PostgreSQL waits until the other's transaction is over."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
