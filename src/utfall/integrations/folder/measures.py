"""atgarder.yaml: measures for a balanced budget, decided and proposed."""

import datetime as dt
from typing import Any

from utfall.domain.planning import Consultation, Effect, Followed, Measure, MeasureState, WorkState
from utfall.domain.recurrence import Recurrence
from utfall.domain.unit import TKR
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import amount, day, period
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
        owner=fields.get("ansvarig", ""),
        deciding_body=fields.get("beslutas_av", ""),
        decision=fields.get("beslut", ""),
        decided_on=_day(fields, "beslutsdatum"),
        starts_on=_day(fields, "börjar"),
        due_on=_day(fields, "klart_senast"),
        recurrence=Recurrence(fields["varaktighet"]) if "varaktighet" in fields else None,
        goal=fields.get("mål", ""),
        consultation=Consultation(
            fields.get("påverkar_bemanning", False), _day(fields, "fsg"), _day(fields, "mbl")
        ),
        work=WorkState(fields.get("arbete", WorkState.NOT_STARTED.value)),
        followed=_followed(fields.get("uppföljning", {})),
        reason=fields.get("avförd_därför", ""),
    )


def _followed(fields: dict[str, Any]) -> Followed:
    against = period(fields["jämför_med"]) if "jämför_med" in fields else None
    return Followed(tuple(fields.get("konton", ())), fields.get("rad", ""), fields.get("ansvar", ""), against)


def _day(fields: dict[str, Any], name: str) -> dt.date | None:
    return day(fields[name]) if name in fields else None
