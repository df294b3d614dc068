"""What stands beside the ledger in a statement: carried-over results, and the items that make years hard to compare."""

from dataclasses import dataclass

from utfall.domain.finance import CarriedOver
from utfall.integrations.folder.finance import DeclaredItem
from utfall.records.finance import declared
from utfall.records.organisation.models import Authority


@dataclass(frozen=True, slots=True)
class Beside:
    """The carried-over results and the declared comparability items of an authority."""

    carried_over: tuple[CarriedOver, ...] = ()
    declared: tuple[DeclaredItem, ...] = ()


def beside(authority: Authority) -> Beside:
    """What the authority has of it."""
    items = sorted(declared.objects(authority), key=lambda placed: placed.position)
    return Beside(
        tuple(placed.item for placed in items if isinstance(placed.item, CarriedOver)),
        tuple(placed.item for placed in items if isinstance(placed.item, DeclaredItem)),
    )
