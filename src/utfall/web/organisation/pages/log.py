"""What the log shows."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Authority
from utfall.web.organisation.pages.start import home
from utfall.web.reporting.asking import Asking

MOST = 100
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A deed."""

    number: int
    at: str
    actor: str
    deed: str
    object: str
    details: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Log:
    """The deeds of an authority; `chain` is what following the chain gave, empty where it was not asked for."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    older: str
    check: str
    chain: str
    is_broken: bool


def log(
    asked: Asking, authority: Authority, events: tuple[Event, ...], faults: tuple[int, ...] | None
) -> Log:
    """One page of the log; a row more than is shown says that there are older ones."""
    shown = events[:MOST]
    wrong = frozenset(faults or ())
    older = asked.href("organisation:log", fore=shown[-1].number) if len(events) > MOST else ""
    return Log(
        authority=authority.name,
        trail=home(asked),
        rows=tuple(_row(one, broken=one.number in wrong) for one in shown),
        older=older,
        check=asked.href("organisation:log", kontrollera="1"),
        chain="" if faults is None else _chain(faults),
        is_broken=bool(faults),
    )


def _row(one: Event, *, broken: bool) -> Row:
    details = ", ".join(
        f"{key}: {_short(value)}" for key, value in one.details.items() if value not in ("", None, [])
    )
    return Row(
        number=one.number,
        at=timezone.localtime(one.at).strftime("%Y-%m-%d %H.%M"),
        actor=one.actor,
        deed=one.deed,
        object=one.object,
        details=details,
        broken=broken,
    )


def _short(value: object) -> str:
    if isinstance(value, list | dict):
        return str(len(value))
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _chain(faults: tuple[int, ...]) -> str:
    if not faults:
        return gettext(_("Loggen är hel: ingen rad är ändrad eller borttagen."))
    rows = ", ".join(str(number) for number in faults[:20])
    return gettext(
        _("Loggen är bruten vid rad %(rows)s. En rad är ändrad eller borttagen utanför programmet.")
    ) % {"rows": rows}
