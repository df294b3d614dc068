"""A small committee with one of everything, and a template that prints all of it."""

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

from utfall.documents.compose.template import Template, template
from utfall.domain.control import ControlActivity, Handling, HandlingKind, Risk
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.indicators import Comparator, DirectionOfGood, Indicator, IndicatorKind, Target
from utfall.domain.money import Money
from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.planning import (
    AnnualFocus,
    CommitteeGoal,
    Effect,
    FocusTarget,
    Measure,
    MeasureState,
    StrategicArea,
    StrategicGoal,
)  # fmt: skip
from utfall.domain.snapshot import Coded, Round, RoundKind, Snapshot, TextKey, TextKind, WrittenText
from utfall.domain.unit import KR, PERCENT, Unit

ROUND = Round("2024-D2", "Delår 2", RoundKind.INTERIM, Period.parse("2024-01..2024-08"))
AS_OF = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


def figure(address: str, value: str, unit: Unit = KR, decimals: int = 2) -> Figure:
    """A figure with a source."""
    return Figure(Address.parse(address), Decimal(value), unit, decimals, Source("bok.csv", "rad 1"))


FIGURES = (
    figure("intakter:NAM:2024-01..2024-08:utfall", "554912345.67"),
    figure("intakter:NAM:2023-01..2023-08:utfall", "527600000"),
    figure("intakter:NAM:2024-01..2024-08:budget", "562400000"),
    figure("resultat:NAM:2024-01..2024-08:utfall", "-3020000"),
    figure("resultat:OMR1:2024-01..2024-08:utfall", "-2000000"),
    figure("resultat:OMR2:2024-01..2024-08:utfall", "-1020000"),
    figure("resultat:OMR1:2024-01..2024-08:budget", "0"),
    figure("kostnad:NAM:2024-01..2024-08:utfall", "-1600000"),
    figure("sjuk:FOR:2024-07/r12:utfall", "6.1", PERCENT, 1),
    figure("sjuk:FOR:2023:utfall", "6.3", PERCENT, 1),
    figure("kultur:NAM:2024-01..2024-08:utfall", "66.7", PERCENT, 1),
    figure("kultur:NAM:2023:utfall", "61.0", PERCENT, 1),
    figure("kultur:NAM:2027:mal", "75", PERCENT, 0),
    figure("matsvinn:NAM:2030:mal", "5", Unit("g/portion", KR.dimension), 0),
)
OBJECTS: tuple[Coded, ...] = (
    OrgUnit("NAM", "Exempelnämnden", UnitKind.COMMITTEE),
    OrgUnit("FOR", "Exempelförvaltningen", UnitKind.ADMINISTRATION, "NAM"),
    OrgUnit("OMR1", "Område 1: Kök", UnitKind.AREA, "FOR", short="Område 1"),
    OrgUnit("OMR2", "Område 2: Bilar", UnitKind.AREA, "FOR"),
    StrategicArea("SO1", "Hållbarhet"),
    StrategicGoal("SM1", "Klimat", "SO1"),
    CommitteeGoal("VM1", "God kultur", "SM1", "NAM", 2027),
    AnnualFocus("IN1", "Öva mer", "VM1", 2024),
    AnnualFocus("IN2", "Minska svinnet", "SM1", 2024),
    Indicator("I1", "Andel nöjda", "kultur", PERCENT, 1, IndicatorKind.GOAL, DirectionOfGood.HIGHER, "NAM", "VM1",
              (Target(2027, Comparator.AT_LEAST, Decimal(75)),)),
    Indicator("I2", "Andel lediga", "lediga", PERCENT, 1, IndicatorKind.GOAL, DirectionOfGood.HIGHER, "NAM", "VM1",
              (Target(2027, Comparator.AT_LEAST, Decimal(10)),), no_value="Mäts på hösten"),
    Indicator("I3", "Svinn", "matsvinn", Unit("g/portion", KR.dimension), 0, IndicatorKind.FOCUS_TARGET,
              DirectionOfGood.LOWER, "NAM", "DM1", (Target(2030, Comparator.AT_MOST, Decimal(5)),)),
    Indicator("I4", "Jobb", "jobb", PERCENT, 0, IndicatorKind.FOCUS_TARGET, DirectionOfGood.HIGHER, "NAM", "DM2",
              (Target(2025, Comparator.INCREASE, None),)),
    FocusTarget("DM1", "Svinnet minskar", "IN2", "PLAN", ("I3",)),
    FocusTarget("DM2", "Jobben ökar", "IN2", "PLAN", ("I4", "I3")),
    Risk("R1", "Brist på mat", "maten tar slut", "sena leveranser", "hunger", 4, 4,
         Handling(HandlingKind.FOCUS, "IN1"), "NAM", 2024),
    Risk("R2", "Mutor", "någon mutas", "okunskap", "skada", 2, 4, Handling(HandlingKind.ACCEPTED, reason="Utbildning sker."),
         "NAM", 2024),
    Risk("R3", "Brand", "det brinner", "slarv", "skada", 1, 4, None, "NAM", 2024),
    Risk("R4", "Inkasso", "fel krav", "slarv", "klagomål", 2, 2, Handling(HandlingKind.CONTROL, "K1"), "NAM", 2024),
    ControlActivity("K1", "Uppföljning av utförare", "Avtal", ("2024-D1", "2024-D2"), ("Stickprov", "Möte"),
                    "Ekonomi", 2, 4, "NAM", 2024, focus_of_report="Avvikelser nämns"),
    Measure("B1", "Minska inköp", "OMR1", MeasureState.DECIDED, (Effect(2024, Money(40_000_000)),), "NAM"),
    Measure("F1", "Stäng matsal", "OMR1", MeasureState.PROPOSED,
            (Effect(2024, Money(25_000_000)), Effect(2025, Money(100_000_000))), ""),
    Measure("F2", "Färre bilar", "OMR2", MeasureState.PROPOSED, (Effect(2025, Money(30_000_000)),), "NAM"),
)  # fmt: skip


