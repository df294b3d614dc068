"""Units, roles and rounds as rows, and as the values that reports are made from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utfall.domain import organisation as domain
from utfall.domain.period import Period
from utfall.domain.reporting import is_same_series
from utfall.domain.snapshot import Coded, RoundKind
from utfall.domain.snapshot import Round as RoundValue
from utfall.records.organisation.models import (
    Authority,
    CostCentre,
    OrgRole,
    OrgUnit,
    Round,
    UnitName,
    UnitNameKind,
    WrongName,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An object with its position among those it was read with, and where it is written (empty: nowhere but here)."""

    position: int
    item: Coded
    place: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """All units as stored: the values in their order, and each row by its code."""

    values: tuple[domain.OrgUnit, ...]
    rows: Mapping[str, OrgUnit]

    @property
    def organisation(self) -> domain.Organisation:
        """The tree that they make."""
        return domain.Organisation(self.values)


def units() -> Units:
    """Every unit of the municipality, in three queries."""
    rows = tuple(OrgUnit.objects.select_related("parent").order_by("position", "pk"))
    names: dict[tuple[int, str], list[str]] = {}
    for unit_id, kind, name in UnitName.objects.order_by("position", "pk").values_list(
        "unit_id", "kind", "name"
    ):
        names.setdefault((unit_id, kind), []).append(name)
    centres: dict[int, list[str]] = {}
    for unit_id, code in CostCentre.objects.order_by("position", "pk").values_list("unit_id", "code"):
        centres.setdefault(unit_id, []).append(code)
    values = tuple(
        domain.OrgUnit(
            code=row.code,
            name=row.name,
            kind=domain.UnitKind(row.kind),
            parent=row.parent.code if row.parent else "",
            short=row.short,
            abbreviation=row.abbreviation,
            ansvar=tuple(centres.get(row.pk, ())),
            aliases=tuple(names.get((row.pk, UnitNameKind.ALIAS), ())),
            wrong_names=tuple(names.get((row.pk, UnitNameKind.WRONG), ())),
            manager=row.manager,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    )
    return Units(values, {row.code: row for row in rows})


def roles(authority: Authority) -> Iterator[Placed]:
    """The roles that reports name."""
    for row in OrgRole.objects.filter(authority=authority).select_related("unit").order_by("position", "pk"):
        yield Placed(row.position, domain.Role(row.code, row.name, row.unit.code if row.unit else ""))


def rounds(authority: Authority) -> Iterator[Placed]:
    """The rounds of the authority."""
    for row in Round.objects.filter(authority=authority).order_by("position", "pk"):
        yield Placed(row.position, round_value(row))


def round_value(row: Round) -> RoundValue:
    """A round as the report sees it."""
    return RoundValue(row.code, row.name, RoundKind(row.kind), Period.parse(row.period))


def wrong_names(authority: Authority, known: Units) -> dict[str, tuple[str, ...]]:
    """Names that must not be printed, by the code of what they are wrong names of."""
    wrong = {unit.code: unit.wrong_names for unit in known.values if unit.wrong_names}
    for row in WrongName.objects.filter(authority=authority).order_by("position", "pk"):
        wrong[row.code] = (*wrong.get(row.code, ()), row.name)
    return wrong


def store_roles(authority: Authority, placed: Iterable[Placed], rows: Mapping[str, OrgUnit]) -> None:
    """The roles as rows; other objects are passed by."""
    OrgRole.objects.bulk_create(
        OrgRole(
            authority=authority,
            code=one.item.code,
            name=one.item.name,
            unit=rows[one.item.unit] if one.item.unit else None,
            position=one.position,
        )
        for one in placed
        if isinstance(one.item, domain.Role)
    )


def store_wrong_names(
    authority: Authority, names: Mapping[str, tuple[str, ...]], organisation: domain.Organisation
) -> None:
    """What is not a unit's own wrong name already."""
    pairs = [
        (code, name)
        for code, wrong in names.items()
        for name in wrong
        if code not in organisation or name not in organisation[code].wrong_names
    ]
    WrongName.objects.bulk_create(
        WrongName(authority=authority, code=code, name=name, position=position)
        for position, (code, name) in enumerate(pairs)
    )


def store_rounds(authority: Authority, placed: Iterable[Placed]) -> None:
    """The rounds, new or changed; each follows on the last of its series before it."""
    earlier: list[Round] = []
    for one in placed:
        if not isinstance(one.item, RoundValue):
            continue
        fields = {
            "name": one.item.name,
            "kind": one.item.kind.value,
            "period": str(one.item.period),
            "position": one.position,
        }
        row, _made = Round.objects.update_or_create(
            authority=authority, code=one.item.code, defaults=fields,
            create_defaults={**fields, "previous": _previous(earlier, one.item.kind)},
        )  # fmt: skip
        earlier.append(row)


def _previous(earlier: list[Round], kind: RoundKind) -> Round | None:
    same = (row for row in reversed(earlier) if is_same_series(RoundKind(row.kind), kind))
    return next(same, None)
