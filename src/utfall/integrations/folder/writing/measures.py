"""atgarder.yaml written: measures for a balanced budget."""

import datetime as dt
from collections.abc import Iterable

from utfall.domain.planning import Followed, Measure, WorkState
from utfall.domain.snapshot import Coded
from utfall.domain.unit import TKR
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, amount

KINDS = (Measure,)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of the file; none where there are no measures."""
    return tuple(
        {"innehåll": "åtgärder", "åtgärder": [_measure(item) for item in of(run, Measure)]}
        for run in runs(items, KINDS)
    )


def _measure(item: Measure) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "enhet": item.unit,
        "läge": item.state.value,
        "effekt_tkr": {str(effect.year): amount(effect.amount, TKR) for effect in item.effects},
        "budget_hos": item.budget_of or None,
        "villkor": item.condition or None,
        "ansvarig": item.owner or None,
        "beslutas_av": item.deciding_body or None,
        "beslut": item.decision or None,
        "beslutsdatum": _day(item.decided_on),
        "börjar": _day(item.starts_on),
        "klart_senast": _day(item.due_on),
        "varaktighet": item.recurrence.value if item.recurrence else None,
        "mål": item.goal or None,
        "påverkar_bemanning": item.consultation.affects_staff or None,
        "fsg": _day(item.consultation.fsg_on),
        "mbl": _day(item.consultation.mbl_on),
        "arbete": item.work.value if item.work is not WorkState.NOT_STARTED else None,
        "uppföljning": _followed(item.followed),
        "avförd_därför": item.reason or None,
    }


def _followed(item: Followed) -> Plain:
    if item == Followed():
        return None
    return {
        "konton": list(item.accounts) or None,
        "rad": item.line or None,
        "ansvar": item.cost_centre or None,
        "jämför_med": str(item.against) if item.against else None,
    }


def _day(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None
