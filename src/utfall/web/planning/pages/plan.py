"""What the page of a plan shows: the goal chain as a tree, a table or a print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from utfall.domain.goal_chain import LOCKED, Level, Node, Way
from utfall.domain.reporting import Assessment
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Goal, PlanVersion
from utfall.records.planning.queries.chain import Plan
from utfall.web.shell.switching import Switch, switch

VIEWS = (("trad", _("Träd")), ("tabell", _("Tabell")), ("utskrift", _("Skriv ut")))
DEPTHS = (
    ("1", _("Områden")),
    ("2", _("Mål över fyra år")),
    ("3", _("Verksamhetsmål")),
    ("4", _("Hela kedjan")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A goal in the tree with what stands below it."""

    id: str
    title: str
    href: str
    kind: str
    facts: str
    status: str
    description: str
    locked: str
    move_href: str
    """Shows the buttons of the move; empty for what may not be moved here."""
    moving: bool
    focus: str
    """Which of the buttons was pressed last."""
    move: str
    put: str
    indicators: tuple[str, ...]
    below: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A goal in the table."""

    title: str
    href: str
    depth: int
    kind: str
    owner: str
    contributors: str
    target_year: str
    indicators: str
    status: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan of a committee and a year."""

    title: str
    lead: str
    committee: str
    code: str
    here: str
    year: int
    view: str
    views: tuple[tuple[str, str, bool], ...]
    query: str
    depth: str
    depths: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    table: tuple[TableRow, ...]
    years: tuple[tuple[str, str], ...]
    add: str
    decide: str
    versions: str
    changed: str
    compare: str
    ended: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str, str], ...]
    only_council: str
    print: str
    unit: Switch | str
    """The committee, from which one can go to a unit's own plan."""
    period: Switch | str


@dataclass(frozen=True, slots=True)
class Asked:
    """How somebody wants to see the plan; `moving` is the number of the goal whose buttons are shown."""

    view: str = "trad"
    query: str = ""
    depth: int = 4
    moving: int = 0
    way: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """What the address says; what it says wrongly counts as not said."""
        view, depth, moving = query.get("vy", ""), query.get("niva", ""), query.get("flytta", "")
        way = query.get("vag", "")
        return cls(
            view if view in dict(VIEWS) else "trad",
            query.get("q", "").strip(),
            int(depth) if depth in dict(DEPTHS) else 4,
            int(moving) if moving.isascii() and moving.isdigit() else 0,
            way if way in {each.value for each in Way} else Way.UP.value,
        )


def plan(
    found: Plan,
    committee: OrgUnit,
    asked: Asked,
    *,
    assessments: Mapping[str, Assessment],
    units: Iterable[tuple[str, str, int]],
    years: Iterable[int],
    ended: Iterable[Goal],
    may_write: bool,
    may_record: bool,
    refusal: str = "",
) -> PlanPage:
    """The page; `refusal` says why only the council's goals are shown, where that is so."""
    drawn = _Drawing(found, committee, asked, assessments, may_write)
    here = reverse("planning:plan", args=(found.year, committee.code))
    own = tuple(_unit_links(units, found.year))
    other_years = tuple(
        (str(year), reverse("planning:plan", args=(year, committee.code)))
        for year in sorted({*years, found.year})
    )
    return PlanPage(
        title=gettext(_("Plan %(year)s %(name)s")) % {"year": found.year, "name": committee.name},
        lead=_standing(found.versions),
        committee=committee.name,
        code=committee.code,
        here=here,
        year=found.year,
        view=asked.view,
        views=tuple((gettext(word), f"{here}?vy={key}", key == asked.view) for key, word in VIEWS),
        query=asked.query,
        depth=str(asked.depth),
        depths=tuple((key, gettext(word)) for key, word in DEPTHS),
        rows=tuple(drawn.rows()) if asked.view != "tabell" else (),
        table=tuple(drawn.table()) if asked.view == "tabell" else (),
        years=tuple((year, href) for year, href in other_years if href != here),
        add=reverse("planning:add", args=(found.year, committee.code)) if may_write else "",
        decide=reverse("planning:decide", args=(found.year, committee.code)) if may_record else "",
        versions=reverse("planning:versions", args=(found.year, committee.code)) if found.versions else "",
        changed=_changed(found.versions),
        compare=reverse("planning:compare", args=(found.year, committee.code)),
        ended=tuple(
            (row.name, reverse("planning:restore", args=(found.year, committee.code, row.pk)))
            for row in ended
            if may_write
        ),
        units=own,
        only_council=refusal,
        print=f"{here}?vy=utskrift",
        unit=switch(
            committee.name, ((committee.name, here), *((name, href) for name, href, _n in own)), here
        ),
        period=switch(str(found.year), other_years, here),
    )


def _unit_links(units: Iterable[tuple[str, str, int]], year: int) -> Iterable[tuple[str, str, str]]:
    # Found once: there are hundreds of units, and finding an address takes longer than writing it.
    beginning = reverse("planning:plan", args=(year, "-")).removesuffix("-")
    for code, name, planned in units:
        words = (
            ngettext("%(num)s aktivitet", "%(num)s aktiviteter", planned) % {"num": planned}
            if planned
            else ""
        )
        yield name, f"{beginning}{quote(code)}", words


