"""The workbook written: empty with an example in each sheet, or with a plan that there is."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

import xlsxwriter

from utfall.domain.control import Risk
from utfall.domain.figure import Figure
from utfall.domain.indicators import Indicator, IndicatorRelation, Target
from utfall.domain.organisation import OrgUnit
from utfall.domain.planning import AnnualFocus, Assignment, CommitteeGoal, StrategicArea, StrategicGoal
from utfall.integrations.workbook.content import Goal, PersonRow, StartContent
from utfall.integrations.workbook.layout import (
    AREA,
    BETWEEN,
    COMMITTEE,
    EXAMPLE,
    FOCUS,
    MARK,
    SHEETS,
    STRATEGIC,
    Sheet,
)

Row = Mapping[str, object]
INSTRUCTIONS = "Läs först"
_STEPS = (
    "Fyll i ett blad i taget, uppifrån och ned. Fetstilta kolumner behövs på varje rad.",
    "Rader med ordet exempel i den första kolumnen läses inte. Ta bort dem eller låt dem stå.",
    "Koder skrivs med versaler, siffror och bindestreck. Datum skrivs 2024-08-31, perioder 2024 eller 2024-01..2024-08.",
    "Inget sparas förrän du har sett vad som är nytt och vad som ändras.",
)
_LAST_ROW = 2000


def template(*, roles: Sequence[str]) -> bytes:
    """The empty workbook with an example row in each sheet; `roles` are the words of the drop-down for roles."""
    return _book({sheet.name: [{MARK: EXAMPLE, **sheet.example}] for sheet in SHEETS}, roles)


def write_workbook(content: StartContent, *, roles: Sequence[str]) -> bytes:
    """The workbook with the content, every cell as text so that no digit is lost."""
    rows: dict[str, list[Row]] = {
        "Organisation": [_unit(unit) for unit in content.units],
        "Personer och roller": [_person(person) for person in content.persons],
        "Mål": [_goal(goal) for goal in content.goals],
        "Indikatorer": list(_indicators(content)),
        "Samband": [_relation(item) for item in content.relations],
        "Uppdrag": [_assignment(item) for item in content.assignments],
        "Risker": [_risk(item) for item in content.risks],
    }
    return _book(rows, roles)


def _book(rows: Mapping[str, Iterable[Row]], roles: Sequence[str]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        first = book.add_worksheet(INSTRUCTIONS)
        first.set_column(0, 0, 120)
        lines = (*_STEPS, *(f"{sheet.name}: {sheet.purpose}" for sheet in SHEETS))
        for number, line in enumerate(lines):
            first.write_string(number, 0, line)
        for sheet in SHEETS:
            _sheet(book, sheet, rows[sheet.name], roles)
    return buffer.getvalue()


def _sheet(book: xlsxwriter.Workbook, sheet: Sheet, rows: Iterable[Row], roles: Sequence[str]) -> None:
    page = book.add_worksheet(sheet.name)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    titles = (MARK, *(column.title for column in sheet.columns))
    page.set_column(0, len(titles) - 1, 18, text)
    page.freeze_panes(1, 0)
    page.write_string(0, 0, MARK)
    for place, column in enumerate(sheet.columns, start=1):
        page.write_string(0, place, column.title, bold if column.needed else None)
        choices = list(roles) if column.title == "Roll" else [str(word) for word in column.choices]
        if choices and len(",".join(choices)) <= 255:
            page.data_validation(1, place, _LAST_ROW, place, {"validate": "list", "source": choices})
    for number, row in enumerate(rows, start=1):
        for place, title in enumerate(titles):
            value = row.get(title)
            if value not in (None, ""):
                page.write_string(number, place, str(value), text)


def _unit(unit: OrgUnit) -> Row:
    return {
        "Kod": unit.code, "Namn": unit.name, "Slag": unit.kind, "Under": unit.parent, "Kort namn": unit.short,
        "Förkortning": unit.abbreviation, "Ansvar": BETWEEN.join(unit.ansvar), "Andra namn": BETWEEN.join(unit.aliases),
        "Fel namn": BETWEEN.join(unit.wrong_names), "Leds av": unit.manager, "Från": unit.valid_from,
        "Till": unit.valid_to,
    }  # fmt: skip


def _person(person: PersonRow) -> Row:
    return {
        "Användarnamn": person.username, "Namn": person.name, "E-post": person.email, "Roll": person.role,
        "Enhet": person.unit, "Från": person.start, "Till": person.end,
    }  # fmt: skip


def _goal(goal: Goal) -> Row:
    named = {"Kod": goal.code, "Namn": goal.name}
    match goal:
        case StrategicArea():
            return {"Slag": AREA, **named}
        case StrategicGoal():
            return {"Slag": STRATEGIC, **named, "Under": goal.area, "Antal år": goal.years}
        case CommitteeGoal():
            return {"Slag": COMMITTEE, **named, "Under": goal.strategic_goal, "Nämnd": goal.committee,
                    "År": goal.target_year, "Antal år": goal.years}  # fmt: skip
        case AnnualFocus():
            return {"Slag": FOCUS, **named, "Under": goal.goal, "År": goal.year}


def _indicators(content: StartContent) -> Iterator[Row]:
    for indicator in content.indicators:
        outcomes = [figure for figure in content.outcomes if figure.address.measure == indicator.measure]
        described: Row = _described(indicator)
        pairs = list(zip_longest(indicator.targets, outcomes)) or [(None, None)]
        for target, outcome in pairs:
            yield {"Kod": indicator.code, **described, **_target(target), **_outcome(outcome)}
            described = {}


def _described(item: Indicator) -> Row:
    return {
        "Namn": item.name, "Mått": item.measure, "Måttenhet": item.unit, "Decimaler": item.decimals, "Slag": item.kind,
        "Riktning": item.direction, "Omfattar": item.scope, "Hör till": item.parent, "Basår": item.base_year,
        "Källa": item.source, "Saknas för att": item.no_value, "Kolada": item.kolada,
    }  # fmt: skip


def _relation(item: IndicatorRelation) -> Row:
    return {
        "Kod": item.code, "Namn": item.name, "Slag": item.kind, "För": item.subject,
        "Ingår": BETWEEN.join(item.members), "Fråga": item.question,
    }  # fmt: skip


def _target(target: Target | None) -> Row:
    if target is None:
        return {}
    value = "" if target.value is None else format(target.value, "f").replace(".", ",")
    return {"Målår": target.year, "Jämförelse": target.comparator, "Målvärde": value,
            "Målets decimaler": target.decimals}  # fmt: skip


def _outcome(figure: Figure | None) -> Row:
    if figure is None:
        return {}
    return {"Utfall för period": figure.period, "Utfall för enhet": figure.scope,
            "Utfall": format(figure.value, "f").replace(".", ",")}  # fmt: skip


def _assignment(item: Assignment) -> Row:
    return {
        "Kod": item.code, "Namn": item.name, "Från": item.given_by, "Beslutat": item.decided_on,
        "Paragraf": item.paragraph, "Ansvarig": item.responsible, "Läge": item.state, "Klart senast": item.due_on,
    }  # fmt: skip


def _risk(item: Risk) -> Row:
    handling = item.handling
    return {
        "Kod": item.code, "Namn": item.name, "Händelse": item.event, "Orsak": item.cause, "Verkan": item.effect,
        "Sannolikhet": item.likelihood, "Konsekvens": item.consequence, "Omfattar": item.scope, "År": item.year,
        "Hantering": handling.kind if handling else None, "Hanteras av": handling.by if handling else None,
        "Skäl": handling.reason if handling else None,
    }  # fmt: skip
