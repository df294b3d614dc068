"""What the pages of a plan's versions show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from utfall.domain.goal_chain import Chain, ChainChange, ChainChangeKind, Level, Node, chain_changes, node
from utfall.domain.reporting import ChangeKind, difference
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import PlanVersion

_KINDS = {ChangeKind.KEPT: "same", ChangeKind.INSERTED: "added", ChangeKind.DELETED: "removed"}
NOW = 0
"""The number that stands for the plan as it is."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list."""

    number: int
    date: str
    decision: str
    by: str
    href: str
    compare: str


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The versions of a plan by date, the last first."""

    title: str
    committee: str
    year: int
    trail: tuple[tuple[str, str], ...]
    rows: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """A goal as it was."""

    title: str
    kind: str
    description: str
    depth: int


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A plan as it was on a day."""

    title: str
    lead: str
    committee: str
    year: int
    trail: tuple[tuple[str, str], ...]
    rows: tuple[FrozenRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What happened to one goal."""

    word: str
    title: str
    kind: str
    diff: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What differs between two versions."""

    title: str
    lead: str
    committee: str
    year: int
    trail: tuple[tuple[str, str], ...]
    choices: tuple[tuple[int, str], ...]
    first: int
    last: int
    rows: tuple[ChangeRow, ...]


def chain_of(version: PlanVersion) -> Chain:
    """The chain that was frozen."""
    return Chain(tuple(node(value) for value in version.chain))


def versions(rows: Iterable[PlanVersion], unit: OrgUnit, year: int) -> VersionsPage:
    """The list."""
    rows = tuple(rows)
    return VersionsPage(
        title=gettext(_("Versioner av planen %(year)s")) % {"year": year},
        committee=unit.name,
        year=year,
        trail=_trail(unit, year),
        rows=tuple(_version_row(row, unit) for row in rows),
    )


def version(row: PlanVersion, unit: OrgUnit) -> VersionPage:
    """One version."""
    place = (row.year, unit.code)
    return VersionPage(
        title=gettext(_("Planen %(year)s, version %(number)s")) % {"year": row.year, "number": row.number},
        lead=f"{row.decided_on.isoformat()} · {_decision(row)}",
        committee=unit.name,
        year=row.year,
        trail=(*_trail(unit, row.year), (gettext(_("Versioner")), reverse("planning:versions", args=place))),
        rows=tuple(
            FrozenRow(one.name, gettext(one.level.word), one.description, depth)
            for depth, one in chain_of(row).walk()
        ),
    )


def compare(
    rows: Iterable[PlanVersion], now: Chain, unit: OrgUnit, year: int, *, first: int, last: int
) -> ComparePage:
    """What differs between the two versions with the numbers; 0 is the plan as it is."""
    rows = tuple(rows)
    chains = {NOW: now, **{row.number: chain_of(row) for row in rows}}
    names = {NOW: gettext(_("Planen nu")), **{row.number: _name(row) for row in rows}}
    before, after = chains.get(first, Chain(())), chains.get(last, now)
    place = (year, unit.code)
    return ComparePage(
        title=gettext(_("Ändringar i planen %(year)s")) % {"year": year},
        lead=f"{names.get(first, '–')} → {names.get(last, names[NOW])}",
        committee=unit.name,
        year=year,
        trail=(*_trail(unit, year), (gettext(_("Versioner")), reverse("planning:versions", args=place))),
        choices=tuple(names.items()),
        first=first,
        last=last,
        rows=tuple(_change(one, before, after) for one in chain_changes(before, after)),
    )


def _change(change: ChainChange, before: Chain, after: Chain) -> ChangeRow:
    now = change.after or change.before
    level = now.level if now else Level.AREA
    return ChangeRow(
        word=gettext(change.kind.value),
        title=change.name,
        kind=gettext(level.word),
        diff=tuple(_diff(change)),
        note=_note(change, before, after),
    )


def _diff(change: ChainChange) -> list[tuple[str, str]]:
    if change.before is None or change.after is None:
        return []
    match change.kind:
        case ChainChangeKind.RENAMED:
            pair = change.before.name, change.after.name
        case ChainChangeKind.CHANGED:
            pair = change.before.description, change.after.description
        case _:
            return []
    return [(_KINDS[one.kind], one.text) for one in difference(*pair)] if pair[0] != pair[1] else []


def _note(change: ChainChange, before: Chain, after: Chain) -> str:
    if change.kind is ChainChangeKind.MOVED and change.before and change.after:
        then, now = _parent(before, change.before), _parent(after, change.after)
        if then == now:
            return gettext(_("Ny ordning under %(parent)s")) % {"parent": now}
        return gettext(_("Från %(before)s till %(after)s")) % {"before": then, "after": now}
    if change.kind is ChainChangeKind.CHANGED and change.before and change.after:
        return ", ".join(_other_changes(change.before, change.after))
    return ""


def _other_changes(before: Node, after: Node) -> Iterable[str]:
    if before.owner != after.owner:
        yield gettext(_("ansvarig: %(before)s → %(after)s")) % {
            "before": before.owner or "–",
            "after": after.owner or "–",
        }
    if before.target_year != after.target_year:
        yield gettext(_("målår: %(before)s → %(after)s")) % {
            "before": before.target_year or "–",
            "after": after.target_year or "–",
        }


def _parent(chain: Chain, one: Node) -> str:
    above = chain.above(one.code)
    return chain[above].name if above else gettext(_("översta nivån"))


def _version_row(row: PlanVersion, unit: OrgUnit) -> VersionRow:
    place = (row.year, unit.code)
    at = timezone.localtime(row.at)
    by = f"{row.by} " if row.by else ""
    return VersionRow(
        number=row.number,
        date=row.decided_on.isoformat(),
        decision=_decision(row),
        by=f"{by}{at:%Y-%m-%d %H.%M}",
        href=reverse("planning:version", args=(*place, row.number)),
        compare=f"{reverse('planning:compare', args=place)}?fran={row.number}",
    )


def _decision(row: PlanVersion) -> str:
    return row.decision or gettext(_("Ändrad efter beslut, inte beslutad ännu"))


def _name(row: PlanVersion) -> str:
    return gettext(_("Version %(number)s, %(date)s")) % {
        "number": row.number,
        "date": row.decided_on.isoformat(),
    }


def _trail(unit: OrgUnit, year: int) -> tuple[tuple[str, str], ...]:
    title = gettext(_("Plan %(year)s %(name)s")) % {"year": year, "name": unit.name}
    return ((title, reverse("planning:plan", args=(year, unit.code))),)