def _standing(versions: tuple[PlanVersion, ...]) -> str:
    """What is decided about the plan."""
    decided = next((one for one in versions if one.decision), None)
    if decided is None:
        return gettext(_("Planen är inte beslutad ännu."))
    return gettext(_("Beslutad %(date)s: %(decision)s.")) % {
        "date": decided.decided_on.isoformat(),
        "decision": decided.decision,
    }


def _changed(versions: tuple[PlanVersion, ...]) -> str:
    """That the plan has been changed since the last decision; empty where it has not."""
    last = versions[0] if versions else None
    if last is None or last.decision or all(not one.decision for one in versions):
        return ""
    return gettext(_("Ändrad %(date)s efter beslutet. Ändringen är inte beslutad.")) % {
        "date": last.decided_on.isoformat()
    }


class _Drawing:
    """The rows of one plan, with what hangs on each goal."""

    def __init__(
        self,
        found: Plan,
        committee: OrgUnit,
        asked: Asked,
        assessments: Mapping[str, Assessment],
        may_write: bool,
    ) -> None:
        self.found, self.committee, self.asked = found, committee, asked
        self.assessments, self.may_write = assessments, may_write
        self.shown = self._matching()
        # An address is looked up once and not once a row: that was a quarter of the page's time.
        self.here = reverse("planning:plan", args=(found.year, committee.code))
        self.goals = reverse("planning:goal", args=(found.year, committee.code, 0)).removesuffix("0")

    def rows(self, code: str = "", depth: int = 1) -> Iterable[Row]:
        """The goals below one, as far down as asked for."""
        for one in self.found.chain.below(code):
            if one.code in self.shown:
                within = depth < self.asked.depth
                yield self._row(one, tuple(self.rows(one.code, depth + 1)) if within else ())

    def table(self) -> Iterable[TableRow]:
        """All goals one after the other."""
        for depth, one in self.found.chain.walk():
            if one.code not in self.shown or depth >= self.asked.depth:
                continue
            row = self.found.rows[one.code]
            yield TableRow(
                title=one.name,
                href=f"{self.goals}{row.pk}",
                depth=depth,
                kind=gettext(one.level.word),
                owner=", ".join(one.name for one in (row.forum, row.owner) if one is not None),
                contributors=", ".join(self.found.contributors.get(row.pk, ())),
                target_year=str(row.target_year or row.year or ""),
                indicators=str(len(self.found.indicators.get(one.code, ())) or ""),
                status=self._status(one),
            )

    def _row(self, one: Node, below: tuple[Row, ...]) -> Row:
        row = self.found.rows[one.code]
        movable = self.may_write and one.level not in LOCKED
        moving = movable and row.pk == self.asked.moving
        return Row(
            id=f"mal-{row.pk}",
            title=one.name,
            href=f"{self.goals}{row.pk}",
            kind=gettext(one.level.word),
            facts=" · ".join(self._facts(one, row)),
            status=self._status(one),
            description=one.description,
            locked=gettext(_("från KF")) if one.level in LOCKED else "",
            move_href=f"{self.here}?flytta={row.pk}" if movable else "",
            moving=moving,
            focus=self.asked.way,
            move=self._href("move", row) if moving else "",
            put=self._href("put", row) if moving else "",
            indicators=tuple(each.name for each in self.found.indicators.get(one.code, ())),
            below=below,
        )

    def _facts(self, one: Node, row: Goal) -> Iterable[str]:
        measured = len(self.found.indicators.get(one.code, ()))
        if measured:
            yield ngettext("%(num)s indikator", "%(num)s indikatorer", measured) % {"num": measured}
        answering = [row.forum.name] if row.forum is not None else []
        answering += [row.owner.abbreviation or row.owner.name] if row.owner is not None else []
        if answering:
            yield ", ".join(answering)
        units = len(self.found.contributors.get(row.pk, ()))
        if units:
            yield ngettext("%(num)s enhet", "%(num)s enheter", units) % {"num": units}
        if one.level is Level.COMMITTEE and one.target_year:
            yield gettext(_("målår %(year)s")) % {"year": one.target_year}

    def _status(self, one: Node) -> str:
        found = self.assessments.get(one.code)
        return found.word if found else ""

    def _href(self, name: str, row: Goal) -> str:
        return reverse(f"planning:{name}", args=(self.found.year, self.committee.code, row.pk))

    def _matching(self) -> frozenset[str]:
        """What is searched for, with everything above it so that it stands in its place."""
        wanted = self.asked.query.casefold()
        chain = self.found.chain
        if not wanted:
            return frozenset(one.code for one in chain.nodes)
        hits = [one for one in chain.nodes if wanted in f"{one.name} {one.description}".casefold()]
        return frozenset(each.code for one in hits for each in chain.path(one.code))
