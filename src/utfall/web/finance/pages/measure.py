"""What the page of one measure shows, and the page of all effects so far."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from utfall.domain import swedish
from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.planning import LedgerPlace, Measure, MeasureState, Realised, effect_sum
from utfall.domain.unit import TKR
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Measure as Row
from utfall.records.planning.objects.measures import measure_value
from utfall.records.reporting.models import Contribution
from utfall.web.finance.pages.measure_words import STATE_WORDS, WORK_WORDS, standing
from utfall.web.finance.pages.measures import printed

Followed = Realised | Denied | None
"""What the ledger says, why it says nothing, or None where there are no books."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What she may do now: addresses, empty where she may not."""

    change: str = ""
    release: str = ""
    decide: str = ""
    carry_out: str = ""
    abandon: str = ""
    take_back: str = ""


@dataclass(frozen=True, slots=True)
class EffectSoFar:
    """The planned and the realised effect in words, in tkr; `why` instead where it cannot be told."""

    period: str = ""
    against: str = ""
    planned: str = ""
    amount: str = ""
    difference: str = ""
    why: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    """The other measures that the same change counts for: name and address."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about it in a round."""

    round: str
    unit: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure."""

    title: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    status: str
    facts: tuple[tuple[str, str], ...]
    effects: tuple[tuple[str, str], ...]
    budget: str
    others: bool
    so_far: EffectSoFar
    followed: tuple[tuple[str, str], ...]
    circle: tuple[str, ...]
    comments: tuple[Comment, ...]
    write: tuple[str, str] | None
    """Where she can write a comment now: the round's name and the address."""
    deeds: Deeds


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A measure with its effect so far."""

    title: str
    href: str
    unit: str
    year: str
    so_far: EffectSoFar


@dataclass(frozen=True, slots=True)
class EffectsPage:
    """The effects so far of decided measures; `total` counts no change twice, `left_out` says what it could not add."""

    title: str
    committee: str
    unit: str
    trail: tuple[tuple[str, str], ...]
    year: int
    rows: tuple[EffectRow, ...]
    total: EffectSoFar | None
    left_out: str
    shared: bool


def measure(
    row: Row, followed: Followed, *, beside: tuple[Row, ...], circle: tuple[str, ...], comments: tuple[Comment, ...], deeds: Deeds,
    line: str, write: tuple[str, str] | None, today: dt.date,
) -> MeasurePage:  # fmt: skip
    """The page; `line` is what the report line that is followed is called."""
    value = measure_value(row)
    return MeasurePage(
        title=row.name,
        committee=row.authority.name,
        trail=trail(row),
        status=standing(value, today=today),
        facts=tuple((gettext(word), said) for word, said in _facts(row, value) if said),
        effects=tuple((str(one.year), printed(one.amount)) for one in value.effects),
        budget=row.budget_of.name if row.budget_of else gettext(_("Annan nämnd, inte namngiven")),
        others=value.budget_of != row.authority.code,
        so_far=effect_so_far(followed, beside),
        followed=tuple((gettext(word), said) for word, said in _followed(row, value, line) if said),
        circle=circle,
        comments=comments,
        write=write,
        deeds=deeds,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What the ledger says of a measure, where it was asked, and of which other measures it says the same."""

    row: Row
    followed: Followed
    place: LedgerPlace | None
    beside: tuple[Row, ...]


def effects(rows: Sequence[Said], unit: OrgUnit, *, year: int) -> EffectsPage:
    """The page of all effects so far, of the decided measures that she may see."""
    found = [(one.place, one.followed) for one in rows if one.place and isinstance(one.followed, Realised)]
    whole = effect_sum(found)
    counted = len(found) - whole.left_out
    listed = f"{reverse('finance:measures')}?enhet={unit.code}"
    shown = tuple(_effect_row(one, year) for one in rows)
    return EffectsPage(
        title=gettext(_("Effekt hittills %(year)s")) % {"year": year},
        committee=unit.authority.name if unit.authority else "",
        unit=unit.name,
        trail=((gettext(_("Åtgärder")), listed),),
        year=year,
        rows=shown,
        total=_in_words(whole.planned, whole.amount) if counted else None,
        left_out=_left_out(whole.left_out),
        shared=any(row.so_far.beside for row in shown),
    )


