"""Links between objects: a code that points at nothing, or at the wrong kind of thing, is a finding."""

from collections.abc import Iterator, Mapping

from utfall.domain.agreements import Agreement
from utfall.domain.control import ControlActivity, ControlResult, HandlingKind, Risk
from utfall.domain.finance import CarriedOver, VolumeLine
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.indicators import Indicator, IndicatorKind, IndicatorRelation
from utfall.domain.organisation import OrgUnit, Role
from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    CommitteeGoal,
    FocusTarget,
    Measure,
    PriorityOfGoal,
    SteeringDocument,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.planning.need import Need
from utfall.domain.snapshot import Coded, Round, TextKey, WrittenText
from utfall.domain.surveys import Index, Question
from utfall.integrations.folder.finance import DeclaredExplanation
from utfall.locale import mark as _

NO_SUCH = _("{code} hänvisar till {to}, som inte finns. Rätta koden eller lägg till den.")
WRONG_KIND = _("{code} hänvisar till {to} ({name}), som är något annat än {expected}. Rätta koden.")
NO_HANDLING = _(
    "Risken {name} har ingen hantering. Ange en inriktning, ett kontrollmoment eller att den accepteras."
)
NO_OBJECT = _("Texten handlar om {to}, som inte finns. Rätta koden i huvudet.")

_WORDS: Mapping[type, str] = {
    OrgUnit: "en enhet", StrategicArea: "ett strategiskt område", StrategicGoal: "ett strategiskt mål",
    CommitteeGoal: "ett verksamhetsmål", AnnualFocus: "en inriktning", FocusTarget: "ett delmål",
    SteeringDocument: "ett styrdokument", Indicator: "en indikator", Question: "en enkätfråga",
    Round: "en runda", ControlActivity: "ett kontrollmoment", Risk: "en risk",
}  # fmt: skip
Link = tuple[str, tuple[type, ...]]


def broken_links(
    objects: Mapping[str, Coded],
    places: Mapping[str, str],
    texts: Mapping[TextKey, WrittenText],
    *,
    committee: str,
) -> tuple[Finding, ...]:
    """All links that lead nowhere, risks without handling, and texts about what does not exist."""
    findings: list[Finding] = []
    for item in objects.values():
        where = places.get(item.code, "")
        for to, kinds in _links(item):
            findings += _check(objects, item.code, to, kinds, where)
        if isinstance(item, Risk) and item.handling is None:
            findings.append(
                Finding("source.risk-handling", Severity.ERROR, where, NO_HANDLING, {"name": item.name})
            )
    if committee not in objects:
        findings += _check(objects, "kommun.yaml", committee, (OrgUnit,), "kommun.yaml")
    for key, text in texts.items():
        # Codes in lower case name parts of the template, which this room does not know.
        for code in (key.object, key.unit, key.round):
            if code and code == code.upper() and code not in objects:
                findings.append(
                    Finding("source.broken-link", Severity.ERROR, text.source, NO_OBJECT, {"to": code})
                )
    return tuple(findings)


def _check(
    objects: Mapping[str, Coded], code: str, to: str, kinds: tuple[type, ...], where: str
) -> Iterator[Finding]:
    found = objects.get(to)
    if found is None:
        yield Finding("source.broken-link", Severity.ERROR, where, NO_SUCH, {"code": code, "to": to})
    elif not isinstance(found, kinds):
        expected = tuple(_WORDS[kind] for kind in kinds)
        values: dict[str, Value] = {"code": code, "to": to, "name": found.name, "expected": expected}
        yield Finding("source.broken-link", Severity.ERROR, where, WRONG_KIND, values)


def _links(item: Coded) -> Iterator[Link]:
    """Which codes an object points at, and at what kinds of things."""
    match item:
        case StrategicGoal():
            yield item.area, (StrategicArea,)
        case CommitteeGoal():
            yield item.strategic_goal, (StrategicGoal,)
            yield item.committee, (OrgUnit,)
        case PriorityOfGoal():
            yield item.goal, (StrategicGoal,)
            yield item.committee, (OrgUnit,)
            yield from _optional(item.balanced_with, StrategicGoal)
        case AnnualFocus():
            yield item.goal, (CommitteeGoal, StrategicGoal)
        case FocusTarget():
            yield item.focus, (AnnualFocus,)
            yield item.plan, (SteeringDocument,)
            yield from ((code, (Indicator,)) for code in item.indicators)
        case SteeringDocument():
            yield item.owner, (OrgUnit,)
        case Assignment():
            yield item.given_by, (OrgUnit,)
            yield item.responsible, (OrgUnit,)
        case Role():
            yield from _optional(item.unit, OrgUnit)
        case Indicator():
            yield item.scope, (OrgUnit,)
            yield from ((one.scope, (OrgUnit,)) for one in item.awaited)
            if item.kind is IndicatorKind.FOCUS_TARGET:
                yield item.parent, (FocusTarget,)
            elif item.kind is IndicatorKind.GOAL and item.parent:
                yield item.parent, (CommitteeGoal, AnnualFocus)
        case IndicatorRelation():
            yield from _optional(item.subject, Indicator)
            yield from ((code, (Indicator, Question)) for code in item.members)
        case Question():
            yield from ((code, (Risk,)) for code in item.risks)
        case Index():
            yield item.indicator, (Indicator,)
            yield from ((code, (Question,)) for code in item.questions)
        case _:
            yield from _more_links(item)


def _more_links(item: Coded) -> Iterator[Link]:
    match item:
        case Risk():
            yield item.scope, (OrgUnit,)
            if item.handling and item.handling.by:
                wanted = {HandlingKind.FOCUS: AnnualFocus, HandlingKind.CONTROL: ControlActivity}
                yield item.handling.by, (wanted[item.handling.kind],)
        case ControlActivity():
            yield item.scope, (OrgUnit,)
            yield item.responsible, (OrgUnit,)
            yield from ((code, (Round,)) for code in item.occasions)
        case ControlResult():
            yield item.control, (ControlActivity,)
            yield item.round, (Round,)
        case Measure():
            yield item.unit, (OrgUnit,)
            yield from _optional(item.budget_of, OrgUnit)
            if item.goal:
                yield item.goal, (StrategicGoal, CommitteeGoal, AnnualFocus)
        case DeclaredExplanation():
            yield from ((cause.unit, (OrgUnit,)) for cause in item.causes if cause.unit)
        case CarriedOver() | VolumeLine() | Need():
            yield item.unit, (OrgUnit,)
        case Agreement():
            yield item.unit, (OrgUnit,)
            yield from _optional(item.party, OrgUnit)
        case _:
            return


def _optional(code: str, kind: type) -> Iterator[Link]:
    if code:
        yield code, (kind,)
