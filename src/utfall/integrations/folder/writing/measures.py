"""atgarder.yaml written: measures for a balanced budget."""

from collections.abc import Iterable

from utfall.domain.planning import Measure
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
    }