def _effect_row(one: Said, year: int) -> EffectRow:
    return EffectRow(
        one.row.name,
        reverse("finance:measure", args=(one.row.pk,)),
        one.row.unit.name,
        printed(measure_value(one.row).effect(year)),
        effect_so_far(one.followed, one.beside),
    )


def _left_out(count: int) -> str:
    text = ngettext(
        "%(num)s åtgärd är inte med i summan, därför att den delar konton med en annan och förändringen inte kan delas upp.",
        "%(num)s åtgärder är inte med i summan, därför att de delar konton och förändringen inte kan delas upp.",
        count,
    )
    return text % {"num": count} if count else ""


def trail(row: Row) -> tuple[tuple[str, str], ...]:
    """The way to a measure."""
    return ((gettext(_("Åtgärder")), f"{reverse('finance:measures')}?enhet={row.unit.code}"),)


def effect_so_far(followed: Followed, beside: Iterable[Row] = ()) -> EffectSoFar:
    """The effect in words; `beside` are the other measures that the same change counts for."""
    if followed is None:
        return EffectSoFar(why=gettext(_("Effekten kan inte mätas: nämnden har ingen huvudbok här.")))
    if isinstance(followed, Denied):
        return EffectSoFar(why=followed.sentence(get_language() or SWEDISH))
    return replace(
        _in_words(followed.planned, followed.amount),
        period=followed.period.label,
        against=followed.against.label,
        beside=tuple((row.name, reverse("finance:measure", args=(row.pk,))) for row in beside),
    )


def _in_words(planned: Money, amount: Money) -> EffectSoFar:
    return EffectSoFar(planned=printed(planned), amount=printed(amount), difference=_signed(amount - planned))


def _signed(amount: Money) -> str:
    return swedish.number(amount.amount(TKR), 0)


def _facts(row: Row, value: Measure) -> Iterator[tuple[str, str]]:
    yield _("Beteckning"), row.code
    yield _("Enhet"), row.unit.name
    yield _("Ansvarig"), row.owner
    yield _("Hör till målet"), row.goal.name if row.goal else ""
    yield _("Beslutsläge"), gettext(STATE_WORDS[value.state])
    yield _("Beslutas av"), row.deciding_body
    yield _("Villkor"), row.condition
    yield _("Beslut"), ", ".join(filter(None, (row.decision, _day(row.decided_on))))
    yield _("Avförd därför att"), row.reason if value.state is MeasureState.ABANDONED else ""
    yield _("Läge i arbetet"), gettext(WORK_WORDS[value.work])
    yield _("Börjar"), _day(row.starts_on)
    yield _("Klart senast"), _day(row.due_on)
    yield _("Effekten är"), gettext(value.recurrence.word) if value.recurrence else ""
    if row.affects_staff:
        yield _("Bemanningen påverkas"), gettext(_("Ja"))
        yield _("Samverkan i FSG"), _day(row.fsg_on) or gettext(_("Inte gjord"))
        yield _("Förhandling enligt MBL"), _day(row.mbl_on) or gettext(_("Inte gjord"))


def _followed(row: Row, value: Measure, line: str) -> Iterator[tuple[str, str]]:
    if value.followed:
        yield _("Rad i resultaträkningen"), line
        yield _("Konton"), ", ".join(row.follow_accounts)
        yield _("Ansvar"), row.follow_cost_centre
        against = value.followed.against
        yield _("Jämförs med"), against.label if against else gettext(_("Samma månader året före"))


def _day(on: dt.date | None) -> str:
    return on.isoformat() if on else ""


def comments(rows: Iterable[Contribution], unit: str) -> Iterator[Comment]:
    """What was written about it, the latest round first."""
    for row in rows:
        round = row.round.code if row.round else ""
        href = (
            f"{reverse('reporting:contribution', args=(row.object, round))}?enhet={row.unit.code}"
            if round
            else ""
        )
        yield Comment(row.round.name if row.round else unit, row.unit.name, href, row.markdown.strip())
