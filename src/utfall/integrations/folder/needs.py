"""behov.yaml: what is asked for in coming budgets, in order of priority, with what was decided."""

from typing import Any

from utfall.domain.planning.need import Need, NeedDecision, NeedKind
from utfall.domain.recurrence import Recurrence
from utfall.domain.unit import TKR
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import amount, day
from utfall.integrations.folder.yaml_source import Tree, kind_of, load


def identify(source: SourceFile) -> bool:
    """Whether the file holds needs."""
    return kind_of(source) == "behov"


def read(source: SourceFile) -> Reading[Objects]:
    """The needs in the order they are written, which is their priority."""
    tree = load(source, "behov")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    objects, findings = made(tree, {"behov": _need})
    return Reading(objects, findings)


def _need(fields: dict[str, Any]) -> Need:
    return Need(
        code=fields["kod"],
        name=fields["namn"],
        unit=fields["enhet"],
        year=fields["år"],
        amount=amount(fields["belopp_tkr"], TKR),
        recurrence=Recurrence(fields["varaktighet"]),
        kind=NeedKind(fields.get("slag", NeedKind.MEANS.value)),
        benefit=fields.get("nytta", ""),
        funding=fields.get("finansiering", ""),
        decision=NeedDecision(fields.get("beslut", NeedDecision.PROPOSED.value)),
        decided_by=fields.get("beslutat_av", ""),
        decided_on=day(fields["beslutsdatum"]) if "beslutsdatum" in fields else None,
        granted=amount(fields["beviljat_tkr"], TKR) if "beviljat_tkr" in fields else None,
        notice_on=day(fields["uppsagd"]) if "uppsagd" in fields else None,
    )
