"""organisation.yaml: the units with their names, codes and cost centres, and the roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from utfall.domain.finding import Finding, Severity
from utfall.domain.organisation import (
    Organisation,
    OrgUnit,
    Role,
    StructureFault,
    UnitKind,
    structure_problems,
)
from utfall.integrations.folder.objects import Objects, made, texts
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import day
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

FAULTS = {
    StructureFault.SAME_CODE: _("Koden {code} används av två enheter. Ge en av dem en annan kod."),
    StructureFault.UNKNOWN_PARENT: _(
        "{code} ligger under {other}, som inte finns. Rätta koden eller lägg till enheten."
    ),
    StructureFault.CIRCLE: _("{code} ligger under sig själv. Rätta uppgiften under."),
    StructureFault.SAME_ANSVAR: _(
        "Ansvar {other} hör till två enheter samtidigt, den ena är {code}. Ta bort det från en av dem."
    ),
}


@dataclass(frozen=True, slots=True)
class Units:
    """The organisation (None where the units make no tree), all its objects, and names that may not be printed."""

    organisation: Organisation | None
    objects: Objects
    wrong_names: Mapping[str, tuple[str, ...]]


def identify(source: SourceFile) -> bool:
    """Whether the file holds the organisation."""
    return kind_of(source) == "organisation"


def read(source: SourceFile) -> Reading[Units | None]:
    """The organisation; None where the file cannot be used."""
    tree = load(source, "organisation")
    if not isinstance(tree, Tree):
        return Reading(None, tree)
    objects, findings = made(tree, {"enheter": _unit, "roller": _role})
    units = tuple(item for item in objects.items if isinstance(item, OrgUnit))
    problems: list[Finding] = []
    for problem in structure_problems(units):
        where = objects.places.get(problem.code, source.name)
        problems.append(
            Finding(f"source.organisation.{problem.kind.name.lower().replace('_', '-')}",
                    Severity.ERROR, where, FAULTS[problem.kind],
                    {"code": problem.code, "other": problem.other})
        )  # fmt: skip
    organisation = None if problems else Organisation(units)
    wrong = {unit.code: unit.wrong_names for unit in units if unit.wrong_names}
    for fields in tree.data.get("fel_namn", ()):
        wrong[fields["kod"]] = (*wrong.get(fields["kod"], ()), *texts(fields["namn"]))
    return Reading(Units(organisation, objects, wrong), (*findings, *problems))


def _unit(fields: dict[str, Any]) -> OrgUnit:
    return OrgUnit(
        code=fields["kod"],
        name=fields["namn"],
        kind=UnitKind(fields["slag"]),
        parent=fields.get("under", ""),
        short=fields.get("kort", ""),
        abbreviation=fields.get("förkortning", ""),
        ansvar=texts(fields.get("ansvar")),
        aliases=texts(fields.get("andra_namn")),
        wrong_names=texts(fields.get("fel_namn")),
        manager=fields.get("ledare", ""),
        valid_from=day(fields["från"]) if "från" in fields else None,
        valid_to=day(fields["till"]) if "till" in fields else None,
    )


def _role(fields: dict[str, Any]) -> Role:
    return Role(fields["kod"], fields["namn"], fields.get("enhet", ""))
