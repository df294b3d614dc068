"""Vem som lämnar vad: a table for each kind of round, sections by levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import LEVELS, PARTS_OF, Occasion, Owed, Part, ReportingRules, Section
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.pages.tasks import others

KINDS: Mapping[RoundKind, tuple[str, str]] = {
    RoundKind.INTERIM: ("delar", _("Delårsrapport")),
    RoundKind.ANNUAL: ("ar", _("Verksamhetsberättelse")),
    RoundKind.MONTH: ("manad", _("Månadsuppföljning")),
    RoundKind.ASSIGNMENTS: ("uppdrag", _("Uppdragsrapport")),
}
"""Each kind of round with its word in the address and its name, in the order of the tabs."""
LEVEL_WORDS = {
    UnitKind.ADMINISTRATION: _("Nämnden och förvaltningen"),
    UnitKind.AREA: _("Områden"),
    UnitKind.UNIT: _("Enheter"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A part that may be owed: what the form sends, its word, and whether it is owed."""

    name: str
    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one level owes in one section: the parts, when, and both in words for those who only read."""

    key: str
    label: str
    parts: tuple[Choice, ...]
    occasions: tuple[tuple[str, str, bool], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A section with a cell for each level."""

    section: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page; `decides` is whether she may change it."""

    authority: str
    others: tuple[tuple[str, str], ...]
    trail: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[str, str, bool], ...]
    kind: str
    levels: tuple[str, ...]
    rows: tuple[Row, ...]
    is_usual: bool
    decides: bool
    limit: str
    action: str
    limit_action: str


def page(
    asked: Asking, authority: Authority, rules: ReportingRules, kind: RoundKind, *, decides: bool
) -> Page:
    """The table of the kind of round."""
    usual = set(ReportingRules().of(kind))
    return Page(
        authority=authority.name,
        others=others(asked, "owed"),
        trail=((gettext(_("Rundor")), asked.href("rounds")),),
        tabs=tuple((gettext(word), href(asked, one), one is kind) for one, (_slug, word) in KINDS.items()),
        kind=gettext(KINDS[kind][1]),
        levels=tuple(gettext(LEVEL_WORDS[level]) for level in LEVELS),
        rows=tuple(_row(rules, kind, section) for section in PARTS_OF),
        is_usual=set(rules.of(kind)) == usual,
        decides=decides,
        limit=f"{rules.limit.percent.normalize():f}".replace(".", ","),
        action=href(asked, kind),
        limit_action=asked.href("variance_limit", slag=KINDS[kind][0]),
    )


def href(asked: Asking, kind: RoundKind) -> str:
    """The address of the table of the kind of round."""
    return asked.href("owed", slag=KINDS[kind][0])


def kind_named(word: str) -> RoundKind:
    """The kind of round that the address names; interim reports where it names none."""
    return next((kind for kind, (slug, _name) in KINDS.items() if slug == word), RoundKind.INTERIM)


def rows_sent(sent: Mapping[str, str], kind: RoundKind) -> tuple[Owed, ...]:
    """What the form says is owed; a cell without a part is nothing."""
    rows = []
    for section, possible in PARTS_OF.items():
        for level in LEVELS:
            key = _key(section, level)
            parts = frozenset(part for part in possible if sent.get(_name(key, part)))
            if parts:
                word = sent.get(f"when-{key}", "")
                occasion = Occasion(word) if word in set(Occasion) else Occasion.ALWAYS
                rows.append(Owed(level, kind, section, parts, occasion))
    return tuple(rows)


def _row(rules: ReportingRules, kind: RoundKind, section: Section) -> Row:
    return Row(
        gettext(section.word),
        tuple(_cell(rules.owes(kind, section, level), section, level) for level in LEVELS),
    )


def _cell(owed: Owed | None, section: Section, level: UnitKind) -> Cell:
    key = _key(section, level)
    parts = owed.parts if owed else frozenset[Part]()
    occasion = owed.occasion if owed else Occasion.ALWAYS
    words = ", ".join(gettext(part.word) for part in PARTS_OF[section] if part in parts)
    if words and occasion is Occasion.WHEN_ASKED:
        words = gettext(_("%(parts)s på begäran")) % {"parts": words}
    return Cell(
        key=key,
        label=f"{gettext(section.word)}, {gettext(LEVEL_WORDS[level])}",
        parts=tuple(
            Choice(_name(key, part), "1", gettext(part.word), part in parts) for part in PARTS_OF[section]
        ),
        occasions=tuple((str(one), gettext(one.word), one is occasion) for one in Occasion),
        words=words,
    )


def _key(section: Section, level: UnitKind) -> str:
    return f"{section.name.lower()}-{level.name.lower()}"


def _name(key: str, part: Part) -> str:
    return f"{part.name.lower()}-{key}"
