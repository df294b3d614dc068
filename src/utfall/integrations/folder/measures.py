"""atgarder.yaml: measures for a balanced budget, decided and proposed."""

from typing import Any

from utfall.domain.planning import Effect, Measure, MeasureState
from utfall.domain.unit import TKR
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import amount
from utfall.integrations.folder.yaml_source import Tree, kind_of, load


def identify(source: SourceFile) -> bool:
    """Whether the file holds measures."""
    return kind_of(source) == "åtgärder"


def read(source: SourceFile) -> Reading[Objects]:
    """The measures in the order they are written."""
    tree = load(source, "atgarder")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    objects, findings = made(tree, {"åtgärder": _measure})
    return Reading(objects, findings)


def _measure(fields: dict[str, Any]) -> Measure:
    effects = tuple(Effect(int(year), amount(effect, TKR)) for year, effect in fields["effekt_tkr"].items())
    return Measure(
        code=fields["kod"],
        name=fields["namn"],
        unit=fields["enhet"],
        state=MeasureState(fields["läge"]),
        effects=effects,
        budget_of=fields.get("budget_hos", ""),
        condition=fields.get("villkor", ""),
    )
