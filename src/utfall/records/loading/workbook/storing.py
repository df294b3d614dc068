"""The content of a workbook stored: what is new is made, what differs is changed, nothing else is touched."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, Model

from utfall.domain.denied import Denied
from utfall.domain.figure import Figure
from utfall.domain.indicators import Indicator as IndicatorValue
from utfall.domain.indicators import IndicatorRelation as RelationValue
from utfall.domain.organisation import Organisation
from utfall.domain.organisation import OrgUnit as Unit
from utfall.domain.planning import AnnualFocus, AssignmentState, CommitteeGoal, StrategicArea, StrategicGoal
from utfall.domain.planning import Assignment as AssignmentDomain
from utfall.integrations.workbook import Change, PersonRow, StartContent, preview
from utfall.integrations.workbook.content import Goal as GoalValue
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.audit.models import Event
from utfall.records.indicators.actions.importing import why_reckoned
from utfall.records.indicators.models import Indicator, IndicatorRelation, Target, Value
from utfall.records.indicators.objects import target_row, value_row
from utfall.records.indicators.queries.reckoning import formulas
from utfall.records.loading.workbook import defaults
from utfall.records.loading.workbook.recorder import Recorder
from utfall.records.loading.workbook.stored import allowed, may_store_plan, stored_content
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import (
    Authority,
    CostCentre,
    Grant,
    OrgUnit,
    Person,
    UnitName,
    UnitNameKind,
)
from utfall.records.organisation.objects import units as all_units
from utfall.records.organisation.tree import committee_of, path_of
from utfall.records.planning.models import Assignment, Goal, GoalLevel
from utfall.records.sources.codec import plain
from utfall.records.sources.models import SourceObject

NOTHING = Denied("start.nothing", _("Det finns inget nytt eller ändrat att spara i arbetsboken."))
UNKNOWN_UNIT = _("Enheten {code} finns varken i arbetsboken eller sedan tidigare.")
OTHERS_UNIT = _("Enheten {code} hör till en annan nämnd, som själv delar ut sina roller.")
UNKNOWN_PARENT = _("Målet {code} hör till {parent}, som varken finns i arbetsboken eller sedan tidigare.")
WORD = "start.import"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Stored:
    """The row in the log that the import can be undone by, and how much was new and changed."""

    event: Event
    new: int
    changed: int


class _RefusedError(Exception):
    """Ends the transaction; the refusal is given back as a value."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(denied.code)
        self.denied = denied


def store(content: StartContent, *, name: str, by: Acting, now: dt.datetime) -> Stored | Denied:
    """Store what is new or changed of what she may read in, in one transaction with its row in the log.

    `name` is the file's. Only the authority's own units are changed; others are added where they are missing.
    """
    assert by.authority is not None
    kept = allowed(content, by)
    wanted = {
        (one.sheet, one.key): one.change
        for one in preview(kept, stored=stored_content(by.authority))
        if one.change is not Change.UNCHANGED
    }
    with_defaults = may_store_plan(by) and defaults.lacks(by.authority)
    if not wanted and not with_defaults:
        return NOTHING
    try:
        with transaction.atomic():
            storing = _Storing(by.authority, by, now, Recorder())
            steps = storing.all(kept, frozenset(wanted))
            if with_defaults:
                defaults.give(by.authority, storing.to)
            counts = list(wanted.values())
            new, changed = counts.count(Change.NEW), counts.count(Change.CHANGED)
            event = note(
                WORD, by=by.username, at=now, authority=by.authority.code,
                details={"file": name, "new": new, "changed": changed, "steps": steps},
            )  # fmt: skip
    except _RefusedError as refused:
        return refused.denied
    return Stored(event, new, changed)


