"""What the front of administration and the tree of units show."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.organisation import Organisation, OrgUnit
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import Units
from utfall.web.organisation.access import (
    EARLIER,
    GRANTS,
    IMPORTS,
    LEADS,
    OPERATES,
    ORGANISATION,
    STAFF,
    Ways,
    may,
)
from utfall.web.reporting.asking import Asking

_ADMINISTRATOR = _("För behörighetsadministratören.")
_LEADERS = _("För behörighetsadministratören, controllern och förvaltningschefen.")
_IMPORTERS = _("För controllern och behörighetsadministratören.")
_OPERATOR = _("För den som sköter driften.")
_STAFF = _("För dem som deltar i rapporteringen.")
_PLANNERS = _("För controllern, förvaltningschefen och den som är kvalitetsansvarig.")
_PAGES: tuple[tuple[str, str, str, Ways, str], ...] = (
    ("organisation:people", _("Personer och behörigheter"), _("Vem som har vilken roll, från när och till när."), GRANTS, _ADMINISTRATOR),
    ("organisation:substitutes", _("Vikarier"), _("Vem som svarar för vems uppgifter just nu."), LEADS, _LEADERS),
    ("organisation:units", _("Organisation"), _("Nämnder, områden och enheter med koder och datum."), ORGANISATION, ""),
    ("reporting:rounds", _("Perioder och rapportering"), _("Rundor, tidplaner och nästa år."), STAFF, _STAFF),
    ("reporting:owed", _("Vem som lämnar vad"), _("Vad varje nivå lämnar i varje slag av runda, och vilka avvikelser som ska kommenteras."), STAFF, _STAFF),
    ("organisation:workbook", _("Start från Excel"), _("Läs in organisation, plan och personer från en arbetsbok."), IMPORTS, _IMPORTERS),
    ("organisation:earlier", _("Tidigare kommentarer"), _("Läs in förra rapportens texter från ett annat system."), EARLIER, _PLANNERS),
    ("organisation:looks", _("Utseende"), _("Kommunens logotyp överst på alla sidor."), OPERATES, _OPERATOR),
    ("accessibility", _("Tillgänglighetsredogörelse"), _("Hur tillgänglig webbplatsen är, och kända brister."), (), ""),
    ("organisation:log", _("Logg"), _("Allt som har gjorts i nämnden, och om loggen är hel."), LEADS, _LEADERS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Door:
    """A page of administration; `locked` says whom it is for when it is not for her."""

    title: str
    about: str
    href: str
    locked: str


@dataclass(frozen=True, slots=True)
class Start:
    """The front of administration."""

    authority: str
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree; `depth` is how far below the top it stands."""

    code: str
    name: str
    kind: str
    depth: int
    cost_centres: str
    names: str
    valid: str
    own: bool


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The organisation."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    rows: tuple[UnitRow, ...]


def start(asked: Asking) -> Start:
    """The doors in order."""
    return Start(
        authority=asked.by.authority.name if asked.by.authority else "",
        doors=tuple(
            Door(
                gettext(title),
                gettext(about),
                asked.href(name) if ":" in name else reverse(name),
                "" if not ways or may(asked.by, ways) else gettext(locked or _ADMINISTRATOR),
            )
            for name, title, about, ways, locked in _PAGES
        ),
    )


def units(asked: Asking, authority: Authority, known: Units) -> UnitsPage:
    """The tree in its order; the authority's own units are marked."""
    tree = known.organisation
    own = {code for code, row in known.rows.items() if row.authority_id == authority.pk}
    return UnitsPage(
        authority=authority.name,
        trail=home(asked),
        rows=tuple(row for root in tree.children("") for row in _rows(tree, root, 0, own)),
    )


def home(asked: Asking) -> tuple[tuple[str, str], ...]:
    """The way back to the front."""
    return ((gettext(_("Administration")), asked.href("organisation:start")),)


def _rows(tree: Organisation, unit: OrgUnit, depth: int, own: set[str]) -> Iterator[UnitRow]:
    yield UnitRow(
        code=unit.code,
        name=unit.name,
        kind=gettext(unit.kind.value),
        depth=min(depth, 6),
        cost_centres=", ".join(unit.ansvar),
        names=", ".join((*filter(None, (unit.short, unit.abbreviation)), *unit.aliases)),
        valid=_valid(unit),
        own=unit.code in own,
    )
    for child in tree.children(unit.code):
        yield from _rows(tree, child, depth + 1, own)


def _valid(unit: OrgUnit) -> str:
    if unit.valid_from is None and unit.valid_to is None:
        return ""
    return f"{unit.valid_from or ''}–{unit.valid_to or ''}"
