"""avtal.yaml written: agreements with their parties, amounts and dates."""

import datetime as dt
from collections.abc import Iterable

from utfall.domain.agreements import Agreement
from utfall.domain.snapshot import Coded
from utfall.domain.unit import TKR
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, amount

KINDS = (Agreement,)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of the file; none where there are no agreements."""
    return tuple(
        {
            "innehåll": "överenskommelser",
            "överenskommelser": [_agreement(item) for item in of(run, Agreement)],
        }
        for run in runs(items, KINDS)
    )


def _agreement(item: Agreement) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "slag": item.kind.value,
        "enhet": item.unit,
        "part": item.party or None,
        "motpart": item.counterpart or None,
        "uppdrag": item.content or None,
        "förväntansnivå": item.expectation or None,
        "belopp_tkr": {str(one.year): amount(one.amount, TKR) for one in item.amounts} or None,
        "efter_budget": [one.year for one in item.amounts if not one.budgeted] or None,
        "läge": item.state.value,
        "från": _day(item.starts_on),
        "till": _day(item.ends_on),
        "genomgång": _day(item.review_on),
        "genomgången": _day(item.reviewed_on),
        "uppsägning_senast": _day(item.notice_on),
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