@dataclass
class _Storing:
    """One import; `units` are filled in when the organisation is in place."""

    authority: Authority
    by: Acting
    now: dt.datetime
    to: Recorder
    units: dict[str, OrgUnit] = field(default_factory=dict)

    def all(self, content: StartContent, wanted: frozenset[tuple[str, str]]) -> list[dict[str, object]]:
        """Store the wanted, each kind after what it points at; the steps that undo it."""
        if content.units:
            tree = _tree(content.units)
            order = [unit for root in tree.children("") for unit in tree.subtree(root.code)]
            self._units([one for one in order if ("Organisation", one.code) in wanted], tree)
        self.units = {row.code: row for row in OrgUnit.objects.all()}
        self._goals([one for one in content.goals if ("Mål", one.code) in wanted])
        for indicator in content.indicators:
            if ("Indikatorer", indicator.code) in wanted:
                self._indicator(indicator)
        self._relations([one for one in content.relations if ("Samband", one.code) in wanted])
        outcomes = [one for one in content.outcomes if ("Indikatorer", str(one.address)) in wanted]
        refused = why_reckoned(self.authority, outcomes)
        if refused is not None:
            raise _RefusedError(refused)
        for outcome in outcomes:
            self._outcome(outcome)
        for assignment in content.assignments:
            if ("Uppdrag", assignment.code) in wanted:
                self._assignment(assignment)
        for risk in content.risks:
            if ("Risker", risk.code) in wanted:
                values = {"name": risk.name, "kind": "Risk", "fields": plain(risk), "place": ""}
                self._put(SourceObject, risk.code, values)
        for person in content.persons:
            if ("Personer och roller", f"{person.username}, {person.role}, {person.unit}") in wanted:
                self._person(person)
        return self.to.steps

    def _units(self, units: Sequence[Unit], tree: Organisation) -> None:
        rows = {row.code: row for row in OrgUnit.objects.all()}
        for unit in units:
            own = committee_of(tree, unit.code) == self.authority.code
            if unit.code in rows and not own:
                continue
            values = {
                "name": unit.name, "kind": unit.kind.value, "parent": rows.get(unit.parent),
                "path": path_of(tree, unit.code), "short": unit.short, "abbreviation": unit.abbreviation,
                "manager": unit.manager, "valid_from": unit.valid_from, "valid_to": unit.valid_to,
                "authority": self._authority_of(committee_of(tree, unit.code), tree),
            }  # fmt: skip
            row = rows.get(unit.code)
            if row is None:
                row = self.to.make(OrgUnit(code=unit.code, position=_next(OrgUnit), **values))
            else:
                self.to.change(row, values)
            rows[unit.code] = row
            self._beside(row, unit)

    def _authority_of(self, code: str, tree: Organisation) -> Authority | None:
        if not code:
            return None
        found = Authority.objects.filter(code=code).first()
        return found or self.to.make(
            Authority(code=code, name=tree[code].name, municipality=self.authority.municipality)
        )

    def _beside(self, row: OrgUnit, unit: Unit) -> None:
        """The cost centres and names of a unit, in their order, in the place of those it had."""
        for old in (*row.cost_centres.all(), *row.names.all()):
            self.to.remove(old)
        for position, code in enumerate(unit.ansvar):
            self.to.make(CostCentre(unit=row, code=code, position=position))
        for kind, names in ((UnitNameKind.ALIAS, unit.aliases), (UnitNameKind.WRONG, unit.wrong_names)):
            for position, name in enumerate(names):
                self.to.make(UnitName(unit=row, kind=kind, name=name, position=position))

    def _goals(self, goals: Sequence[GoalValue]) -> None:
        # From the top, since a goal stands below another.
        for goal in sorted(goals, key=lambda one: _LEVELS.index(type(one))):
            match goal:
                case StrategicArea():
                    values: dict[str, object] = {"level": GoalLevel.AREA}
                case StrategicGoal():
                    parent = self._goal(goal.code, goal.area)
                    values = {"level": GoalLevel.STRATEGIC, "parent": parent, "years": goal.years}
                case CommitteeGoal():
                    values = {
                        "level": GoalLevel.COMMITTEE, "parent": self._goal(goal.code, goal.strategic_goal),
                        "committee": self._unit(goal.committee), "target_year": goal.target_year,
                        "years": goal.years,
                    }  # fmt: skip
                case AnnualFocus():
                    parent = self._goal(goal.code, goal.goal)
                    values = {"level": GoalLevel.FOCUS, "parent": parent, "year": goal.year}
            self._put(Goal, goal.code, {"name": goal.name, **values})

    def _indicator(self, one: IndicatorValue) -> None:
        row = self._put(Indicator, one.code, {
            "name": one.name, "measure": one.measure, "unit_of_measure": one.unit.symbol,
            "decimals": one.decimals, "kind": one.kind.value, "direction": one.direction.value,
            "scope": self._unit(one.scope), "parent": one.parent, "base_year": one.base_year,
            "source": one.source, "no_value": one.no_value, **({"kolada": one.kolada} if one.kolada else {}),
        })  # fmt: skip
        for position, target in enumerate(one.targets):
            made = target_row(row, target, position)
            values = {
                "comparator": made.comparator, "value": made.value, "decimals": made.decimals,
                "position": position,
            }  # fmt: skip
            self.to.put(Target, {"indicator": row, "year": target.year}, values)

    def _relations(self, relations: Sequence[RelationValue]) -> None:
        for one in relations:
            self._put(IndicatorRelation, one.code, {
                "name": one.name, "kind": one.kind.value, "members": list(one.members), "subject": one.subject,
                "question": one.question,
            })  # fmt: skip
        problems = formulas(self.authority).problems if relations else {}
        wrong = next((problems[one.code] for one in relations if one.code in problems), None)
        if wrong is not None:
            raise _RefusedError(wrong)

    def _outcome(self, figure: Figure) -> None:
        """A value in force is replaced from now on, and stays."""
        scope = self._unit(figure.scope.code)
        old = Value.objects.filter(
            authority=self.authority, address=str(figure.address), replaced_at=None
        ).first()
        if old is not None:
            self.to.change(old, {"replaced_at": self.now})
        position = _next(Value, authority=self.authority)
        row = value_row(self.authority, figure, scope, at=self.now, position=position)
        row.entered_by = self.by.person
        self.to.make(row)

    def _assignment(self, one: AssignmentDomain) -> None:
        closed = one.state is AssignmentState.CLOSED
        self._put(Assignment, one.code, {
            "name": one.name, "given_by": self._unit(one.given_by), "decided_on": one.decided_on,
            "paragraph": one.paragraph, "responsible": self._unit(one.responsible), "due_on": one.due_on,
            "state": one.state.value, "closed_by": one.paragraph if closed else "",
        })  # fmt: skip

    def _person(self, one: PersonRow) -> None:
        person = Person.objects.filter(username=one.username).first()
        if person is None:
            first, _blank, last = one.name.partition(" ")
            person = Person(username=one.username, email=one.email, first_name=first, last_name=last)
            # She chooses a password herself, on the page for forgotten ones.
            person.set_unusable_password()
            self.to.make(person)
        unit = self._unit(one.unit)
        if unit.authority_id != self.authority.pk:
            raise _RefusedError(Denied("start.others-unit", OTHERS_UNIT, {"code": one.unit}))
        start = one.start or self.now.date()
        grant = Grant.objects.filter(
            person=person, authority=self.authority, role=one.role, unit=unit
        ).first()
        if grant is not None:
            self.to.change(grant, {"starts_on": one.start or grant.starts_on, "ends_on": one.end})
        else:
            self.to.make(Grant(
                person=person, authority=self.authority, role=one.role, unit=unit, starts_on=start,
                ends_on=one.end, granted_by=self.by.person,
            ))  # fmt: skip

    def _put(self, model: type[M], code: str, values: Mapping[str, object]) -> M:
        """The object of the authority with the code; a new one stands last."""
        key = {"authority": self.authority, "code": code}
        row = model._default_manager.filter(**key).first()
        if row is None:
            position = _next(model, authority=self.authority)
            return self.to.make(model(**key, **values, position=position))
        self.to.change(row, values)
        return row

    def _unit(self, code: str) -> OrgUnit:
        if code not in self.units:
            raise _RefusedError(Denied("start.unknown-unit", UNKNOWN_UNIT, {"code": code}))
        return self.units[code]

    def _goal(self, code: str, parent: str) -> Goal:
        found = Goal.objects.filter(authority=self.authority, code=parent).first()
        if found is None:
            raise _RefusedError(
                Denied("start.unknown-parent", UNKNOWN_PARENT, {"code": code, "parent": parent})
            )
        return found


_LEVELS: tuple[type, ...] = (StrategicArea, StrategicGoal, CommitteeGoal, AnnualFocus)


def _tree(read: Sequence[Unit]) -> Organisation:
    """The organisation as it would be: what is stored with what was read in its place."""
    known = {unit.code: unit for unit in all_units().values}
    return Organisation(tuple({**known, **{unit.code: unit for unit in read}}.values()))


def _next(model: type[Model], **where: object) -> int:
    last = model._default_manager.filter(**where).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