def text(
    code: str, markdown: str, kind: TextKind = TextKind.COMMENT, unit: str = ""
) -> tuple[TextKey, WrittenText]:
    """A text about an object."""
    return TextKey(code, kind, ROUND.code, unit), WrittenText(markdown, f"{code}.md")


TEXTS = dict(
    [
        text("NAM", "Resultatet är {{resultat:~:~:utfall;ord}} för {{period:~}}.", TextKind.SUMMARY),
        text("SO1", "Nämnden bidrar.", TextKind.INTRODUCTION),
        text(
            "VM1", "- en punkt\n- *en* **till**\n\nOch [en länk](https://example.org).", TextKind.DESCRIPTION
        ),
        text("IN1", "Vi övar.\nOfta.", TextKind.COMMENT),
        text("IN2", "Köket mäter.", unit="OMR1"),
        text("IN2", "Bilarna mäter.", unit="OMR2"),
        text("I1", "Andelen var {{kultur:~:2023:utfall;%1}} året före."),
        text("R1", "Vi samverkar.", TextKind.SUMMARY),
        text("R1", "Arbetet pågår."),
        text("K1", "1. först\n2. sedan", TextKind.DESCRIPTION),
        text("OMR1", "### Rubrik\n\n{{namn:~}} gör {{resultat:~:~:utfall;mnkr1+}}."),
    ]
)
TEMPLATE: dict[str, Any] = {
    "schema": 1,
    "name": "Liten rapport",
    "title": "{{namn:~;s}} {{runda}} {{ar}}",
    "missing": "Uppgift saknas",
    "not_applicable": "Inte aktuellt",
    "sections": [
        {"case": {
            "title": "{{namn:~;s}} rapport {{ar}}", "decision_heading": "Förslag till beslut",
            "decisions": ["Rapporten godkänns."], "description_heading": "Ärendet",
            "introduction": "Rapporten gäller {{period:~}}.",
            "parts": [{"object": "~", "kind": "summary", "heading": "Resultat", "level": 3}, {"object": "XX"}],
            "signature": ["{{namn:FOR}}", "Förvaltningschef"], "recipients_heading": "Skickas till",
            "recipients": ["Kommunstyrelsen"],
        }},
        {"front": {"title": "{{runda}} {{ar}}", "status": [{"word": "Period", "value": "{{period:~}}"}],
                   "contents": "Innehåll", "levels": 3}},
        {"heading": {"text": "Sammanfattning", "level": 2}},
        {"text": {"object": "~", "kind": "summary", "label": "Kort"}},
        {"goals": {
            "words": {
                "strategic_goal": "Strategiskt mål", "committee_goal": "Verksamhetsmål", "focus": "Inriktning",
                "description": "Beskrivning", "comment": "Kommentar", "indicators": "Indikatorer", "targets": "Delmål",
                "indicator": "Indikator", "outcome": "Utfall", "target": "Mål", "status": "Läge",
                "increase": "Ska öka", "reached": "Når målet", "not_reached": "Når inte målet",
                "no_status": "Kan inte bedömas",
            },
            "under": {"SM1": [
                {"table": {
                    "anchor": "resultat", "caption": "Resultat {{period:~}}", "row_header": "Konto", "unit": "mnkr",
                    "decimals": 1, "sign": "Plus är bättre.", "notes": ["Avrundat var för sig."],
                    "columns": [
                        {"label": "Utfall {{manad:~;kort}} {{ar:~fg}}", "scenario": "utfall", "period": "~fg"},
                        {"label": "Utfall {{ar}}", "scenario": "utfall"},
                        {"label": "Budget", "scenario": "budget"},
                        {"label": "Avvikelse", "scenario": "avvikelse", "formula": "utfall(~) - budget(~)"},
                    ],
                    "rows": [
                        {"label": "Poster", "kind": "group"},
                        {"label": "Intäkter", "measure": "intakter"},
                        {"label": "Kostnad", "measure": "kostnad", "without": ["budget"], "kind": "subtotal"},
                    ],
                    "chart": {"kind": "grouped_bars", "title": "Högst: {highest}, {highest_value}", "alternative": "Staplar.", "columns": [2, 3]},
                }},
                {"table": {
                    "anchor": "ansvar", "caption": "Per område", "row_header": "Ansvar", "unit": "tkr", "decimals": 0,
                    "columns": [{"label": "Utfall", "scenario": "utfall", "turned": True}],
                    "rows": [{"each": "område", "measure": "resultat"},
                             {"label": "Summa", "measure": "resultat", "kind": "total", "scope": "NAM"}],
                }},
                {"table": {
                    "anchor": "sjuk", "caption": "Sjukfrånvaro", "row_header": "", "scope": "FOR", "unit": "%",
                    "decimals": 1,
                    "columns": [
                        {"label": "Rullande", "scenario": "utfall", "period": "~r12-1"},
                        {"label": "Helår", "scenario": "utfall", "period": "~fghelar"},
                        {"label": "Förändring", "scenario": "avvikelse", "period": "~r12-1", "cuts": {"mot": "fg"},
                         "formula": "utfall(~r12-1) - utfall(~fghelar)", "unit": "procentenheter", "decimals": 1},
                    ],
                    "rows": [{"label": "Totalt", "measure": "sjuk"}],
                }},
            ]},
        }},
        {"measures": {"anchor": "beslutade", "caption": "Beslutade", "row_header": "Åtgärd", "decided": True,
                      "years": ["~helar", "2025"], "unit": "tkr", "total": "Summa beslutade"}},
        {"measures": {"anchor": "forslag", "caption": "Förslag", "row_header": "Åtgärd", "decided": False,
                      "years": ["~helar", "2025"], "unit": "tkr", "total": "Summa",
                      "split_total": {"own": "varav egna", "others": "varav andras"}}},
        {"unit_texts": {"heading": "Områdena", "level": 3, "each": "område"}},
        {"control_summary": {"heading": "Intern kontroll", "level": 2, "object": "IK", "controls_heading": "Kontroller",
                             "risks_heading": "Risker"}},
        {"control_appendix": {"title": "Bilaga", "risks_heading": "Risker {{ar}}", "controls_heading": "Kontroller",
                              "words": {
                                  "value": "Riskvärde", "level": "Nivå", "likelihood": "Sannolikhet",
                                  "consequence": "Konsekvens", "comment": "Kommentar", "handling": "Hantering",
                                  "risk": "Risken att {event} på grund av {cause}, vilket leder till {effect}.",
                                  "by_focus": "Hanteras i inriktningen", "by_control": "Hanteras genom",
                                  "accepted": "Accepteras.", "no_handling": "Hantering saknas.", "tested": "Kontroll",
                                  "occasions": "Tillfällen", "methods": "Metod",
                              }}},
    ],
}  # fmt: skip


def small_template(**changes: Any) -> Template:
    """The template; `changes` replace its top-level fields."""
    made = template({**copy.deepcopy(TEMPLATE), **changes}, where="mall.yaml")
    assert isinstance(made, Template)
    return made


def small_snapshot(**changes: Any) -> Snapshot:
    """The facts; `changes` replace fields of the snapshot."""
    fields: dict[str, Any] = {
        "round": ROUND, "scope": Scope("NAM"), "figures": {item.address: item for item in FIGURES},
        "objects": {item.code: item for item in OBJECTS}, "texts": TEXTS, "template_hash": "", "as_of": AS_OF,
        "names": {"NAM": ("Exempelkommittén",)},
    }  # fmt: skip
    return Snapshot(**{**fields, **changes})
