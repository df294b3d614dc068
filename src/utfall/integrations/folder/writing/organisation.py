"""organisation.yaml written: the units, the roles and the names that may not be printed."""

from collections.abc import Iterable, Mapping

from utfall.domain.organisation import OrgUnit, Role
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.writing.runs import of
from utfall.integrations.folder.writing.yaml_text import Plain


def fields(items: Iterable[Coded], wrong_names: Mapping[str, tuple[str, ...]]) -> dict[str, Plain]:
    """The file's fields; wrong names of anything but a unit, and those that its unit does not have, in a list."""
    objects = tuple(items)
    units = of(objects, OrgUnit)
    roles = of(objects, Role)
    own = {unit.code: unit.wrong_names for unit in units}
    others = {code: names[len(own.get(code, ())) :] for code, names in wrong_names.items()}
    return {
        "innehåll": "organisation",
        "enheter": [_unit(unit) for unit in units],
        "roller": [_role(role) for role in roles] or None,
        "fel_namn": [{"kod": code, "namn": list(names)} for code, names in others.items() if names] or None,
    }


def _unit(unit: OrgUnit) -> Plain:
    return {
        "kod": unit.code,
        "namn": unit.name,
        "slag": unit.kind.value,
        "under": unit.parent or None,
        "kort": unit.short or None,
        "förkortning": unit.abbreviation or None,
        "ansvar": list(unit.ansvar) or None,
        "andra_namn": list(unit.aliases) or None,
        "fel_namn": list(unit.wrong_names) or None,
        "ledare": unit.manager or None,
        "från": unit.valid_from.isoformat() if unit.valid_from else None,
        "till": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _role(role: Role) -> Plain:
    return {"kod": role.code, "namn": role.name, "enhet": role.unit or None}
