"""The last import of a workbook taken back."""

import datetime as dt

from django.db import transaction
from django.db.models import ProtectedError

from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.loading.workbook.recorder import ChangedSinceError, reverse
from utfall.records.loading.workbook.storing import WORD
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority

UNDONE = "start.undo"
NOTHING = Denied("start.nothing-to-undo", _("Det finns ingen inläsning att ångra."))
NOT_HERS = Denied(
    "start.not-hers", _("Bara den som läste in arbetsboken kan ångra det. Be {who}, eller ändra på sidorna.")
)
CHANGED = _("{what} har ändrats sedan arbetsboken lästes in. Ändra på sidorna i stället för att ångra.")
IN_USE = Denied(
    "start.in-use",
    _(
        "Något som lästes in används redan, till exempel av en runda. Ändra på sidorna i stället för att ångra."
    ),
)


def last_import(authority: Authority) -> Event | None:
    """The last import that is not undone; earlier ones cannot be undone before it."""
    rows = Event.objects.filter(authority=authority.code, deed__in=(WORD, UNDONE)).order_by("-number")
    last = rows.first()
    return last if last is not None and last.deed == WORD else None


def undo(*, by: Acting, now: dt.datetime) -> Event | Denied:
    """Take back everything that the last import did, if nobody has worked on it since; all of it or nothing."""
    event = last_import(by.authority) if by.authority else None
    if event is None or by.authority is None:
        return NOTHING
    if event.actor != by.username:
        return Denied(NOT_HERS.code, NOT_HERS.reason, {"who": event.actor})
    try:
        with transaction.atomic():
            reverse(event.details["steps"])
            return note(
                UNDONE, by=by.username, at=now, authority=by.authority.code, details={"import": event.number}
            )
    except ChangedSinceError as changed:
        return Denied("start.changed", CHANGED, {"what": str(changed)})
    except ProtectedError:
        return IN_USE
