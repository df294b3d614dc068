"""internkontroll.yaml: risks with their handling, control activities and what the controls showed."""

from collections.abc import Callable
from typing import Any

from utfall.domain.control import ControlActivity, ControlResult, Handling, HandlingKind, Risk, RiskLimits
from utfall.integrations.folder.objects import Maker, Objects, made, texts
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.yaml_source import Tree, kind_of, load


def identify(source: SourceFile) -> bool:
    """Whether the file holds internal control."""
    return kind_of(source) == "intern kontroll"


def read(source: SourceFile, *, limits: RiskLimits) -> Reading[Objects]:
    """Risks, control activities and results; the limits give their values a word."""
    tree = load(source, "internkontroll")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    makers: dict[str, Maker] = {
        "risker": _risk(limits),
        "kontrollmoment": _activity(limits),
        "resultat": _result,
    }
    objects, findings = made(tree, makers)
    return Reading(objects, findings)


def _risk(limits: RiskLimits) -> Callable[[dict[str, Any]], Risk]:
    def make(fields: dict[str, Any]) -> Risk:
        return Risk(
            code=fields["kod"],
            name=fields["namn"],
            event=fields["händelse"],
            cause=fields["orsak"],
            effect=fields["verkan"],
            likelihood=fields["sannolikhet"],
            consequence=fields["konsekvens"],
            handling=_handling(fields.get("hantering")),
            scope=fields["omfattar"],
            year=fields["år"],
            limits=limits,
        )

    return make


def _handling(fields: dict[str, Any] | None) -> Handling | None:
    if fields is None:
        return None
    return Handling(HandlingKind(fields["genom"]), fields.get("kod", ""), fields.get("skäl", ""))


def _activity(limits: RiskLimits) -> Callable[[dict[str, Any]], ControlActivity]:
    def make(fields: dict[str, Any]) -> ControlActivity:
        return ControlActivity(
            code=fields["kod"],
            name=fields["namn"],
            tested=fields["prövas"],
            occasions=texts(fields["tillfällen"]),
            methods=texts(fields["metoder"]),
            responsible=fields["ansvarig"],
            likelihood=fields["sannolikhet"],
            consequence=fields["konsekvens"],
            scope=fields["omfattar"],
            year=fields["år"],
            focus_of_report=fields.get("återrapport", ""),
            limits=limits,
        )

    return make


def _result(fields: dict[str, Any]) -> ControlResult:
    return ControlResult(
        code=fields["kod"],
        name=fields["namn"],
        control=fields["kontrollmoment"],
        round=fields["runda"],
        method=fields["metod"],
        exceptions=fields["avvikelser"],
        population=fields.get("population"),
        sample=fields.get("stickprov"),
    )
