"""The tree of units put into the database: one organisation, of which each authority changes its own part."""

from collections.abc import Iterable, Iterator

from utfall.domain.finding import Finding, Severity
from utfall.domain.organisation import Organisation, UnitKind
from utfall.domain.organisation import OrgUnit as Unit
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, CostCentre, OrgUnit, UnitName, UnitNameKind
from utfall.records.organisation.objects import Units, units

OTHERS_UNIT = _(
    "Enheten {code} hör inte till {authority} och är annorlunda här än i mappen. Den är inte ändrad; rätta mappen."
)
LEFT_BEHIND = _(
    "Enheten {code} finns här men inte i mappen. Den ligger kvar; ge den ett slutdatum om den har upphört."
)
_AUDITORS = "revision"
"""What the name of the elected auditors' committee contains; it may be put right afterwards."""


def store_units(
    organisation: Organisation, *, committee: str, municipality: str
) -> tuple[Units, tuple[Finding, ...]]:
    """The units new or changed, every committee with its wall; and what was left as it is.

    Units outside the committee are shared by all authorities: they are added where missing and never changed.
    """
    before = units()
    own = {unit.code for unit in organisation.subtree(committee)}
    authorities = _authorities(organisation, municipality)
    known = {unit.code: unit for unit in before.values}
    rows = dict(before.rows)
    next_position = max((row.position for row in rows.values()), default=-1) + 1
    order = {unit.code: number for number, unit in enumerate(organisation.units, start=next_position)}
    changed = [unit for unit in _parents_first(organisation) if _is_to_be_stored(unit, known, own)]
    for unit in changed:
        row = rows.get(unit.code) or OrgUnit(code=unit.code, position=order[unit.code])
        rows[unit.code] = _filled(row, unit, organisation, rows.get(unit.parent), authorities)
        rows[unit.code].save()
    _store_names(changed, rows)
    return units(), tuple(_findings(organisation, known, own, committee))


def committee_of(organisation: Organisation, code: str) -> str:
    """The code of the committee that the unit is, or is below; empty where there is none."""
    return next((unit.code for unit in organisation.path(code) if unit.kind is UnitKind.COMMITTEE), "")


def path_of(organisation: Organisation, code: str) -> str:
    """The codes from the root to the unit, each followed by a slash."""
    return "".join(f"{unit.code}/" for unit in reversed(organisation.path(code)))


def _parents_first(organisation: Organisation) -> Iterator[Unit]:
    for root in organisation.children(""):
        yield from organisation.subtree(root.code)


def _is_to_be_stored(unit: Unit, known: dict[str, Unit], own: set[str]) -> bool:
    return unit.code not in known or (unit.code in own and known[unit.code] != unit)


def _authorities(organisation: Organisation, municipality: str) -> dict[str, Authority]:
    committees = [unit for unit in organisation.units if unit.kind is UnitKind.COMMITTEE]
    return {
        unit.code: Authority.objects.get_or_create(
            code=unit.code,
            defaults={
                "name": unit.name,
                "municipality": municipality,
                "audits": _AUDITORS in unit.name.lower(),
            },
        )[0]
        for unit in committees
    }


def _filled(
    row: OrgUnit, unit: Unit, organisation: Organisation, parent: OrgUnit | None,
    authorities: dict[str, Authority],
) -> OrgUnit:  # fmt: skip
    row.name, row.kind, row.parent = unit.name, unit.kind.value, parent
    row.path = path_of(organisation, unit.code)
    row.short, row.abbreviation, row.manager = unit.short, unit.abbreviation, unit.manager
    row.valid_from, row.valid_to = unit.valid_from, unit.valid_to
    row.authority = authorities.get(committee_of(organisation, unit.code))
    return row


def _store_names(changed: Iterable[Unit], rows: dict[str, OrgUnit]) -> None:
    changed = tuple(changed)
    ids = [rows[unit.code].pk for unit in changed]
    UnitName.objects.filter(unit__in=ids).delete()
    CostCentre.objects.filter(unit__in=ids).delete()
    UnitName.objects.bulk_create(
        UnitName(unit=rows[unit.code], kind=kind, name=name, position=position)
        for unit in changed
        for kind, names in ((UnitNameKind.ALIAS, unit.aliases), (UnitNameKind.WRONG, unit.wrong_names))
        for position, name in enumerate(names)
    )
    CostCentre.objects.bulk_create(
        CostCentre(unit=rows[unit.code], code=code, position=position)
        for unit in changed
        for position, code in enumerate(unit.ansvar)
    )


def _findings(
    organisation: Organisation, known: dict[str, Unit], own: set[str], committee: str
) -> Iterator[Finding]:
    for unit in organisation.units:
        if unit.code not in own and known.get(unit.code, unit) != unit:
            yield Finding(
                "load.others-unit", Severity.QUESTION, unit.code, OTHERS_UNIT,
                {"code": unit.code, "authority": committee},
            )  # fmt: skip
    for code, old in known.items():
        if code not in organisation and _was_below(old, known, committee):
            yield Finding("load.left-behind", Severity.QUESTION, code, LEFT_BEHIND, {"code": code})


def _was_below(unit: Unit, known: dict[str, Unit], committee: str) -> bool:
    seen: set[str] = set()
    code = unit.code
    while code and code not in seen:
        if code == committee:
            return True
        seen.add(code)
        code = known[code].parent if code in known else ""
    return False
