"""behov.yaml written: needs in order of priority."""

from collections.abc import Iterable

from utfall.domain.planning.need import Need
from utfall.domain.snapshot import Coded
from utfall.domain.unit import TKR
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, amount

KINDS = (Need,)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of the file; none where there are no needs."""
    return tuple(
        {"innehåll": "behov", "behov": [_need(item) for item in of(run, Need)]} for run in runs(items, KINDS)
    )


def _need(item: Need) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "enhet": item.unit,
        "år": item.year,
        "belopp_tkr": amount(item.amount, TKR),
        "varaktighet": item.recurrence.value,
        "slag": item.kind.value,
        "nytta": item.benefit or None,
        "finansiering": item.funding or None,
        "beslut": item.decision.value,
        "beslutat_av": item.decided_by or None,
        "beslutsdatum": item.decided_on.isoformat() if item.decided_on else None,
        "beviljat_tkr": None if item.granted is None else amount(item.granted, TKR),
        "uppsagd": item.notice_on.isoformat() if item.notice_on else None,
    }
