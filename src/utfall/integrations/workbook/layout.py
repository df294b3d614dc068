"""Which sheets and columns the workbook has: one table that both the writer and the reader follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from utfall.domain.control import HandlingKind
from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorKind, IndicatorRelationKind
from utfall.domain.organisation import UnitKind
from utfall.domain.planning import AssignmentState

MARK = "Rad"
"""The first column of each sheet; a row with the word `exempel` in it is not read."""
EXAMPLE = "exempel"
BETWEEN = "; "
AREA, STRATEGIC, COMMITTEE, FOCUS = "strategiskt område", "strategiskt mål", "verksamhetsmål", "inriktning"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, whether each row needs it, and the words to choose from, if there are such.

    One that is `newer` came after workbooks were handed out, and may be missing.
    """

    title: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, columns, what it is for, and an example row by column title; `newer` as of a column."""

    name: str
    columns: tuple[Column, ...]
    purpose: str
    example: Mapping[str, str]
    newer: bool = False


def _needed(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title, needed=True) for title in titles)


def _free(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title) for title in titles)


UNITS = Sheet(
    "Organisation",
    (
        *_needed("Kod", "Namn"), Column("Slag", needed=True, choices=tuple(UnitKind)),
        *_free("Under", "Kort namn", "Förkortning", "Ansvar", "Andra namn", "Fel namn", "Leds av", "Från", "Till"),
    ),
    "En rad för varje nämnd, förvaltning, område och enhet. Flera ansvar eller namn skiljs med semikolon.",
    {"Kod": "OMR1", "Namn": "Område 1", "Slag": "område", "Under": "SEN", "Ansvar": "3110; 3120", "Från": "2024-01-01"},
)  # fmt: skip
PERSONS = Sheet(
    "Personer och roller",
    (*_needed("Användarnamn", "Namn"), *_free("E-post"), *_needed("Roll", "Enhet"), *_free("Från", "Till")),
    "En rad för varje roll som en person har. Samma person kan stå på flera rader.",
    {"Användarnamn": "anna", "Namn": "Anna Andersson", "E-post": "anna@example.org", "Roll": "enhetschef",
     "Enhet": "OMR1", "Från": "2024-01-01"},
)  # fmt: skip
GOALS = Sheet(
    "Mål",
    (
        Column("Slag", needed=True, choices=(AREA, STRATEGIC, COMMITTEE, FOCUS)),
        *_needed("Kod", "Namn"), *_free("Under", "Nämnd", "År", "Antal år"),
    ),
    "Målkedjan, uppifrån och ned. Under är koden för målet eller området ovanför. År är målår eller inriktningens år.",
    {"Slag": COMMITTEE, "Kod": "VM1", "Namn": "Mindre svinn", "Under": "SG1", "Nämnd": "SEN", "År": "2027",
     "Antal år": "4"},
)  # fmt: skip
INDICATORS = Sheet(
    "Indikatorer",
    (
        *_needed("Kod"),
        *_free("Namn", "Mått", "Måttenhet", "Decimaler"),
        Column("Slag", choices=tuple(IndicatorKind)), Column("Riktning", choices=tuple(DirectionOfGood)),
        *_free("Omfattar", "Hör till", "Basår", "Källa", "Saknas för att", "Målår"),
        Column("Jämförelse", choices=tuple(Comparator)),
        *_free("Målvärde", "Målets decimaler", "Utfall för period", "Utfall för enhet", "Utfall"),
        Column("Kolada", newer=True),
    ),
    "Första raden för en kod beskriver indikatorn. Fler mål och utfall skrivs på rader med samma kod och tomt namn.",
    {"Kod": "IND1", "Namn": "Andel kök som väger", "Mått": "ind.vager", "Måttenhet": "%", "Decimaler": "0",
     "Slag": "mål", "Riktning": "högre är bättre", "Omfattar": "SEN", "Hör till": "VM1", "Målår": "2027",
     "Jämförelse": "minst", "Målvärde": "100", "Utfall för period": "2023", "Utfall för enhet": "SEN", "Utfall": "43"},
)  # fmt: skip
RELATIONS = Sheet(
    "Samband",
    (
        *_needed("Kod", "Namn"), Column("Slag", needed=True, choices=tuple(IndicatorRelationKind)),
        *_free("För"), *_needed("Ingår"), *_free("Fråga"),
    ),
    "Hur indikatorer räknas ur varandra, eller begränsar varandra. Ingår är koder i ordning, skilda med semikolon.",
    {"Kod": "SB1", "Namn": "Samlad andel", "Slag": "medelvärde av", "För": "IND3", "Ingår": "IND1; IND2"},
    newer=True,
)  # fmt: skip
ASSIGNMENTS = Sheet(
    "Uppdrag",
    (
        *_needed("Kod", "Namn", "Från", "Beslutat", "Paragraf", "Ansvarig"),
        Column("Läge", needed=True, choices=tuple(AssignmentState)), *_free("Klart senast"),
    ),
    "Uppdrag från fullmäktige, styrelsen eller nämnden. Från och Ansvarig är enheternas koder.",
    {"Kod": "U1", "Namn": "Se över måltiderna", "Från": "KF", "Beslutat": "2024-02-15", "Paragraf": "§ 12",
     "Ansvarig": "SEN", "Läge": "pågår", "Klart senast": "2024-12-31"},
)  # fmt: skip
RISKS = Sheet(
    "Risker",
    (
        *_needed("Kod", "Namn", "Händelse", "Orsak", "Verkan"),
        Column("Sannolikhet", needed=True, choices=("1", "2", "3", "4")),
        Column("Konsekvens", needed=True, choices=("1", "2", "3", "4")),
        *_needed("Omfattar", "År"),
        Column("Hantering", choices=(HandlingKind.FOCUS, HandlingKind.ACCEPTED)), *_free("Hanteras av", "Skäl"),
    ),
    "Sannolikhet och konsekvens är 1 till 4; riskvärdet räknas. Hanteras av är koden för en inriktning.",
    {"Kod": "R1", "Namn": "Svinnet ökar", "Händelse": "maten slängs", "Orsak": "ingen väger", "Verkan": "det blir dyrt",
     "Sannolikhet": "2", "Konsekvens": "3", "Omfattar": "SEN", "År": "2024", "Hantering": "accepterad",
     "Skäl": "Den är liten."},
)  # fmt: skip
SHEETS = (UNITS, PERSONS, GOALS, INDICATORS, RELATIONS, ASSIGNMENTS, RISKS)
